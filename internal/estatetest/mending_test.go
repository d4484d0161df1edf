package estatetest_test

import (
	"bytes"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"spof/analysis"
	"spof/estate"
)

// TestMending makes the edit that a finding proposes, at the line where it
// stands, and requires that the finding is gone, and with it each failure that
// nothing else explains.
func TestMending(t *testing.T) {
	t.Parallel()
	var tried sync.Map
	t.Cleanup(func() {
		for _, rule := range []string{
			"asg-single-instance", "ecs-service-single-task", "elasticache-no-failover", "elasticache-single-az",
			"opensearch-single-az", "rds-single-az", "route53-evaluate-target-health-off", "route53-health-check-ineffective",
		} {
			if _, made := tried.Load(rule); !made {
				t.Errorf("no fixture has an edit of %s to make", rule)
			}
		}
	})
	everyFixture(t, func(t *testing.T, dir string) {
		t.Helper()
		before := read(t, os.DirFS(dir)).audit
		done := map[string]bool{}
		for _, f := range before.Findings {
			edit := f.Fix.Edit + " at " + f.Origin.String()
			if !isFailure(f) && f.Verdict == analysis.Proven && f.Fix.Edit != "" && !done[edit] {
				done[edit] = true
				tried.Store(f.Rule.ID, true)
				mended(t, f, before, read(t, mend(t, files(t, dir), f)).audit)
			}
		}
	})
}

// mended requires that a finding's edit has done away with it.
func mended(t *testing.T, f *analysis.Finding, before, after *analysis.Audit) {
	t.Helper()
	if find(after, f.Identity()) != nil {
		t.Errorf("%s: %s does not mend it", f.Identity(), f.Fix.Edit)
	}
	for _, id := range f.Explains {
		if old := find(before, id); old.Event != nil && len(old.ExplainedBy) == 1 && stays(old, find(after, id), f) {
			t.Errorf("%s: %s leaves %s", f.Identity(), f.Fix.Edit, id)
		}
	}
}

// stays says whether a failure of a unit or a zone is as bad for a service as it
// was, and no other weakness has come to light that was hidden behind the one
// that was mended.
func stays(before, after, mended *analysis.Finding) bool {
	if after == nil || after.Verdict != analysis.Proven || after.Outcome < before.Outcome || before.Event.Kind == analysis.RegionEvent {
		return false
	}
	next := slices.ContainsFunc(after.ExplainedBy, func(id string) bool { return !slices.Contains(before.ExplainedBy, id) })
	return !next && slices.ContainsFunc(mended.Services, func(s string) bool { return slices.Contains(after.Services, s) })
}

func find(a *analysis.Audit, identity string) *analysis.Finding {
	for _, f := range a.Findings {
		if f.Identity() == identity {
			return f
		}
	}
	return nil
}

// mend makes the edit of a finding in a copy of files: it takes the place of
// the attribute that the finding stands on, or else stands first in the block.
func mend(t *testing.T, all fstest.MapFS, f *analysis.Finding) fstest.MapFS {
	t.Helper()
	src := all[f.Origin.File].Data
	at, name := f.Origin, strings.Fields(f.Fix.Edit)[0]
	var edited []byte
	if written := attribute(src, at); written == name {
		edited = slices.Concat(src[:at.Start.Byte], []byte(f.Fix.Edit), src[at.End.Byte:])
	} else if open := bytes.IndexByte(src[at.End.Byte:], '{'); written == "" && open >= 0 {
		in := at.End.Byte + open + 1
		edited = slices.Concat(src[:in], []byte("\n"+f.Fix.Edit+"\n"), src[in:])
	} else {
		t.Fatalf("%s: the edit %q is of no attribute at %s, which is of %q", f.Identity(), f.Fix.Edit, at, written)
	}
	out := maps.Clone(all)
	out[f.Origin.File] = &fstest.MapFile{Data: edited}
	return out
}

// attribute returns the name of the attribute that stands at a place, "" for
// the header of a block.
func attribute(src []byte, at estate.Origin) string {
	text := string(src[at.Start.Byte:at.End.Byte])
	name, _, is := strings.Cut(text, "=")
	if !is || strings.HasPrefix(text, "resource ") {
		return ""
	}
	return strings.TrimSpace(name)
}
