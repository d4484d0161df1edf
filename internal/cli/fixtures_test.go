package cli_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"spof/internal/cli"
)

// repository is the directory of this repository.
func repository(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestTwoRunsGiveTheSameBytes(t *testing.T) {
	t.Parallel()
	for _, format := range []string{"text", "json", "markdown", "sarif"} {
		t.Run(format, func(t *testing.T) {
			t.Parallel()
			c := cli.Command{Dir: repository(t)}
			args := []string{"audit", "fixtures/estates", "--fail-on", "never", "--output", format}
			code, first, problems := run(t, c, args...)
			if code != 0 {
				t.Fatalf("exits %d: %s", code, problems)
			}
			if _, second, _ := run(t, c, args...); first != second {
				t.Error("the second run differs from the first")
			}
		})
	}
}

// What code scanning would get of the fixtures is valid, and each result stands
// on a line of a file that is there.
func TestSARIFOfTheFixtures(t *testing.T) {
	t.Parallel()
	root := repository(t)
	schema := sarifSchema(t, root)
	for _, dir := range []string{"fixtures/estates", "fixtures/estates/basic", "fixtures/estates/improved"} {
		t.Run(dir, func(t *testing.T) {
			t.Parallel()
			code, log, problems := run(t, cli.Command{Dir: root}, "audit", dir, "--fail-on", "never", "--output", "sarif")
			if code != 0 {
				t.Fatalf("exits %d: %s", code, problems)
			}
			doc, err := jsonschema.UnmarshalJSON(bytes.NewReader([]byte(log)))
			if err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(doc); err != nil {
				t.Errorf("the log is not SARIF 2.1.0: %v", err)
			}
			for _, p := range places(t, log) {
				if !p.in(root) {
					t.Errorf("a result stands at %s:%d, and there is no such line", p.URI, p.line)
				}
			}
		})
	}
}

func sarifSchema(t *testing.T, root string) *jsonschema.Schema {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, "report", "testdata", "sarif-schema-2.1.0.json"))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("sarif.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("sarif.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

type place struct {
	URI  string
	line int
}

// in reports whether the place is a line of a file of the repository.
func (p place) in(root string) bool {
	text, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(p.URI)))
	return err == nil && p.line >= 1 && p.line <= bytes.Count(text, []byte("\n"))
}

// places returns where the results of a log stand.
func places(t *testing.T, log string) []place {
	t.Helper()
	var doc struct {
		Runs []struct {
			Results []struct {
				Locations []struct {
					Physical struct {
						Artifact struct {
							URI string `json:"uri"`
						} `json:"artifactLocation"`
						Region struct {
							Line int `json:"startLine"`
						} `json:"region"`
					} `json:"physicalLocation"`
				} `json:"locations"`
			} `json:"results"`
		} `json:"runs"`
	}
	if err := json.Unmarshal([]byte(log), &doc); err != nil {
		t.Fatal(err)
	}
	var out []place
	for _, run := range doc.Runs {
		for _, result := range run.Results {
			for _, l := range result.Locations {
				out = append(out, place{l.Physical.Artifact.URI, l.Physical.Region.Line})
			}
		}
	}
	if len(out) == 0 {
		t.Error("there are no results")
	}
	return out
}
