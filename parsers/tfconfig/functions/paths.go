package functions

import (
	"path/filepath"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
)

func pathFunctions(env Env) map[string]function.Function {
	return map[string]function.Function{
		"abspath":    onPath(env.absolute),
		"basename":   onPath(func(p string) (string, bool) { return filepath.Base(p), true }),
		"dirname":    onPath(func(p string) (string, bool) { return filepath.Dir(p), true }),
		"pathexpand": onPath(env.expand),
	}
}

// onPath returns a function of a path whose result may depend on what the
// environment does not say, and is unknown then.
func onPath(f func(string) (string, bool)) function.Function {
	return function.New(&function.Spec{
		Params:       []function.Parameter{stringParam("path")},
		Type:         function.StaticReturnType(cty.String),
		RefineResult: notNull,
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			out, known := f(args[0].AsString())
			if !known {
				return cty.UnknownVal(cty.String), nil
			}
			return cty.StringVal(filepath.ToSlash(out)), nil
		},
	})
}

func (e Env) absolute(p string) (string, bool) {
	if filepath.IsAbs(p) {
		return filepath.Clean(p), true
	}
	if e.WorkDir == "" {
		return "", false
	}
	return filepath.Join(e.WorkDir, p), true
}
