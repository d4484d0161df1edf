package functions

import (
	"errors"
	"path/filepath"
	"strings"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
)

func pathFunctions(env Env) map[string]function.Function {
	return map[string]function.Function{
		"abspath":    onPath(env.absolute),
		"basename":   onText("path", func(p string) (string, error) { return filepath.Base(p), nil }),
		"dirname":    onText("path", func(p string) (string, error) { return filepath.ToSlash(filepath.Dir(p)), nil }),
		"pathexpand": onPath(env.expand),
	}
}

// onPath returns a function of a path whose result may depend on what the
// environment does not say, and is unknown then.
func onPath(f func(string) (path string, known bool, err error)) function.Function {
	return function.New(&function.Spec{
		Params:       []function.Parameter{stringParam("path")},
		Type:         function.StaticReturnType(cty.String),
		RefineResult: notNull,
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			out, known, err := f(args[0].AsString())
			if err != nil {
				return cty.NilVal, function.NewArgError(0, err)
			}
			if !known {
				return cty.UnknownVal(cty.String), nil
			}
			return cty.StringVal(filepath.ToSlash(out)), nil
		},
	})
}

func (e Env) absolute(p string) (abs string, known bool, err error) {
	if filepath.IsAbs(p) {
		return filepath.Clean(p), true, nil
	}
	if e.WorkDir == "" {
		return "", false, nil
	}
	return filepath.Join(e.WorkDir, p), true, nil
}

// expand replaces a leading ~ by the home directory.
func (e Env) expand(p string) (expanded string, known bool, err error) {
	switch {
	case !strings.HasPrefix(p, "~"):
		return p, true, nil
	case len(p) > 1 && p[1] != '/' && p[1] != '\\':
		return "", false, errors.New("another user's home directory is not known")
	case e.Home == "":
		return "", false, nil
	}
	return filepath.Join(e.Home, p[1:]), true, nil
}
