package functions

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"unicode/utf8"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
)

func fileFunctions(env Env) map[string]function.Function {
	out := map[string]function.Function{
		"file":       onFile(env, plainText),
		"filebase64": onFile(env, func(raw []byte) (string, error) { return base64.StdEncoding.EncodeToString(raw), nil }),
		"fileexists": fileExists(env),
		"fileset":    fileSet(env),
	}
	for name, digest := range digests {
		// base64sha256's sibling is filebase64sha256.
		out["file"+name] = onFile(env, func(raw []byte) (string, error) { return digest(raw), nil })
	}
	return out
}

// noFiles is the file system of an [Env] without one.
type noFiles struct{}

func (noFiles) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: errors.New("no files can be read in this run")}
}

// resolveInside joins relative paths to BaseDir, and knows no other.
func (e Env) resolveInside(p string) (string, bool) {
	if path.IsAbs(p) {
		return "", false
	}
	name := path.Join(e.BaseDir, p)
	return name, fs.ValidPath(name)
}

// name maps a path of the configuration to a name in env.FS.
func (e Env) name(p string) (string, error) {
	expanded, known, err := e.expand(p)
	if err != nil {
		return "", err
	}
	if known {
		p = expanded
	}
	name, ok := e.Resolve(filepath.ToSlash(p))
	if !ok {
		return "", fmt.Errorf("%q lies outside the files of this run", p)
	}
	return name, nil
}

// read returns the content of the file at p.
func (e Env) read(p string) ([]byte, error) {
	name, err := e.name(p)
	if err != nil {
		return nil, err
	}
	// Opening a pipe waits for somebody to write to it, and a device may never
	// end: nothing but a regular file is opened.
	info, err := fs.Stat(e.FS, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("no file exists at %q", p)
	case err != nil:
		return nil, fmt.Errorf("reading %q: %w", p, reason(err))
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%q is not a regular file", p)
	}
	f, err := e.FS.Open(name)
	if err != nil {
		return nil, fmt.Errorf("reading %q: %w", p, reason(err))
	}
	defer f.Close() //nolint:errcheck // Nothing was written to it.
	raw, err := readAtMost(f, maxBytes)
	if err != nil {
		return nil, fmt.Errorf("reading %q: %w", p, reason(err))
	}
	return raw, nil
}

// reason drops the path from err: it is a path in FS, not the
// configuration's.
func reason(err error) error {
	if in, ok := errors.AsType[*fs.PathError](err); ok {
		return in.Err
	}
	return err
}

func plainText(raw []byte) (string, error) {
	if !utf8.Valid(raw) {
		return "", errors.New("the file is not UTF-8 text; filebase64 can read it")
	}
	return string(raw), nil
}

// onFile returns a function of a file's content.
func onFile(env Env, f func([]byte) (string, error)) function.Function {
	return onText("path", func(p string) (string, error) {
		raw, err := env.read(p)
		if err != nil {
			return "", err
		}
		return f(raw)
	})
}

// fileExists fails for what is there but is no regular file, as Terraform
// does.
func fileExists(env Env) function.Function {
	return function.New(&function.Spec{
		Params:       []function.Parameter{stringParam("path")},
		Type:         function.StaticReturnType(cty.Bool),
		RefineResult: notNull,
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			p := args[0].AsString()
			name, err := env.name(p)
			if err != nil {
				return cty.NilVal, function.NewArgError(0, err)
			}
			info, err := fs.Stat(env.FS, name)
			switch {
			case errors.Is(err, fs.ErrNotExist):
				return cty.False, nil
			case err != nil:
				return cty.NilVal, function.NewArgErrorf(0, "reading %q: %w", p, reason(err))
			case !info.Mode().IsRegular():
				return cty.NilVal, function.NewArgErrorf(0, "%q is not a regular file", p)
			}
			return cty.True, nil
		},
	})
}
