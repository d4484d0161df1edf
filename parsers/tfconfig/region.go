package tfconfig

import (
	"regexp"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"spof/estate"
	"spof/inventory"
)

// A region is where a resource stands, with what its provider configuration
// adds to every resource.
type region struct {
	value estate.Value[string]
	name  string // "" where it is not known
	tags  cty.Value
}

// region returns where the instance stands: where its own argument says, which
// version 6 of the AWS provider has, else where its provider configuration
// does.
func (i *instance) region() region {
	n, r := i.of.node, i.of.resource
	return force(n.ev, &i.reach, i.frame(" region"), func() region {
		out := n.configuration(r.provider, i.scope).region
		a := r.body.attrs["region"]
		if a == nil || !r.ownRegion() {
			return out
		}
		v := i.attr("region")
		if v.IsKnown() && v.IsNull() {
			return out
		}
		out.value, out.name = regionValue(v, n.originOf(a.rng), func() []string { return n.ev.settlersOf(source{a.expr, i.scope}) })
		return out
	}, region{tags: cty.NilVal})
}

// ownRegion reports whether "region" on the resource says where it stands. Some
// types have had an argument of that name with another meaning.
func (r *resource) ownRegion() bool {
	if r.schema == nil {
		return true
	}
	a := r.schema.Attributes["region"]
	return a == nil || a.Optional && a.Computed
}

func regionValue(v cty.Value, at estate.Origin, settles func() []string) (estate.Value[string], string) {
	s, ok := text(v)
	// A region is shown wherever something stands in it: what must not be shown
	// is unknown, and so is what apply has yet to name.
	if !ok || v.HasMark(inventory.Sensitive) || !regionName.MatchString(s) || inventory.HoldsToken(s) {
		return estate.Unknown[string](at, settles()...), ""
	}
	return estate.Set(s, at), s
}

var regionName = regexp.MustCompile(`^[a-z0-9-]+$`)

// A configuration of a provider, as one module instance sees it.
type configuration struct {
	name   string // "registry.terraform.io/hashicorp/aws", ".dr" after it
	region region
}

// configuration returns the provider configuration that a name, met in a scope,
// stands for in a module instance: its own, one that the call passes, or the
// caller's default.
func (n *node) configuration(ref providerRef, in *scope) configuration {
	if ref.index == nil {
		return n.configured(ref, "")
	}
	key, ok := text(in.eval(ref.index))
	if !ok {
		at := n.originOf(ref.index.Range())
		where := region{value: estate.Unknown[string](at, n.ev.settlersOf(source{ref.index, in})...), tags: cty.NilVal}
		return configuration{name: n.providerSource(ref.name) + "." + ref.alias, region: where}
	}
	return n.configured(ref, key)
}

// configured returns a configuration, one of several where a key is given.
func (n *node) configured(ref providerRef, key string) configuration {
	name := ref.key()
	if key != "" {
		name += "[" + quoted(key) + "]"
	}
	t := memo(n.configurations, name)
	f := frame{node: n, kind: "provider.", name: name}
	return force(n.ev, t, f, func() configuration { return n.configure(ref, key) }, configuration{region: region{tags: cty.NilVal}})
}

func (n *node) configure(ref providerRef, key string) configuration {
	if n.call != nil {
		if outer, ok := n.call.providers[ref.key()]; ok {
			return n.parent.configuration(outer, n.scope)
		}
	}
	own := n.module.providers[ref.key()]
	if own == nil && n.parent != nil && ref.alias == "" {
		return n.parent.configured(ref, "")
	}
	out := configuration{name: n.providerSource(ref.name)}
	if own == nil && ref.alias != "" {
		// Terraform would refuse it, but for a module that is read without its
		// caller: what would be passed may stand anywhere.
		out.region = region{value: estate.Unknown[string](estate.Origin{}, n.address+"provider "+ref.key()), tags: cty.NilVal}
	} else {
		out.region = n.regionOf(own, n.providerScope(own, key))
	}
	if ref.alias != "" {
		out.name += "." + ref.alias
	}
	if key != "" {
		out.name += "[" + quoted(key) + "]"
	}
	return out
}

// providerScope is where one configuration of a provider block is evaluated.
func (n *node) providerScope(p *providerConfig, key string) *scope {
	if p == nil {
		return n.self
	}
	e := p.body.attr("for_each")
	if e == nil {
		return n.self
	}
	if key == "" {
		return n.self.with("each", eachObject(cty.UnknownVal(cty.String), unknown()), source{e, n.self})
	}
	value := cty.StringVal(key)
	if all := n.self.eval(e); isMapping(all) {
		value, _ = attrOf(all, key)
	}
	if value == cty.NilVal {
		value = unknown()
	}
	return n.self.with("each", eachObject(cty.StringVal(key), value), source{e, n.self})
}

// providerSource is the full name of a provider.
func (n *node) providerSource(local string) string {
	source, ok := n.module.sources[local]
	switch {
	case !ok && local == "terraform":
		return "terraform.io/builtin/terraform"
	case !ok:
		source = "hashicorp/" + local
	}
	if strings.Count(source, "/") == 1 {
		source = "registry.terraform.io/" + source
	}
	return source
}

// regionOf evaluates what a provider block says. Without a region of its own
// the environment's holds; without that, a region stands in that nobody named.
func (n *node) regionOf(p *providerConfig, in *scope) region {
	out := region{tags: cty.MapValEmpty(cty.String)}
	if p != nil {
		out.tags = in.defaultTags(p.body)
	}
	if p != nil && p.body.attrs["region"] != nil {
		a := p.body.attrs["region"]
		if v := in.eval(a.expr); !v.IsKnown() || !v.IsNull() {
			out.value, out.name = regionValue(v, n.originOf(a.rng), func() []string { return n.ev.settlersOf(source{a.expr, in}) })
			return out
		}
	}
	var at estate.Origin
	if p != nil {
		at = n.originOf(p.rng)
	}
	if n.ev.opts.Region == "" {
		out.value = estate.Set(SymbolicRegion, at).Assume()
		out.name = SymbolicRegion
		return out
	}
	out.value, out.name = estate.Set(n.ev.opts.Region, at), n.ev.opts.Region
	return out
}

// defaultTags returns the tags that a provider block adds to every resource.
func (s *scope) defaultTags(b *body) cty.Value {
	for _, nested := range b.blocksOf("default_tags") {
		if e := nested.body.attr("tags"); e != nil {
			return s.eval(e)
		}
	}
	if e := b.attr("default_tags"); e != nil {
		v := s.eval(e)
		if v.IsKnown() && !v.IsNull() && v.Type().IsTupleType() && v.LengthInt() > 0 {
			v = v.Index(cty.NumberIntVal(0))
		}
		if tags, ok := attrOf(v, "tags"); ok {
			return tags
		}
		return cty.NilVal
	}
	return cty.MapValEmpty(cty.String)
}
