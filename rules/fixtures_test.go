package rules_test

import (
	"path/filepath"
	"testing"

	"spof/internal/ruletest"
)

// Every rule finds in its fixture exactly what the fixture's comments announce.
func TestFixtures(t *testing.T) {
	t.Parallel()
	for _, id := range configuration {
		t.Run(id, func(t *testing.T) {
			t.Parallel()
			ruletest.Run(t, filepath.Join("..", "fixtures", "rules", id), ruleOf(t, id))
		})
	}
}
