package analysis_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spof/analysis"
	"spof/estate"
	"spof/rules"
)

const region = "us-east-1"

var (
	zoneA = estate.ZoneOf(region, "us-east-1a")
	zoneB = estate.ZoneOf(region, "us-east-1b")
	zoneC = estate.ZoneOf(region, "us-east-1c")
)

// An option changes a resource that is being built.
type option func(*estate.Resource)

// An estateBuilder builds an estate, one resource a line: the line is that of
// its origin.
type estateBuilder struct {
	resources []*estate.Resource
	ignores   []estate.Ignore
}

// add adds a resource.
func (b *estateBuilder) add(address string, kind estate.Kind, options ...option) {
	r := &estate.Resource{Address: address, Kind: kind, Name: address, Origin: line(10 * (len(b.resources) + 1))}
	for _, o := range options {
		o(r)
	}
	b.resources = append(b.resources, r)
}

func (b *estateBuilder) estate() *estate.Estate {
	return estate.New("test", b.resources, nil, b.ignores)
}

// run audits the estate by the failure rules and some others.
func (b *estateBuilder) run(t *testing.T, opts analysis.Options, others ...*analysis.Rule) *analysis.Audit {
	t.Helper()
	a, err := analysis.Run(b.estate(), slices.Concat(others, failureRules()), opts)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func failureRules() []*analysis.Rule {
	var all []*analysis.Rule
	for _, r := range rules.All() {
		switch r.ID {
		case "resource-takes-down-service", "zone-takes-down-service", "region-takes-down-service", "cold-start-cycle":
			all = append(all, r)
		}
	}
	return all
}

func line(n int) estate.Origin {
	return estate.Origin{File: "main.tf", Start: estate.Position{Line: n, Column: 1}}
}

// named says that users come in here, by a name.
func named(name string) option {
	return func(r *estate.Resource) {
		r.Name = name
		r.Entry = estate.Set(true, r.Origin)
	}
}

// in places a unit in one zone, or in one of several.
func in(zones ...estate.Domain) option {
	return func(r *estate.Resource) {
		r.Placement = estate.Placement{Scope: estate.Zone, Region: region, Zones: zones, Chosen: true}
	}
}

// regional places a regional service.
func regional(r *estate.Resource) {
	r.Placement = estate.Placement{Scope: estate.Region, Region: region}
}

// unit says that the resource can fail alone.
func unit(r *estate.Resource) { r.Fails = estate.FailsAlone }

// deletable says that only a change takes the resource.
func deletable(r *estate.Resource) { r.Fails = estate.FailsChanged }

// part makes the resource a part of what its address names before the "#".
func part(r *estate.Resource) { r.Of, _, _ = strings.Cut(r.Address, "#") }

// needs adds a hard need of each address.
func needs(addresses ...string) option {
	return func(r *estate.Resource) {
		for _, a := range addresses {
			r.Needs = append(r.Needs, estate.On(a, "needs", r.Origin))
		}
	}
}

// needsOne adds a need of one of the addresses.
func needsOne(addresses ...string) option {
	n := estate.Need{Quorum: 1, Why: "routes to"}
	for _, a := range addresses {
		n.Members = append(n.Members, estate.Member{Address: a})
	}
	return need(n)
}

func need(n estate.Need) option {
	return func(r *estate.Resource) { r.Needs = append(r.Needs, n) }
}

// with adds traits.
func with(t estate.Traits) option { return func(r *estate.Resource) { r.Traits = t } }

// outcome finds what an event does to a service.
func outcome(t *testing.T, a *analysis.Audit, service, event string) analysis.EventOutcome {
	t.Helper()
	for _, s := range a.Services {
		if s.Name != service {
			continue
		}
		for _, o := range s.Outcomes {
			if o.Event.String() == event {
				return o
			}
		}
		return analysis.EventOutcome{Outcome: analysis.Survives}
	}
	t.Fatalf("there is no service %s", service)
	return analysis.EventOutcome{}
}

// expect compares what an event does to a service with what it should.
func expect(t *testing.T, a *analysis.Audit, service, event, want string) {
	t.Helper()
	o := outcome(t, a, service, event)
	got := o.Outcome.String()
	if o.InPart {
		got += " in part"
	}
	if o.Verdict == analysis.Undecided {
		got += "?"
	}
	if got != want {
		t.Errorf("%s: %s %s, want %s (because %q)", service, event, got, want, o.Because)
	}
}

// expectFindings compares all findings with "rule address [domain] severity",
// undecided ones with a question mark.
func expectFindings(t *testing.T, a *analysis.Audit, want ...string) {
	t.Helper()
	var got []string
	for _, f := range a.Findings {
		s := f.Identity() + " " + f.Severity.String()
		if f.Verdict == analysis.Undecided {
			s += "?"
		}
		if f.Ignored != "" {
			s += " ignored"
		}
		got = append(got, s)
	}
	slices.Sort(got)
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}

// entry says that users come in here.
func entry(r *estate.Resource) { r.Entry = estate.Set(true, r.Origin) }

// starts says that the resource has to start under the failure.
func starts(r *estate.Resource) { r.Starts = true }

// startsWith adds startup needs.
func startsWith(addresses ...string) option {
	return func(r *estate.Resource) {
		for _, a := range addresses {
			n := estate.On(a, "starts through", r.Origin)
			n.Strength = estate.Startup
			r.Needs = append(r.Needs, n)
		}
	}
}

// settledBy names what would tell where the unit runs.
func settledBy(what ...string) option {
	return func(r *estate.Resource) { r.Placement.Chosen, r.Placement.Settles = false, what }
}

// inWest places a unit in another region.
func inWest(r *estate.Resource) {
	in(estate.ZoneOf("us-west-2", "us-west-2a"))(r)
	r.Placement.Region = "us-west-2"
}

func sorted(words []string) []string {
	slices.Sort(words)
	return words
}
