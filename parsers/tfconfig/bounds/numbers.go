package bounds

import (
	"fmt"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
)

// MaxDigits is how many decimal digits a number may have, before the point or
// after it: 1e100000000 is ten characters to write, and a hundred megabytes
// once it becomes text.
const MaxDigits = 1 << 16

var errDigits = fmt.Errorf("a number has more than the limit of %d digits", MaxDigits)

// numberDigits returns how many decimal digits a known number takes, at most.
func numberDigits(v cty.Value) int {
	exponent := v.AsBigFloat().MantExp(nil)
	return max(exponent, -exponent) / 3
}

// Digits returns how many decimal digits a number takes, at most, and 0 for
// everything else.
func Digits(v cty.Value) int {
	v, _ = v.Unmark()
	if v.IsNull() || !v.IsKnown() || v.Type() != cty.Number {
		return 0
	}
	return numberDigits(v)
}

// shortNumbers are the operations of arithmetic, with an error where a number
// has too many digits.
var shortNumbers = map[*hclsyntax.Operation]*hclsyntax.Operation{
	hclsyntax.OpAdd:      short(hclsyntax.OpAdd),
	hclsyntax.OpSubtract: short(hclsyntax.OpSubtract),
	hclsyntax.OpMultiply: short(hclsyntax.OpMultiply),
	hclsyntax.OpDivide:   short(hclsyntax.OpDivide),
	hclsyntax.OpModulo:   short(hclsyntax.OpModulo),
}

func short(op *hclsyntax.Operation) *hclsyntax.Operation {
	params := op.Impl.Params()
	for i := range params {
		params[i].AllowUnknown = true
	}
	out := *op
	out.Impl = function.New(&function.Spec{
		Params: params,
		Type:   function.StaticReturnType(op.Type),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			for _, arg := range args {
				if Digits(arg) > MaxDigits {
					return cty.NilVal, errDigits
				}
			}
			v, err := op.Impl.Call(args)
			if err == nil && Digits(v) > MaxDigits {
				return cty.NilVal, errDigits
			}
			return v, err
		},
	})
	return &out
}
