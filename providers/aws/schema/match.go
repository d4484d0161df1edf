package schema

import (
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"spof/parsers/tfconfig"
)

// A verdict says whether a resource is among those that a data source selects.
type verdict int

// The verdicts; unsure where a value that decides is unknown.
const (
	no verdict = iota
	unsure
	yes
)

// A test is one condition of a selection: one of the attributes, or the tag
// of a key, is one of the wanted texts.
type test struct {
	attributes []string
	tag        string
	wanted     []string
	pattern    bool // * and ? stand for any text and any character
}

// tests returns the conditions of a data source; not ok when one is unknown,
// or cannot be decided from a configuration.
func (l lookup) tests(r tfconfig.Instance) (all []test, ok bool) {
	values, _ := r.Values.Unmark()
	if values.IsNull() || !values.IsKnown() {
		return nil, false
	}
	for name, v := range values.AsValueMap() {
		if v.IsNull() || name == "timeouts" || name == "region" || empty(v) {
			continue
		}
		tests, ok := l.argument(name, v)
		if !ok {
			return nil, false
		}
		all = append(all, tests...)
	}
	if l.typ == "aws_route53_zone" && field(values, "private_zone").IsNull() && !field(values, "name").IsNull() {
		// Without the argument only public zones are looked for.
		all = append(all, test{attributes: []string{"vpc"}, wanted: []string{"false"}})
	}
	return all, true
}

func (l lookup) argument(name string, v cty.Value) (tests []test, ok bool) {
	switch name {
	case "filter":
		return filterTests(v)
	case "tags":
		return tagTests(v)
	case "state":
		state, known := str(v)
		return nil, known && state == "available"
	}
	attributes, selects := l.by[name]
	text, known := str(v)
	if !selects || !known {
		return nil, false
	}
	return []test{{attributes: attributes, wanted: []string{text}}}, true
}

func tagTests(v cty.Value) (tests []test, ok bool) {
	v, _ = v.Unmark()
	if !v.IsKnown() || !v.CanIterateElements() || !v.Type().IsMapType() && !v.Type().IsObjectType() {
		return nil, false
	}
	for key, value := range v.AsValueMap() {
		text, known := str(value)
		if !known {
			return nil, false
		}
		tests = append(tests, test{tag: key, wanted: []string{text}, pattern: true})
	}
	return tests, true
}

func filterTests(v cty.Value) (tests []test, ok bool) {
	filters, known := items(v)
	if !known {
		return nil, false
	}
	for _, filter := range filters {
		name, nameKnown := str(field(filter, "name"))
		values, valuesKnown := texts(field(filter, "values"))
		if !nameKnown || !valuesKnown {
			return nil, false
		}
		if name == "state" && slices.Equal(values, []string{"available"}) {
			continue
		}
		if key, ok := strings.CutPrefix(name, "tag:"); ok {
			tests = append(tests, test{tag: key, wanted: values, pattern: true})
			continue
		}
		attribute, ok := filterAttribute(name)
		if !ok {
			return nil, false
		}
		tests = append(tests, test{attributes: []string{attribute}, wanted: values, pattern: true})
	}
	return tests, true
}

// filterAttribute returns the attribute that a filter of the EC2 API selects
// by.
//
// Source: "Filters" of DescribeSubnets, DescribeVpcs, DescribeSecurityGroups,
// DescribeRouteTables and their like in the EC2 API reference.
func filterAttribute(filter string) (attribute string, ok bool) {
	attribute, ok = map[string]string{
		"vpc-id":            "vpc_id",
		"attachment.vpc-id": "vpc_id",
		"subnet-id":         "id",
		"group-id":          "id",
		"group-name":        "name",
		"route-table-id":    "id",
		"instance-id":       "id",
		"cidr":              "cidr_block",
		"cidr-block":        "cidr_block",
		"availability-zone": "availability_zone",
		"availabilityZone":  "availability_zone",
		"service-name":      "service_name",
		"instance-type":     "instance_type",
	}[filter]
	return attribute, ok
}

// matches applies tests to a resource: all must hold.
func matches(r tfconfig.Instance, tests []test) verdict {
	result := yes
	for _, t := range tests {
		result = min(result, t.match(r))
	}
	return result
}

// match applies one test.
func (t test) match(r tfconfig.Instance) verdict {
	if t.tag != "" {
		return t.matchTag(r)
	}
	result := no
	for _, name := range t.attributes {
		result = max(result, t.compare(name, field(r.Values, name)))
	}
	return result
}

// matchTag applies the test of a tag: the resource's own, else the provider's
// default.
func (t test) matchTag(r tfconfig.Instance) verdict {
	if own := field(field(r.Values, "tags"), t.tag); !own.IsNull() {
		return t.compare("tags", own)
	}
	if r.DefaultTags == cty.NilVal {
		return unsure
	}
	return t.compare("tags", field(r.DefaultTags, t.tag))
}

func (t test) compare(name string, v cty.Value) verdict {
	bare, _ := v.Unmark()
	switch {
	case !bare.IsKnown():
		return unsure
	case name == "vpc":
		// A zone that is associated with VPCs is private.
		return equal(!empty(bare) == (t.wanted[0] == "true"))
	case bare.IsNull():
		return no
	}
	text, known := str(bare)
	if !known {
		return unsure
	}
	return equal(slices.ContainsFunc(t.wanted, func(wanted string) bool {
		if t.pattern && strings.ContainsAny(wanted, "*?") {
			return glob(wanted, text)
		}
		return strings.TrimSuffix(wanted, ".") == strings.TrimSuffix(text, ".")
	}))
}

func equal(is bool) verdict {
	if is {
		return yes
	}
	return no
}

// glob matches * and ? as the filters of the EC2 API do.
func glob(pattern, text string) bool {
	before, after, star := strings.Cut(pattern, "*")
	if !star {
		return len(pattern) == len(text) && fits(pattern, text)
	}
	if len(text) < len(before) || !fits(before, text) {
		return false
	}
	for rest := text[len(before):]; ; rest = rest[1:] {
		if glob(after, rest) {
			return true
		}
		if rest == "" {
			return false
		}
	}
}

// fits reports whether text begins with pattern, where ? is any character.
func fits(pattern, text string) bool {
	for i := range len(pattern) {
		if pattern[i] != '?' && pattern[i] != text[i] {
			return false
		}
	}
	return true
}
