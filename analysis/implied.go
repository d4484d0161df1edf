package analysis

import (
	"maps"
	"slices"
	"strings"

	"spof/estate"
)

// impliedMoves are those that Terraform makes by itself: a resource that is
// given a count becomes its first instance, and one that loses it becomes of
// the first instance. No configuration holds both at once.
func impliedMoves(before, after *Audit) []estate.Move {
	const first = "[0]"
	was, is := addressesIn(before), addressesIn(after)
	var moves []estate.Move
	for _, address := range slices.Sorted(maps.Keys(was)) {
		if is[address+first] {
			moves = append(moves, estate.Move{From: address, To: address + first})
		}
		if whole, ok := strings.CutSuffix(address, first); ok && is[whole] {
			moves = append(moves, estate.Move{From: address, To: whole})
		}
	}
	return moves
}

// addressesIn returns the addresses that an audit names, those of parts as
// their wholes.
func addressesIn(a *Audit) map[string]bool {
	all := map[string]bool{}
	add := func(address string) {
		whole, _, _ := strings.Cut(address, "#")
		all[whole] = true
	}
	for _, f := range a.Findings {
		add(f.Address)
	}
	for _, s := range a.Services {
		add(s.Name)
		for _, o := range s.Outcomes {
			add(o.Event.Address)
		}
	}
	delete(all, "")
	return all
}
