package rules_test

import (
	"path/filepath"
	"slices"
	"testing"

	"spof/internal/ruletest"
)

// Every rule finds in its fixture exactly what the fixture's comments announce.
func TestFixtures(t *testing.T) {
	t.Parallel()
	for _, id := range slices.Concat(configuration, failures) {
		t.Run(id, func(t *testing.T) {
			t.Parallel()
			ruletest.Run(t, filepath.Join("..", "fixtures", "rules", id), ruleOf(t, id))
		})
	}
}
