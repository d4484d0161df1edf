package tfconfig

import (
	"fmt"
	"strconv"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"

	"spof/inventory"
)

// An expansion is how many instances a block has, and what each is given.
type expansion struct {
	known bool
	form  form
	keys  []cty.Value // cty.NilVal for the only instance of a plain block
	scope []*scope
	from  source // what decides, where it is not known
	why   string // it was refused
	// secret says that the keys are made of sensitive values. Terraform refuses
	// them; here they only stay unseen.
	secret bool
}

// touch notes in the scopes that what they are given rests on identities.
func (x expansion) touch(touched bool) {
	for _, s := range x.scope {
		s.touched = s.touched || touched
	}
}

// label is how the address of an instance ends.
func (x expansion) label(i int, ev *evaluator) string {
	if x.secret {
		return "[(sensitive-" + strconv.Itoa(i+1) + ")]"
	}
	return ev.keyText(x.keys[i])
}

// form is how a reference to the block as a whole looks.
type form uint8

const (
	plain form = iota
	counted
	keyed
)

// repeat expands a block with the given arguments in a scope.
func (s *scope) repeat(r repetition, at hcl.Range) expansion {
	switch {
	case r.count != nil:
		return s.repeatCount(r.count, at)
	case r.forEach != nil:
		return s.repeatForEach(r.forEach, at)
	case r.enabled != nil:
		return s.enable(r.enabled)
	}
	return expansion{known: true, keys: []cty.Value{cty.NilVal}, scope: []*scope{s}}
}

// unexpanded has one instance, which stands for all.
func (s *scope) unexpanded(f form, e *expression) expansion {
	from := source{e, s}
	inner := s.with("count", cty.ObjectVal(map[string]cty.Value{"index": cty.UnknownVal(cty.Number)}), from)
	if f == keyed {
		inner = s.with("each", eachObject(cty.UnknownVal(cty.String), unknown()), from)
	}
	inner.tentative = true
	return expansion{form: f, keys: []cty.Value{cty.NilVal}, scope: []*scope{inner}, from: from}
}

// refused is unexpanded, and reports why.
func (s *scope) refused(f form, e *expression, why string) expansion {
	s.refuse(e, why)
	out := s.unexpanded(f, e)
	out.why = why
	return out
}

// overfull is unexpanded because of the limit on instances.
func (s *scope) overfull(f form, e *expression) expansion {
	out := s.unexpanded(f, e)
	out.why = fmt.Sprintf("it would take the configuration over the limit of %d instances", maxInstances)
	return out
}

func (s *scope) repeatCount(e *expression, at hcl.Range) expansion {
	v, _ := s.eval(e).UnmarkDeep()
	n, err := convert.Convert(v, cty.Number)
	if err != nil || n.IsNull() {
		return s.refused(counted, e, "count must be a whole number; it is "+friendly(v))
	}
	if !n.IsKnown() {
		return s.unexpanded(counted, e)
	}
	count, exact := n.AsBigFloat().Int64()
	if exact != 0 || count < 0 {
		return s.refused(counted, e, "count must be a whole number, zero or more")
	}
	if count > maxInstances || !s.node.ev.room(int(count), at) {
		s.node.ev.room(maxInstances+1, at)
		return s.overfull(counted, e)
	}
	out := expansion{known: true, form: counted}
	for i := range count {
		key := cty.NumberIntVal(i)
		out.keys = append(out.keys, key)
		out.scope = append(out.scope, s.with("count", cty.ObjectVal(map[string]cty.Value{"index": key}), source{e, s}))
	}
	return out
}

// enable gives a block its only instance, or none.
func (s *scope) enable(e *expression) expansion {
	v, _ := s.eval(e).UnmarkDeep()
	on, err := convert.Convert(v, cty.Bool)
	switch {
	case err != nil || on.IsNull():
		s.refuse(e, "enabled must be true or false; it is "+friendly(v))
		return s.unexpanded(plain, e)
	case !on.IsKnown():
		return s.unexpanded(plain, e)
	case on.False():
		return expansion{known: true}
	}
	return s.repeat(repetition{}, e.Range())
}

func (s *scope) repeatForEach(e *expression, at hcl.Range) expansion {
	v, marks := s.eval(e).Unmark()
	if !v.IsKnown() {
		return s.unexpanded(keyed, e)
	}
	isSet := v.Type().IsSetType()
	if v.IsNull() || !isMapping(v) && !isSet {
		return s.refused(keyed, e, "for_each must be a map, or a set of strings; it is "+friendly(v))
	}
	if isSet && !v.IsWhollyKnown() {
		return s.unexpanded(keyed, e)
	}
	if !s.node.ev.room(v.LengthInt(), at) {
		return s.overfull(keyed, e)
	}
	_, secret := marks[inventory.Sensitive]
	out := expansion{known: true, form: keyed, secret: secret}
	for it := v.ElementIterator(); it.Next(); {
		key, value := it.Element()
		key, err := convert.Convert(key, cty.String)
		if err != nil || key.IsNull() {
			return s.refused(keyed, e, "for_each must be a map, or a set of strings")
		}
		if isSet {
			value = key
		}
		out.keys = append(out.keys, key)
		each := eachObject(key.WithMarks(marks), value.WithMarks(marks))
		out.scope = append(out.scope, s.with("each", each, source{e, s}))
	}
	return out
}

func eachObject(key, value cty.Value) cty.Value {
	return cty.ObjectVal(map[string]cty.Value{"key": key, "value": value})
}

// refuse reports that an argument cannot be used.
func (s *scope) refuse(e *expression, why string) {
	s.report(&hcl.Diagnostic{
		Severity: hcl.DiagError, Summary: "invalid argument", Detail: why + ".", Subject: e.Range().Ptr(),
	})
}

func friendly(v cty.Value) string {
	if v.IsNull() {
		return "null"
	}
	return "a " + v.Type().FriendlyName()
}
