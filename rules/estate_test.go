package rules_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"spof/analysis"
	"spof/estate"
	"spof/rules"
)

// A scene is a small estate and what one rule makes of it.
type scene struct {
	name string
	with []*estate.Resource
	want []string // "proven: MESSAGE" or "undecided: MESSAGE"
}

// play runs one rule over scenes and requires exactly the wanted findings.
func play(t *testing.T, id string, scenes []scene) {
	t.Helper()
	rule := ruleOf(t, id)
	for _, s := range scenes {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, f := range judge(t, s.with, rule) {
				got = append(got, f.Verdict.String()+": "+f.Message)
			}
			if diff := cmp.Diff(s.want, got); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
		})
	}
}

// judge returns the findings that rules make of resources.
func judge(t *testing.T, resources []*estate.Resource, of ...*analysis.Rule) []*analysis.Finding {
	t.Helper()
	audit, err := analysis.Run(estate.New("scene", resources, nil, nil), of, analysis.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return audit.Findings
}

// ruleOf returns the rule with an id.
func ruleOf(t *testing.T, id string) *analysis.Rule {
	t.Helper()
	for _, r := range rules.All() {
		if r.ID == id {
			return r
		}
	}
	t.Fatalf("no rule %s", id)
	return nil
}

// as returns the facts of a resource that a scene has made.
func as[T estate.Traits](r *estate.Resource) T {
	t, ok := r.Traits.(T)
	if !ok {
		panic("the scene gives " + r.Address + " facts of another kind")
	}
	return t
}

// line is a place in the scene's only file.
func line(n int) estate.Origin {
	return estate.Origin{File: "main.tf", Start: estate.Position{Line: n, Column: 1}}
}

// thing makes a resource of us-east-1 whose block starts on line 1.
func thing(address string, kind estate.Kind, traits estate.Traits, needs ...string) *estate.Resource {
	r := &estate.Resource{
		Address: address, Name: address, Kind: kind, Traits: traits, Origin: line(1),
		Region: estate.Set("us-east-1", line(1)),
	}
	for _, n := range needs {
		r.Needs = append(r.Needs, estate.On(n, "needs", line(1)))
	}
	return r
}

// in returns the resource as one of another region.
func in(region string, r *estate.Resource) *estate.Resource {
	r.Region = estate.Set(region, r.Origin)
	return r
}

// over makes a spread over zones of us-east-1, named by their last letter.
func over(letters string) estate.Spread {
	s := estate.Spread{Origin: line(2)}
	for _, l := range letters {
		s.Zones = append(s.Zones, zone(l))
	}
	return s
}

// unsure makes a spread that a variable decides.
func unsure(letters string) estate.Spread {
	s := over(letters)
	s.Open, s.Settles = true, []string{"var.zones"}
	return s
}

func zone(letter rune) estate.Domain { return estate.ZoneOf("us-east-1", "us-east-1"+string(letter)) }

func yes() estate.Value[bool] { return estate.Set(true, line(2)) }

func no() estate.Value[bool] { return estate.Set(false, line(2)) }

func dunno[T any]() estate.Value[T] { return estate.Unknown[T](line(2), "var.x") }

func is[T any](v T) estate.Value[T] { return estate.Set(v, line(2)) }
