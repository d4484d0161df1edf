package tfconfig_test

import (
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"spof/parsers/tfconfig"
)

func TestRoots(t *testing.T) {
	t.Parallel()
	file := func(src string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(src)} }
	call := func(source string) *fstest.MapFile {
		return file("module \"m\" {\n  source = \"" + source + "\"\n}\n")
	}
	fsys := fstest.MapFS{
		"live/prod/main.tf":                   call("../../modules/net"),
		"live/dev/main.tf.json":               file(`{"module":{"m":{"source":"../../modules/net"}}}`),
		"modules/net/main.tf":                 call("./inner"),
		"modules/net/inner/main.tf":           file(""),
		"modules/net/examples/all/main.tf":    call("../../"),
		"modules/unused/main.tf":              file(""),
		"modules/self/main.tf":                call("./"),
		"circle/a/main.tf":                    call("../b"),
		"circle/b/main.tf":                    call("../a"),
		"live/prod/.terraform/x/main.tf":      file(""),
		".hidden/main.tf":                     file(""),
		"live/grunt/terragrunt.hcl":           file(""),
		"live/grunt/root.hcl":                 file(""),
		"live/grunt/all/terragrunt.stack.hcl": file(""),
		"live/grunt/terragrunt.hcl.json":      file(""),
		"live/stack/a.tfcomponent.hcl":        file(""),
		"live/stack/b.tfstack.hcl":            file(""),
		"modules/net/net.tftest.hcl":          file(""),
		"modules/net/tests/net.tftest.hcl":    file("run \"r\" {\n  module {\n    source = \"./tests/setup\"\n  }\n}\n"),
		"modules/net/tests/setup/main.tf":     file(""),
		"modules/net/tests/main.tf":           file(""),
		"tests/estate/main.tf":                file(""),
		"live/stack/deployments.tfdeploy.hcl": file(""),
		"docs/readme.md":                      file(""),
		"broken/main.tf":                      file("resource \"x\" {"),
	}
	roots, gaps := (&tfconfig.Tree{FS: fsys}).Roots(".")
	want := []string{
		"broken", "circle/a", "live/dev", "live/prod", "modules/net/examples/all", "modules/self", "modules/unused", "tests/estate",
	}
	if diff := cmp.Diff(want, roots); diff != "" {
		t.Errorf("roots (-want +got):\n%s", diff)
	}
	var what []string
	for _, g := range gaps {
		what = append(what, g.What)
	}
	want = []string{
		"live/grunt/all/terragrunt.stack.hcl", "live/grunt/root.hcl", "live/grunt/terragrunt.hcl", "live/grunt/terragrunt.hcl.json",
		"live/stack/a.tfcomponent.hcl", "live/stack/b.tfstack.hcl", "live/stack/deployments.tfdeploy.hcl",
	}
	if diff := cmp.Diff(want, what); diff != "" {
		t.Errorf("gaps (-want +got):\n%s", diff)
	}
}

func TestRootsOfADirectoryThatIsNotThere(t *testing.T) {
	t.Parallel()
	roots, gaps := (&tfconfig.Tree{FS: fstest.MapFS{}}).Roots("nowhere")
	if len(roots) != 0 || len(gaps) != 1 {
		t.Errorf("roots %v, gaps %v, want no roots and one gap", roots, gaps)
	}
}
