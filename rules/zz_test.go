package rules_test

import (
	"fmt"
	"os"
	"testing"

	"spof/internal/ruletest"
)

func TestZZ(t *testing.T) {
	dir := os.Getenv("ZZ")
	if dir == "" {
		return
	}
	for _, r := range ruletest.Estate(t, dir).Resources {
		fmt.Printf("%s [%s] of=%q region=%v place=%v\n", r.Address, r.Kind, r.Of, r.Region.Or("?"), r.Placement.Zones)
		for _, n := range r.Needs {
			fmt.Printf("    %d of %v strength=%d open=%v split=%v (%s)\n", n.Quorum, n.Members, n.Strength, n.Open, n.Split, n.Why)
		}
		if r.Traits != nil {
			fmt.Printf("    %T %+v\n", r.Traits, r.Traits)
		}
	}
}
