package tfconfig_test

import (
	"io/fs"
	"os"
	"path"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"spof/parsers/tfconfig"
	"spof/providers/aws/schema"
)

const benchmarked = "../../fixtures/estates/improved"

// BenchmarkBareParse is what BenchmarkLoad is to be compared with in the same
// run: the parse alone of the same files.
func BenchmarkBareParse(b *testing.B) {
	fsys := os.DirFS(benchmarked)
	for b.Loop() {
		err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || path.Ext(name) != ".tf" {
				return err
			}
			src, err := fs.ReadFile(fsys, name)
			if err != nil {
				return err
			}
			if _, diags := hclsyntax.ParseConfig(src, name, hcl.InitialPos); diags.HasErrors() {
				return diags
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkLoad reads a root module with modules that are called twice: parsed,
// evaluated with two sets of identities, and joined.
func BenchmarkLoad(b *testing.B) {
	fsys := os.DirFS(benchmarked)
	for b.Loop() {
		inv, diags := (&tfconfig.Tree{FS: fsys, Provider: schema.New()}).Load(b.Context(), tfconfig.Options{})
		if diags.HasErrors() || len(inv.Resources) == 0 {
			b.Fatal(diags)
		}
	}
}
