package estatetest_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/zclconf/go-cty/cty"

	"spof/inventory"
	"spof/parsers/tfstate"
	"spof/providers/aws/live"
	"spof/providers/aws/schema"
)

// TestLive has Terraform make estates in an emulator of AWS, and requires that
// each is found the same from its account as from the state that Terraform kept
// of it.
func TestLive(t *testing.T) {
	names := strings.Fields(os.Getenv("LIVE"))
	if len(names) == 0 {
		t.Skip()
	}
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newRecorder(t, filepath.Join(fixtures, "estates", name), given[name])
			if _, err := r.plan(t, "plan.bin"); err != nil {
				t.Fatal(err)
			}
			if err := r.apply(t, "plan.bin"); err != nil {
				t.Fatal(err)
			}
			src, err := r.Run(t.Context(), "state", "pull")
			if err != nil {
				t.Fatal(err)
			}
			state, err := tfstate.Read(bytes.NewReader(src), tfstate.Options{Name: "x", Provider: schema.New()})
			if err != nil {
				t.Fatal(err)
			}
			account, err := live.Read(t.Context(), live.Options{
				Config:  aws.Config{Region: "us-east-1", BaseEndpoint: &r.Emulator, Credentials: credentials.NewStaticCredentialsProvider("test", "test", "")},
				Regions: []string{"us-east-1", "us-west-2", "eu-west-1", "eu-west-2", "eu-central-1"},
			})
			if err != nil {
				t.Fatal(err)
			}
			rename(account, state)
			same(t, "live", nil, judged(t, state, "state"), judged(t, account, "account"))
		})
	}
}

// rename gives what was read live the addresses that it has in Terraform.
func rename(account, state *inventory.Inventory) {
	addresses := map[string]string{}
	for _, r := range state.Resources {
		for _, name := range []string{"id", "arn"} {
			if id := told1(r, name); id != "" {
				addresses[r.Type+" "+id] = r.Address
			}
		}
	}
	for _, r := range account.Resources {
		for _, name := range []string{"id", "arn"} {
			if a := addresses[r.Type+" "+told1(r, name)]; a != "" {
				r.Address = a
			}
		}
	}
}

func told1(r *inventory.Resource, name string) string {
	if !r.Values.Type().HasAttribute(name) {
		return ""
	}
	if v := r.Values.GetAttr(name); v.IsKnown() && !v.IsNull() && v.Type() == cty.String {
		return v.AsString()
	}
	return ""
}
