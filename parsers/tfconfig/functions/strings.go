package functions

import (
	"strings"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"
)

func stringFunctions() map[string]function.Function {
	return map[string]function.Function{
		"chomp":       stdlib.ChompFunc,
		"endswith":    textTest("suffix", strings.HasSuffix),
		"format":      stdlib.FormatFunc,
		"formatlist":  stdlib.FormatListFunc,
		"indent":      stdlib.IndentFunc,
		"join":        stdlib.JoinFunc,
		"lower":       stdlib.LowerFunc,
		"regex":       stdlib.RegexFunc,
		"regexall":    stdlib.RegexAllFunc,
		"replace":     replace(),
		"split":       stdlib.SplitFunc,
		"startswith":  startsWith(),
		"strcontains": textTest("substr", strings.Contains),
		"strrev":      stdlib.ReverseFunc,
		"substr":      stdlib.SubstrFunc,
		"title":       stdlib.TitleFunc,
		"trim":        stdlib.TrimFunc,
		"trimprefix":  stdlib.TrimPrefixFunc,
		"trimspace":   stdlib.TrimSpaceFunc,
		"trimsuffix":  stdlib.TrimSuffixFunc,
		"upper":       stdlib.UpperFunc,
	}
}

func stringParam(name string) function.Parameter {
	return function.Parameter{Name: name, Type: cty.String}
}

// textTest returns a function that asks test about a string and another.
func textTest(other string, test func(str, other string) bool) function.Function {
	return function.New(&function.Spec{
		Params:       []function.Parameter{stringParam("str"), stringParam(other)},
		Type:         function.StaticReturnType(cty.Bool),
		RefineResult: notNull,
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			return cty.BoolVal(test(args[0].AsString(), args[1].AsString())), nil
		},
	})
}

// startsWith also decides for strings of which only the beginning is known.
func startsWith() function.Function {
	str := stringParam("str")
	str.AllowUnknown = true
	return function.New(&function.Spec{
		Params:       []function.Parameter{str, stringParam("prefix")},
		Type:         function.StaticReturnType(cty.Bool),
		RefineResult: notNull,
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			prefix := args[1].AsString()
			if args[0].IsKnown() {
				return cty.BoolVal(strings.HasPrefix(args[0].AsString(), prefix)), nil
			}
			known := args[0].Range().StringPrefix()
			switch {
			case strings.HasPrefix(known, prefix):
				return cty.True, nil
			case !strings.HasPrefix(prefix, known):
				return cty.False, nil
			}
			return cty.UnknownVal(cty.Bool), nil
		},
	})
}

// replacePattern returns the regular expression between two slashes.
func replacePattern(substr string) (string, bool) {
	if len(substr) > 1 && substr[0] == '/' && substr[len(substr)-1] == '/' {
		return substr[1 : len(substr)-1], true
	}
	return "", false
}

func replace() function.Function {
	return function.New(&function.Spec{
		Params:       []function.Parameter{stringParam("str"), stringParam("substr"), stringParam("replace")},
		Type:         function.StaticReturnType(cty.String),
		RefineResult: notNull,
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			if pattern, ok := replacePattern(args[1].AsString()); ok {
				return stdlib.RegexReplace(args[0], cty.StringVal(pattern), args[2])
			}
			return stdlib.Replace(args[0], args[1], args[2])
		},
	})
}
