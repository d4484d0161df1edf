package aws

import (
	"slices"
	"testing"

	"spof/providers/aws/live"
)

// TestWhatIsToldIsRead requires that accounts are read for each type that is
// told of as not judged: nobody else would say that there is one.
func TestWhatIsToldIsRead(t *testing.T) {
	t.Parallel()
	var read []string
	for _, c := range live.Collectors() {
		read = append(read, c.Types...)
	}
	for typ := range unjudged {
		if !slices.Contains(read, typ) {
			t.Errorf("%s is not read from accounts", typ)
		}
	}
}
