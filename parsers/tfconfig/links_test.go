package tfconfig_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"spof/parsers/tfconfig"
)

// linked is a tree whose entries that start with "->" are symbolic links.
func linked(t *testing.T, tree map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, src := range tree {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		var err error
		if target, ok := cutLink(src); ok {
			err = os.Symlink(target, name)
		} else {
			err = os.WriteFile(name, []byte(src), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func cutLink(src string) (target string, ok bool) {
	if len(src) < 2 || src[:2] != "->" {
		return "", false
	}
	return src[2:], true
}

const callInner = "module \"inner\" {\n  source = \"../inner\"\n}\n"

// A linked file is read where the link stands. A module behind a link calls
// others from where it really stands.
func TestLoadFollowsLinks(t *testing.T) {
	t.Parallel()
	dir := linked(t, map[string]string{
		"root/main.tf":            "module \"m\" {\n  source = \"./linked\"\n}\n",
		"root/shared.tf":          "->../common/all.tf",
		"root/gone.tf":            "->../common/missing.tf",
		"root/linked":             "->../common/hop",
		"common/hop":              "->../modules/m",
		"common/all.tf":           "resource \"x_y\" \"shared\" {\n  at = path.module\n}\n",
		"modules/m/main.tf":       callInner,
		"modules/inner/main.tf":   "resource \"x_y\" \"right\" {}\n",
		"root/inner/main.tf":      "resource \"x_y\" \"wrong\" {}\n",
		"root/circle":             "->./circle",
		"root/circle_override.tf": "->./circle_override.tf",
	})
	inv, _ := (&tfconfig.Tree{FS: os.DirFS(dir)}).Load(context.Background(), tfconfig.Options{Dir: "root"})
	var got []string
	for _, r := range inv.Resources {
		got = append(got, r.Address)
	}
	if diff := cmp.Diff([]string{"module.m.module.inner.x_y.right", "x_y.shared"}, got); diff != "" {
		t.Errorf("resources (-want +got):\n%s", diff)
	}
	got = nil
	for _, g := range inv.Gaps {
		got = append(got, g.What)
	}
	if diff := cmp.Diff([]string{"root/gone.tf", "root/circle_override.tf"}, got); diff != "" {
		t.Errorf("gaps (-want +got):\n%s", diff)
	}
}

func TestRootsBehindLinks(t *testing.T) {
	t.Parallel()
	dir := linked(t, map[string]string{
		"live/prod/main.tf":      "module \"m\" {\n  source = \"../mods/m\"\n}\n",
		"live/mods":              "->../modules",
		"live/same":              "->prod",
		"modules/m/main.tf":      callInner,
		"modules/inner/main.tf":  "",
		"elsewhere/estate/a.tf":  "",
		"live/estate":            "->../elsewhere/estate",
		"elsewhere/docs/readme":  "",
		"live/docs":              "->../elsewhere/docs",
		"modules/linked/main.tf": "->../inner/main.tf",
	})
	roots, gaps := (&tfconfig.Tree{FS: os.DirFS(dir)}).Roots(".")
	if diff := cmp.Diff([]string{"elsewhere/estate", "live/prod", "modules/linked"}, roots); diff != "" || len(gaps) != 0 {
		t.Errorf("roots (-want +got), gaps %v:\n%s", gaps, diff)
	}
	roots, gaps = (&tfconfig.Tree{FS: os.DirFS(dir)}).Roots("live")
	if diff := cmp.Diff([]string{"live/prod"}, roots); diff != "" || len(gaps) != 1 || gaps[0].What != "live/estate" {
		t.Errorf("roots (-want +got), gaps %v:\n%s", gaps, diff)
	}
}

func TestLoadFromAFileSystemWithoutLinks(t *testing.T) {
	t.Parallel()
	inv, messages := load(t, fstest.MapFS{"main.tf": source("module \"m\" {\n  source = \"./m\"\n}\n"), "m/main.tf": source("resource \"x_y\" \"z\" {}\n")})
	if len(inv.Resources) != 1 || len(messages) != 0 {
		t.Errorf("%d resources, messages %q", len(inv.Resources), messages)
	}
}
