package tfconfig_test

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"spof/parsers/tfconfig"
)

// What is a device, a pipe, or far too large, is never opened.
func TestLoadOpensRegularFilesOnly(t *testing.T) {
	t.Parallel()
	for name, file := range map[string]string{
		"x.tf": "", "x.tf.json": "", "terraform.tfvars": "", "x.auto.tfvars.json": "", ".terraform/modules/modules.json": "", "asked": `file("asked")`,
		"template": `templatefile("template", {})`, "hash": `filesha256("hash")`,
	} {
		for _, mode := range []fs.FileMode{fs.ModeNamedPipe, fs.ModeDevice, fs.ModeSocket} {
			t.Run(name+" "+mode.String(), func(t *testing.T) {
				t.Parallel()
				fsys := unopened{t: t, name: name, FS: fstest.MapFS{
					"main.tf": source("resource \"x_y\" \"a\" {\n  v = [" + file + "]\n}\n"), name: {Mode: mode},
				}}
				inv, diags := (&tfconfig.Tree{FS: fsys}).Load(context.Background(), tfconfig.Options{})
				if len(inv.Resources) != 1 || !strings.Contains(diags.Error(), "not a regular file") {
					t.Errorf("%d resources, and it says %v", len(inv.Resources), diags)
				}
			})
		}
	}
}

// unopened fails the test where a file is opened.
type unopened struct {
	fs.FS

	t    *testing.T
	name string
}

func (u unopened) Open(name string) (fs.File, error) {
	if name == u.name {
		u.t.Errorf("%s is opened", name)
	}
	return u.FS.Open(name)
}

func (u unopened) Stat(name string) (fs.FileInfo, error) { return fs.Stat(u.FS, name) }

func (u unopened) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(u.FS, name) }

func TestLoadRefusesAHugeFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	main := "variable \"v\" {}\nresource \"x_y\" \"a\" {\n  v = [file(\"big\")]\n}\n"
	if err := os.WriteFile(filepath.Join(dir, "main.tf"), []byte(main), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"big.tf", "big", "terraform.tfvars"} {
		f, err := os.Create(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		// A hole: it takes no room on the disk.
		if err := f.Truncate(1 << 40); err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
	}
	inv, diags := (&tfconfig.Tree{FS: os.DirFS(dir)}).Load(context.Background(), tfconfig.Options{})
	if got := strings.Count(diags.Error(), "larger than the limit of 8388608 bytes"); len(inv.Resources) != 1 || len(inv.Gaps) != 2 || len(diags) != 3 {
		t.Errorf("%d resources, %d gaps, %d files are too large: %v", len(inv.Resources), len(inv.Gaps), got, diags)
	}
}
