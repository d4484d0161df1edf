package tfjson_test

import (
	"testing"

	"spof/parsers/tfjson"
)

func TestAConfigurationHasOneRegion(t *testing.T) {
	t.Parallel()
	r := tfjson.Regions{}
	r.Tell("aws", "us-east-1")
	r.Tell("aws", "us-east-1")
	r.Tell("aws.dr", "us-west-2")
	r.Tell("aws.dr", "eu-west-1")
	for configuration, want := range map[string]struct {
		region string
		told   bool
	}{
		"aws": {"us-east-1", true}, "aws.dr": {"", true}, "aws.none": {"", false},
	} {
		if region, told := r.Of(configuration); region != want.region || told != want.told {
			t.Errorf("%s: %q, %v; want %q, %v", configuration, region, told, want.region, want.told)
		}
	}
}
