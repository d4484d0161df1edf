package live_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/zclconf/go-cty/cty"

	"spof/analysis"
	"spof/inventory"
	"spof/parsers/snapshot"
	"spof/providers/aws"
	"spof/providers/aws/schema"
	"spof/report"
	"spof/rules"
)

// requireSaved requires that the same is found of an account once it was saved
// and read back, and that what is secret is marked.
func requireSaved(t *testing.T, what string, inv *inventory.Inventory) {
	t.Helper()
	var file bytes.Buffer
	if err := snapshot.Write(&file, aws.Reduce(inv)); err != nil {
		t.Fatal(err)
	}
	all, err := snapshot.Read(bytes.NewReader(file.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	read, saved := strings.Split(said(t, inv), "\n"), strings.Split(said(t, all[0]), "\n")
	for i, line := range read {
		if i >= len(saved) || line != saved[i] {
			t.Errorf("%s: first in this line (-read +saved):\n%s", what, cmp.Diff(read[max(0, i-3):i+1], saved[max(0, i-3):min(len(saved), i+1)]))
			break
		}
	}
	provider := schema.New()
	for _, r := range inv.Resources {
		for _, path := range provider.Secrets(r.Mode, r.Type) {
			requireMarked(t, r.Address, r.Values, path)
		}
	}
}

// requireMarked requires that what a path leads to is marked as sensitive, or each
// of its parts.
func requireMarked(t *testing.T, address string, v cty.Value, path []string) {
	t.Helper()
	v, marks := v.Unmark()
	if _, secret := marks[inventory.Sensitive]; secret || !v.IsKnown() || v.IsNull() {
		return
	}
	switch {
	case len(path) > 0 && v.Type().IsObjectType():
		if v.Type().HasAttribute(path[0]) {
			requireMarked(t, address, v.GetAttr(path[0]), path[1:])
		}
	case v.CanIterateElements():
		for it := v.ElementIterator(); it.Next(); {
			_, element := it.Element()
			requireMarked(t, address, element, path)
		}
	default:
		t.Errorf("%s holds %#v, which is not marked as sensitive", address, v)
	}
}

// said is all that is said of an account.
func said(t *testing.T, inv *inventory.Inventory) string {
	t.Helper()
	e := aws.Mean(inv)
	audit, err := analysis.Run(e, rules.All(), analysis.Options{Input: analysis.Input{Path: inv.Name, Kind: string(inv.Kind), Resources: len(inv.Resources)}})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	for _, format := range report.Formats() {
		if err := format.Write(&out, report.Report{Audits: []*analysis.Audit{audit}}); err != nil {
			t.Fatal(err)
		}
	}
	if err := report.EstateJSON(&out, e); err != nil {
		t.Fatal(err)
	}
	return out.String()
}
