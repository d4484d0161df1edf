package report

import (
	"cmp"
	"slices"

	"spof/estate"
)

// gapsShown is how many gaps without advice are shown before they are folded.
const gapsShown = 20

// A remedy is what makes gaps readable, with those gaps.
type remedy struct {
	advice string
	gaps   []estate.Gap
}

// remedies groups gaps by what to do about them: first those that nothing is
// known to help, then by how many each remedy helps.
func remedies(gaps []estate.Gap) []remedy {
	var out []remedy
	for _, g := range gaps {
		i := slices.IndexFunc(out, func(r remedy) bool { return r.advice == g.Advice })
		if i < 0 {
			i = len(out)
			out = append(out, remedy{advice: g.Advice})
		}
		out[i].gaps = append(out[i].gaps, g)
	}
	slices.SortStableFunc(out, func(a, b remedy) int {
		if (a.advice == "") != (b.advice == "") {
			return cmp.Compare(a.advice, b.advice)
		}
		return cmp.Compare(len(b.gaps), len(a.gaps))
	})
	return out
}

// gaps writes what should have been read and was not.
func (p *page) gaps(gaps []estate.Gap) {
	if len(gaps) == 0 {
		return
	}
	p.heading("Not read: " + count(len(gaps), "thing"))
	all := remedies(gaps)
	shown, hidden := all[:head(len(all), groupsShown)], 0
	for _, r := range shown {
		p.remedy(r)
	}
	for _, r := range all[len(shown):] {
		hidden += len(r.gaps)
	}
	if hidden > 0 {
		p.wrap("  ", 4, p.ink.faint, "and "+count(hidden, "more", "more")+"; `--output json` lists them")
	}
}

func (p *page) remedy(r remedy) {
	if r.advice == "" {
		shown := head(len(r.gaps), gapsShown)
		for _, g := range r.gaps[:shown] {
			p.wrap("  ? ", 8, p.ink.plain, gapWords(g))
		}
		if rest := len(r.gaps) - shown; rest > 0 {
			p.wrap("  ", 4, p.ink.faint, "and "+count(rest, "more", "more")+"; `--output json` lists them")
		}
		return
	}
	p.wrap("  ? ", 4, p.ink.cool, remedyWords(r)+":")
	lines := gapLines(r.gaps)
	shown := head(len(lines), doubtsShown)
	for _, line := range lines[:shown] {
		p.wrap(indent+"  ", 8, p.ink.plain, line.text)
	}
	rest := 0
	for _, line := range lines[shown:] {
		rest += line.gaps
	}
	if rest > 0 {
		p.wrap(indent+"  ", 8, p.ink.faint, "and "+count(rest, "more", "more"))
	}
}

// A gapLine says what so many gaps are about.
type gapLine struct {
	text string
	gaps int
}

// gapLines says what gaps are about, each in a line, but calls that failed alike
// in one.
func gapLines(gaps []estate.Gap) []gapLine {
	var calls []estate.Gap
	var others []gapLine
	for _, g := range gaps {
		if g.Asked == (estate.Asked{}) {
			others = append(others, gapLine{gapWords(g), 1})
			continue
		}
		calls = append(calls, g)
	}
	return append(each(failures(calls), func(c failedCalls) gapLine { return gapLine{c.String(), c.gaps} }), others...)
}

// remedyWords says what to do about some gaps.
func remedyWords(r remedy) string {
	switch {
	case r.advice == "":
		return "nothing is known to help"
	case len(r.gaps) > 1:
		return r.advice + ", for " + count(len(r.gaps), "thing")
	}
	return r.advice
}

func gapWords(g estate.Gap) string {
	text := g.What + ": " + g.Why
	if at := g.Origin.String(); at != "" && at != g.What {
		text = at + " " + text
	}
	if n := len(g.Unsettles); n > 1 {
		text += " (" + count(n, "resource") + " hang on it)"
	}
	return text
}
