package tfconfig_test

import (
	"context"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"
	"golang.org/x/tools/txtar"

	"spof/estate"
	"spof/inventory"
	"spof/parsers/tfconfig"
	"spof/providers/aws/schema"
)

// TestTraps reads each archive of testdata/traps as a directory of Terraform.
// Its file "expect" sets the circumstances and says what must come out, a line
// each:
//
//	dir NAME              the root module, "." by default
//	region|workspace NAME
//	env|var NAME=VALUE
//	varfile NAME
//	resources TYPE N      so many instances, all of them counted
//	value ADDRESS PATH JSON
//	null ADDRESS PATH     nothing stands there
//	unknown ADDRESS PATH [SETTLER ...]
//	link ADDRESS PATH REFERENCE   the value is, or holds, this identity
//	encoded ADDRESS PATH REFERENCE   the same under base64
//	assumed|certain ADDRESS PATH
//	unexpanded ADDRESS [SETTLER ...]
//	in ADDRESS REGION     "?" where it is not known
//	origin ADDRESS PATH FILE:LINE [CALLER:LINE ...]
//	ignored ADDRESS PATH ...      what lifecycle.ignore_changes names
//	provider ADDRESS NAME
//	ignore RULE FILE:LINE
//	moves FROM TO; ...    all moves, in order
//	hidden TEXT           the inventory as it is printed does not hold it
//	gap|nogap TEXT        some gap says so, or none does
//	diagnostic TEXT       some diagnostic says so
//
// Without any "diagnostic" there must be none.
func TestTraps(t *testing.T) {
	t.Parallel()
	names, err := filepath.Glob("testdata/traps/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal("no traps found", err)
	}
	provider := schema.New()
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			t.Parallel()
			runTrap(t, name, provider)
		})
	}
}

// TestTrapsAreListed keeps the table of traps whole.
func TestTrapsAreListed(t *testing.T) {
	t.Parallel()
	table, err := os.ReadFile("testdata/traps/README.md")
	if err != nil {
		t.Fatal(err)
	}
	names, err := filepath.Glob("testdata/traps/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if base := strings.TrimSuffix(filepath.Base(name), ".txtar"); !strings.Contains(string(table), "`"+base+"`") {
			t.Errorf("testdata/traps/README.md does not say which trap %s is", base)
		}
	}
}

func runTrap(t *testing.T, name string, provider tfconfig.Provider) {
	t.Helper()
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	fsys, err := txtar.FS(archive)
	if err != nil {
		t.Fatal(err)
	}
	lines := expectations(t, fsys, "expect")
	inv, diags := (&tfconfig.Tree{FS: fsys, Provider: provider}).Load(context.Background(), trapOptions(lines))
	trap := &trap{T: t, inv: inv, diags: diags}
	for _, line := range lines {
		trap.check(line)
	}
	if !slices.ContainsFunc(lines, func(l []string) bool { return l[0] == "diagnostic" }) && len(diags) > 0 {
		t.Errorf("unexpected diagnostics: %v", diags)
	}
}

// expectations returns the words of each line of a file.
func expectations(t *testing.T, fsys fs.FS, name string) [][]string {
	t.Helper()
	src, err := fs.ReadFile(fsys, name)
	if err != nil {
		t.Fatal(err)
	}
	var out [][]string
	for line := range strings.Lines(string(src)) {
		if words := strings.Fields(line); len(words) > 0 && words[0] != "#" {
			out = append(out, words)
		}
	}
	return out
}

func trapOptions(lines [][]string) tfconfig.Options {
	env := map[string]string{}
	opts := tfconfig.Options{
		Vars: map[string]string{},
		Env:  func(name string) (string, bool) { v, ok := env[name]; return v, ok },
	}
	for _, line := range lines {
		rest := strings.Join(line[1:], " ")
		name, value, _ := strings.Cut(rest, "=")
		switch line[0] {
		case "dir":
			opts.Dir = rest
		case "region":
			opts.Region = rest
		case "workspace":
			opts.Workspace = rest
		case "env":
			env[name] = value
		case "var":
			opts.Vars[name] = value
		case "varfile":
			opts.VarFiles = append(opts.VarFiles, rest)
		}
	}
	return opts
}

