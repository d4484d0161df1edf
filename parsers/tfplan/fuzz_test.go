package tfplan_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/zclconf/go-cty/cty"

	"spof/parsers/tfplan"
)

// checkPlan fails where what was read is no plan that others can rely on.
func checkPlan(t *testing.T, p *tfplan.Plan, err error) {
	t.Helper()
	if (p == nil) != (err != nil) {
		t.Fatalf("plan %v, error %v", p, err)
	}
	if p == nil {
		return
	}
	seen := map[string]bool{}
	for _, c := range p.Changes {
		checkNamed(t, seen, c.Address, c.Type, c.Name)
		checkObject(t, c.Before)
		checkObject(t, c.After)
	}
	for _, d := range p.Data {
		checkNamed(t, seen, d.Address, d.Type, d.Name)
		checkObject(t, d.Values)
	}
	checkRest(t, p)
}

func checkRest(t *testing.T, p *tfplan.Plan) {
	t.Helper()
	for name, v := range p.Variables {
		if v == cty.NilVal {
			t.Errorf("variable %q has no value", name)
		}
	}
	for _, g := range p.Gaps {
		if g.What == "" || g.Why == "" || g.Advice == "" {
			t.Errorf("gap %+v", g)
		}
	}
}

func checkNamed(t *testing.T, seen map[string]bool, address, typ, name string) {
	t.Helper()
	if address == "" || typ == "" || name == "" || seen[address] {
		t.Errorf("an instance %q %q %q, seen %v", address, typ, name, seen[address])
	}
	seen[address] = true
}

func checkObject(t *testing.T, v cty.Value) {
	t.Helper()
	if v == cty.NilVal {
		return
	}
	bare, _ := v.UnmarkDeep()
	if bare.IsKnown() && !bare.Type().IsObjectType() {
		t.Errorf("%#v is no object", bare)
	}
	_ = bare.GoString() // it goes through all of it
}

func FuzzRead(f *testing.F) {
	for _, name := range []string{"changes", "targeted"} {
		src, err := os.ReadFile(filepath.Join("testdata", name, "plan.json"))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(src)
	}
	f.Add([]byte(planOf(changeOf(created), `"complete":false`, `"errored":true`)))
	f.Add([]byte(planOf(`{"address":"a.b[0]","mode":"managed","type":"a","name":"b","index":0,"change":{"actions":["no-op"],"before":{"l":[1,"a",null]},"after":{"l":[1,"a",null]}}}`)))
	f.Add([]byte(planOf("", `"configuration":{"root_module":{"resources":[{"mode":"data","expressions":{"a":[{"b":{"references":["c"]}}],"t":{"create":{"constant_value":null}}}}]}}`)))
	f.Fuzz(func(t *testing.T, src []byte) {
		p, err := tfplan.Read(bytes.NewReader(src))
		checkPlan(t, p, err)
	})
}

// FuzzReadFile changes the members of a plan file: in the archive itself a
// checksum would catch most of it.
func FuzzReadFile(f *testing.F) {
	for _, name := range []string{"changes", "targeted"} {
		src, err := os.ReadFile(filepath.Join("testdata", name, "plan.tfplan"))
		if err != nil {
			f.Fatal(err)
		}
		m := unpacked(f, src)
		f.Add(m["tfplan"], m["tfstate"], m["tfconfig/modules.json"], m["tfconfig/m-/main.tf"])
		f.Add(src, []byte(nil), []byte(nil), []byte(nil))
	}
	f.Fuzz(func(t *testing.T, plan, state, modules, root []byte) {
		p, err := tfplan.ReadFile(bytes.NewReader(plan), int64(len(plan)))
		checkPlan(t, p, err)
		src := archive(t, member{"tfplan", plan}, member{"tfstate", state}, member{"tfconfig/modules.json", modules}, member{"tfconfig/m-/main.tf", root})
		p, err = tfplan.ReadFile(bytes.NewReader(src), int64(len(src)))
		checkPlan(t, p, err)
	})
}
