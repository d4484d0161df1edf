package estatetest_test

import (
	"bytes"
	"os"
	"slices"
	"strings"
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
	everyFixture(t, func(t *testing.T, dir string) {
		t.Helper()
		all := files(t, dir)
		before := read(t, os.DirFS(dir)).audit
		done := map[string]bool{}
		for _, f := range before.Findings {
			edit := f.Fix.Edit + " at " + f.Origin.String()
			if isFailure(f) || f.Verdict != analysis.Proven || f.Fix.Edit == "" || done[edit] {
				continue
			}
			done[edit] = true
			after := read(t, mend(t, all, f)).audit
			if find(after, f.Identity()) != nil {
				t.Errorf("%s: %s does not mend it", f.Identity(), edit)
			}
			for _, id := range f.Explains {
				if old := find(before, id); len(old.ExplainedBy) == 1 && stays(old, find(after, id), f) {
					t.Errorf("%s: %s leaves %s", f.Identity(), edit, id)
				}
			}
		}
	})
}

// stays says whether a failure is as bad for some service as it was. A failure
// of the same event may go on for other reasons, of services that the finding is not
// about.
func stays(before, after *analysis.Finding, mended *analysis.Finding) bool {
	return after != nil && after.Verdict == analysis.Proven && after.Outcome >= before.Outcome &&
		slices.ContainsFunc(mended.Services, func(s string) bool { return slices.Contains(after.Services, s) })
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
	out := fstest.MapFS{}
	for path, file := range all {
		out[path] = file
	}
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
