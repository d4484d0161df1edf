package estate

import "strings"

// A Move says that something is at another address than before, and is still
// the same thing. A whole resource moves with its instances, a module with all
// that is in it.
type Move struct{ From, To string }

// Mover returns the function that gives the address that something has after
// moves. A move may go on from where another one led; each is followed once,
// those of the narrowest thing first.
func Mover(moves []Move) func(address string) string {
	from := map[string][]int{}
	for i, m := range moves {
		if m.From != "" {
			from[m.From] = append(from[m.From], i)
		}
	}
	return func(address string) string {
		followed := map[int]bool{}
		for {
			i, found := next(address, moves, from, followed)
			if !found {
				return address
			}
			followed[i] = true
			address = moves[i].To + address[len(moves[i].From):]
		}
	}
}

// next returns the move of the narrowest thing that takes an address with it.
func next(address string, moves []Move, from map[string][]int, followed map[int]bool) (int, bool) {
	for end := len(address); end > 0; end = strings.LastIndexAny(address[:end], ".[#") {
		for _, i := range from[address[:end]] {
			if !followed[i] && moves[i].takes(address[end:]) {
				return i, true
			}
		}
	}
	return 0, false
}

// takes says whether what the rest of an address stands for goes where the
// thing goes: it is within it, or an instance or a part of it. A move between
// instances takes no others with it.
func (m Move) takes(rest string) bool {
	return !strings.HasPrefix(rest, "[") || (!strings.HasSuffix(m.From, "]") && !strings.HasSuffix(m.To, "]"))
}
