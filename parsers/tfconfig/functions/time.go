package functions

import (
	"time"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"
)

func timeFunctions() map[string]function.Function {
	return map[string]function.Function{
		"formatdate": stdlib.FormatDateFunc,
		// The run has no clock: neither the plan's time nor the apply's is known.
		"plantimestamp": atApply(function.Parameter{}, nil),
		"timeadd":       stdlib.TimeAddFunc,
		"timecmp":       timeCmp(),
		"timestamp":     atApply(function.Parameter{}, nil),
	}
}

func timeCmp() function.Function {
	return function.New(&function.Spec{
		Params:       []function.Parameter{stringParam("timestamp_a"), stringParam("timestamp_b")},
		Type:         function.StaticReturnType(cty.Number),
		RefineResult: notNull,
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			var times [2]time.Time
			for i, arg := range args {
				t, err := time.Parse(time.RFC3339, arg.AsString())
				if err != nil {
					return cty.NilVal, function.NewArgErrorf(i, "is not a time such as 2026-01-02T15:04:05Z")
				}
				times[i] = t
			}
			return cty.NumberIntVal(int64(times[0].Compare(times[1]))), nil
		},
	})
}
