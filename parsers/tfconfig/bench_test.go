package tfconfig_test

import (
	"io/fs"
	"os"
	"path"
	"runtime"
	"testing"
	"time"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"golang.org/x/sync/errgroup"

	"spof/parsers/tfconfig"
	"spof/providers/aws/schema"
)

// BenchmarkLoad reads a whole tree of root modules, as the command does: found,
// parsed, evaluated with two sets of identities, and joined. It reports how many
// times longer that takes than the bare parse of the same files in the same run,
// and how many instances were read.
func BenchmarkLoad(b *testing.B) {
	for _, dir := range []string{"estates/improved", "estates", "rules"} {
		b.Run(dir, func(b *testing.B) {
			fsys := os.DirFS(path.Join("../../fixtures", dir))
			var bare time.Duration
			resources := 0
			for b.Loop() {
				start := time.Now()
				bareParse(b, fsys)
				bare += time.Since(start)
				resources = loadAll(b, fsys)
			}
			b.ReportMetric(float64(b.Elapsed()-bare)/float64(bare), "times-parse")
			b.ReportMetric(float64(resources), "instances")
		})
	}
}

// bareParse parses every file of Terraform, one after the other, and keeps
// nothing.
func bareParse(b *testing.B, fsys fs.FS) {
	b.Helper()
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

// loadAll reads all root modules of a tree, and returns how many instances they
// have.
func loadAll(b *testing.B, fsys fs.FS) int {
	b.Helper()
	tree := tfconfig.Tree{FS: fsys, Provider: schema.New()}
	roots, _ := tree.Roots(".")
	found := make([]int, len(roots))
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, root := range roots {
		g.Go(func() error {
			inv, _ := tree.Load(b.Context(), tfconfig.Options{Dir: root})
			found[i] = len(inv.Resources)
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		b.Fatal(err)
	}
	total := 0
	for _, n := range found {
		total += n
	}
	if total == 0 {
		b.Fatal("nothing was read")
	}
	return total
}
