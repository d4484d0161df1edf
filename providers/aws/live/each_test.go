package live_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spof/providers/aws/live"
)

// TestAMistakeOfOurs requires that a collector that panics, be it in what it
// does side by side, costs what it reads and nothing else.
func TestAMistakeOfOurs(t *testing.T) {
	t.Parallel()
	wrong := live.Collector{Service: "wrong", Types: []string{"aws_wrong"}, Collect: func(_ context.Context, c *live.Call) {
		c.Add("aws_wrong", "first", live.Values{}, "wrong:List")
		live.Each([]int{1, 2}, func(i int) { panic([]string{"one", "two", "two"}[i]) })
	}}
	inv := readFake(t, emptyRDS(), wrong, collector(t, "rds"))
	want := []string{"wrong in eu-west-1 of account " + account + ": it was not read to its end for a bug in spof: two"}
	if diff := cmp.Diff(want, whatIsMissing(inv)); diff != "" {
		t.Errorf("gaps (-want +got)\n%s", diff)
	}
	if len(inv.Resources) != 1 || len(inv.Unread) != 1 || inv.Unread[0].Type != "aws_wrong" {
		t.Errorf("resources %v, unread %v", inv.Resources, inv.Unread)
	}
}
