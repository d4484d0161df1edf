package schema

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/zclconf/go-cty/cty"

	"spof/inventory"
	"spof/parsers/tfconfig"
)

func TestEveryEmbeddedShapeDecodes(t *testing.T) {
	t.Parallel()
	p := New()
	keys := p.keys()
	if len(keys) != 1526+608 {
		t.Errorf("%d shapes, want the 1526 resources and 608 data sources of 5.100.0", len(keys))
	}
	if !slices.IsSorted(keys) {
		t.Error("the keys are not in order, so that looking one up may miss it")
	}
	for _, key := range keys {
		typ, mode, _ := strings.Cut(key, " ")
		shape := p.Schema(inventory.Mode(mode), typ)
		if shape == nil {
			t.Errorf("%s has no shape", key)
			continue
		}
		checkBlock(t, key, shape)
	}
}

func checkBlock(t *testing.T, path string, b *tfconfig.Block) {
	t.Helper()
	for name, a := range b.Attributes {
		if a.Type == cty.NilType || !a.Required && !a.Optional && !a.Computed {
			t.Errorf("%s.%s = %+v", path, name, a)
		}
	}
	for name, n := range b.Blocks {
		checkBlock(t, path+"."+name, &n.Block)
	}
}

// Each line of the table must name an attribute that the provider fills, or a
// block with such attributes.
func TestIdentityTableAgreesWithTheSchema(t *testing.T) {
	t.Parallel()
	p := New()
	for typ, attributes := range forms(identityTable) {
		shape := p.Schema(inventory.Managed, typ)
		if shape == nil {
			t.Errorf("%s is no resource type", typ)
			continue
		}
		for name, f := range attributes {
			checkForm(t, typ, name, f, shape)
		}
	}
}

func checkForm(t *testing.T, typ, name string, f form, shape *tfconfig.Block) {
	t.Helper()
	path := typ + "." + name
	if nested := shape.Blocks[name]; nested != nil {
		checkNested(t, path, f, nested)
		return
	}
	a := shape.Attributes[name]
	if a == nil || !a.Computed {
		t.Errorf("%s is not computed", path)
		return
	}
	if f.condition != "" && shape.Attributes[strings.TrimPrefix(f.condition, "!")] == nil {
		t.Errorf("%s depends on %s, which does not exist", path, f.condition)
	}
	if f.kind == "[]" {
		checkPaths(t, path, f, a.Type)
		return
	}
	want := map[string]cty.Type{"": cty.String, "ip": cty.String, "number": cty.Number, "list": cty.List(cty.String)}
	if typ, ok := want[f.kind]; ok && !a.Type.Equals(typ) {
		t.Errorf("%s is %s, the table makes a %s", path, a.Type.FriendlyName(), typ.FriendlyName())
	}
	for hole := range holes(f.shape) {
		if shape.Attributes[hole] == nil && shape.Blocks[hole] == nil {
			t.Errorf("%s is made of %s, which does not exist", path, hole)
		}
	}
}

func checkNested(t *testing.T, path string, f form, nested *tfconfig.NestedBlock) {
	t.Helper()
	for field := range strings.FieldsSeq(f.shape) {
		inner, _, _ := strings.Cut(field, "=")
		if a := nested.Attributes[inner]; a == nil || !a.Computed {
			t.Errorf("%s.%s is not computed", path, inner)
		}
	}
}

// checkPaths checks that each field of a list of objects leads to a text.
func checkPaths(t *testing.T, path string, f form, typ cty.Type) {
	t.Helper()
	for field := range strings.FieldsSeq(f.shape) {
		fieldPath, _, _ := strings.Cut(field, "=")
		at := typ
		for name := range strings.SplitSeq(fieldPath, ".") {
			if at.IsCollectionType() {
				at = at.ElementType()
			}
			if !at.IsObjectType() || !at.HasAttribute(name) {
				t.Errorf("%s.%s does not exist", path, fieldPath)
				return
			}
			at = at.AttributeType(name)
		}
		if at != cty.String {
			t.Errorf("%s.%s is %s", path, fieldPath, at.FriendlyName())
		}
	}
}

// holes yields the attributes that a shape is made of.
func holes(shape string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for _, part := range strings.Split(shape, "{")[1:] {
			hole, _, _ := strings.Cut(part, "}")
			for alternative := range strings.SplitSeq(hole, "|") {
				name := strings.TrimPrefix(strings.TrimSuffix(strings.TrimSuffix(alternative, "+"), "%last"), "#")
				switch name {
				case "", "region", "short", "account", "partition", "suffix", "port", "version", "n":
					continue
				}
				if name[0] != '=' && name[0] != '%' && !yield(name) {
					return
				}
			}
		}
	}
}

