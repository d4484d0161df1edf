package schema

import (
	"github.com/zclconf/go-cty/cty"

	"spof/inventory"
	"spof/parsers/tfconfig"
)

// regionOf returns the region that a data source asks about: its own argument,
// else its provider's. Without either it is symbolic, and not known.
func regionOf(r tfconfig.Instance) (name string, known bool) {
	if v := field(r.Values, "region"); !v.IsNull() {
		name, known = str(v)
	} else {
		name, known = r.Region, r.Region != "" && r.Region != tfconfig.SymbolicRegion
	}
	if !known {
		return tfconfig.SymbolicRegion, false
	}
	return name, true
}

// region answers aws_region.
func (p *Provider) region(r tfconfig.Instance) (answer cty.Value, known bool) {
	name, known := regionOf(r)
	for _, argument := range []string{"name", "endpoint"} {
		v := field(r.Values, argument)
		if v.IsNull() {
			continue
		}
		if name, known = str(v); argument == "endpoint" {
			name, known = p.regionOfEndpoint(name)
		}
		if !known {
			return cty.DynamicVal, false
		}
	}
	text := assumedUnless(known)
	attributes := map[string]cty.Value{
		"id":       text(name),
		"name":     text(name),
		"region":   text(name),
		"endpoint": text("ec2." + name + "." + partitionOf(name).suffix),
	}
	if published, ok := p.zones()[name]; ok {
		attributes["description"] = text(published.description)
	}
	return cty.ObjectVal(attributes), true
}

// assumedUnless returns a function that makes strings, marked Assumed unless
// what they rest on is known.
func assumedUnless(known bool) func(string) cty.Value {
	return func(s string) cty.Value {
		if known {
			return cty.StringVal(s)
		}
		return cty.StringVal(s).Mark(inventory.Assumed)
	}
}

// regionOfEndpoint finds a region by the host name of its EC2 endpoint.
func (p *Provider) regionOfEndpoint(host string) (name string, known bool) {
	for _, name := range p.Regions() {
		if host == "ec2."+name+"."+partitionOf(name).suffix {
			return name, true
		}
	}
	return "", false
}

// thePartition answers aws_partition. Without a region it is taken to be the
// commercial one.
func thePartition(r tfconfig.Instance) (answer cty.Value, known bool) {
	name, known := regionOf(r)
	part := partitionOf(name)
	text := assumedUnless(known)
	return cty.ObjectVal(map[string]cty.Value{
		"id":                 text(part.name),
		"partition":          text(part.name),
		"dns_suffix":         text(part.suffix),
		"reverse_dns_prefix": text(part.reverse),
	}), true
}
