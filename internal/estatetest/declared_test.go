package estatetest_test

import (
	"cmp"
	"path/filepath"
	"slices"
	"sync/atomic"
	"testing"

	"github.com/zclconf/go-cty/cty"

	"spof/analysis"
	"spof/estate"
	"spof/inventory"
	"spof/providers/aws/declared"
)

// TestDeclared takes each recorded state for an account, in which nothing has an
// address, and requires that the configuration gives each resource the address
// that it has in the state or none, and that the configuration and the state
// together give each its own, with the lines of its block.
func TestDeclared(t *testing.T) {
	t.Parallel()
	var known, all atomic.Int32
	t.Cleanup(func() {
		if least := 0.88; float64(known.Load()) < least*float64(all.Load()) {
			t.Errorf("of %d resources only %d are known by what is written of them", all.Load(), known.Load())
		}
	})
	everyRecording(t, isApplied, func(t *testing.T, dir, to string) {
		t.Helper()
		state := stateEstate(t, filepath.Join(to, "state.json.gz"))
		config := configEstate(t, dir)
		account, addresses := accountOf(state.inventory)
		declared.Locate(account, []declared.Source{{Name: dir, Configuration: config.inventory}}, declared.Options{})
		for _, r := range account.Resources {
			all.Add(1)
			switch {
			case r.ARN == "" && r.Origin.File == "":
			case r.ARN == "": // its block is known, and not which of the instances it is
				if declares(config.inventory, addresses[r.Address]) != r.Origin.String() {
					t.Errorf("%s is taken for one of %s, and is %s", r.Address, r.Origin, addresses[r.Address])
				}
				known.Add(1)
			case addresses[r.ARN] != r.Address:
				t.Errorf("%s is taken for %s, and is %s", r.ARN, r.Address, addresses[r.ARN])
			default:
				known.Add(1)
			}
		}
		account, _ = accountOf(state.inventory)
		declared.Locate(account, []declared.Source{{
			Name: dir, Configuration: config.inventory, States: []*inventory.Inventory{state.inventory},
		}}, declared.Options{})
		located(t, judged(t, account, "account").audit, config.inventory)
		same(t, "account", nil, state, judged(t, account, "account"))
	})
}

// declares says where a configuration declares a resource.
func declares(config *inventory.Inventory, address string) string {
	i := slices.IndexFunc(config.Resources, func(r *inventory.Resource) bool { return r.Address == address })
	if i < 0 {
		return ""
	}
	return config.Resources[i].Origin.String()
}

// accountOf is a state as if it had been read from an account, and the address
// that what is in it has in the state.
func accountOf(state *inventory.Inventory) (account *inventory.Inventory, addresses map[string]string) {
	account, addresses = &inventory.Inventory{Kind: inventory.Account}, map[string]string{}
	for _, r := range state.Resources {
		if r.Mode != inventory.Managed {
			continue
		}
		live := *r
		live.Address = cmp.Or(textOf(r, "arn"), r.Type+"/"+textOf(r, "id"))
		if addresses[live.Address] != "" { // as those that are one thing in AWS
			live.Address += "/" + r.Type
		}
		live.Origin = estate.Origin{API: "aws:Describe"}
		addresses[live.Address] = r.Address
		account.Resources = append(account.Resources, &live)
	}
	slices.SortFunc(account.Resources, func(a, b *inventory.Resource) int { return estate.CompareAddresses(a.Address, b.Address) })
	return account, addresses
}

// located requires that each finding about a resource of the configuration points
// into it, and names the resource as the account does.
func located(t *testing.T, audit *analysis.Audit, config *inventory.Inventory) {
	t.Helper()
	for _, f := range audit.Findings {
		if slices.ContainsFunc(config.Resources, func(r *inventory.Resource) bool { return r.Address == f.Address }) &&
			(f.Origin.Start.Line == 0 || f.ARN == "") {
			t.Errorf("%s stands at %q, and is %q in the account", f.Identity(), f.Origin, f.ARN)
		}
	}
}

// textOf returns an attribute that is text, "" where it is none.
func textOf(r *inventory.Resource, name string) string {
	if !r.Values.Type().HasAttribute(name) {
		return ""
	}
	if v := r.Values.GetAttr(name); v.IsKnown() && !v.IsNull() && v.Type() == cty.String {
		return v.AsString()
	}
	return ""
}
