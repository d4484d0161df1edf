package analysis

import "spof/estate"

// onlyOnes lists what the service has one of and what no hardware takes: a
// deletion or a bad change of it takes the whole service down.
func (f *Failures) onlyOnes(s *judged) []OnlyOne {
	var only []OnlyOne
	seen := map[string]bool{}
	for _, n := range s.reach {
		r := f.resources[n]
		whole := wholeOf(r)
		if r.Fails != estate.FailsChanged || seen[whole] {
			continue
		}
		if g := f.grade(s.root, false, by(f.net.own[n][0])); g.outcome > Degrades && !g.inPart {
			seen[whole] = true
			only = append(only, f.onlyOne(r, whole))
		}
	}
	return only
}

func (f *Failures) onlyOne(r *estate.Resource, whole string) OnlyOne {
	if w := f.estate.Find(whole); w != nil {
		r = w
	}
	return OnlyOne{Address: r.Address, Name: r.Name, Kind: r.Kind, Guards: r.Guards, Origin: r.Origin}
}