// A trap holds what came out of one archive.
type trap struct {
	*testing.T
	inv   *inventory.Inventory
	diags hcl.Diagnostics
}

func (t *trap) check(line []string) {
	t.Helper()
	rest := strings.Join(line[1:], " ")
	switch line[0] {
	case "dir", "region", "workspace", "env", "var", "varfile":
	case "resources":
		t.resources(line[1], line[2])
	case "ignore":
		t.ignore(line[1], line[2])
	case "moves":
		t.moves(rest)
	case "hidden":
		t.hidden(rest)
	case "gap", "nogap":
		t.gap(line[0] == "gap", rest)
	case "diagnostic":
		t.diagnostic(rest)
	default:
		t.checkResource(line)
	}
}

// checkResource checks what a line says of one resource.
func (t *trap) checkResource(line []string) {
	t.Helper()
	switch address := line[1]; line[0] {
	case "unexpanded":
		t.unexpanded(address, line[2:])
	case "in":
		t.in(address, line[2])
	case "origin":
		t.origin(address, line[2], line[3:])
	case "ignored":
		t.same(address+" ignores", line[2:], t.resource(address).IgnoreChanges)
	case "provider":
		t.same(address+" has the provider", line[2:], []string{t.resource(address).Provider})
	default:
		t.leaf(line[0], address, line[2], line[3:])
	}
}

func (t *trap) same(what string, want, got []string) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func (t *trap) resource(address string) *inventory.Resource {
	t.Helper()
	var have []string
	for _, r := range t.inv.Resources {
		if r.Address == address {
			return r
		}
		have = append(have, r.Address)
	}
	t.Fatalf("no resource %s; there are %s", address, strings.Join(have, ", "))
	return nil
}

func (t *trap) resources(typ, want string) {
	t.Helper()
	n := 0
	for _, r := range t.inv.Resources {
		if r.Type != typ {
			continue
		}
		n++
		if r.Unexpanded {
			t.Errorf("%s: how many is not known; it needs %v", r.Address, r.Settles)
		}
	}
	if strconv.Itoa(n) != want {
		t.Errorf("%d instances of %s, want %s", n, typ, want)
	}
}

func (t *trap) unexpanded(address string, settlers []string) {
	t.Helper()
	r := t.resource(address)
	if !r.Unexpanded || !slices.Equal(r.Settles, settlers) {
		t.Errorf("%s: unexpanded %v, settled by %v, want by %v", address, r.Unexpanded, r.Settles, settlers)
	}
}

func (t *trap) in(address, want string) {
	t.Helper()
	if got := t.resource(address).Region.Or("?"); got != want {
		t.Errorf("%s stands in %s, want %s", address, got, want)
	}
}

func (t *trap) origin(address, path string, want []string) {
	t.Helper()
	o := t.resource(address).At(path)
	got := []string{o.String()}
	for _, c := range o.Callers {
		got = append(got, c.String())
	}
	if !slices.Equal(got, want) {
		t.Errorf("%s.%s stands at %v, want %v", address, path, got, want)
	}
}

func (t *trap) gap(wanted bool, text string) {
	t.Helper()
	found := slices.ContainsFunc(t.inv.Gaps, func(g estate.Gap) bool {
		return strings.Contains(g.What+": "+g.Why+" ("+g.Advice+") "+strings.Join(g.Unsettles, " "), text)
	})
	if found != wanted {
		t.Errorf("a gap says %q: %v, want %v: %+v", text, found, wanted, t.inv.Gaps)
	}
}

func (t *trap) ignore(rule, at string) {
	t.Helper()
	var got []string
	for _, i := range t.inv.Ignores {
		if i.Rule == rule {
			got = append(got, i.Origin.String())
		}
	}
	if !slices.Equal(got, []string{at}) {
		t.Errorf("%s is ignored at %v, want %s", rule, got, at)
	}
}

func (t *trap) moves(want string) {
	t.Helper()
	var got []string
	for _, m := range t.inv.Moves {
		got = append(got, m.From+" "+m.To)
	}
	if all := strings.Join(got, "; "); all != want {
		t.Errorf("the moves are %q, want %q", all, want)
	}
}

