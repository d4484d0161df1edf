package aws_test

import (
	"testing"

	"github.com/zclconf/go-cty/cty"

	"spof/estate"
	"spof/inventory"
	"spof/providers/aws"
)

// TestWhatIsOnlyNeeded requires that what is known of a server stays known where
// keys were not read, and not where queues were not: these may be reached over
// the internet. Either way it may need what was not read.
func TestWhatIsOnlyNeeded(t *testing.T) {
	t.Parallel()
	for typ, certain := range map[string]bool{
		"aws_kms_key": true, "aws_kms_replica_key": true, "aws_secretsmanager_secret": true, "aws_ssm_parameter": true,
		"aws_sqs_queue": false, "aws_db_instance": false,
	} {
		server := &inventory.Resource{
			Address: "arn:web", Mode: inventory.Managed, Type: "aws_instance", Region: estate.Set("eu-west-1", estate.Origin{}),
			Values: cty.ObjectVal(map[string]cty.Value{"id": cty.StringVal("i-0123456789"), "availability_zone": cty.StringVal("eu-west-1a")}),
		}
		e := aws.Mean(&inventory.Inventory{
			Name: "account", Kind: inventory.Account, Resources: []*inventory.Resource{server},
			Unread: []inventory.Unread{{Type: typ, Region: "eu-west-1", Why: "asking"}},
		})
		web := e.Find("arn:web")
		if known := len(web.Doubts) == 0; known != certain {
			t.Errorf("%s: what is known of the server is certain: %t, want %t", typ, known, certain)
		}
		may := 0
		for _, n := range web.Needs {
			if n.Why == "may need" && n.Open {
				may++
			} else if n.Open == certain {
				t.Errorf("%s: that it %s %v is open: %t", typ, n.Why, n.Members, n.Open)
			}
		}
		if may != 1 {
			t.Errorf("%s: it may need what was not read %d times", typ, may)
		}
	}
}
