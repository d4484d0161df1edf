package aws

import (
	"strconv"

	"spof/estate"
)

// A place is where the users come from that a record answers.
type place struct {
	answer  string // address of the answer
	record  *estate.Resource
	checked bool
	// country is "*" for the record that answers everybody else.
	country, continent, subdivision string
	located                         bool
}

// placeOf reads where the users of a record come from.
func (m *model) placeOf(record *estate.Resource, answer, check string) place {
	p := place{answer: answer, record: record, checked: check != ""}
	geo, ok := attrs(m.raw[record.Address]).first("geolocation_routing_policy")
	if !ok {
		return p
	}
	p.located = true
	p.country, p.continent, p.subdivision = geo.text("country", "").Or(""), geo.text("continent", "").Or(""), geo.text("subdivision", "").Or("")
	return p
}

// contains reports whether Route 53 falls back to p for users of q: from a
// subdivision to its country, to a continent, to the default. Which continent a
// country lies in is not told here: any continent's record may serve.
func (p place) contains(q place) bool {
	switch {
	case p.country == "*":
		return true
	case q.country == "*":
		return false
	case p.continent != "":
		return q.continent == p.continent || q.country != ""
	}
	return p.country == q.country && (p.subdivision == "" || p.subdivision == q.subdivision)
}

// fallBack makes the users of each place a part, served by the record of the
// place or of one that contains it.
// See https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-geo.html.
func (m *model) fallBack(set *estate.Resource, places []place) {
	need := estate.Need{Quorum: 1, Split: true, Why: "answers the users of", Origin: set.Origin}
	for i, p := range places {
		if !p.located {
			return
		}
		part := m.part(set, "users of place "+strconv.Itoa(i+1))
		one := estate.Need{Quorum: 1, Why: "are answered by", Origin: p.record.Origin}
		for j, q := range places {
			if i == j || p.checked && q.contains(p) {
				one.Members = append(one.Members, estate.Member{Address: q.answer})
			}
		}
		part.Needs = append(part.Needs, one)
		need.Members = append(need.Members, estate.Member{Address: part.Address, Part: p.name(), Default: p.country == "*"})
	}
	set.Needs = append(set.Needs, need)
}

func (p place) name() string {
	switch {
	case p.country == "*":
		return "users of all other places"
	case p.continent != "":
		return "users in continent " + p.continent
	case p.subdivision != "":
		return "users in " + p.country + "-" + p.subdivision
	}
	return "users in " + p.country
}
