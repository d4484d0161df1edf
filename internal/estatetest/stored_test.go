package estatetest_test

import (
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/zclconf/go-cty/cty"

	"spof/analysis"
	"spof/inventory"
	"spof/parsers/tfstate"
	"spof/providers/aws"
	"spof/providers/aws/schema"
	"spof/rules"
)

// TestStateMeansTheSame holds what is said of each fixture against what is said
// of the state that it would leave, as far as that is known before apply: with
// the identities as AWS's, and what is left out as the provider keeps it.
func TestStateMeansTheSame(t *testing.T) {
	t.Parallel()
	var held atomic.Int32
	t.Cleanup(func() {
		if n := held.Load(); n < 60 {
			t.Errorf("only %d fixtures tell all that their state would hold", n)
		}
	})
	everyFixture(t, func(t *testing.T, dir string) {
		t.Helper()
		all := read(t, os.DirFS(dir))
		if !hasState(all.inventory) {
			return
		}
		held.Add(1)
		inv, err := tfstate.Read(bytes.NewReader(stateOf(t, all.inventory)), tfstate.Options{Name: "x.tfstate", Provider: schema.New()})
		if err != nil {
			t.Fatal(err)
		}
		audit, err := analysis.Run(aws.Mean(inv), rules.All(), analysis.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(said(all.audit), said(audit)); diff != "" {
			t.Errorf("findings (-configuration +state):\n%s", diff)
		}
	})
}

// hasState reports whether a configuration tells what decides in its state:
// which resources there are, and what they are given by variables and by data
// sources. What ignore_changes leaves to others, a state tells and a
// configuration does not.
func hasState(inv *inventory.Inventory) bool {
	return !slices.ContainsFunc(inv.Resources, func(r *inventory.Resource) bool {
		if r.Unexpanded || len(r.IgnoreChanges) > 0 {
			return true
		}
		for _, by := range r.Unknown {
			if slices.ContainsFunc(by, func(s string) bool { return strings.HasPrefix(s, "var.") || strings.HasPrefix(s, "data.") }) {
				return true
			}
		}
		return false
	})
}

type storedInstance struct {
	Attributes map[string]any `json:"attributes"`
}

type storedResource struct {
	Module    string           `json:"module,omitempty"`
	Mode      string           `json:"mode"`
	Type      string           `json:"type"`
	Name      string           `json:"name"`
	Provider  string           `json:"provider"`
	Instances []storedInstance `json:"instances"`
}

// stateOf writes the state of an inventory. Each instance is a resource of its
// own, whose name ends in its key.
func stateOf(t *testing.T, inv *inventory.Inventory) []byte {
	t.Helper()
	doc := map[string]any{"version": 4, "terraform_version": "1.11.4"}
	var resources []storedResource
	for _, r := range inv.Resources {
		attributes, ok := kept(r.Values).(map[string]any)
		if !ok {
			t.Fatalf("%s is no object", r.Address)
		}
		block := r.Address[strings.LastIndex(r.Address, r.Type+".")+len(r.Type)+1:]
		module := strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(r.Address, r.Type+"."+block), "data."), ".")
		const source = "registry.terraform.io/hashicorp/aws"
		provider := `provider["` + r.Provider + `"]`
		if alias, ok := strings.CutPrefix(r.Provider, source); ok {
			provider = `provider["` + source + `"]` + alias
		}
		resources = append(resources, storedResource{
			module, string(r.Mode), r.Type, block, provider, []storedInstance{{attributes}},
		})
	}
	doc["resources"] = resources
	out, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// kept is a value as a state holds it: null where it is unknown, and empty
// where text or a list was left out.
func kept(v cty.Value) any {
	v, _ = v.Unmark()
	ty := v.Type()
	switch {
	case !v.IsKnown():
		return nil
	case v.IsNull():
		return leftOut(ty)
	case ty.IsPrimitiveType():
		return plain(v)
	case ty.IsMapType() || ty.IsObjectType():
		out := map[string]any{}
		for name, part := range v.AsValueMap() {
			out[name] = kept(part)
		}
		return out
	}
	out := []any{}
	for _, part := range v.AsValueSlice() {
		out = append(out, kept(part))
	}
	return out
}

func leftOut(ty cty.Type) any {
	switch {
	case ty == cty.String:
		return ""
	case ty.IsListType() || ty.IsSetType():
		return []any{}
	}
	return nil
}

func plain(v cty.Value) any {
	switch v.Type() {
	case cty.String:
		return v.AsString()
	case cty.Bool:
		return v.True()
	}
	return json.Number(v.AsBigFloat().Text('f', -1))
}
