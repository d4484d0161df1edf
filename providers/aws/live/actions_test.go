package live_test

import (
	"regexp"
	"slices"
	"testing"

	"spof/providers/aws/live"
)

// TestActionsAreWellFormed holds what collectors declare.
func TestActionsAreWellFormed(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, c := range live.Collectors() {
		if c.Service == "" || len(c.Actions) == 0 || len(c.Types) == 0 || c.Collect == nil || seen[c.Service] {
			t.Errorf("collector %q lacks something, or is there twice", c.Service)
		}
		seen[c.Service] = true
		if !slices.IsSorted(c.Actions) {
			t.Errorf("the actions of %s are out of order", c.Service)
		}
		for _, a := range c.Actions {
			if !readOnly.MatchString(a) {
				t.Errorf("%s: %s does not only read", c.Service, a)
			}
		}
	}
}

var readOnly = regexp.MustCompile(`^[a-z0-9-]+:((Describe|List|Get|BatchGet)[A-Za-z0-9]+|GET)$`)
