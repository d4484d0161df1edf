package tfplan

import (
	"github.com/zclconf/go-cty/cty"

	"spof/inventory"
)

func (d *document) configuration() error {
	d.plan.Config = &Module{}
	d.plan.Providers = map[string]*Provider{}
	return d.Object(func(name string) (err error) {
		switch name {
		case "provider_config":
			return d.Object(d.provider)
		case "root_module":
			d.plan.Config, err = d.module()
			return err
		}
		return d.Skip()
	})
}

func (d *document) provider(key string) error {
	p := &Provider{}
	d.plan.Providers[key] = p
	return d.Object(func(name string) (err error) {
		switch name {
		case "name":
			p.Name, err = d.Text()
		case "full_name":
			p.FullName, err = d.Text()
		case "alias":
			p.Alias, err = d.Text()
		case "module_address":
			p.Module, err = d.Text()
		case "expressions":
			p.Expressions, err = d.expressions()
			for name, e := range p.Expressions {
				p.Expressions[name] = e.secret()
			}
		default:
			return d.Skip()
		}
		return err
	})
}

func (d *document) module() (*Module, error) {
	m := &Module{Calls: map[string]*Call{}, Outputs: map[string]Output{}, Variables: map[string]Variable{}}
	err := d.Object(func(name string) error {
		switch name {
		case "resources":
			return d.Array(func() error { return d.block(m) })
		case "module_calls":
			return d.Object(func(name string) (err error) {
				m.Calls[name], err = d.call()
				return err
			})
		case "outputs":
			return d.Object(func(name string) (err error) {
				m.Outputs[name], err = d.output()
				return err
			})
		case "variables":
			return d.Object(func(name string) (err error) {
				m.Variables[name], err = d.declaration()
				return err
			})
		}
		return d.Skip()
	})
	return m, err
}

// block reads a resource or data block. Those of other modes, ephemeral ones,
// are no part of an estate.
func (d *document) block(m *Module) error {
	var b Block
	var mode string
	err := d.Object(func(name string) (err error) {
		switch name {
		case "mode":
			mode, err = d.Text()
		case "type":
			b.Type, err = d.Text()
		case "name":
			b.Name, err = d.Text()
		case "provider_config_key":
			b.Provider, err = d.Text()
		case "expressions":
			b.Expressions, err = d.expressions()
		default:
			return d.repeated(name, &b.Repeat)
		}
		return err
	})
	b.Mode = inventory.Mode(mode)
	if err == nil && (b.Mode == inventory.Managed || b.Mode == inventory.Data) {
		m.Resources = append(m.Resources, &b)
	}
	return err
}

// repeated reads what blocks and calls have in common.
func (d *document) repeated(name string, r *Repeat) (err error) {
	switch name {
	case "count_expression":
		r.Count, err = d.some()
	case "for_each_expression":
		r.ForEach, err = d.some()
	case "depends_on":
		r.DependsOn, err = d.texts()
	default:
		return d.Skip()
	}
	return err
}

func (d *document) call() (*Call, error) {
	c := &Call{}
	err := d.Object(func(name string) (err error) {
		switch name {
		case "source":
			c.Source, err = d.Text()
		case "version_constraint":
			c.Version, err = d.Text()
		case "expressions":
			c.Expressions, err = d.expressions()
		case "module":
			return d.deeper(func() (err error) {
				c.Module, err = d.module()
				return err
			})
		default:
			return d.repeated(name, &c.Repeat)
		}
		return err
	})
	return c, err
}

func (d *document) output() (o Output, err error) {
	err = d.Object(func(name string) (err error) {
		switch name {
		case "expression":
			o.Expression, err = d.expression()
		case "sensitive":
			o.Sensitive, err = d.Bool()
		case "depends_on":
			o.DependsOn, err = d.texts()
		default:
			return d.Skip()
		}
		return err
	})
	return o, err
}

// declaration reads a variable block.
func (d *document) declaration() (v Variable, err error) {
	err = d.Object(func(name string) (err error) {
		switch name {
		case "default":
			v.Default, err = d.store.maker.Value(d.Reader, nil, nil)
		case "sensitive":
			v.Sensitive, err = d.Bool()
		default:
			return d.Skip()
		}
		return err
	})
	if v.Sensitive && v.Default != cty.NilVal {
		v.Default = v.Default.Mark(inventory.Sensitive)
	}
	return v, err
}

func (d *document) texts() (out []string, err error) {
	err = d.Array(func() error {
		text, err := d.Text()
		out = append(out, text)
		return err
	})
	return out, err
}
