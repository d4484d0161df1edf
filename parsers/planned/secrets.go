package planned

import (
	"github.com/zclconf/go-cty/cty"

	"spof/inventory"
)

// conceal marks what the provider calls sensitive, and what people put secrets
// into: a plan tells only the former, and not every version of Terraform does.
func (b *builder) conceal(resources []*inventory.Resource) {
	type key struct {
		mode inventory.Mode
		typ  string
	}
	known := map[key]*secret{}
	for _, r := range resources {
		k := key{r.Mode, r.Type}
		s, ok := known[k]
		if !ok {
			s = secretOf(b.opts.Provider.Secrets(r.Mode, r.Type))
			known[k] = s
		}
		r.Values = s.concealAll(r.Values)
	}
}

// A secret says what of a value is one: all of it, or some of its fields.
type secret struct {
	all    bool
	fields map[string]*secret
}

// secretOf makes a tree of paths.
func secretOf(paths [][]string) *secret {
	root := &secret{}
	for _, path := range paths {
		s := root
		for _, name := range path {
			if s.fields == nil {
				s.fields = map[string]*secret{}
			}
			if s.fields[name] == nil {
				s.fields[name] = &secret{}
			}
			s = s.fields[name]
		}
		s.all = true
	}
	return root
}

// concealAll marks what a resource holds. What is secret as a whole is so in each
// attribute: the object itself is one that others look into.
func (s *secret) concealAll(v cty.Value) cty.Value {
	if !s.all {
		return s.conceal(v)
	}
	all := fields(v)
	for name, inner := range all {
		all[name] = inner.Mark(inventory.Sensitive)
	}
	if len(all) == 0 {
		return v
	}
	return cty.ObjectVal(all)
}

func (s *secret) conceal(v cty.Value) cty.Value {
	if s.all {
		return v.Mark(inventory.Sensitive)
	}
	if len(s.fields) == 0 || v == cty.NilVal {
		return v
	}
	_, marks := v.Unmark()
	if list := items(v); len(list) > 0 {
		for i, inner := range list {
			list[i] = s.conceal(inner)
		}
		return cty.TupleVal(list).WithMarks(marks)
	}
	all, some := fields(v), false
	for name, inside := range s.fields {
		if inner, there := all[name]; there {
			all[name], some = inside.conceal(inner), true
		}
	}
	if !some {
		return v
	}
	return cty.ObjectVal(all).WithMarks(marks)
}
