package tfconfig

import (
	"fmt"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/ext/typeexpr"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"

	"spof/parsers/tfconfig/bounds"
)

func (d *decoder) variable(b *block) {
	v := &variable{name: b.labels[0], typ: cty.DynamicPseudoType, literal: true, rng: b.rng}
	if e := b.body.attr("type"); e != nil {
		d.constraint(v, e)
	}
	v.sensitive, _ = literalBool(b.body.attr("sensitive"))
	v.ephemeral, _ = literalBool(b.body.attr("ephemeral"))
	if nullable, ok := literalBool(b.body.attr("nullable")); ok {
		v.notNullable = !nullable
	}
	if e := b.body.attr("default"); e != nil {
		d.fallback(v, e)
	}
	d.module.variables[v.name] = v
}

// constraint reads the type. Terraform takes text given for a variable as the
// value itself when the type is primitive, or not declared.
func (d *decoder) constraint(v *variable, e *expression) {
	if ty, ok := legacyType(e); ok {
		v.typ = ty
		v.literal = ty == cty.String || ty == cty.DynamicPseudoType
		return
	}
	if s, ok := literal(e); ok {
		if err := bounds.CheckExpression([]byte(s)); err != nil {
			d.module.diags = append(d.module.diags, tooDeep(e.Range(), err))
			return
		}
	}
	ty, defaults, diags := typeexpr.TypeConstraintWithDefaults(e.Expression)
	d.module.diags = append(d.module.diags, diags...)
	if diags.HasErrors() {
		return
	}
	v.typ, v.defaults = ty, defaults
	v.literal = ty.IsPrimitiveType()
}

// legacyType reads the types of Terraform 0.11, which stand in quotes, and the
// bare list and map.
func legacyType(e *expression) (cty.Type, bool) {
	name := hcl.ExprAsKeyword(e.Expression)
	if s, ok := literal(e); ok && name == "" {
		name = s
	}
	switch name {
	case "list":
		return cty.List(cty.DynamicPseudoType), true
	case "map":
		return cty.Map(cty.DynamicPseudoType), true
	case "set":
		return cty.Set(cty.DynamicPseudoType), true
	}
	if s, ok := literal(e); ok && s == "string" {
		return cty.String, true
	}
	return cty.NilType, false
}

func (d *decoder) fallback(v *variable, e *expression) {
	value, diags := e.alone()
	d.module.diags = append(d.module.diags, diags...)
	if diags.HasErrors() {
		v.fallback = cty.UnknownVal(v.typ)
		return
	}
	if converted, err := v.convert(value); err == nil {
		v.fallback = converted
		return
	}
	d.module.diags = append(d.module.diags, &hcl.Diagnostic{
		Severity: hcl.DiagError,
		Summary:  "default does not fit its type",
		Detail:   "the default of var." + v.name + " cannot be converted to the variable's type.",
		Subject:  e.Range().Ptr(),
	})
	v.fallback = cty.UnknownVal(v.typ)
}

// convert brings a value to the variable's type, with the defaults of optional
// attributes filled in.
func (v *variable) convert(value cty.Value) (cty.Value, error) {
	typ := v.typ
	if bounds.Digits(value) > bounds.MaxDigits {
		return cty.NilVal, fmt.Errorf("a number has more than the limit of %d digits", bounds.MaxDigits)
	}
	if v.defaults != nil && !value.IsNull() {
		value = v.defaults.Apply(value)
	}
	return convert.Convert(bounds.Even(value, typ), typ)
}
