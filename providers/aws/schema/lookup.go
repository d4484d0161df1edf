package schema

import (
	_ "embed"
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"

	"spof/inventory"
	"spof/parsers/tfconfig"
)

// lookupTable says which data sources select which resources, in the form that
// its own comment describes.
//
//go:embed lookups.txt
var lookupTable string

// A lookup is how one data source selects managed resources.
type lookup struct {
	typ  string // of the resources
	many bool
	// by names the attributes that each argument selects by; one of them must
	// match.
	by    map[string][]string
	reads map[string]string // other attributes, by the data source's name for them
}

// lookups reads the table, by type of data source.
func lookups(table string) map[string]lookup {
	all := map[string]lookup{}
	for line := range strings.Lines(table) {
		fields := strings.Fields(line)
		if len(fields) < 3 || fields[0] == "#" {
			continue
		}
		l := lookup{typ: fields[1], many: fields[2] == "many", by: map[string][]string{}, reads: map[string]string{}}
		selects := true
		for _, word := range fields[3:] {
			argument, attribute, renamed := strings.Cut(word, "=")
			if !renamed {
				attribute = argument
			}
			switch {
			case word == "/":
				selects = false
			case selects:
				l.by[argument] = strings.Split(attribute, "|")
				l.reads[argument] = l.by[argument][0]
			default:
				l.reads[argument] = attribute
			}
		}
		all[fields[0]] = l
	}
	return all
}

// look answers a data source that selects managed resources, where the
// configuration tells all of them for certain.
func (p *Provider) look(r tfconfig.Instance, managed func(typ string) []tfconfig.Instance) (answer cty.Value, known bool) {
	l, ok := p.selections()[r.Type]
	if !ok || managed == nil {
		return cty.DynamicVal, false
	}
	tests, ok := l.tests(r)
	if !ok || len(tests) == 0 {
		return cty.DynamicVal, false
	}
	region, _ := regionOf(r)
	found, complete := l.find(region, tests, managed)
	if l.many {
		if !complete || !l.all(tests, managed) {
			return cty.DynamicVal, false
		}
		return ids(found)
	}
	// One that matches is enough: if another did too, reading would fail.
	if len(found) != 1 {
		return cty.DynamicVal, false
	}
	return p.reading(r.Type, l, found[0]), true
}

// find returns the resources of a region that pass all tests; complete says
// that no other might.
func (l lookup) find(region string, tests []test, managed func(typ string) []tfconfig.Instance) (found []tfconfig.Instance, complete bool) {
	complete = true
	for _, candidate := range managed(l.typ) {
		if at, _ := regionOf(tfconfig.Instance{Region: candidate.Region}); at != region {
			continue
		}
		verdict := matches(candidate, tests)
		if verdict == yes && candidate.Unexpanded {
			verdict = unsure // how many there are is not known
		}
		switch verdict {
		case yes:
			found = append(found, candidate)
		case unsure:
			complete = false
		case no:
		}
	}
	return found, complete
}

// all reports whether the resources that the configuration manages are all that
// there are: those inside a VPC that it makes. AWS itself makes one security
// group and one route table in each, without tags.
func (l lookup) all(tests []test, managed func(typ string) []tfconfig.Instance) bool {
	if l.typ != "aws_subnet" && len(tests) < 2 || len(managed(strings.Replace(l.typ, "aws_", "aws_default_", 1))) > 0 {
		return false
	}
	return slices.ContainsFunc(tests, func(t test) bool {
		return slices.Equal(t.attributes, []string{"vpc_id"}) && slices.ContainsFunc(managed("aws_vpc"), func(vpc tfconfig.Instance) bool {
			id, known := str(field(vpc.Values, "id"))
			return known && slices.Equal(t.wanted, []string{id})
		})
	})
}

// ids answers a data source that selects many. Their order is AWS's, so
// nobody's to know: they are ordered by identity, which makes what rests on
// the order come out unknown.
func ids(found []tfconfig.Instance) (answer cty.Value, known bool) {
	var list []string
	for _, r := range found {
		id, known := str(field(r.Values, "id"))
		if !known {
			return cty.DynamicVal, false
		}
		list = append(list, id)
	}
	if len(list) == 0 {
		return cty.DynamicVal, false
	}
	slices.Sort(list)
	return cty.ObjectVal(map[string]cty.Value{"ids": listOf(list)}), true
}

// reading returns what a data source reads of a resource: the attributes that
// both have.
func (p *Provider) reading(typ string, l lookup, r tfconfig.Instance) cty.Value {
	attributes := map[string]cty.Value{}
	shape := p.Schema(inventory.Data, typ)
	for name, a := range shape.Attributes {
		source := name
		if renamed, ok := l.reads[name]; ok {
			source = renamed
		}
		v := field(r.Values, source)
		if v.IsNull() {
			continue
		}
		if converted, err := convert.Convert(v, a.Type); err == nil {
			attributes[name] = converted
		}
	}
	return cty.ObjectVal(attributes)
}
