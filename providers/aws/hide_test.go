package aws_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/zclconf/go-cty/cty"

	"spof/inventory"
	"spof/providers/aws"
)

// TestEstateShowsNothingHidden puts a secret, or what only apply can fill, in
// the place of any attribute. Whatever the attribute means, the estate may be
// shown.
func TestEstateShowsNothingHidden(t *testing.T) {
	t.Parallel()
	const secret, token = "hunter2secret", inventory.Token + "123456789abc"
	all := inventories(t)
	random := rand.New(rand.NewPCG(3, 4))
	wrong := []cty.Value{
		cty.StringVal(secret).Mark(inventory.Sensitive),
		cty.StringVal("arn:aws:s3:::x-" + secret).Mark(inventory.Sensitive),
		cty.StringVal("subnet-" + token),
		cty.StringVal(token + ".example.com:80"),
		cty.TupleVal([]cty.Value{cty.StringVal(token), cty.StringVal(secret).Mark(inventory.Sensitive)}),
	}
	for range 2000 {
		mutant := *all[random.IntN(len(all))]
		mutant.Resources = slices.Clone(mutant.Resources)
		mutant.Identities.Add(token, inventory.Reference{Address: "aws_subnet.other", Attribute: "id"})
		for range 1 + random.IntN(4) {
			i := random.IntN(len(mutant.Resources))
			mutant.Resources[i] = spoiled(mutant.Resources[i], random, wrong)
		}
		e := aws.Mean(&mutant)
		for _, r := range e.Resources {
			if text := fmt.Sprintf("%+v", *r) + fmt.Sprintf("%+v", r.Traits); strings.Contains(text, secret) || mutant.Identities.Holds(text) {
				t.Fatalf("%s shows what is hidden: %s", r.Address, text)
			}
		}
		for _, g := range e.Gaps {
			if text := fmt.Sprintf("%+v", g); strings.Contains(text, secret) || mutant.Identities.Holds(text) {
				t.Fatalf("a gap shows what is hidden: %s", text)
			}
		}
	}
}
