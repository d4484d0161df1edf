package aws_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/zclconf/go-cty/cty"

	"spof/analysis"
	"spof/inventory"
	"spof/providers/aws"
	"spof/rules"
)

// TestEmptyMeansLeftOut gives each text that an estate leaves out the empty one
// that the provider writes into a state instead. Nothing may come of it.
func TestEmptyMeansLeftOut(t *testing.T) {
	t.Parallel()
	for _, inv := range inventories(t) {
		emptied := *inv
		emptied.Resources = nil
		for _, r := range inv.Resources {
			full := *r
			full.Values = empty(t, r.Values)
			emptied.Resources = append(emptied.Resources, &full)
		}
		if diff := cmp.Diff(identities(t, inv), identities(t, &emptied)); diff != "" {
			t.Errorf("%s (-left out +empty)\n%s", inv.Name, diff)
		}
	}
}

// empty replaces each text that is null, however deep.
func empty(t *testing.T, v cty.Value) cty.Value {
	t.Helper()
	out, err := cty.Transform(v, func(_ cty.Path, v cty.Value) (cty.Value, error) {
		if bare, marks := v.Unmark(); bare.IsNull() && bare.Type() == cty.String {
			return cty.StringVal("").WithMarks(marks), nil
		}
		return v, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func identities(t *testing.T, inv *inventory.Inventory) []string {
	t.Helper()
	audit, err := analysis.Run(aws.Mean(inv), rules.All(), analysis.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, f := range audit.Findings {
		out = append(out, f.Verdict.String()+" "+f.Identity())
	}
	slices.Sort(out)
	return out
}
