package live_test

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/google/go-cmp/cmp"

	"spof/internal/terraform"
	"spof/inventory"
	"spof/providers/aws/live"
)

// emulated is the configuration of an account in an emulator of AWS. What that
// does not answer it never will: it is not asked as often as AWS is.
func emulated(t *testing.T) aws.Config {
	t.Helper()
	url := terraform.Emulator(t, terraform.Server(t))
	return aws.Config{
		Region: "us-east-1", BaseEndpoint: &url, RetryMaxAttempts: 3, Credentials: credentials.NewStaticCredentialsProvider("test", "test", ""),
	}
}

func readHere(t *testing.T, config aws.Config) *inventory.Inventory {
	t.Helper()
	inv, err := live.Read(t.Context(), live.Options{Config: config, Regions: []string{"us-east-1"}})
	if err != nil {
		t.Fatal(err)
	}
	return inv
}

// TestEmulator reads a shop from an emulator of AWS: what is in it, and what the
// emulator does not answer; and requires that no action is needed but those that
// are declared, and each of those. Then it has AWS deny each of them in turn.
func TestEmulator(t *testing.T) {
	t.Parallel()
	config := emulated(t)
	sow(t, config)
	recorded := &recorder{asked: map[string]bool{}, kept: map[string]kept{}}
	inv := readHere(t, recorded.config(config))
	requireSaved(t, "the account", inv)
	expected := sown()
	if diff := cmp.Diff(expected.want, countTypes(inv)); diff != "" {
		t.Errorf("resources (-want +got)\n%s", diff)
	}
	if diff := cmp.Diff(expected.unanswered, actionsOf(inv)); diff != "" {
		t.Errorf("gaps (-want +got)\n%s", diff)
	}
	declared := slices.DeleteFunc(live.Actions(), func(a string) bool { // it was told where to look
		return a == "ec2:DescribeRegions" || slices.Contains(expected.unasked, a)
	})
	if diff := cmp.Diff(declared, slices.Sorted(maps.Keys(recorded.asked))); diff != "" {
		t.Errorf("actions (-declared +asked for)\n%s", diff)
	}
	if first, second := printed(t, readHere(t, recorded.deny(config, ""))), printed(t, readHere(t, recorded.deny(config, ""))); first != second {
		t.Errorf("two readings of the same differ:\n%s", cmp.Diff(first, second))
	}
	for _, action := range declared {
		if action != "sts:GetCallerIdentity" {
			part := readHere(t, recorded.deny(config, action))
			denied(t, inv, part, action)
			requireSound(t, action+" denied", inv, part)
			requireSaved(t, action+" denied", part)
		}
	}
}

func printed(t *testing.T, inv *inventory.Inventory) string {
	t.Helper()
	var out bytes.Buffer
	if err := inv.WriteJSON(&out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// denied requires that an action that was denied is a gap, that what it would
// have told is unread, and that everything else was read.
func denied(t *testing.T, whole, part *inventory.Inventory, action string) {
	t.Helper()
	i := slices.IndexFunc(part.Gaps, func(g gap) bool { return g.Origin.API == action })
	if i < 0 || !strings.Contains(part.Gaps[i].Why, "it was denied (AccessDenied)") || part.Gaps[i].Advice == "" {
		t.Errorf("%s: gaps %v", action, part.Gaps)
	}
	var types, of []string
	for _, u := range part.Unread {
		if strings.HasPrefix(u.Why, action+" ") {
			types, of = append(types, u.Type), append(of, u.Of)
		}
	}
	if len(types) == 0 {
		t.Errorf("%s: nothing is unread", action)
	}
	for _, r := range whole.Resources {
		there := slices.ContainsFunc(part.Resources, func(o *inventory.Resource) bool { return o.Address == r.Address })
		if !there && !slices.Contains(types, r.Type) && !slices.ContainsFunc(of, func(address string) bool { return address != "" && belongs(r, address) }) {
			t.Errorf("%s: %s is not there, and not said to be unread", action, r.Address)
		}
	}
}

// belongs reports whether a resource is of another one, by an attribute.
func belongs(r *inventory.Resource, address string) bool {
	for _, v := range r.Values.AsValueMap() {
		if v, _ = v.Unmark(); v.Type().FriendlyName() == "string" && v.IsKnown() && v.AsString() == address {
			return true
		}
	}
	return strings.HasPrefix(r.Address, strings.Replace(address, ":loadbalancer/", ":listener-rule/", 1))
}

func countTypes(inv *inventory.Inventory) map[string]int {
	count := map[string]int{}
	for _, r := range inv.Resources {
		count[r.Type]++
	}
	return count
}

// actionsOf returns the actions that gaps are about.
func actionsOf(inv *inventory.Inventory) []string {
	var out []string
	for _, g := range inv.Gaps {
		if g.Origin.API != "" {
			out = append(out, g.Origin.API)
		}
	}
	slices.Sort(out)
	return out
}
