package estatetest_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"spof/analysis"
	"spof/estate"
	"spof/inventory"
	"spof/parsers/tfconfig"
	"spof/providers/aws"
	"spof/providers/aws/schema"
	"spof/rules"
)

const fixtures = "../../fixtures"

// everyFixture runs a test for each estate and for each rule's directory.
func everyFixture(t *testing.T, test func(t *testing.T, dir string)) {
	t.Helper()
	dirs, err := filepath.Glob(fixtures + "/*/*")
	if err != nil || len(dirs) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	for _, dir := range dirs {
		name := strings.TrimPrefix(filepath.ToSlash(dir), fixtures+"/")
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, dir)
		})
	}
}

// files reads a directory into memory, to be changed there.
func files(tb testing.TB, dir string) fstest.MapFS {
	tb.Helper()
	out := fstest.MapFS{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		src, err := os.ReadFile(filepath.Join(dir, name))
		out[name] = &fstest.MapFile{Data: src}
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	return out
}

// A reading is a configuration, read and judged by all rules.
type reading struct {
	inventory *inventory.Inventory
	estate    *estate.Estate
	audit     *analysis.Audit
	diagnosed string // what the reader said
}

// read reads and judges the configuration at the root of a file system.
func read(t *testing.T, fsys fs.FS, options ...func(*tfconfig.Options)) reading {
	t.Helper()
	opts := tfconfig.Options{}
	for _, set := range options {
		set(&opts)
	}
	inv, diags := (&tfconfig.Tree{FS: fsys, Provider: schema.New()}).Load(t.Context(), opts)
	r := reading{inventory: inv, estate: aws.Mean(inv)}
	for _, d := range diags {
		r.diagnosed += d.Error() + "\n"
	}
	var err error
	r.audit, err = analysis.Run(r.estate, rules.All(), analysis.Options{
		Input: analysis.Input{Path: ".", Kind: "directory", Resources: len(inv.Resources), Declared: inv.Declared},
	})
	if err != nil {
		t.Fatal(err)
	}
	return r
}
