package tfconfig_test

import (
	"context"
	"io"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"
	"golang.org/x/tools/txtar"

	"spof/analysis"
	"spof/inventory"
	"spof/parsers/tfconfig"
	"spof/providers/aws"
	"spof/providers/aws/schema"
	"spof/report"
	"spof/rules"
)

// TestTrapsAreSteady reads and judges each trap with the identities in opposite
// order: the same must come out, and none may be shown. The traps hold more
// ways of using an identity than any estate does.
func TestTrapsAreSteady(t *testing.T) {
	t.Parallel()
	names, err := filepath.Glob("testdata/traps/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal("no traps found", err)
	}
	provider := schema.New()
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			t.Parallel()
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			fsys, err := txtar.FS(archive)
			if err != nil {
				t.Fatal(err)
			}
			opts := trapOptions(expectations(t, fsys, "expect"))
			tree := &tfconfig.Tree{FS: fsys, Provider: provider}
			one := shown(t, tree, opts)
			opts.Opposite = true
			if diff := cmp.Diff(one, shown(t, tree, opts)); diff != "" {
				t.Errorf("(-one set, +the opposite):\n%s", diff)
			}
			for what, text := range one {
				if found := madeUp.FindString(text); found != "" {
					t.Errorf("%s shows an identity: %s", what, found)
				}
			}
		})
	}
}

// madeUp matches a line with a token, or an address that stands for one.
var madeUp = regexp.MustCompile(`.*(` + inventory.Token + `|` + inventory.Complement + `).*|.*\b24\d(\.\d{1,3}){3}\b.*`)

// shown is all that users can be shown of a configuration.
func shown(t *testing.T, tree *tfconfig.Tree, opts tfconfig.Options) map[string]string {
	t.Helper()
	inv, diags := tree.Load(context.Background(), opts)
	meant := aws.Mean(inv)
	audit, err := analysis.Run(meant, rules.All(), analysis.Options{Input: analysis.Input{Path: ".", Kind: "directory"}})
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{
		"the inventory": written(t, inv.WriteJSON),
		"the estate":    written(t, func(w io.Writer) error { return report.EstateJSON(w, meant) }),
		"diagnostics":   told(diags),
	}
	for _, format := range report.Formats() {
		out[format.Name] = written(t, func(w io.Writer) error {
			return format.Write(w, report.Report{Version: "test", Audits: []*analysis.Audit{audit}})
		})
	}
	return out
}

func written(t *testing.T, write func(io.Writer) error) string {
	t.Helper()
	var out strings.Builder
	if err := write(&out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func told(diags hcl.Diagnostics) string {
	var out strings.Builder
	for _, d := range diags {
		out.WriteString(d.Error() + "\n")
	}
	return out.String()
}
