package cli_test

import (
	"regexp"
	"strings"
	"testing"

	"spof/internal/cli"
	"spof/inventory"
)

// identity matches a line that shows what was made up for what only apply can
// fill: a token, or an address that stands for one.
var identity = regexp.MustCompile(`.*(` + inventory.Token + `|` + inventory.Complement + `).*|.*\b24\d(\.\d{1,3}){3}\b.*`)

// TestIdentitiesAreNeverShown looks for identities in all that any command says
// of the fixtures, each root by itself and all together, errors included.
func TestIdentitiesAreNeverShown(t *testing.T) {
	t.Parallel()
	for _, args := range []string{
		"audit --fail-on never", "audit --fail-on never --output json", "audit --fail-on never --output sarif", "audit --fail-on never --output markdown",
		"audit --fail-on never --strict --together", "inspect --together", "inspect --together --estate",
		"fail region:us-east-1 --output json", "fail zone:us-east-1a", "fail aws_instance.web --together", "fail aws_nothing.here",
	} {
		for _, dir := range []string{"fixtures/estates", "fixtures/rules"} {
			t.Run(args+" "+dir, func(t *testing.T) {
				t.Parallel()
				words := append(strings.Fields(args), dir)
				if words[0] == "fail" {
					words = append([]string{"fail", words[1], dir}, words[2:len(words)-1]...)
				}
				_, stdout, stderr := run(t, cli.Command{Dir: repository(t)}, words...)
				if stdout+stderr == "" {
					t.Fatal("nothing is said")
				}
				for _, text := range []string{stdout, stderr} {
					if shown := identity.FindString(text); shown != "" {
						t.Errorf("an identity is shown: %s", shown)
					}
				}
			})
		}
	}
}
