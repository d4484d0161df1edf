package aws_test

import (
	"testing"

	"github.com/zclconf/go-cty/cty"

	"spof/estate"
	"spof/inventory"
	"spof/providers/aws"
)

// TestAddressesOfFunctionsThatWereNotRead requires that they leave those in
// doubt that are in their region, or lead anywhere, where somebody names one.
func TestAddressesOfFunctionsThatWereNotRead(t *testing.T) {
	t.Parallel()
	for domain, doubts := range map[string]int{"www.example.com": 0, "abc.lambda-url.eu-west-1.on.aws": 1} {
		inv := &inventory.Inventory{
			Kind: inventory.Account, Unread: []inventory.Unread{{Type: "aws_lambda_function_url", Region: "eu-west-1", Why: "lambda:ListFunctionUrlConfigs in eu-west-1"}},
			Resources: []*inventory.Resource{{
				Address: "cdn", Mode: inventory.Managed, Type: "aws_cloudfront_distribution", Region: estate.Set("us-east-1", estate.Origin{}),
				Values: cty.ObjectVal(map[string]cty.Value{"origin": cty.TupleVal([]cty.Value{cty.ObjectVal(map[string]cty.Value{"domain_name": cty.StringVal(domain)})})}),
			}},
		}
		if got := aws.Mean(inv).Find("cdn").Doubts; len(got) != doubts {
			t.Errorf("%s: doubts %v", domain, got)
		}
	}
}
