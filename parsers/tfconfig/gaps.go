package tfconfig

import (
	"slices"
	"strconv"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"spof/estate"
)

// uncounted adds the gap of a block of which it is unknown how many instances
// it has.
func (as *assembler) uncounted(address string, e expansion, at estate.Origin) {
	argument := map[form]string{counted: "count", keyed: "for_each", plain: "enabled"}[e.form]
	gap := estate.Gap{What: "how many " + address, Why: argument + " is not known", Origin: at, Unsettles: []string{address}}
	if e.why != "" {
		gap.Why = e.why
	} else if e.from.expr != nil {
		why, advice := unknownFor(e.from.scope.node.ev.settlersOf(e.from))
		gap.Why, gap.Advice = gap.Why+why, advice
	}
	as.inv.Gaps = append(as.inv.Gaps, gap)
}

// unknownFor ends a sentence about an unknown value: what it needs, and how to
// give it.
func unknownFor(by []string) (why, how string) {
	if len(by) == 0 {
		return "", ""
	}
	return ": it needs " + strings.Join(by, ", "), advice(by)
}

// advice says how to give what would settle a value.
func advice(by []string) string {
	for _, name := range by {
		if variable, ok := strings.CutPrefix(name, "var."); ok {
			return "give --var " + variable + "=..."
		}
	}
	return "give a plan"
}

// unsettled says what would settle each attribute, or nested block, that is
// written and not known.
func (i *instance) unsettled(other *instance, final cty.Value) map[string][]string {
	r := i.of.resource
	if final.IsWhollyKnown() {
		return nil
	}
	out := map[string][]string{}
	for name, a := range r.body.attrs {
		v, ok := attrOf(final, name)
		if metaArguments[name] || !ok || v.IsWhollyKnown() {
			continue
		}
		if by := i.settlers(other, name, source{a.expr, i.scope}); len(by) > 0 {
			out[name] = by
		}
	}
	for _, typ := range r.body.nestedTypes() {
		v, ok := attrOf(final, typ)
		if !ok || v.IsWhollyKnown() {
			continue
		}
		if by := i.settlers(other, typ, i.scope.sourcesIn(r.body, typ)...); len(by) > 0 {
			out[typ] = by
		}
		i.of.node.unsettledIn(out, typ, i.placed[typ], shapeOf(r.schema, typ), v)
	}
	return out
}

// unsettledIn says what would settle each attribute of nested blocks: not all
// that a block hangs on decides each attribute of it.
func (n *node) unsettledIn(out map[string][]string, path string, blocks []placed, shape *NestedBlock, final cty.Value) {
	if len(blocks) == 0 {
		return
	}
	all := n.ev.elements(final)
	for i, at := range order(blocks, shape, all) {
		b := blocks[i]
		prefix := path + "[" + strconv.Itoa(at) + "]"
		for name, a := range b.made.body.attrs {
			if v, ok := attrOf(b.value, name); !ok || v.IsWhollyKnown() {
				continue
			}
			if by := n.ev.settlersOf(source{a.expr, b.made.scope}); len(by) > 0 {
				out[prefix+"."+name] = by
			}
		}
		for typ, inner := range b.nested {
			value, _ := attrOf(elementAt(all, at), typ)
			n.unsettledIn(out, prefix+"."+typ, inner, shapeOf(shape.block(), typ), value)
		}
	}
}

// alike returns the attributes that are not known, and that are the same for
// every instance of the block whatever they are.
func (i *instance) alike(final cty.Value) map[string]bool {
	if final.IsWhollyKnown() {
		return nil
	}
	out := map[string]bool{}
	for name, a := range i.of.resource.body.attrs {
		v, ok := attrOf(final, name)
		if metaArguments[name] || !ok || v.IsWhollyKnown() {
			continue
		}
		refs := a.expr.references()
		out[name] = !slices.ContainsFunc(refs, func(r reference) bool { return r.root == "count" || r.root == "each" || r.root == "self" })
	}
	return out
}

// settlers names what would settle one attribute. Where every reference of it
// is known, it rests on a choice between identities: those it holds.
func (i *instance) settlers(other *instance, name string, from ...source) []string {
	if by := i.of.node.ev.settlersOf(from...); len(by) > 0 {
		return by
	}
	v, _ := attrOf(i.value(), name)
	by := i.of.node.ev.ownersIn(v)
	if other != nil {
		v, _ := attrOf(other.value(), name)
		by = append(by, other.of.node.ev.ownersIn(v)...)
	}
	slices.Sort(by)
	return slices.Compact(by)
}

// ownersIn names the identities in a value of this run.
func (ev *evaluator) ownersIn(v cty.Value) []string {
	var out []string
	if v == cty.NilVal {
		return nil
	}
	render(v, func(s string) string {
		for _, name := range ev.owners(s) {
			if len(out) < maxSettlers && !slices.Contains(out, name) {
				out = append(out, name)
			}
		}
		return s
	})
	slices.Sort(out)
	return out
}

// sourcesIn returns the expressions in the blocks of a type.
func (s *scope) sourcesIn(b *body, typ string) []source {
	var out []source
	for _, nested := range b.blocks {
		if producedType(nested) != typ {
			continue
		}
		inner := s
		if nested.typ == "dynamic" {
			out = append(out, source{nested.body.attr("for_each"), s})
			continue
		}
		out = append(out, inner.expressions(nested.body)...)
	}
	return out
}

// expressions returns everything that is evaluated in a body.
func (s *scope) expressions(b *body) []source {
	var out []source
	for _, name := range sortedKeys(b.attrs) {
		out = append(out, source{b.attrs[name].expr, s})
	}
	for _, nested := range b.blocks {
		out = append(out, s.expressions(nested.body)...)
	}
	return out
}

// unsettle fills in which resources hang on each missing module.
func (as *assembler) unsettle() {
	hanging := map[string][]string{}
	for _, r := range as.inv.Resources {
		names := slices.Clone(r.Settles)
		for _, by := range r.Unknown {
			names = append(names, by...)
		}
		slices.Sort(names)
		for _, name := range slices.Compact(names) {
			hanging[name] = append(hanging[name], r.Address)
		}
	}
	for i, name := range as.missing {
		as.inv.Gaps[i].Unsettles = hanging[name]
	}
}
