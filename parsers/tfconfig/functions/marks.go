package functions

import (
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
)

func markFunctions(env Env) map[string]function.Function {
	secret := env.Sensitive
	return map[string]function.Function{
		"ephemeralasnull": onAnyValue(func(v cty.Value) (cty.Value, error) {
			return ephemeralAsNull(v, env.Ephemeral)
		}),
		// flip_sensitive is OpenTofu's.
		"flip_sensitive": onAnyValue(func(v cty.Value) (cty.Value, error) {
			if v.HasMark(secret) {
				return withoutMark(v, secret), nil
			}
			return v.Mark(secret), nil
		}),
		"issensitive": isSensitive(secret),
		"nonsensitive": onAnyValue(func(v cty.Value) (cty.Value, error) {
			return withoutMark(v, secret), nil
		}),
		"sensitive": onAnyValue(func(v cty.Value) (cty.Value, error) {
			return v.Mark(secret), nil
		}),
	}
}

// onAnyValue returns a function that gives one value another face of the same
// type.
func onAnyValue(change func(cty.Value) (cty.Value, error)) function.Function {
	value := *anyParam("value")
	value.AllowMarked = true
	return function.New(&function.Spec{
		Params: []function.Parameter{value},
		Type: func(args []cty.Value) (cty.Type, error) {
			return args[0].Type(), nil
		},
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			return change(args[0])
		},
	})
}

// withoutMark takes the mark from v as a whole; what marks its parts stays.
func withoutMark(v cty.Value, mark any) cty.Value {
	bare, marks := v.Unmark()
	delete(marks, mark)
	return bare.WithMarks(marks)
}

func isSensitive(secret any) function.Function {
	value := *anyParam("value")
	value.AllowMarked = true
	return function.New(&function.Spec{
		Params: []function.Parameter{value},
		Type:   function.StaticReturnType(cty.Bool),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			switch v := args[0]; {
			case v.HasMark(secret):
				return cty.True, nil
			case !v.IsKnown():
				return cty.UnknownVal(cty.Bool), nil
			}
			return cty.False, nil
		},
	})
}

func ephemeralAsNull(v cty.Value, ephemeral any) (cty.Value, error) {
	if ephemeral == nil {
		return v, nil
	}
	return cty.Transform(v, func(_ cty.Path, part cty.Value) (cty.Value, error) {
		if !part.HasMark(ephemeral) {
			return part, nil
		}
		_, marks := part.Unmark()
		delete(marks, ephemeral)
		return cty.NullVal(part.Type()).WithMarks(marks), nil
	})
}
