package tfconfig_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"spof/estate"
	"spof/inventory"
	"spof/parsers/tfconfig"
)

func load(t *testing.T, fsys fstest.MapFS) (*inventory.Inventory, []string) {
	t.Helper()
	inv, diags := tfconfig.Load(context.Background(), tfconfig.Options{FS: fsys})
	var messages []string
	for _, d := range diags {
		messages = append(messages, d.Error())
	}
	return inv, messages
}

func source(src string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(src)} }

func TestLoadWithoutTerraform(t *testing.T) {
	t.Parallel()
	inv, messages := load(t, fstest.MapFS{"readme.md": source("")})
	if len(inv.Gaps) != 1 || len(messages) != 1 || !strings.Contains(messages[0], "there is no Terraform in it") {
		t.Errorf("gaps %+v, messages %q", inv.Gaps, messages)
	}
}

func TestLoadKeepsIgnores(t *testing.T) {
	t.Parallel()
	inv, _ := load(t, fstest.MapFS{"main.tf": source("# spof:ignore rds-single-az -- nightly copy\nresource \"x_y\" \"z\" {}\n/* spof:ignore b -- why */\n")})
	at := func(line, end, last int) estate.Origin {
		return estate.Origin{File: "main.tf", Start: estate.Position{Line: line, Column: 1}, End: estate.Position{Line: end, Column: last}}
	}
	want := []estate.Ignore{
		{Rule: "rds-single-az", Reason: "nightly copy", Origin: at(1, 2, 1)},
		{Rule: "b", Reason: "why", Origin: at(3, 3, 27)},
	}
	for i := range inv.Ignores {
		inv.Ignores[i].Origin.Start.Byte, inv.Ignores[i].Origin.End.Byte = 0, 0
	}
	if diff := cmp.Diff(want, inv.Ignores); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestLoadKeepsIgnoredChanges(t *testing.T) {
	t.Parallel()
	inv, _ := load(t, fstest.MapFS{"main.tf": source("resource \"x_y\" \"a\" {\n  lifecycle {\n    ignore_changes = [desired, tags[\"x\"].y]\n  }\n}\nresource \"x_y\" \"b\" {\n  lifecycle {\n    ignore_changes = all\n  }\n}\n")})
	got := [][]string{inv.Resources[0].IgnoreChanges, inv.Resources[1].IgnoreChanges}
	if diff := cmp.Diff([][]string{{"desired", `tags["x"].y`}, {"all"}}, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestLoadRefusesWhatWouldTakeAllMemory(t *testing.T) {
	t.Parallel()
	var doubling strings.Builder
	for i := range 40 {
		fmt.Fprintf(&doubling, "  l%d = [local.l%d, local.l%d]\n", i, i+1, i+1)
	}
	var chain strings.Builder
	for i := range 9000 {
		fmt.Fprintf(&chain, "  l%d = local.l%d\n", i, i+1)
	}
	for name, c := range map[string]struct{ src, want string }{
		"count":     {`resource "x_y" "a" { count = 1000000000 }`, "limit of 100000 instances"},
		"for_each":  {"locals {\n n = range(1000)\n}\nresource \"x_y\" \"a\" {\n for_each = { for p in setproduct(local.n, local.n) : join(\"-\", p) => 1 }\n}", "limit"},
		"doubling":  {"locals {\n" + doubling.String() + "  l40 = [1]\n}", "larger than the limit of 16777216 bytes"},
		"brackets":  {"locals {\n  a = " + strings.Repeat("[", 10_000) + "\n}", "deeper inside each other than the limit of 500"},
		"operators": {"locals {\n  a = 1" + strings.Repeat(" + 1", 200_000) + "\n}", "deeper on each other than the limit of 10000"},
		"loops":     {"locals {\n  r = range(1000)\n  a = [for a in local.r : [for b in local.r : [for c in local.r : a]]]\n}", "more than the limit of 1000000 elements"},
		"chain":     {"locals {\n" + chain.String() + "  l9000 = 1\n}", "more than 3000 references"},
		"modules":   {"module \"m\" {\n  source = \"./\"\n}", "more than 64 deep"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, messages := load(t, fstest.MapFS{"main.tf": source(c.src)})
			if !strings.Contains(strings.Join(messages, "\n"), c.want) {
				t.Errorf("messages are %q, want %q", messages, c.want)
			}
		})
	}
}

func TestLoadParsesAModuleOnce(t *testing.T) {
	t.Parallel()
	fsys := counting{FS: fstest.MapFS{
		"main.tf":   source("module \"m\" {\n  source = \"./m\"\n  count  = 500\n}\n"),
		"m/main.tf": source("resource \"x_y\" \"a\" {}\n"),
	}, opened: map[string]int{}}
	inv, _ := tfconfig.Load(context.Background(), tfconfig.Options{FS: fsys})
	if len(inv.Resources) != 500 || fsys.opened["m/main.tf"] != 1 {
		t.Errorf("%d resources, m/main.tf read %d times", len(inv.Resources), fsys.opened["m/main.tf"])
	}
}

func TestLoadIsTheSameEachTime(t *testing.T) {
	t.Parallel()
	fsys := fstest.MapFS{"main.tf": source("locals {\n  m = { for i in range(50) : \"k${i}\" => i }\n}\nresource \"x_y\" \"a\" {\n  for_each = local.m\n  v        = each.value\n}\noutput \"o\" {\n  value = var.missing\n}\n")}
	var first string
	for range 3 {
		inv, messages := load(t, fsys)
		var out strings.Builder
		if err := inv.WriteJSON(&out); err != nil {
			t.Fatal(err)
		}
		now := out.String() + strings.Join(messages, "\n")
		if first == "" {
			first = now
		}
		if diff := cmp.Diff(first, now); diff != "" {
			t.Errorf("-first +now:\n%s", diff)
		}
	}
}
