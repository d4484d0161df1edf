package estatetest_test

import (
	"os"
	"path/filepath"
	"testing"

	"spof/internal/estatetest"
	"spof/internal/ruletest"
	"spof/rules"
)

// TestEstates holds every estate of the fixtures against its own comments.
func TestEstates(t *testing.T) {
	t.Parallel()
	dirs, err := filepath.Glob("../../fixtures/estates/*")
	if err != nil || len(dirs) == 0 {
		t.Fatalf("no estates: %v", err)
	}
	for _, dir := range dirs {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			t.Parallel()
			estatetest.Check(t, os.DirFS(dir), ruletest.Audit(t, dir, rules.All()...))
		})
	}
}
