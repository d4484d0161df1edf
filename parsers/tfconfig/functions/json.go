package functions

import (
	"encoding/json"
	"errors"
	"strings"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"
)

// jsonDecode returns stdlib's function, but for how it reads: that takes three
// passes, and time by the square of the nesting. Estates are written as JSON
// files of some size. Of two properties of one name the last holds, as in
// Terraform 1.11.
func jsonDecode() function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{stringParam("str")},
		Type: func(args []cty.Value) (cty.Type, error) {
			if args[0].IsKnown() {
				return cty.DynamicPseudoType, nil
			}
			return stdlib.JSONDecodeFunc.ReturnTypeForValues(args)
		},
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			d := jsonDecoder{json.NewDecoder(strings.NewReader(args[0].AsString()))}
			d.UseNumber()
			v, err := d.value()
			if err == nil && d.More() {
				err = errors.New("extraneous data after JSON object")
			}
			return v, err
		},
	})
}

type jsonDecoder struct{ *json.Decoder }

// value reads the next value.
func (d jsonDecoder) value() (cty.Value, error) {
	token, err := d.Token()
	if err != nil {
		return cty.NilVal, err
	}
	switch t := token.(type) {
	case json.Delim:
		if t == '{' {
			return d.object()
		}
		return d.tuple()
	case string:
		return cty.StringVal(t), nil
	case json.Number:
		return cty.ParseNumberVal(t.String())
	case bool:
		return cty.BoolVal(t), nil
	}
	return cty.NullVal(cty.DynamicPseudoType), nil
}

func (d jsonDecoder) object() (cty.Value, error) {
	attrs := map[string]cty.Value{}
	for d.More() {
		token, err := d.Token()
		if err != nil {
			return cty.NilVal, err
		}
		key, _ := token.(string) // a decoder lets nothing else stand there
		v, err := d.value()
		if err != nil {
			return cty.NilVal, err
		}
		attrs[key] = v
	}
	_, err := d.Token()
	return cty.ObjectVal(attrs), err
}

func (d jsonDecoder) tuple() (cty.Value, error) {
	var parts []cty.Value
	for d.More() {
		v, err := d.value()
		if err != nil {
			return cty.NilVal, err
		}
		parts = append(parts, v)
	}
	_, err := d.Token()
	return cty.TupleVal(parts), err
}
