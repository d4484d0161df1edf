package live_test

import (
	"net"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spof/inventory"
	"spof/providers/aws/live"
)

// TestAServiceThatIsNotOffered requires that what has no address in a region
// that answers otherwise is noted, and is neither a gap nor unread; and that it
// is where nothing answers.
func TestAServiceThatIsNotOffered(t *testing.T) {
	t.Parallel()
	f := fake{}
	for name := range emptyRDS() {
		f[name] = func(string, any) (any, error) { return nil, nameless() }
	}
	for name, reply := range emptyEC2() {
		f[name] = func(region string, in any) (any, error) {
			if region == "eu-west-1" {
				return reply(region, in)
			}
			return nil, nameless()
		}
	}
	read := func(regions ...string) *inventory.Inventory {
		inv, err := live.Read(t.Context(), live.Options{Config: f.config(), Regions: regions, Collectors: []live.Collector{collector(t, "ec2"), collector(t, "rds")}})
		if err != nil {
			t.Fatal(err)
		}
		return inv
	}
	inv := read("eu-west-1")
	want := []string{"not offered in eu-west-1, where they have no address: rds", "only some regions were asked for: what stands by in others is not seen"}
	if diff := cmp.Diff(want, inv.Notes); diff != "" || len(inv.Gaps) > 0 || len(inv.Unread) > 0 {
		t.Errorf("notes (-want +got)\n%s\ngaps %v, unread %v", diff, inv.Gaps, inv.Unread)
	}
	inv = read("eu-west-1", "eu-west-2") // nothing answers in the second
	if len(inv.Notes) != 2 || len(inv.Gaps) != 2 || len(inv.Unread) == 0 {
		t.Errorf("notes %v, gaps %v, unread %v", inv.Notes, inv.Gaps, inv.Unread)
	}
}

func nameless() error {
	return &net.OpError{Op: "dial", Err: &net.DNSError{Err: "no such host", Name: "rds.eu-west-1.amazonaws.com", IsNotFound: true}}
}
