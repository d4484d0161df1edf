package schema

import (
	"maps"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"spof/inventory"
	"spof/parsers/tfconfig"
)

// Identities returns the identities of a managed resource: what only apply can
// fill and what names the resource itself, shaped as AWS shapes it. Each holds
// a token from mint, or is made of an identity that does, so that it can be
// recognised wherever it turns up; an address stands for its token as
// [inventory.Address] has it. Account numbers are made up from the mint too.
//
// Attributes that the configuration sets are left out, and so is every computed
// attribute that names something else, such as a zone or another resource.
// Beside identities it returns what the provider copies from the configuration:
// a port that is the engine's default, the provider's region, tags_all, and the
// domain of a certificate among its names.
func (p *Provider) Identities(r tfconfig.Instance, mint tfconfig.Mint) map[string]cty.Value {
	shape := p.Schema(inventory.Managed, r.Type)
	if shape == nil && !strings.HasPrefix(r.Type, "aws_") {
		return nil
	}
	mint = remembering(mint)
	m := &maker{instance: r, mint: mint, schema: shape, forms: p.formsOf(r.Type, shape), place: placeOf(r.Region, mint)}
	found := map[string]cty.Value{}
	for name := range m.forms {
		if v, ok := m.identity(name); ok {
			found[name] = v
		}
	}
	if tags, ok := tagsAll(r, shape); ok {
		found["tags_all"] = tags
	}
	if names, ok := certificateNames(r); ok {
		found["subject_alternative_names"] = names
	}
	if m.leftOut("region") && r.Region != "" {
		found["region"] = assumedUnless(r.Region != tfconfig.SymbolicRegion)(r.Region)
	}
	return found
}

// formsOf returns the identities of a type: those of the table, and those that
// every type has.
func (p *Provider) formsOf(typ string, shape *tfconfig.Block) map[string]form {
	p.mu.Lock()
	defer p.mu.Unlock()
	all, ok := p.known[typ]
	if !ok {
		all = p.collectForms(typ, shape)
		p.known[typ] = all
	}
	return all
}

func (p *Provider) collectForms(typ string, shape *tfconfig.Block) map[string]form {
	all := map[string]form{}
	if shape == nil {
		all["id"] = form{shape: "{}"}
		all["arn"] = form{shape: genericARN(typ)}
		return all
	}
	for name, a := range shape.Attributes {
		if !a.Computed || a.Type != cty.String {
			continue
		}
		switch {
		case name == "id":
			all[name] = form{shape: "{}"}
		case name == "arn":
			all[name] = form{shape: genericARN(typ)}
		case prefixed(shape, name):
			all[name] = form{shape: "{" + name + "_prefix|=terraform-}{}"}
		case !a.Optional && namesakeID(typ, name):
			all[name] = form{shape: "{}"}
		case !a.Optional && namesakeARN(typ, name):
			all[name] = form{shape: genericARN(typ)}
		}
	}
	maps.Copy(all, p.table()[typ])
	return all
}

// prefixed reports whether AWS, or the provider, makes up a name that is left
// out: then "NAME_prefix" can be set in its stead.
func prefixed(shape *tfconfig.Block, name string) bool {
	prefix := shape.Attributes[name+"_prefix"]
	return prefix != nil && prefix.Optional && shape.Attributes[name].Optional
}

// namesakeID reports whether an attribute is a type's own id under the type's
// own name, as queue_id of aws_connect_queue is.
func namesakeID(typ, name string) bool {
	noun, ok := strings.CutSuffix(name, "_id")
	return ok && strings.HasSuffix(typ, "_"+noun)
}

// namesakeARN is the same for an ARN: map_arn of aws_location_map.
func namesakeARN(typ, name string) bool {
	noun, ok := strings.CutSuffix(name, "_arn")
	return ok && strings.HasSuffix(typ, "_"+noun)
}

// genericARN is the form of an ARN of a type that the table does not name.
func genericARN(typ string) string {
	words := strings.Split(strings.TrimPrefix(typ, "aws_"), "_")
	noun := strings.Join(words[1:], "-")
	if noun == "" {
		noun = words[0]
	}
	return "arn:" + arnService(words[0]) + ":" + noun + "/{}"
}

// arnService returns what ARNs call the service of a type, by its first word.
func arnService(word string) string {
	service, irregular := map[string]string{
		"alb": "elasticloadbalancing", "lb": "elasticloadbalancing", "elb": "elasticloadbalancing",
		"db":  "rds",
		"vpc": "ec2", "vpn": "ec2", "ebs": "ec2", "customer": "ec2", "dedicated": "ec2",
		"api": "apigateway", "apigatewayv2": "apigateway",
		"efs":           "elasticfilesystem",
		"elasticsearch": "es", "opensearch": "es",
		"emr":      "elasticmapreduce",
		"msk":      "kafka",
		"sfn":      "states",
		"sesv2":    "ses",
		"ssoadmin": "sso",
	}[word]
	if irregular {
		return service
	}
	return word
}

// tagsAll returns the resource's tags over the provider's default tags.
func tagsAll(r tfconfig.Instance, shape *tfconfig.Block) (tags cty.Value, ok bool) {
	if shape == nil || shape.Attributes["tags_all"] == nil || r.DefaultTags == cty.NilVal {
		return cty.NilVal, false
	}
	defaults, _ := r.DefaultTags.Unmark()
	own := field(r.Values, "tags")
	if !defaults.IsKnown() || !own.IsKnown() || own.IsMarked() {
		return cty.NilVal, false
	}
	all := map[string]cty.Value{}
	for _, v := range []cty.Value{defaults, own} {
		if v.IsNull() || !v.Type().IsMapType() && !v.Type().IsObjectType() {
			continue
		}
		maps.Copy(all, v.AsValueMap())
	}
	if len(all) == 0 {
		// Then the provider leaves it to be known after apply.
		return cty.NilVal, false
	}
	return mapOfStrings(all)
}

// certificateNames returns the names on a certificate: AWS adds its domain to
// those that are written, and the provider does so as it plans.
//
// Source: what 5.100.0 answers to PlanResourceChange, and
// https://docs.aws.amazon.com/acm/latest/APIReference/API_CertificateDetail.html.
func certificateNames(r tfconfig.Instance) (names cty.Value, ok bool) {
	domain := field(r.Values, "domain_name")
	if r.Type != "aws_acm_certificate" || domain.IsNull() || domain.Type() != cty.String {
		return cty.NilVal, false
	}
	all := []cty.Value{domain}
	if written := field(r.Values, "subject_alternative_names"); !written.IsNull() {
		others, known := items(written)
		if !known {
			return cty.NilVal, false
		}
		all = append(all, others...)
	}
	return cty.SetVal(all), true
}
