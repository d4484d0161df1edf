package estatetest_test

import (
	"bytes"
	"maps"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"spof/analysis"
	"spof/estate"
)

// told are the findings of an audit, by what they are about.
type told map[string]*analysis.Finding

// tell lists the findings of an audit: a failure by its rule and what fails,
// any other by its rule and its address.
//
// "The zone of X", one of several before apply, is the zone that X is found in
// after it: zoneOf knows that of what stands in one zone there. So a failure of
// zone-of:X and one of zone:us-east-1a are the same finding when, and only
// when, X is in us-east-1a and nowhere else; nothing else is ever taken to be
// the same.
func tell(audit *analysis.Audit, zoneOf map[string]string) told {
	out := told{}
	for _, f := range audit.Findings {
		what := f.Address
		if isFailure(f) && f.Event != nil {
			event := *f.Event
			if zone := zoneOf[event.Name]; event.Kind == analysis.ZoneOfEvent && zone != "" {
				event = analysis.Event{Kind: analysis.ZoneEvent, Name: zone}
			}
			what = event.String()
		}
		key := f.Rule.ID + " " + what
		if old := out[key]; old == nil || old.Verdict == analysis.Undecided {
			out[key] = f
		}
	}
	return out
}

// doubts says whether it was in doubt already what a finding says: the same, or
// something of the same rule at the same resource of which the event itself was
// not known.
func (t told) doubts(key string, f *analysis.Finding) bool {
	same, sameResource := t[key], t[f.Rule.ID+" "+f.Address]
	return same != nil || sameResource != nil && sameResource.Event == nil && sameResource.Verdict == analysis.Undecided
}

// kindOf returns what kind of event a finding is about. The zone of X is graded
// by the worst of several zones, so that it is worse than the one found later.
func kindOf(f *analysis.Finding) analysis.EventKind {
	if f.Event == nil {
		return ""
	}
	return f.Event.Kind
}

// zonesOf returns the zone of everything that stands in one.
func zonesOf(r reading) map[string]string {
	out := map[string]string{}
	several := map[string]bool{}
	for _, res := range r.estate.Resources {
		if res.Placement.Scope != estate.Zone {
			continue
		}
		zone, one := res.Placement.Zone()
		address := whole(res)
		if !one || out[address] != "" && out[address] != zone.Name {
			several[address] = true
			continue
		}
		out[address] = zone.Name
	}
	maps.DeleteFunc(out, func(address, _ string) bool { return several[address] })
	return out
}

// differences lists what two readings of one estate do not tell alike, the
// second of them later: what was proven stays proven, with the same outcome; nothing comes up that was
// not even in doubt, and a doubt may be settled either way.
func differences(before, after reading) []string {
	zones := zonesOf(after)
	was, is := tell(before.audit, zones), tell(after.audit, zones)
	var out []string
	for key, f := range was {
		switch now := is[key]; {
		case f.Verdict == analysis.Undecided:
		case now == nil:
			out = append(out, "no longer: "+key)
		case now.Verdict == analysis.Undecided:
			out = append(out, "in doubt: "+key)
		case now.Outcome != f.Outcome && kindOf(f) == kindOf(now):
			out = append(out, now.Outcome.String()+" instead of "+f.Outcome.String()+": "+key)
		}
	}
	for key, f := range is {
		switch {
		case was.doubts(key, f):
		case f.Verdict == analysis.Undecided:
			out = append(out, "in doubt only now: "+key)
		default:
			out = append(out, "only now: "+key)
		}
	}
	slices.Sort(out)
	return out
}

// TestDifferences reads one estate in the ways that the zone of its database
// may be told, and requires that no more is taken to be the same than is.
func TestDifferences(t *testing.T) {
	t.Parallel()
	left := databaseWith(t, "")
	east1a, east1b := databaseWith(t, `availability_zone = "us-east-1a"`), databaseWith(t, `availability_zone = "us-east-1b"`)
	standby := databaseWith(t, "multi_az = true")
	for name, test := range map[string]struct {
		before, after reading
		want          []string
	}{
		"the zone that AWS chose": {before: left, after: east1b},
		"the same zone":           {before: east1a, after: east1a},
		"another zone": {
			before: east1a, after: east1b,
			want: []string{"no longer: zone-takes-down-service zone:us-east-1a", "only now: zone-takes-down-service zone:us-east-1b"},
		},
		"no zone any more": {
			before: east1a, after: left,
			want: []string{"no longer: zone-takes-down-service zone:us-east-1a", "only now: zone-takes-down-service zone-of:aws_db_instance.orders"},
		},
		"mended": {
			before: left, after: standby,
			want: []string{
				"no longer: rds-single-az aws_db_instance.orders", "no longer: resource-takes-down-service aws_db_instance.orders",
				"no longer: zone-takes-down-service zone-of:aws_db_instance.orders",
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(test.want, differences(test.before, test.after)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// databaseWith reads an estate whose database has another attribute.
func databaseWith(t *testing.T, attribute string) reading {
	t.Helper()
	fsys := files(t, fixtures+"/estates/zone-left-to-aws")
	header := []byte(`resource "aws_db_instance" "orders" {`)
	src := bytes.Replace(fsys["main.tf"].Data, header, append(header, "\n"+attribute...), 1)
	fsys["main.tf"] = &fstest.MapFile{Data: src}
	return read(t, fsys)
}
