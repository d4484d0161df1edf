package tfplan

import (
	"github.com/go-json-experiment/json/jsontext"
	"github.com/zclconf/go-cty/cty"

	"spof/inventory"
)

// expressions reads what attributes and nested blocks are set to.
func (d *document) expressions() (map[string]Expression, error) {
	var out map[string]Expression
	err := d.Object(func(name string) (err error) {
		if out == nil {
			out = map[string]Expression{}
		}
		out[name], err = d.expression()
		return err
	})
	return out, err
}

// some reads an expression that need not be there.
func (d *document) some() (*Expression, error) {
	if d.Kind() == jsontext.KindNull {
		return nil, d.Skip()
	}
	e, err := d.expression()
	return &e, err
}

// expression reads what one attribute, or the nested blocks of one type, are
// set to. A block that Terraform writes as an object is told from an expression
// by what is in it.
func (d *document) expression() (e Expression, err error) {
	if d.Kind() == jsontext.KindBeginArray {
		err = d.Array(func() error {
			block, err := d.expressions()
			e.Blocks = append(e.Blocks, block)
			return err
		})
		return e, err
	}
	var block map[string]Expression
	err = d.Object(func(name string) (err error) {
		switch {
		case name == "constant_value":
			e.Constant, err = d.store.maker.Value(d.Reader, nil, nil)
		case name == "references" && d.Kind() == jsontext.KindBeginArray:
			e.References, err = d.texts()
		case d.Kind() == jsontext.KindBeginArray || d.Kind() == jsontext.KindBeginObject:
			if block == nil {
				block = map[string]Expression{}
			}
			block[name], err = d.expression()
		default:
			return d.Skip()
		}
		return err
	})
	if block != nil {
		e.Blocks = []map[string]Expression{block}
	}
	return e, err
}

// secret marks the constants of an expression: what configures a provider may
// be a credential.
func (e Expression) secret() Expression {
	if e.Constant != cty.NilVal {
		e.Constant = e.Constant.Mark(inventory.Sensitive)
	}
	for _, block := range e.Blocks {
		for name, inner := range block {
			block[name] = inner.secret()
		}
	}
	return e
}
