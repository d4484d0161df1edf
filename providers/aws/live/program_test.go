package live_test

import (
	"maps"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spof/providers/aws/live"
)

// toLogIn are the calls by which the SDK finds credentials. They need no policy
// but that of the role to be assumed.
var toLogIn = []string{"signin:CreateOAuth2Token", "sso:GetRoleCredentials", "ssooidc:CreateToken", "sts:AssumeRole", "sts:AssumeRoleWithWebIdentity"}

// switchedOff are the calls that clients of the SDK make by themselves, if they
// are not told that they must not: ours are.
var switchedOff = []string{"dynamodb:DescribeEndpoints", "s3:CreateSession"}

var anOperation = regexp.MustCompile(`/service/([a-z0-9]+)\.\(\*Client\)\.([A-Z][A-Za-z0-9]+)\n`)

// TestTheProgramHoldsNoOtherCall requires that the operations of AWS that are in
// the program are those that the policy allows: it could not change an account
// if it wanted to. The linker leaves out what nothing calls; were something to
// make it keep all there is, such as a template, this fails too.
func TestTheProgramHoldsNoOtherCall(t *testing.T) {
	t.Parallel()
	program := filepath.Join(t.TempDir(), "spof")
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", program, "spof/cmd/spof").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	symbols, err := exec.CommandContext(t.Context(), "go", "tool", "nm", program).Output()
	if err != nil {
		t.Fatal(err)
	}
	held := map[string]bool{}
	for _, m := range anOperation.FindAllSubmatch(symbols, -1) {
		if name := string(m[2]); name != "Options" {
			held[live.Action(string(m[1]), name)] = true
		}
	}
	allowed := slices.Sorted(slices.Values(slices.Concat(live.Actions(), live.MembersActions, toLogIn, switchedOff)))
	if diff := cmp.Diff(allowed, slices.Sorted(maps.Keys(held))); diff != "" {
		t.Errorf("actions (-allowed +in the program)\n%s", diff)
	}
}
