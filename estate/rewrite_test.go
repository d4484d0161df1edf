package estate_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spof/estate"
)

func TestRewriteReachesEveryText(t *testing.T) {
	t.Parallel()
	at := estate.Origin{File: "a.tf"}
	shared := []string{"settled by a"}
	zones := []estate.Domain{estate.ZoneOf("ra", "za")}
	r := &estate.Resource{
		Address: "a", Name: "name a", Region: estate.Set("region a", at), Guards: []string{"guard a"}, Origin: at,
		Placement: estate.Placement{Zones: zones, Settles: shared},
		Needs:     []estate.Need{{Why: "why a", Settles: shared, Members: []estate.Member{{Address: "a", Part: "part a"}}}},
		Traits: &estate.RecordTraits{
			Policy: estate.Unknown[string](at, "policy a"), Targets: []estate.Target{{Literal: "literal a", Origin: at}},
		},
	}
	r.Rewrite(func(s string) string { return strings.ReplaceAll(s, "a", "B") })
	traits, ok := r.Traits.(*estate.RecordTraits)
	if !ok {
		t.Fatalf("the traits are %T now", r.Traits)
	}
	got := []string{
		r.Address, r.Name, r.Region.Or(""), r.Guards[0], r.Placement.Zones[0].String(), r.Placement.Settles[0],
		r.Needs[0].Why, r.Needs[0].Members[0].Address, r.Needs[0].Members[0].Part, traits.Policy.SettledBy()[0], traits.Targets[0].Literal,
		traits.Targets[0].Origin.File, r.Origin.File, r.Region.Origin().File,
	}
	want := []string{
		"B", "nBme B", "region B", "guBrd B", "zone:zB", "settled by B", "why B", "B", "pBrt B", "policy B", "literBl B",
		"a.tf", "a.tf", "a.tf",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if shared[0] != "settled by a" || zones[0].Name != "za" {
		t.Errorf("a list that others share was changed: %v, %v", shared, zones)
	}
}