func (t *trap) hidden(text string) {
	t.Helper()
	var out strings.Builder
	if err := t.inv.WriteJSON(&out); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(out.String(), text) {
		t.Errorf("the inventory holds %q:\n%s", text, out.String())
	}
}

func (t *trap) diagnostic(want string) {
	t.Helper()
	for _, d := range t.diags {
		if strings.Contains(d.Error(), want) {
			return
		}
	}
	t.Errorf("no diagnostic says %q: %v", want, t.diags.Errs())
}

func (t *trap) leaf(what, address, path string, args []string) {
	t.Helper()
	r := t.resource(address)
	v, marked := at(r.Values, path)
	name := address + "." + path
	switch what {
	case "value":
		t.value(name, v, strings.Join(args, " "))
	case "null":
		if v != cty.NilVal && (!v.IsKnown() || !v.IsNull()) {
			t.Errorf("%s is %#v, want nothing", name, v)
		}
	case "unknown":
		top, _, _ := strings.Cut(strings.ReplaceAll(path, "[", "."), ".")
		t.unknown(name, v, r.Unknown[top], args)
	case "link":
		t.link(name, v, args[0])
	case "encoded":
		t.link(name, decoded(v), args[0])
	case "assumed", "certain":
		if marked != (what == "assumed") {
			t.Errorf("%s: assumed %v", name, marked)
		}
	default:
		t.Fatalf("no expectation %q", what)
	}
}

func (t *trap) unknown(name string, v cty.Value, got, want []string) {
	t.Helper()
	if v == cty.NilVal || v.IsWhollyKnown() || len(want) > 0 && !slices.Equal(got, want) {
		t.Errorf("%s is %#v, settled by %v, want unknown, settled by %v", name, v, got, want)
	}
}

func (t *trap) value(name string, v cty.Value, want string) {
	t.Helper()
	if v == cty.NilVal || !v.IsWhollyKnown() {
		t.Errorf("%s is %#v, want %s", name, v, want)
		return
	}
	src, err := ctyjson.Marshal(v, v.Type())
	if err != nil {
		t.Fatal(err)
	}
	var a, b any
	if err := json.Unmarshal(src, &a); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(want), &b); err != nil {
		t.Fatalf("%s: %q: %v", name, want, err)
	}
	if diff := cmp.Diff(b, a); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

func (t *trap) link(name string, v cty.Value, want string) {
	t.Helper()
	if v == cty.NilVal || !v.IsKnown() || v.Type() != cty.String {
		t.Errorf("%s is %#v, want a link to %s", name, v, want)
		return
	}
	var got []string
	t.inv.Identities.Replace(v.AsString(), func(_ string, of inventory.Reference) string {
		got = append(got, of.String())
		return ""
	})
	if !slices.Contains(got, want) {
		t.Errorf("%s holds %v, want %s", name, got, want)
	}
}

// decoded returns the text under base64, as it stands where it is none.
func decoded(v cty.Value) cty.Value {
	if v == cty.NilVal || !v.IsKnown() || v.IsNull() {
		return v
	}
	if s, ok := inventory.Decoded(v.AsString()); ok {
		return cty.StringVal(s)
	}
	return v
}

// at returns the value at a path such as a[0].b, unmarked, and whether it
// rests on something assumed. Elements of sets count in the set's order.
func at(v cty.Value, path string) (out cty.Value, assumed bool) {
	path = strings.ReplaceAll(strings.ReplaceAll(path, "[", "."), "]", "")
	for step := range strings.SplitSeq(path, ".") {
		bare, marks := v.Unmark()
		_, here := marks[inventory.Assumed]
		assumed = assumed || here
		if bare.IsNull() || !bare.IsKnown() {
			return bare, assumed
		}
		if i, err := strconv.Atoi(step); err == nil {
			all := bare.AsValueSlice()
			if i >= len(all) {
				return cty.NilVal, assumed
			}
			v = all[i]
			continue
		}
		inner, ok := bare.AsValueMap()[step]
		if !ok {
			return cty.NilVal, assumed
		}
		v = inner
	}
	_, here := v.Unmark()
	_, marked := here[inventory.Assumed]
	v, _ = v.UnmarkDeep()
	return v, assumed || marked
}
