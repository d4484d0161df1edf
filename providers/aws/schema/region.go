package schema

import (
	"regexp"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"spof/inventory"
)

// RegionOf returns the region that a resource's own values tell, as a state
// holds them: the argument of version 6, else the resource's ARN, its zone, or
// what else AWS gives to it with the region in it. What is sensitive tells
// nothing. A type that is not AWS's stands in no region.
func (p *Provider) RegionOf(typ string, values cty.Value) (region string, ok bool) {
	if !isAWS(typ) {
		return "", false
	}
	values, _ = values.Unmark()
	if p.ownRegion(typ) {
		if s, ok := plain(values, "region"); ok && regionName.MatchString(s) {
			return s, true
		}
	}
	for _, tell := range []func(string, cty.Value) (string, bool){p.byARN, p.byZone, p.byHost, p.byAnswer} {
		if region, ok := tell(typ, values); ok {
			return region, true
		}
	}
	return "", false
}

var regionName = regexp.MustCompile(`^[a-z]{2,}(-[a-z]+)+-[0-9]+$`)

// ownRegion reports whether "region" says where a resource of the type stands.
// Some types have had an argument of that name with another meaning.
func (p *Provider) ownRegion(typ string) bool {
	shape := p.Schema(inventory.Managed, typ)
	if shape == nil {
		shape = p.Schema(inventory.Data, typ)
	}
	if shape == nil {
		return true
	}
	a := shape.Attributes["region"]
	return a == nil || a.Computed
}

// byARN reads the ARN of the resource, which stands in id where there is no
// other. Those of what is global name no region.
func (p *Provider) byARN(_ string, values cty.Value) (region string, ok bool) {
	for _, name := range []string{"arn", "id"} {
		s, _ := plain(values, name)
		const fields = 6
		parts := strings.SplitN(s, ":", fields)
		if len(parts) == fields && parts[0] == "arn" && regionName.MatchString(parts[3]) {
			return parts[3], true
		}
	}
	return "", false
}

// byZone reads the zones that a resource is in.
func (p *Provider) byZone(_ string, values cty.Value) (region string, ok bool) {
	zone, ok := plain(values, "availability_zone")
	if !ok || zone == "" {
		zone, ok = first(values, "availability_zones")
	}
	if !ok {
		return "", false
	}
	return p.RegionOfZone(zone)
}

// byHost reads the names of hosts that AWS gives to a resource:
// "a.us-east-1.elb.amazonaws.com", "https://sqs.us-east-1.amazonaws.com/1/a".
// Where users can write the attribute, it may name something elsewhere.
func (p *Provider) byHost(typ string, values cty.Value) (region string, ok bool) {
	shape := p.Schema(inventory.Managed, typ)
	if shape == nil {
		return "", false
	}
	for _, name := range []string{"dns_name", "endpoint", "address", "url", "invoke_url", "repository_url"} {
		if a := shape.Attributes[name]; a == nil || a.Optional || a.Required {
			continue
		}
		s, _ := plain(values, name)
		if region, ok := p.regionOfHost(s); ok {
			return region, true
		}
	}
	return "", false
}

// regionOfHost returns the region that the host of an address names, where the
// host is one of AWS's.
func (p *Provider) regionOfHost(address string) (region string, ok bool) {
	if _, after, ok := strings.Cut(address, "://"); ok {
		address = after
	}
	host, _, _ := strings.Cut(address, "/")
	host, _, _ = strings.Cut(host, ":")
	if !strings.HasSuffix(host, ".amazonaws.com") && !strings.HasSuffix(host, ".amazonaws.com.cn") {
		return "", false
	}
	for label := range strings.SplitSeq(host, ".") {
		if _, known := p.zones()[label]; known {
			return label, true
		}
	}
	return "", false
}

// byAnswer reads what a data source was told of the region of its provider
// configuration: of its zones. For aws_region the answer does not tell which
// region was asked for.
func (p *Provider) byAnswer(typ string, values cty.Value) (region string, ok bool) {
	if typ != "aws_availability_zones" {
		return "", false
	}
	zone, ok := first(values, "names")
	if !ok {
		return "", false
	}
	return p.RegionOfZone(zone)
}

// plain returns an attribute that is text, unless it is sensitive.
func plain(values cty.Value, name string) (s string, ok bool) {
	return told(field(values, name))
}

// first returns the first text of a list, unless it is sensitive.
func first(values cty.Value, name string) (s string, ok bool) {
	list := field(values, name)
	elements, _ := items(list)
	if len(elements) == 0 || list.HasMark(inventory.Sensitive) {
		return "", false
	}
	return told(elements[0])
}

func told(v cty.Value) (s string, ok bool) {
	if v.HasMark(inventory.Sensitive) {
		return "", false
	}
	return str(v)
}
