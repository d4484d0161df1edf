package tfconfig_test

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/zclconf/go-cty/cty"

	"spof/estate"
	"spof/inventory"
	"spof/parsers/tfconfig"
)

func load(t *testing.T, fsys fstest.MapFS) (*inventory.Inventory, []string) {
	t.Helper()
	inv, diags := (&tfconfig.Tree{FS: fsys}).Load(context.Background(), tfconfig.Options{})
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
		"text":      {"locals {\n  a0 = \"xy\"\n" + each("  a%[2]d = \"${local.a%[1]d}${local.a%[1]d}\"\n") + "}", "larger than the limit of 16777216 bytes"},
		"arguments": {"resource \"x_y\" \"a0\" {\n  v = \"xy\"\n}\n" + each("resource \"x_y\" \"a%[2]d\" {\n  v = \"${x_y.a%[1]d.v}${x_y.a%[1]d.v}\"\n}\n"), "larger than the limit of 16777216 bytes"},
		"together":  {"locals {\n  a = join(\"\", [for i in range(1000) : format(\"%16000d\", i)])\n" + each("  b%[2]d = \"${local.a}%[1]d\"\n") + "}", "over the limit of 536870912 bytes"},
		"digits":    {"resource \"x_y\" \"a\" {\n  v = \"${1e100000000}\"\n}", "limit of 65536 digits"},
		"growing":   {"locals {\n  a0 = 1e300\n" + each("  a%[2]d = local.a%[1]d * local.a%[1]d\n") + "}", "limit of 65536 digits"},
		"work":      {"locals {\n  a = join(\"\", [for i in range(1000) : format(\"%16000d\", i)])\n  b = [for i in range(1000) : sha256(\"${local.a}${i}\")]\n}", "limit of "},
		"errors":    {"locals {\n  a = [for i in range(1000) : [for j in range(500) : abs(\"x\")]]\n  b = range(1000000000)\n}", "1024"},
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

// each writes forty lines, which are given the numbers before and of each.
func each(format string) string {
	var out strings.Builder
	for i := range 40 {
		fmt.Fprintf(&out, format, i, i+1)
	}
	return out.String()
}

func TestLoadRefusesWhatJSONHides(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ text, want string }{
		"brackets":  {strings.Repeat(`\u0028`, 50_000), "limit of 500"},
		"operators": {strings.Repeat(`\u0021`, 50_000) + "true", "limit of 10000"},
		"loops":     {"[for a in range(1000) : [for b in range(1000) : [for c in range(1000) : a]]]", "limit of 1000000 elements"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, messages := load(t, fstest.MapFS{"main.tf.json": source(`{"locals": {"a": "${` + c.text + `}"}}`)})
			if !strings.Contains(strings.Join(messages, "\n"), c.want) {
				t.Errorf("messages are %.300q, want %q", messages, c.want)
			}
		})
	}
	_, messages := load(t, fstest.MapFS{"main.tf.json": source(`{"variable": {"a": {"type": "` + strings.Repeat(`list\u0028`, 50_000) + `"}}}`)})
	if !strings.Contains(strings.Join(messages, "\n"), "limit of 500") {
		t.Errorf("messages are %.300q", messages)
	}
}

func TestLoadParsesAModuleOnce(t *testing.T) {
	t.Parallel()
	fsys := &counting{FS: fstest.MapFS{
		"main.tf":   source("module \"m\" {\n  source = \"./m\"\n  count  = 500\n}\n"),
		"m/main.tf": source("resource \"x_y\" \"a\" {}\n"),
	}, opened: map[string]int{}}
	inv, _ := (&tfconfig.Tree{FS: fsys}).Load(context.Background(), tfconfig.Options{})
	if len(inv.Resources) != 500 || fsys.opened["m/main.tf"] != 1 {
		t.Errorf("%d resources, m/main.tf read %d times", len(inv.Resources), fsys.opened["m/main.tf"])
	}
}

// Root modules that are read side by side share what they call, and nothing else.
func TestTreeIsReadOnceForAllRoots(t *testing.T) {
	t.Parallel()
	files := fstest.MapFS{
		"m/main.tf": source("variable \"n\" {}\nresource \"x_y\" \"a\" {\n  v = [for i in range(var.n) : length(range(var.n)) + i]\n}\n"),
	}
	const roots = 20
	for i := range roots {
		files[fmt.Sprintf("r%d/main.tf", i)] = source(fmt.Sprintf("module \"m\" {\n  source = \"../m\"\n  n      = %d\n}\n", i))
	}
	fsys := &counting{FS: files, opened: map[string]int{}}
	tree := &tfconfig.Tree{FS: fsys}
	found, _ := tree.Roots(".")
	if len(found) != roots {
		t.Fatalf("found %d roots", len(found))
	}
	var all sync.WaitGroup
	for _, dir := range found {
		all.Go(func() {
			inv, diags := tree.Load(context.Background(), tfconfig.Options{Dir: dir})
			v := inv.Resources[0].Values.GetAttr("v")
			if want := strings.TrimPrefix(dir, "r"); len(diags) > 0 || strconv.Itoa(v.LengthInt()) != want || v.LengthInt() > 0 && v.Index(cty.Zero).AsBigFloat().String() != want {
				t.Errorf("%s has %#v: %v", dir, v, diags)
			}
		})
	}
	all.Wait()
	for name, times := range fsys.opened {
		if strings.HasSuffix(name, ".tf") && times != 1 {
			t.Errorf("%s is read %d times", name, times)
		}
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
