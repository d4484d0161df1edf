package tfconfig_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"spof/parsers/tfconfig"
	"spof/providers/aws/schema"
)

// FuzzLoad reads an archive as a directory of Terraform, as TestTraps does:
// several files in both syntaxes, values of variables, installed modules. What
// it must hold to stands in [reading].
func FuzzLoad(f *testing.F) {
	for _, archive := range seeds(f) {
		f.Add(archive)
	}
	provider := schema.New()
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > maxFuzzed {
			t.Skip("what is slow on a large input is a matter of tests")
		}
		archive := txtar.Parse(data)
		fsys := fstest.MapFS{}
		for _, file := range archive.Files {
			if fs.ValidPath(file.Name) {
				fsys[file.Name] = &fstest.MapFile{Data: file.Data}
			}
		}
		opts := trapOptions(words(archive))
		if !fs.ValidPath(opts.Dir) {
			opts.Dir = ""
		}
		read(t, &tfconfig.Tree{FS: fsys, Provider: provider}, opts).check(t)
	})
}

// FuzzVariables reads text as what the user sets a variable to: in a file of
// values, in either syntax, on the command line and in the environment.
func FuzzVariables(f *testing.F) {
	for typ, text := range map[string]string{
		"string": "a = b", "number": "1e9", "bool": `"true"`, "list(string)": `["a", "b"]`, "set(number)": "[1, 1]",
		"map(any)": `{ a = 1, "b" = [null] }`, "any": "[{}, {a = 1}]", "tuple([string, bool])": `["a", false]`,
		"object({ a = optional(bool, true), b = list(object({ c = optional(string) })) })": `{ b = [{ c = null }, {}] }`,
	} {
		f.Add([]byte("v = "+text+"\n"), false, text, typ)
		f.Add([]byte(`{"v": "${`+text+`}", "w": [null, {"x": 1e400}]}`), true, text, typ)
	}
	f.Fuzz(func(t *testing.T, file []byte, json bool, text, typ string) {
		if len(file)+len(text)+len(typ) > maxFuzzed {
			t.Skip("what is slow on a large input is a matter of tests")
		}
		name := "terraform.tfvars"
		if json {
			name += ".json"
		}
		fsys := fstest.MapFS{
			name: {Data: file},
			"main.tf": source("variable \"v\" {\n  type = " + typ + "\n}\nvariable \"w\" {\n  type = " + typ + "\n  nullable = false\n}\n" +
				"resource \"aws_eip\" \"e\" {\n  tags = { v = jsonencode(var.v), w = try(var.w[0], var.w) }\n}\n"),
		}
		read(t, &tfconfig.Tree{FS: fsys}, tfconfig.Options{
			Vars: map[string]string{"v": text},
			Env:  func(name string) (string, bool) { return text, name == "TF_VAR_w" },
		}).check(t)
	})
}

// maxFuzzed is how many bytes an input may have. Fuzzing finds what a few bytes
// can do; what much of something does is tested by itself.
const maxFuzzed = 64 << 10

// words returns the lines of an archive's file "expect", which say under which
// circumstances it is read.
func words(archive *txtar.Archive) [][]string {
	var out [][]string
	for _, file := range archive.Files {
		if file.Name != "expect" {
			continue
		}
		for line := range strings.Lines(string(file.Data)) {
			if fields := strings.Fields(line); len(fields) > 0 {
				out = append(out, fields)
			}
		}
	}
	return out
}

// seeds returns the traps, and every directory of the fixtures as an archive.
func seeds(f *testing.F) [][]byte {
	f.Helper()
	var out [][]byte
	traps, err := filepath.Glob("testdata/traps/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range traps {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		out = append(out, data)
	}
	fixtures, err := filepath.Glob("../../fixtures/*/*")
	if err != nil || len(fixtures) == 0 || len(traps) == 0 {
		f.Fatalf("%d traps and %d fixtures are seeds: %v", len(traps), len(fixtures), err)
	}
	for _, dir := range fixtures {
		out = append(out, archived(f, os.DirFS(dir)))
	}
	return out
}

// archived returns all files of a directory as one archive.
func archived(f *testing.F, fsys fs.FS) []byte {
	f.Helper()
	archive := &txtar.Archive{}
	err := fs.WalkDir(fsys, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		archive.Files = append(archive.Files, txtar.File{Name: name, Data: data})
		return err
	})
	if err != nil {
		f.Fatal(err)
	}
	return txtar.Format(archive)
}
