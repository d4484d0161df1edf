package schema

import (
	_ "embed"
	"maps"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"spof/parsers/tfconfig"
)

// additions are shapes in the same text form, for what the embedded version of
// the provider has not.
//
//go:embed newer.schema
var additions string

// withAdditions adds to a shape, which may be nil, what newer versions of the
// provider have.
func withAdditions(shape *tfconfig.Block, key string) *tfconfig.Block {
	if text, ok := section(additions, key); ok {
		r := reader{rest: text}
		added := r.block()
		if shape == nil {
			return added
		}
		maps.Copy(shape.Attributes, added.Attributes)
		maps.Copy(shape.Blocks, added.Blocks)
	}
	typ, _, _ := strings.Cut(key, " ")
	if shape != nil && shape.Attributes["region"] == nil && regional(typ) {
		shape.Attributes["region"] = &tfconfig.Attribute{Type: cty.String, Optional: true, Computed: true}
	}
	return shape
}

// regional reports whether resources of a type take "region" in version 6 of
// the provider. Those of a global service are reached through one region of
// the partition.
func regional(typ string) bool {
	// https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/enhanced-region-support
	name, ok := strings.CutPrefix(typ, "aws_")
	if !ok {
		return false
	}
	for _, prefix := range []string{
		"account_", "billing_", "budgets_", "ce_", "cloudfront_", "costoptimizationhub_", "cur_", "globalaccelerator_",
		"iam_", "networkmanager_", "organizations_", "route53_", "route53domains_", "route53recoverycontrolconfig_",
		"route53recoveryreadiness_", "savingsplans_", "shield_", "waf_",
	} {
		// The resolver is the regional part of Route 53.
		if strings.HasPrefix(name, prefix) && !strings.HasPrefix(name, "route53_resolver_") {
			return false
		}
	}
	switch name {
	case "caller_identity", "partition", "arn", "ip_ranges", "billing_service_account", "canonical_user_id", "default_tags":
		return false
	}
	return true
}
