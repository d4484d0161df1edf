package tfconfig_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"spof/estate"
	"spof/inventory"
	"spof/parsers/tfconfig"
)

// A reading is what came out of a configuration, whatever it is made of.
type reading struct {
	tree      *tfconfig.Tree
	opts      tfconfig.Options
	inv       *inventory.Inventory
	diags     hcl.Diagnostics
	document  string // the inventory as it is written
	allocated uint64 // bytes, freed or not
}

// What reading a configuration of a few kilobytes may take. Both are far above
// what any takes; a hang or an explosion has no bound.
const (
	mostTime  = time.Minute
	mostBytes = 4 << 30
)

// read reads a configuration. It stops the process where it hangs: nothing
// else gets hold of a loop in a library.
func read(t *testing.T, tree *tfconfig.Tree, opts tfconfig.Options) *reading {
	t.Helper()
	hangs := time.AfterFunc(mostTime, func() { panic("reading takes more than " + mostTime.String()) })
	defer hangs.Stop()
	r := &reading{tree: tree, opts: opts}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	r.inv, r.diags = tree.Load(context.Background(), opts)
	runtime.ReadMemStats(&after)
	r.allocated = after.TotalAlloc - before.TotalAlloc
	var out strings.Builder
	if err := r.inv.WriteJSON(&out); err != nil {
		t.Fatal(err)
	}
	r.document = out.String()
	return r
}

// check holds a reading to what must be true of every one.
func (r *reading) check(t *testing.T) {
	t.Helper()
	if r.allocated > mostBytes {
		t.Errorf("reading takes %d bytes", r.allocated)
	}
	if !json.Valid([]byte(r.document)) {
		t.Errorf("the inventory is no JSON:\n%s", r.document)
	}
	if r.inv.Identities.Holds(r.document) {
		t.Errorf("the inventory shows an identity:\n%s", r.document)
	}
	r.checkAddresses(t)
	r.checkPlaces(t)
	r.checkNothingLost(t)
	opposite := r.opts
	opposite.Opposite = true
	other := read(t, r.tree, opposite)
	if diff := cmp.Diff(r.said(), other.said()); diff != "" {
		t.Errorf("with the opposite identities (-one set, +the other):\n%s", diff)
	}
}

// said is everything that a user sees of a reading.
func (r *reading) said() string {
	var out strings.Builder
	out.WriteString(r.document)
	for _, d := range r.diags {
		fmt.Fprintln(&out, d.Error())
	}
	return out.String()
}

// checkAddresses requires that no two resources have one address.
func (r *reading) checkAddresses(t *testing.T) {
	t.Helper()
	seen := map[string]bool{}
	for _, res := range r.inv.Resources {
		id := string(res.Mode) + " " + res.Address
		if seen[id] {
			t.Errorf("two resources are called %s", id)
		}
		seen[id] = true
	}
}

// checkPlaces requires that everything stands on a line that there is, and that
// each error says where it is and is not one of ours.
func (r *reading) checkPlaces(t *testing.T) {
	t.Helper()
	for _, res := range r.inv.Resources {
		if !r.has(res.Origin) {
			t.Errorf("%s stands at %s, and there is no such place", res.Address, res.Origin)
		}
		for path, origin := range res.Origins {
			if !r.has(origin) {
				t.Errorf("%s of %s stands at %s, and there is no such place", path, res.Address, origin)
			}
		}
	}
	for _, d := range r.diags {
		if strings.Contains(d.Detail, "runtime error") {
			t.Errorf("a bug is passed off as a mistake of the configuration: %s", d.Error())
		}
		if d.Subject == nil && d.Summary != "no Terraform" && d.Summary != "no such variable" {
			t.Errorf("nobody can find what is wrong by %q", d.Error())
		}
	}
}

func (r *reading) has(o estate.Origin) bool {
	src, err := fs.ReadFile(r.tree.FS, o.File)
	return err == nil && o.Start.Line >= 1 && o.Start.Byte <= o.End.Byte && o.End.Byte <= len(src)
}

// checkNothingLost requires, where the root module stands at the top, a
// resource for each of its blocks that stands once, and a gap for each file that
// could not be read whole.
func (r *reading) checkNothingLost(t *testing.T) {
	t.Helper()
	names, err := fs.Glob(r.tree.FS, "*.tf")
	overrides := func(name string) bool { return name == "override.tf" || strings.HasSuffix(name, "_override.tf") }
	if r.opts.Dir != "" && r.opts.Dir != "." || err != nil || slices.ContainsFunc(names, overrides) {
		return // another file may repeat a block, or switch it off
	}
	for _, name := range names {
		shadow, _ := fs.Stat(r.tree.FS, strings.TrimSuffix(name, ".tf")+".tofu")
		src, err := fs.ReadFile(r.tree.FS, name)
		if shadow == nil && err == nil { // else it is a directory, or not read
			r.checkFile(t, name, src)
		}
	}
}

// switched reports whether a block may be switched off, as OpenTofu has it.
func switched(b *hclsyntax.Block) bool {
	return slices.ContainsFunc(b.Body.Blocks, func(inner *hclsyntax.Block) bool {
		return inner.Type == "lifecycle" && inner.Body.Attributes["enabled"] != nil
	})
}

func (r *reading) checkFile(t *testing.T, name string, src []byte) {
	t.Helper()
	file, diags := hclsyntax.ParseConfig(src, name, hcl.InitialPos)
	if diags.HasErrors() && len(r.inv.Gaps) == 0 {
		t.Errorf("%s is broken, and no gap says so: %v", name, diags)
	}
	body, ok := file.Body.(*hclsyntax.Body)
	if !ok || len(r.inv.Gaps)+len(r.diags) > 0 {
		return
	}
	for _, b := range body.Blocks {
		repeated := b.Body.Attributes["count"] != nil || b.Body.Attributes["for_each"] != nil
		if b.Type == "resource" && len(b.Labels) == 2 && !repeated && !switched(b) && !r.holds(strings.Join(b.Labels, ".")) {
			t.Errorf("%s:%d: %s is lost without a word", name, b.TypeRange.Start.Line, strings.Join(b.Labels, "."))
		}
	}
}

func (r *reading) holds(address string) bool {
	return slices.ContainsFunc(r.inv.Resources, func(res *inventory.Resource) bool { return res.Address == address })
}
