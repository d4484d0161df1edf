package functions

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
)

func fileSet(env Env) function.Function {
	return function.New(&function.Spec{
		Params:       []function.Parameter{stringParam("path"), stringParam("pattern")},
		Type:         function.StaticReturnType(cty.Set(cty.String)),
		RefineResult: notNull,
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			names, err := env.glob(args[0].AsString(), args[1].AsString())
			if err != nil {
				return cty.NilVal, err
			}
			if len(names) == 0 {
				return cty.SetValEmpty(cty.String), nil
			}
			vals := make([]cty.Value, len(names))
			for i, name := range names {
				vals[i] = cty.StringVal(name)
			}
			return cty.SetVal(vals), nil
		},
	})
}

// plainBang keeps an exclamation mark at the start of a class what it is to
// Terraform: a character. Only a circumflex negates.
var plainBang = strings.NewReplacer(`\\`, `\\`, `\[`, `\[`, `[!`, `[\!`)

// glob returns the regular files that pattern matches, relative to dir. The
// pattern may leave dir by way of "..". A leading ~ means nothing here.
func (e Env) glob(dir, pattern string) ([]string, error) {
	start, rest := doublestar.SplitPattern(path.Join(dir, plainBang.Replace(pattern)))
	if strings.Count(pattern, "{") > maxAlternatives {
		return nil, function.NewArgErrorf(1, "has alternatives in more than the limit of %d places", maxAlternatives)
	}
	root, ok := e.Resolve(start)
	if !ok {
		return nil, function.NewArgErrorf(0, "%q lies outside the files of this run", start)
	}
	if info, err := fs.Stat(e.FS, root); errors.Is(err, fs.ErrNotExist) || err == nil && !info.IsDir() {
		return nil, nil
	}
	var names []string
	err := doublestar.GlobWalk(&counted{FS: e.FS, left: maxParts}, path.Join(root, rest), func(name string, _ fs.DirEntry) error {
		info, err := fs.Stat(e.FS, name)
		if err != nil || !info.Mode().IsRegular() {
			return nil //nolint:nilerr // A dangling link is no regular file.
		}
		if len(names) == maxElements {
			return fmt.Errorf("matches more than the limit of %d files", maxElements)
		}
		names = append(names, relative(dir, path.Join(start, relative(root, name))))
		return nil
	}, doublestar.WithFailOnIOErrors())
	if errors.Is(err, doublestar.ErrBadPattern) {
		return nil, function.NewArgErrorf(1, "is not a valid pattern")
	}
	if err != nil {
		return nil, function.NewArgError(1, reason(err))
	}
	return names, nil
}

// maxAlternatives is in how many places a pattern may have alternatives: each
// place at least doubles what is looked for.
const maxAlternatives = 8

// A counted file system gives up once it was asked for too many names.
type counted struct {
	fs.FS

	left int
}

// ReadDir counts the names of a directory.
func (c *counted) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(c.FS, name)
	if c.left -= len(entries); c.left < 0 {
		return nil, fmt.Errorf("looks at more than the limit of %d files", maxParts)
	}
	return entries, err
}

// Stat counts nothing.
func (c *counted) Stat(name string) (fs.FileInfo, error) { return fs.Stat(c.FS, name) }

// relative returns how name is reached from dir; both are clean or relative
// to one place.
func relative(dir, name string) string {
	from, to := parts(dir), parts(name)
	for len(from) > 0 && len(to) > 0 && from[0] == to[0] {
		from, to = from[1:], to[1:]
	}
	return strings.Repeat("../", len(from)) + strings.Join(to, "/")
}

func parts(name string) []string {
	name = strings.Trim(path.Clean(name), "/")
	if name == "." || name == "" {
		return nil
	}
	return strings.Split(name, "/")
}
