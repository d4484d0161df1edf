package analysis

import "spof/analysis/failure"

// A grade is what an event does to a service under one way of holding
// unknowns: all for well, or all for ill.
type grade struct {
	outcome Outcome
	inPart  bool
	mode    failure.Mode // the slowest standbys under which the service still falls
}

// worse says whether g is worse than h: by outcome, then whole before in part.
func (g grade) worse(h grade) bool {
	if g.outcome != h.outcome {
		return g.outcome > h.outcome
	}
	return !g.inPart && h.inPart
}

// reading returns the reading of hard gates with the given freedoms.
func reading(mode failure.Mode, ill, anyPart bool) failure.Reading {
	return failure.Reading{Standbys: mode, Ill: ill, Any: anyPart}
}

// softly is the reading that tells what only degrades.
func softly(ill bool) failure.Reading { return failure.Reading{Ill: ill, Soft: true} }

// readings lists all that are solved.
func readings() []failure.Reading {
	var all []failure.Reading
	for _, ill := range []bool{false, true} {
		all = append(all, softly(ill))
		for mode := failure.Running; mode <= failure.ByHand; mode++ {
			all = append(all, reading(mode, ill, false), reading(mode, ill, true))
		}
	}
	return all
}

// A struck function says whether a node is down under a reading.
type struck func(failure.Reading, failure.Set) bool

// by returns what an event takes down.
func by(e failure.Event) struck {
	return func(_ failure.Reading, s failure.Set) bool { return s.Has(e) }
}

// grade returns what a failure does to a node.
//
// A node that is down before any failure, because what would run is not there
// yet, is judged by the standbys that would make it run. One that nothing makes
// run is down only where unknowns are held for ill: that it was wired so is
// less likely than that something was not read.
func (f *Failures) grade(n failure.Node, ill bool, hit struck) grade {
	var falls [failure.ByHand + 1][2]bool // by mode; with every part, with any
	for mode := failure.ByHand; ; mode-- {
		for _, part := range []int{1, 0} {
			falls[mode][part] = f.falls(n, reading(mode, ill, part == 1), hit, func() bool {
				switch {
				case mode < failure.ByHand:
					return falls[mode+1][part]
				case part == 0:
					return falls[mode][1]
				}
				return ill
			})
		}
		if mode == failure.Running {
			break
		}
	}
	return f.gradeOf(falls, f.falls(n, softly(ill), hit, func() bool { return false }))
}

func (f *Failures) gradeOf(falls [failure.ByHand + 1][2]bool, soft bool) grade {
	const every, either = 0, 1
	outcomes := [...]Outcome{failure.Running: Heals, failure.Relaunch: Recovers, failure.ByHand: Down}
	switch {
	case !falls[failure.Running][every] && soft:
		return grade{outcome: Degrades}
	case !falls[failure.Running][every]:
		return grade{outcome: Survives}
	}
	mode := failure.Running
	for mode < failure.ByHand && falls[mode+1][every] {
		mode++
	}
	return grade{outcome: outcomes[mode], inPart: !falls[mode][either], mode: mode}
}

// falls says whether a failure takes a node down under one reading; always
// answers where it is down before that.
func (f *Failures) falls(n failure.Node, r failure.Reading, hit struck, always func() bool) bool {
	switch s := f.solution.Down(r, n); {
	case s.Always():
		return always()
	case r.Ill && s.Open():
		return true
	default:
		return hit(r, s)
	}
}