// Endpoints and host names are what other resources reach this one by: none may
// be missing from a type that the table knows. SPOF_REVIEW=file writes
// everything else that looks like an identity and is not in the table.
func TestNoEndpointIsForgotten(t *testing.T) {
	t.Parallel()
	missing := unlisted(New())
	table := forms(identityTable)
	for _, path := range missing {
		typ, name, _ := strings.Cut(path, ".")
		_, listed := table[typ]
		if listed && (strings.HasSuffix(name, "endpoint") || strings.HasSuffix(name, "dns_name")) {
			t.Errorf("%s is missing from the table", path)
		}
	}
	if file := os.Getenv("SPOF_REVIEW"); file != "" {
		if err := os.WriteFile(file, []byte(strings.Join(missing, "\n")), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// unlisted returns the texts that only the provider fills, that look like
// identities, and that are treated as unknown.
func unlisted(p *Provider) []string {
	var missing []string
	for _, key := range p.keys() {
		typ, mode, _ := strings.Cut(key, " ")
		if mode != string(inventory.Managed) {
			continue
		}
		shape := p.Schema(inventory.Managed, typ)
		listed := p.formsOf(typ, shape)
		for name, a := range shape.Attributes {
			_, ok := listed[name]
			if !ok && a.Type == cty.String && a.Computed && !a.Optional && looksLikeIdentity(name) {
				missing = append(missing, typ+"."+name)
			}
		}
	}
	slices.Sort(missing)
	return missing
}

func looksLikeIdentity(name string) bool {
	for _, suffix := range []string{
		"_id", "_arn", "endpoint", "endpoints", "address", "addresses", "dns_name", "hostname", "domain_name", "url",
		"uri", "zone_id", "_ip", "_dns", "fqdn", "name_servers", "identifier",
	} {
		if strings.HasSuffix(name, suffix) {
			return true
		}
	}
	return false
}

// What many resources have alike, and what names another resource, would be a
// link to the wrong place, and would tell equal things apart.
func TestNoIdentityIsSharedOrOfAnother(t *testing.T) {
	t.Parallel()
	p := New()
	for _, key := range p.keys() {
		typ, mode, _ := strings.Cut(key, " ")
		if mode != string(inventory.Managed) {
			continue
		}
		for name, f := range p.formsOf(typ, p.Schema(inventory.Managed, typ)) {
			if f.kind != "no" && sharedOrForeign(typ, name) {
				t.Errorf("%s.%s is no identity", typ, name)
			}
			if strings.Contains(f.shape, "zone_id=") {
				t.Errorf("%s.%s has the zone of its service", typ, name)
			}
		}
	}
}

func sharedOrForeign(typ, name string) bool {
	if namesakeID(typ, name) || typ == "aws_route53_zone" {
		return false
	}
	for _, suffix := range []string{
		"zone_id", "availability_zone", "owner_id", "account_id", "registry_id", "organization_id", "customer_aws_id", "prefix_list_id",
		"vpc_id", "subnet_id", "kms_key_id", "kms_key_arn", "role_arn", "owner", "region",
	} {
		if strings.HasSuffix(name, suffix) {
			return true
		}
	}
	return false
}

// A line that does not fit the schema would silently answer less.
func TestLookupTableAgreesWithTheSchema(t *testing.T) {
	t.Parallel()
	p := New()
	for source, l := range lookups(lookupTable) {
		data, managed := p.Schema(inventory.Data, source), p.Schema(inventory.Managed, l.typ)
		if data == nil || managed == nil {
			t.Errorf("%s of %s: one of the two does not exist", source, l.typ)
			continue
		}
		for argument, attributes := range l.by {
			for _, name := range attributes {
				checkPair(t, source+"."+argument, l.typ+"."+name, data.Attributes[argument], managed, name)
			}
		}
		for name, attribute := range l.reads {
			checkPair(t, source+"."+name, l.typ+"."+attribute, data.Attributes[name], managed, attribute)
		}
	}
}

func checkPair(t *testing.T, source, target string, a *tfconfig.Attribute, managed *tfconfig.Block, name string) {
	t.Helper()
	if a == nil {
		t.Errorf("%s does not exist", source)
	}
	if managed.Attributes[name] == nil && managed.Blocks[name] == nil {
		t.Errorf("%s does not exist", target)
	}
}

// Each line of the table must name an attribute of the type and a known word.
func TestWrittenTableAgreesWithTheSchema(t *testing.T) {
	t.Parallel()
	p := New()
	lines, typ := 0, ""
	for line := range strings.Lines(writtenTable) {
		line = strings.TrimSuffix(line, "\n")
		if key, ok := strings.CutPrefix(line, "= "); ok {
			typ = strings.TrimSuffix(key, " managed")
			continue
		}
		if strings.HasPrefix(line, "#") {
			continue
		}
		lines++
		path, word, _ := strings.Cut(line, " ")
		if shape := p.Schema(inventory.Managed, typ); shape == nil || !rewrite(shape, path, word) {
			t.Errorf("%s: %q means nothing", typ, line)
		}
	}
	if lines == 0 {
		t.Error("the table is empty")
	}
}
