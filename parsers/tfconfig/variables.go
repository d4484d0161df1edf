package tfconfig

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"spof/parsers/tfconfig/bounds"
)

// variable returns the value of a variable in a module instance.
func (n *node) variable(name string) cty.Value {
	v := n.module.variables[name]
	f := frame{n, "var.", name, v.rng}
	return force(n.ev, n.variables.named(n.twinOf().variables, name), f, func() cty.Value {
		out := n.ev.bounded(n.given(v, f), f)
		if v.sensitive {
			out = markSensitive(out)
		}
		if v.ephemeral {
			out = out.Mark(ephemeral)
		}
		return out
	}, cty.UnknownVal(v.typ))
}

// given returns what a variable is set to, else its default, else unknown.
func (n *node) given(v *variable, f frame) cty.Value {
	value, at, ok := n.argument(v)
	if !ok {
		return v.absent()
	}
	value = n.ev.bounded(value, f)
	converted, err := v.convert(value)
	if err != nil {
		n.self.report(&hcl.Diagnostic{
			Severity: hcl.DiagError,
			Summary:  "value does not fit its variable",
			Detail:   "the value of var." + v.name + " cannot be converted to the variable's type: " + err.Error() + ".",
			Subject:  &at,
		})
		return cty.UnknownVal(v.typ)
	}
	if v.notNullable && converted.IsNull() {
		return v.absent()
	}
	return converted
}

func (v *variable) absent() cty.Value {
	if v.fallback != cty.NilVal {
		return v.fallback
	}
	return cty.UnknownVal(v.typ)
}

// argument returns what the call, or the user, sets a variable to.
func (n *node) argument(v *variable) (cty.Value, hcl.Range, bool) {
	if n.parent == nil {
		in, ok := n.ev.inputs[v.name]
		if !ok {
			return cty.NilVal, v.rng, false
		}
		return in.value(n.ev, v), in.rng, true
	}
	a := n.call.body.attrs[v.name]
	if a == nil {
		return cty.NilVal, v.rng, false
	}
	return n.scope.eval(a.expr), a.rng, true
}

// An input is what the user sets a root variable to: a value from a file, or
// text of which the variable's type says how it is read.
type input struct {
	known cty.Value
	text  string
	rng   hcl.Range
}

func (in input) value(ev *evaluator, v *variable) cty.Value {
	if in.known != cty.NilVal {
		return in.known
	}
	if v.literal {
		return cty.StringVal(in.text)
	}
	if err := bounds.CheckExpression([]byte(in.text)); err != nil {
		ev.report(tooDeep(in.rng, err))
		return cty.UnknownVal(v.typ)
	}
	expr, diags := hclsyntax.ParseExpression([]byte(in.text), in.rng.Filename, hcl.InitialPos)
	if !diags.HasErrors() {
		value, more := newExpression(expr).alone()
		if !more.HasErrors() {
			return value
		}
		diags = append(diags, more...)
	}
	ev.report(diags...)
	return cty.UnknownVal(v.typ)
}
