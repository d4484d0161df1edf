package estate

import "strings"

// A Move says that something is at another address than before, and is still
// the same thing. A whole resource moves with its instances, a module with all
// that is in it.
type Move struct{ From, To string }

// Moved returns the address that something has after moves. A move may go on
// from where another one led; each is followed once, those of the narrowest
// thing first.
func Moved(address string, moves []Move) string {
	followed := make([]bool, len(moves))
	for {
		next := -1
		for i, m := range moves {
			if !followed[i] && m.takes(address) && (next < 0 || len(m.From) > len(moves[next].From)) {
				next = i
			}
		}
		if next < 0 {
			return address
		}
		followed[next] = true
		address = moves[next].To + address[len(moves[next].From):]
	}
}

// takes says whether the thing of an address moves: it is what the move names,
// an instance or a part of it, or within it. A move between instances takes no
// others with it.
func (m Move) takes(address string) bool {
	rest, ok := strings.CutPrefix(address, m.From)
	if !ok || m.From == "" {
		return false
	}
	if rest == "" || rest[0] == '.' || rest[0] == '#' {
		return true
	}
	return rest[0] == '[' && !strings.HasSuffix(m.From, "]") && !strings.HasSuffix(m.To, "]")
}
