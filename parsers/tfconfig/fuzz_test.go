package tfconfig_test

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/tools/txtar"

	"spof/parsers/tfconfig"
	"spof/providers/aws/schema"
)

// FuzzLoad reads arbitrary bytes as a root module beside a small child. It must
// neither panic nor hang, and must give a resource for each block that Terraform
// would read.
func FuzzLoad(f *testing.F) {
	seedFromFixtures(f)
	provider := schema.New()
	f.Fuzz(func(t *testing.T, src []byte, json bool) {
		name := "main.tf"
		if json {
			name = "main.tf.json"
		}
		fsys := fstest.MapFS{
			name:        {Data: src},
			"m/main.tf": {Data: []byte("variable \"x\" {}\nresource \"aws_eip\" \"e\" {\n  tags = { x = var.x }\n}\noutput \"id\" {\n  value = aws_eip.e.id\n}\n")},
		}
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		inv, _ := (&tfconfig.Tree{FS: fsys, Provider: provider}).Load(ctx, tfconfig.Options{Region: "us-east-1"})
		if err := inv.WriteJSON(&strings.Builder{}); err != nil {
			t.Error(err)
		}
		if ctx.Err() != nil {
			t.Error("reading takes too long")
		}
	})
}

func seedFromFixtures(f *testing.F) {
	f.Helper()
	traps, err := filepath.Glob("testdata/traps/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range traps {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range archive.Files {
			if strings.Contains(file.Name, ".tf") {
				f.Add(file.Data, strings.HasSuffix(file.Name, ".json"))
			}
		}
	}
	err = filepath.WalkDir("../../fixtures", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || filepath.Ext(name) != ".tf" {
			return err
		}
		src, err := os.ReadFile(name)
		f.Add(src, false)
		return err
	})
	if err != nil {
		f.Fatal(err)
	}
}
