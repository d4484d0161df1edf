package schema

import (
	"github.com/zclconf/go-cty/cty"

	"spof/parsers/tfconfig"
)

// Answer returns what a data source would read, as an object of the attributes
// that are known, where that follows from its arguments, from the region, or
// from the managed resources that it selects. Everything else, above all what
// only an account can tell, is not known. What comes from a table of this
// package rather than from the account is marked Assumed.
func (p *Provider) Answer(r tfconfig.Instance, managed func(typ string) []tfconfig.Instance) (answer cty.Value, known bool) {
	switch r.Type {
	case "aws_availability_zones":
		return p.availabilityZones(r)
	case "aws_availability_zone":
		return p.availabilityZone(r)
	case "aws_region":
		return p.region(r)
	case "aws_partition":
		return thePartition(r)
	case "aws_iam_policy_document":
		return policyDocument(r)
	case "aws_service_principal":
		return servicePrincipal(r)
	case "aws_vpc_endpoint_service":
		return endpointService(r)
	case "aws_arn":
		return parsedARN(r)
	case "aws_default_tags":
		return defaultTags(r)
	case "template_file":
		return p.renderedTemplate(r)
	default:
		return p.look(r, managed)
	}
}
