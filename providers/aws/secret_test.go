package aws_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/zclconf/go-cty/cty"

	"spof/estate"
	"spof/inventory"
	"spof/providers/aws"
)

// TestASecretWhoseReplicasWereNotRead requires that it may have some, so that
// nobody says that it is in one region.
func TestASecretWhoseReplicasWereNotRead(t *testing.T) {
	t.Parallel()
	const settles = "replica as secretsmanager:DescribeSecret should tell it"
	secret := &inventory.Resource{
		Address: "arn:shop", Mode: inventory.Managed, Type: "aws_secretsmanager_secret", Region: estate.Set("eu-west-1", estate.Origin{}),
		Values:  cty.ObjectVal(map[string]cty.Value{"arn": cty.StringVal("arn:shop"), "replica": cty.DynamicVal}),
		Unknown: map[string][]string{"replica": {settles}},
	}
	e := aws.Mean(&inventory.Inventory{Name: "account", Kind: inventory.Account, Resources: []*inventory.Resource{secret}})
	for _, n := range e.Find("arn:shop").Needs {
		if n.Open && cmp.Equal(n.Settles, []string{settles}) {
			return
		}
	}
	t.Errorf("needs %+v", e.Find("arn:shop").Needs)
}
