package tfplan_test

import (
	"bytes"
	"testing"

	"spof/internal/planmake"
	"spof/parsers/tfplan"
)

// made returns a plan of so many resources.
func made(tb testing.TB, resources int) []byte {
	tb.Helper()
	var out bytes.Buffer
	if err := planmake.Write(&out, resources); err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}

// A plan that was made reads as those that Terraform makes.
func TestReadMade(t *testing.T) {
	t.Parallel()
	src := made(t, 100)
	checkPlanned(t, src)
	p := read(t, src)
	checkPlan(t, p, nil)
	actions := map[string]int{}
	for _, c := range p.Changes {
		actions[c.Actions[0]]++
		if (c.Actions[0] == "no-op") != c.After.GetAttr("id").IsKnown() {
			t.Errorf("%s: %s, id %#v", c.Address, c.Actions, c.After.GetAttr("id"))
		}
	}
	if len(p.Changes) < 100 || actions["no-op"] == 0 || actions["create"] == 0 || len(p.Data) != 1 || len(p.Gaps) > 0 {
		t.Errorf("%d changes, %v, %d data, gaps %+v", len(p.Changes), actions, len(p.Data), p.Gaps)
	}
	network := p.Config.Calls["estate"].Module.Calls["network"].Module
	if len(network.Resources) != 7 || network.Resources[1].Count == nil || len(network.Outputs["vpc"].Expression.References) != 2 {
		t.Errorf("network %+v", network)
	}
}

func BenchmarkRead(b *testing.B) {
	src := made(b, 5_000)
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := tfplan.Read(bytes.NewReader(src)); err != nil {
			b.Fatal(err)
		}
	}
}
