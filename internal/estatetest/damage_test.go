package estatetest_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"spof/analysis"
	"spof/internal/estatetest"
)

// A damage changes one line of an estate.
type damage struct {
	name string
	file string
	// in is how the header of the line's block begins; "" where the line
	// occurs only once in the file.
	in       string
	line, by string // as they stand, without the white space around them
	// want is what the change adds to (+) and takes from (-) what the audit says of the
	// estate: findings as "VERDICT RULE ADDRESS", failures as the comments of
	// estates give them. It was written down before the change was tried.
	want []string
	// excuses are for failures that no line mends, as in TestInvariants.
	excuses map[string]string
}

// wound applies a damage to a copy of files.
func (d damage) wound(t *testing.T, all fstest.MapFS) fstest.MapFS {
	t.Helper()
	if all[d.file] == nil {
		t.Fatalf("there is no file %s", d.file)
	}
	var at []int
	header := ""
	lines := strings.Split(string(all[d.file].Data), "\n")
	for i, line := range lines {
		if line != "" && !strings.HasPrefix(line, " ") && line != "}" {
			header = line
		}
		if strings.TrimSpace(line) == d.line && strings.HasPrefix(header, d.in) {
			at = append(at, i)
		}
	}
	if len(at) != 1 {
		t.Fatalf("%s holds the line %q %d times in a block %q, not once", d.file, d.line, len(at), d.in)
	}
	lines[at[0]] = d.by
	out := maps.Clone(all)
	out[d.file] = &fstest.MapFile{Data: []byte(strings.Join(lines, "\n"))}
	return out
}

// said is what an audit says: its findings and the failures that services do
// not survive.
func said(audit *analysis.Audit) []string {
	out := estatetest.Failures(audit, true)
	for _, f := range audit.Findings {
		about := f.Address
		if f.Event != nil {
			about = f.Event.String()
		}
		out = append(out, f.Verdict.String()+" "+f.Rule.ID+" "+about)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// change is what is said after a damage and not before (+), or before and not
// after (-).
func change(before, after []string) []string {
	out := []string{}
	for _, s := range after {
		if !slices.Contains(before, s) {
			out = append(out, "+ "+s)
		}
	}
	for _, s := range before {
		if !slices.Contains(after, s) {
			out = append(out, "- "+s)
		}
	}
	slices.Sort(out)
	return out
}

// hurt requires that each damage to an estate changes exactly what it must.
func hurt(t *testing.T, all fstest.MapFS, damages []damage) {
	t.Helper()
	before := said(read(t, all).audit)
	for _, d := range damages {
		t.Run(d.name, func(t *testing.T) {
			t.Parallel()
			fsys := d.wound(t, all)
			r := read(t, fsys)
			got := change(before, said(r.audit))
			want := append([]string{}, d.want...)
			slices.Sort(want)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("what the damage changes (-must +does):\n%s", diff)
			}
			hearing(r, fsys).hear(t, d.excuses)
		})
	}
}

// TestDamages takes one thing at a time from the estate that survives all, and
// requires exactly what AWS's documentation and the model of each thing say.
func TestDamages(t *testing.T) {
	t.Parallel()
	hurt(t, files(t, fixtures+"/estates/improved"), slices.Concat(nameDamages(), dataDamages(), balancerDamages(), egressDamages()))
}

// TestHarmless changes what may look like a weakness, and is none: nothing may
// be reported.
func TestHarmless(t *testing.T) {
	t.Parallel()
	hurt(t, files(t, fixtures+"/estates/improved"), harmless())
}

// TestDamagesOfOneRegion hurts the same estate once its failover is gone: each
// region stands alone behind a name of its own, and what only cost redundancy
// before now takes a service down.
func TestDamagesOfOneRegion(t *testing.T) {
	t.Parallel()
	hurt(t, apart().wound(t, files(t, fixtures+"/estates/improved")), alone())
}
