// Package estatetest holds estates against what their comments say of each
// failure:
//
//	# fails: zone:us-east-1a down
//	# fails: aws_instance.web heals in part -- shop.example.com
//
// The comments are written from what AWS does, before the code that satisfies
// them. They are complete: an event that no line names is survived by every
// service.
package estatetest

import (
	"bufio"
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spof/analysis"
)

// announcement is a comment of the form: fails: EVENT OUTCOME[ in part][ undecided][ -- SERVICE].
var announcement = regexp.MustCompile(`^\s*(?:#|//)\s*fails:\s*(.+?)\s+(down|recovers|heals|degrades)( in part)?( undecided)?(?: -- (.+?))?\s*$`)

// Check requires that the services of an audit fail exactly as the comments of
// the Terraform files below the root say. Logical events are not looked at.
func Check(t *testing.T, fsys fs.FS, audit *analysis.Audit) {
	t.Helper()
	want, err := expected(fsys)
	if err != nil {
		t.Fatal(err)
	}
	several := len(failing(audit)) > 1
	if diff := cmp.Diff(want, Failures(audit, named(want) || several)); diff != "" {
		t.Errorf("failures (-said +found):\n%s", diff)
	}
}

// failing returns the names of the services that some failure takes. Where
// there are several, the comments must name them.
func failing(audit *analysis.Audit) []string {
	var out []string
	for _, s := range audit.Services {
		if slices.ContainsFunc(s.Outcomes, func(o analysis.EventOutcome) bool { return o.Outcome != analysis.Survives }) {
			out = append(out, s.Name)
		}
	}
	return out
}

// Failures lists what the services of an audit do not survive, a line each,
// sorted. Services are named where withNames says so.
func Failures(audit *analysis.Audit, withNames bool) []string {
	out := []string{}
	for _, s := range audit.Services {
		for _, o := range s.Outcomes {
			if o.Outcome == analysis.Survives || o.Event.Kind == analysis.LogicalEvent {
				continue
			}
			out = append(out, line(o.Event.String(), o.Outcome.String(), o.InPart, o.Verdict == analysis.Undecided, when(withNames, s.Name)))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func when(yes bool, s string) string {
	if yes {
		return s
	}
	return ""
}

func line(event, outcome string, inPart, undecided bool, service string) string {
	out := event + " " + outcome
	if inPart {
		out += " in part"
	}
	if undecided {
		out += " undecided"
	}
	if service != "" {
		out += " -- " + service
	}
	return out
}

func named(lines []string) bool {
	return slices.ContainsFunc(lines, func(s string) bool { return strings.Contains(s, " -- ") })
}

// expected gathers the announcements of all Terraform files below the root.
func expected(fsys fs.FS) ([]string, error) {
	out := []string{}
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".tf" {
			return err
		}
		src, err := fs.ReadFile(fsys, name)
		if err != nil {
			return fmt.Errorf("read expectations: %w", err)
		}
		for scanner := bufio.NewScanner(bytes.NewReader(src)); scanner.Scan(); {
			text := scanner.Text()
			m := announcement.FindStringSubmatch(text)
			if m == nil {
				if strings.Contains(text, "# fails:") {
					return fmt.Errorf("read expectations: %s: cannot read %q", name, text)
				}
				continue
			}
			out = append(out, line(m[1], m[2], m[3] != "", m[4] != "", m[5]))
		}
		return nil
	})
	slices.Sort(out)
	return out, err
}
