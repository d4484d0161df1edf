package estatetest_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"spof/internal/cli"
)

// TestNothingDeclaredIsLost counts the resource and data blocks of every
// fixture by itself, and requires each of them in the inventory, at least once.
func TestNothingDeclaredIsLost(t *testing.T) {
	t.Parallel()
	none := map[string]string{"rules/rds-single-az": "aws_db_instance.none"} // count = 0
	everyFixture(t, func(t *testing.T, dir string) {
		t.Helper()
		r := read(t, os.DirFS(dir))
		fixture := strings.TrimPrefix(filepath.ToSlash(dir), fixtures+"/")
		var read []string
		for _, res := range r.inventory.Resources {
			address, _, _ := strings.Cut(res.Address, "[")
			for strings.HasPrefix(address, "module.") && strings.Count(address, ".") > 2 {
				address = address[strings.Index(address[len("module."):], ".")+len("module.")+1:]
			}
			read = append(read, address)
		}
		declared := blocks(t, files(t, dir))
		for _, b := range declared {
			if !slices.Contains(read, b) && none[fixture] != b {
				t.Errorf("%s was not read", b)
			}
		}
		if r.inventory.Declared != len(declared) {
			t.Errorf("%d blocks are said to be declared, there are %d", r.inventory.Declared, len(declared))
		}
	})
}

// blocks returns the resource and data blocks of files, as addresses.
func blocks(t *testing.T, all fstest.MapFS) []string {
	t.Helper()
	var out []string
	for name, file := range all {
		if path.Ext(name) != ".tf" {
			continue
		}
		parsed, diags := hclsyntax.ParseConfig(file.Data, name, hcl.InitialPos)
		body, ok := parsed.Body.(*hclsyntax.Body)
		if diags.HasErrors() || !ok {
			t.Fatalf("read %s: %v", name, diags)
		}
		for _, b := range body.Blocks {
			switch b.Type {
			case "resource":
				out = append(out, strings.Join(b.Labels, "."))
			case "data":
				out = append(out, "data."+strings.Join(b.Labels, "."))
			}
		}
	}
	slices.Sort(out)
	return out
}

// TestWhatIsMissingIsSaid takes away each file of the two shops, and each
// module, one at a time. What is left names what it lacks: the report must say so.
func TestWhatIsMissingIsSaid(t *testing.T) {
	t.Parallel()
	// Nothing names what these hold, and nothing hangs on it.
	unnamed := []string{"outputs.tf", "terraform.tfvars", "modules/network/versions.tf", "modules/region/versions.tf"}
	for _, name := range []string{"basic", "improved"} {
		all := files(t, filepath.Join(fixtures, "estates", name))
		if said := gaps(t, all); len(said) > 0 {
			t.Errorf("%s is whole, and lacks %v", name, said)
		}
		for _, part := range partsOf(all) {
			t.Run(name+"/"+part, func(t *testing.T) {
				t.Parallel()
				left := fstest.MapFS{}
				for file, content := range all {
					if file != part && !strings.HasPrefix(file, part+"/") {
						left[file] = content
					}
				}
				if said := gaps(t, left); len(said) == 0 != slices.Contains(unnamed, part) {
					t.Errorf("without it, the report says that it lacks %v", said)
				}
			})
		}
	}
}

// partsOf lists the files of an estate, and its modules' directories.
func partsOf(all fstest.MapFS) []string {
	var out []string
	for name := range all {
		out = append(out, name)
		if dir := path.Dir(name); dir != "." {
			out = append(out, dir)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// gaps returns what the report on files says it lacks.
func gaps(t *testing.T, all fstest.MapFS) []string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, all); err != nil {
		t.Fatal(err)
	}
	var out, problems bytes.Buffer
	c := cli.Command{Dir: dir, Stdout: &out, Stderr: &problems, Env: func(string) (string, bool) { return "", false }}
	if code := c.Main(t.Context(), []string{"audit", "--fail-on", "never", "--output", "json"}); code != 0 {
		t.Fatalf("exits %d: %s", code, problems.String())
	}
	var doc struct {
		Gaps []struct {
			What string `json:"what"`
		} `json:"gaps"`
		Notes []struct {
			Text string `json:"text"`
		} `json:"notes"`
	}
	if err := json.Unmarshal(out.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, g := range doc.Gaps {
		said = append(said, g.What)
	}
	for _, n := range doc.Notes {
		said = append(said, n.Text)
	}
	return said
}
