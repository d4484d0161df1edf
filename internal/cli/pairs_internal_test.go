package cli

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"spof/analysis"
)

func TestPairsAreOfTheSameRoot(t *testing.T) {
	t.Parallel()
	of := func(name string, paths ...string) side {
		s := side{name: name}
		for _, p := range paths {
			s.audits = append(s.audits, &analysis.Audit{Input: analysis.Input{Path: p}})
		}
		return s
	}
	for name, c := range map[string]struct {
		before, after side
		want          []string
	}{
		"the only ones":          {of("main.json", "infra"), of(".", "."), []string{"infra = ."}},
		"of the same name":       {of("old.json", "live/a", "live/b"), of("live", "live/b", "live/a"), []string{"live/b = live/b", "live/a = live/a"}},
		"of two directories":     {of("../main/live", "../main/live/a", "../main/live/b"), of("live", "live/a", "live/b"), []string{"../main/live/a = live/a", "../main/live/b = live/b"}},
		"saved elsewhere":        {of("old.json", "infra/live/a", "infra/live/b"), of(".", "a", "b"), []string{"infra/live/a = a", "infra/live/b = b"}},
		"one came, one went":     {of("live", "live/a", "live/b"), of("live", "live/b", "live/c"), []string{"live/b = live/b", "- = live/c", "live/a = -"}},
		"one of several is left": {of("one", "one/a", "one/b"), of("two", "two/b"), []string{"one/b = two/b", "one/a = -"}},
		"nothing":                {of("one"), of("two", "two/a", "two/b"), []string{"- = two/a", "- = two/b"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got []string
			word := func(a *analysis.Audit) string {
				if a == nil {
					return "-"
				}
				return a.Input.Path
			}
			for _, p := range pairs(c.before, c.after) {
				got = append(got, word(p.before)+" = "+word(p.after))
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}
