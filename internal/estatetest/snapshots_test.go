package estatetest_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zclconf/go-cty/cty"

	"spof/inventory"
	"spof/parsers/snapshot"
	"spof/providers/aws"
	"spof/report"
)

// TestSnapshots requires that the same is found of a snapshot as of what was
// saved, and that it holds no secret and no identity that was made up: of each
// fixture, of its state, and of what there is before and after each plan.
func TestSnapshots(t *testing.T) {
	t.Parallel()
	t.Run("configurations", func(t *testing.T) {
		t.Parallel()
		everyFixture(t, func(t *testing.T, dir string) {
			t.Helper()
			r := read(t, os.DirFS(dir))
			keepsNothing(t, r, savedSame(t, r, "directory"))
		})
	})
	t.Run("states", func(t *testing.T) {
		t.Parallel()
		everyRecording(t, isApplied, func(t *testing.T, _, to string) {
			t.Helper()
			r := stateEstate(t, filepath.Join(to, "state.json.gz"))
			keepsNothing(t, r, savedSame(t, r, "state"))
		})
	})
	t.Run("plans", func(t *testing.T) {
		t.Parallel()
		everyPlan(t, "plan.json.gz", func(t *testing.T, dir, file string) {
			t.Helper()
			_, alone := planEstate(t, file, nil)
			keepsNothing(t, alone, savedSame(t, alone, "plan"))
			_, beside := planEstate(t, file, os.DirFS(dir))
			keepsNothing(t, beside, savedSame(t, beside, "plan"))
		})
	})
	t.Run("changes", func(t *testing.T) {
		t.Parallel()
		everyChange(t, func(t *testing.T, dir, _, after string) {
			t.Helper()
			_, is := planEstate(t, filepath.Join(dir, "plan.json.gz"), os.DirFS(after))
			savedSame(t, is, "plan")
		})
	})
}

// savedSame saves a reading, requires that the same is found of what is read
// back, and returns the file.
func savedSame(t *testing.T, r reading, kind string) []byte {
	t.Helper()
	file := saved(t, aws.Reduce(r.inventory))
	all, err := snapshot.Read(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	unseen(t, r, "a snapshot", string(file))
	foundSame(t, "what was read", kind, r.inventory, all[0])
	if before := r.inventory.Before; before != nil {
		foundSame(t, "what was before", kind, before, all[0].Before)
	}
	steady(t, "the snapshot of the snapshot", string(file), string(saved(t, all...)))
	return file
}

// keepsNothing requires that a snapshot holds nothing that is sensitive.
func keepsNothing(t *testing.T, r reading, file []byte) {
	t.Helper()
	for _, res := range r.inventory.Resources {
		secretsIn(res.Values, false, func(s string) {
			if len(s) > 3 && !r.inventory.Identities.Holds(s) && bytes.Contains(file, []byte(s)) && !stands(r.inventory, s) {
				t.Errorf("%s: the snapshot holds %q", res.Address, s)
			}
		})
	}
}

// foundSame requires that the same is found of two inventories, in every format.
func foundSame(t *testing.T, what, kind string, one, other *inventory.Inventory) {
	t.Helper()
	left, right := judged(t, one, kind), judged(t, other, kind)
	for _, format := range report.Formats() {
		steady(t, what+" as "+format.Name, written(t, format, left.audit), written(t, format, right.audit))
	}
	steady(t, what+", its estate", meaning(t, left), meaning(t, right))
}

// meaning is the estate of a reading, as users see it.
func meaning(t *testing.T, r reading) string {
	t.Helper()
	var out strings.Builder
	if err := report.EstateJSON(&out, r.estate); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func saved(t *testing.T, all ...*inventory.Inventory) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := snapshot.Write(&out, all...); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// secretsIn yields the sensitive texts in a value.
func secretsIn(v cty.Value, secret bool, yield func(string)) {
	if v == cty.NilVal {
		return
	}
	v, marks := v.Unmark()
	_, is := marks[inventory.Sensitive]
	secret = secret || is
	switch {
	case !v.IsKnown() || v.IsNull():
	case v.Type() == cty.String:
		if secret {
			yield(v.AsString())
		}
	case v.CanIterateElements():
		for it := v.ElementIterator(); it.Next(); {
			_, element := it.Element()
			secretsIn(element, secret, yield)
		}
	}
}

// stands reports whether a text also stands where it is not sensitive, or in an
// address.
func stands(inv *inventory.Inventory, s string) bool {
	for _, r := range inv.Resources {
		if strings.Contains(r.Address, s) || r.Values != cty.NilVal && openIn(r.Values, s) {
			return true
		}
	}
	return false
}

func openIn(v cty.Value, s string) bool {
	v, marks := v.Unmark()
	if _, secret := marks[inventory.Sensitive]; secret || !v.IsKnown() || v.IsNull() {
		return false
	}
	if v.Type() == cty.String {
		return v.AsString() == s
	}
	if v.CanIterateElements() {
		for it := v.ElementIterator(); it.Next(); {
			if _, element := it.Element(); openIn(element, s) {
				return true
			}
		}
	}
	return false
}
