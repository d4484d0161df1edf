package schema

import (
	"strings"

	"github.com/zclconf/go-cty/cty"

	"spof/parsers/tfconfig"
)

// servicePrincipal answers aws_service_principal.
func servicePrincipal(r tfconfig.Instance) (answer cty.Value, known bool) {
	service, known := str(field(r.Values, "service_name"))
	region, regionKnown := regionOf(r)
	if !known {
		return cty.DynamicVal, false
	}
	text := assumedUnless(regionKnown)
	suffix := principalSuffix(service, region)
	return cty.ObjectVal(map[string]cty.Value{
		"id":     text(service + "." + region + "." + suffix),
		"name":   text(service + "." + suffix),
		"region": text(region),
		"suffix": text(suffix),
	}), true
}

// principalSuffix returns what a service's principal ends in: the same
// everywhere, but for a few services of the other partitions.
func principalSuffix(service, region string) string {
	// https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/data-sources/service_principal
	// and the answers of that version.
	part := partitionOf(region)
	own := map[string]string{
		"aws-cn":    " codedeploy elasticmapreduce logs ",
		"aws-iso":   " cloudhsm config logs workspaces ",
		"aws-iso-b": " dms logs ",
	}[part.name]
	if strings.Contains(own, " "+service+" ") {
		return part.suffix
	}
	return "amazonaws.com"
}

// parsedARN answers aws_arn.
func parsedARN(r tfconfig.Instance) (answer cty.Value, known bool) {
	const sections = 6
	text, known := str(field(r.Values, "arn"))
	parts := strings.SplitN(text, ":", sections)
	if !known || len(parts) != sections || parts[0] != "arn" {
		return cty.DynamicVal, false
	}
	_, marks := field(r.Values, "arn").Unmark()
	attributes := map[string]cty.Value{"id": cty.StringVal(text).WithMarks(marks)}
	for i, name := range []string{"partition", "service", "region", "account", "resource"} {
		attributes[name] = cty.StringVal(parts[i+1]).WithMarks(marks)
	}
	return cty.ObjectVal(attributes), true
}

// defaultTags answers aws_default_tags.
func defaultTags(r tfconfig.Instance) (answer cty.Value, known bool) {
	if r.DefaultTags == cty.NilVal || !r.DefaultTags.IsKnown() || r.DefaultTags.IsNull() {
		return cty.DynamicVal, false
	}
	return cty.ObjectVal(map[string]cty.Value{"tags": r.DefaultTags}), true
}

// endpointService answers aws_vpc_endpoint_service for a service of AWS: its
// name, which follows one pattern outside China.
func endpointService(r tfconfig.Instance) (answer cty.Value, known bool) {
	// https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
	service, known := str(field(r.Values, "service"))
	region, regionKnown := regionOf(r)
	if !known || strings.HasPrefix(region, "cn-") {
		return cty.DynamicVal, false
	}
	return cty.ObjectVal(map[string]cty.Value{
		"service_name": assumedUnless(regionKnown)(partitionOf(region).reverse + "." + region + "." + service),
	}), true
}
