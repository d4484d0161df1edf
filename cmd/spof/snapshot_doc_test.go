package main

import (
	"os"
	"strings"
	"testing"

	"spof/internal/golden"
)

// The example of docs/snapshot.md is what the command prints today, and holds
// none of the secrets that it is made of.
func TestSnapshotDocShowsRealOutput(t *testing.T) {
	t.Parallel()
	const name, command = "../../docs/snapshot.md", "snapshot shop.tfstate"
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	marker := "<!-- output: spof " + command + " -->\n```\n"
	before, rest, found := strings.Cut(string(text), marker)
	_, after, closed := strings.Cut(rest, "```\n")
	if !found || !closed {
		t.Fatalf("%s has no block after %q", name, marker)
	}
	out := printed(t, "testdata/saved", command, 0)
	for _, secret := range []string{"correct", "horse", "battery", "staple", "debug", "shop:"} {
		if strings.Contains(out, secret) {
			t.Errorf("the snapshot holds %s:\n%s", secret, out)
		}
	}
	golden.Compare(t, name, []byte(before+marker+out+"```\n"+after))
}
