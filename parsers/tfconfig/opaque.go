package tfconfig

import (
	"strings"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"

	"spof/inventory"
)

// opaque are the functions that make of an identity something in which it
// cannot be recognised: what they return is unknown. Two sets of identities
// would most often tell, but not always: a hash modulo three is the same in
// every third pair.
var opaque = map[string]cty.Type{
	"base64sha256": cty.String,
	"base64sha512": cty.String,
	"md5":          cty.String,
	"parseint":     cty.Number,
	"sha1":         cty.String,
	"sha256":       cty.String,
	"sha512":       cty.String,
	"uuidv5":       cty.String,
}

// veil has the opaque functions of a table return what is unknown where an
// identity is among their arguments, and substr where it cuts one.
func (ev *evaluator) veil(table map[string]function.Function) map[string]function.Function {
	for _, namespace := range []string{"", "core::"} {
		for name, ty := range opaque {
			table[namespace+name] = veiled(table[namespace+name], ty, func(args []cty.Value, _ cty.Value) bool { return ev.anyHolds(args) })
		}
		table[namespace+"substr"] = veiled(table[namespace+"substr"], cty.String, ev.cuts)
	}
	return table
}

// veiled returns f, with a result of a type that is unknown where hides says so.
func veiled(f function.Function, ty cty.Type, hides func(args []cty.Value, out cty.Value) bool) function.Function {
	return function.New(&function.Spec{
		Description: f.Description(),
		Params:      f.Params(),
		VarParam:    f.VarParam(),
		Type:        function.StaticReturnType(cty.DynamicPseudoType),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			out, err := f.Call(args)
			if err != nil || !hides(args, out) {
				return out, err
			}
			return cty.UnknownVal(ty).RefineNotNull().WithSameMarks(out), nil
		},
	})
}

func (ev *evaluator) anyHolds(args []cty.Value) bool {
	for _, arg := range args {
		if s, ok := text(arg); ok && ev.ids.Holds(s) {
			return true
		}
	}
	return false
}

// cuts reports whether out is a part of the first argument that begins or ends
// inside an identity.
func (ev *evaluator) cuts(args []cty.Value, out cty.Value) bool {
	whole, ok := text(args[0])
	part, also := text(out)
	if !ok || !also || !ev.ids.Holds(whole) {
		return false
	}
	hide := func(s string) string {
		return ev.ids.Replace(s, func(string, inventory.Reference) string { return "\x00" })
	}
	return !strings.Contains(hide(whole), hide(part))
}
