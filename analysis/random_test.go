package analysis_test

import (
	"fmt"
	"math/rand/v2"

	"spof/estate"
)

// A maker makes random estates of n resources. Needs lead to later resources;
// with circles, to any, and then without checks.
type maker struct {
	*rand.Rand
	n       int
	circles bool
}

// random builds an estate whose first resource is the only entry point.
func random(r *rand.Rand) *estate.Estate {
	m := maker{Rand: r, n: 3 + r.IntN(7), circles: r.IntN(3) == 0}
	var all []*estate.Resource
	for i := range m.n {
		res := &estate.Resource{Address: m.address(i), Kind: estate.Plumbing, Origin: line(i + 1), Starts: m.IntN(2) == 0}
		if i == 0 {
			entry(res)
		}
		switch m.IntN(4) {
		case 0:
			in(zones[m.IntN(3)])(res)
			unit(res)
		case 1:
			in(zones[m.IntN(2):]...)(res)
			unit(res)
		case 2:
			regional(res)
			deletable(res)
		}
		for range m.IntN(3) {
			if need := m.need(i); need.Quorum > 0 {
				res.Needs = append(res.Needs, need)
			}
		}
		all = append(all, res)
	}
	return estate.New("random", all, nil, nil)
}

func (m maker) address(i int) string { return fmt.Sprintf("r%d", i) }

// need makes a need of the resource with a number; its quorum is 0 where it has
// no running member.
func (m maker) need(i int) estate.Need {
	need := estate.Need{
		Strength: estate.Strength(max(0, m.IntN(5)-2)), Split: m.IntN(4) == 0, Open: m.IntN(6) == 0,
	}
	running := 0
	for range 1 + m.IntN(3) {
		to := i + 1 + m.IntN(m.n)
		if m.circles {
			to = m.IntN(m.n)
		}
		if to >= m.n {
			continue
		}
		member := estate.Member{Address: m.address(to), Takeover: estate.Takeover(max(0, m.IntN(6)-3))}
		if member.Takeover == estate.Running {
			running++
		}
		need.Members = append(need.Members, member)
	}
	if running > 0 {
		need.Quorum = 1 + m.IntN(running)
	}
	if u := i + 1 + m.IntN(m.n); !m.circles && u < m.n && m.IntN(3) == 0 {
		need.Unless = m.address(u)
	}
	return need
}
