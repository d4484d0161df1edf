package aws_test

import (
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/zclconf/go-cty/cty"

	"spof/analysis"
	"spof/inventory"
	"spof/parsers/tfconfig"
	"spof/providers/aws"
	"spof/providers/aws/schema"
	"spof/rules"
)

// inventories reads all fixtures.
func inventories(t *testing.T) []*inventory.Inventory {
	t.Helper()
	var out []*inventory.Inventory
	for _, pattern := range []string{"../../fixtures/estates/*", "../../fixtures/rules/*"} {
		dirs, err := filepath.Glob(pattern)
		if err != nil || len(dirs) == 0 {
			t.Fatalf("no fixtures in %s: %v", pattern, err)
		}
		for _, dir := range dirs {
			inv, _ := (&tfconfig.Tree{FS: os.DirFS(dir), Provider: schema.New()}).Load(t.Context(), tfconfig.Options{})
			out = append(out, inv)
		}
	}
	return out
}

// TestWrongValuesNeverPanic gives attributes what they never should have: a
// plan of a newer provider, or a state that was edited, may.
func TestWrongValuesNeverPanic(t *testing.T) {
	t.Parallel()
	all := inventories(t)
	random := rand.New(rand.NewPCG(1, 2))
	wrong := []cty.Value{
		cty.NullVal(cty.DynamicPseudoType), cty.DynamicVal, cty.UnknownVal(cty.String), cty.StringVal(""), cty.StringVal("x"), cty.NumberIntVal(-1),
		cty.True, cty.EmptyTupleVal, cty.EmptyObjectVal, cty.TupleVal([]cty.Value{cty.DynamicVal, cty.NullVal(cty.String), cty.EmptyObjectVal}),
		cty.ListVal([]cty.Value{cty.UnknownVal(cty.String)}), cty.MapVal(map[string]cty.Value{"id": cty.StringVal("x")}),
		cty.StringVal("x").Mark(inventory.Assumed), cty.NumberFloatVal(1e300), cty.UnknownVal(cty.List(cty.DynamicPseudoType)),
	}
	for range 500 {
		inv := all[random.IntN(len(all))]
		mutant := *inv
		mutant.Resources = slices.Clone(inv.Resources)
		for range 1 + random.IntN(4) {
			i := random.IntN(len(mutant.Resources))
			mutant.Resources[i] = spoiled(mutant.Resources[i], random, wrong)
		}
		if _, err := analysis.Run(aws.Mean(&mutant), rules.All(), analysis.Options{}); err != nil {
			t.Fatalf("%s: %v", mutant.Name, err)
		}
	}
}

// spoiled returns a copy of a resource with one attribute replaced.
func spoiled(r *inventory.Resource, random *rand.Rand, wrong []cty.Value) *inventory.Resource {
	values, _ := r.Values.Unmark()
	attributes := values.AsValueMap()
	names := slices.Sorted(maps.Keys(attributes))
	if len(names) == 0 {
		return r
	}
	out := *r
	attributes[names[random.IntN(len(names))]] = wrong[random.IntN(len(wrong))]
	out.Values = cty.ObjectVal(attributes)
	out.Unexpanded = random.IntN(10) == 0
	return &out
}

// TestEveryMemberIsInTheEstate holds the estate together: a need of something
// that is not there would be taken for something that was not read.
func TestEveryMemberIsInTheEstate(t *testing.T) {
	t.Parallel()
	for _, inv := range inventories(t) {
		e := aws.Mean(inv)
		for _, r := range e.Resources {
			for _, n := range r.Needs {
				if n.Why == "" {
					t.Errorf("%s: %s has a need without a reason", inv.Name, r.Address)
				}
				for _, m := range n.Members {
					if e.Find(m.Address) == nil {
						t.Errorf("%s: %s %s %s, which is not in the estate", inv.Name, r.Address, n.Why, m.Address)
					}
				}
			}
		}
	}
}
