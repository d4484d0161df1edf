package cli

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spof/providers/aws/live"
)

// TestPolicies requires that what is parted is no longer than IAM takes, and
// allows what it allowed before, in the same order.
func TestPolicies(t *testing.T) {
	t.Parallel()
	var many []string
	for i := range 1000 {
		many = append(many, fmt.Sprintf("service:DescribeThingsOfKind%d", i))
	}
	for _, c := range []struct {
		name   string
		given  []statement
		least  int // how many policies are needed, as their characters tell
		within int
	}{
		{"an account", permissions(""), 1, 2},
		{"an organization", permissions("spof"), 1, 2},
		{"many actions", []statement{{Sid: "A", Action: many}, {Sid: "B", Action: many[:3]}}, 6, 6},
		{"nothing", nil, 1, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := policies(c.given)
			if len(got) < c.least || len(got) > c.within {
				t.Errorf("%d policies", len(got))
			}
			var allowed []string
			for _, p := range got {
				src, err := json.Marshal(p)
				if err != nil || len(src) > most {
					t.Errorf("a policy has %d characters (%v)", len(src), err)
				}
				allowed = append(allowed, actionsOf(p.Statement)...)
			}
			if diff := cmp.Diff(actionsOf(c.given), allowed); diff != "" {
				t.Errorf("what is allowed (-want +got)\n%s", diff)
			}
		})
	}
	if !slices.Equal(permissions("")[0].Action, live.Actions()) {
		t.Error("the policy allows something else than reading needs")
	}
}

// actionsOf returns what statements allow, each with the statement's name.
func actionsOf(statements []statement) []string {
	var out []string
	for _, s := range statements {
		for _, a := range s.Action {
			out = append(out, s.Sid+" "+a)
		}
	}
	return out
}
