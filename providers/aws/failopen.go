package aws

import (
	"slices"

	"spof/estate"
)

// failOpen says what a failover pair of two checked records needs: one of them
// healthy, or else its PRIMARY, checked or not. For where Route 53 finds no
// record healthy, it takes all of them for healthy.
// See https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html.
//
// Of other sets it returns the need of one healthy record as it is.
func failOpen(one estate.Need, records []*estate.Resource, checks []string) []estate.Need {
	has := func(role string) int {
		return slices.IndexFunc(records, func(r *estate.Resource) bool { return factsOf(r).Role.Or("") == role })
	}
	first, second := has("PRIMARY"), has("SECONDARY")
	if len(records) != 2 || first < 0 || second < 0 || slices.Contains(checks, "") {
		return []estate.Need{one}
	}
	one.Members[first].Address = records[first].Address
	withdrawn := estate.Need{
		Quorum: 1, Unless: checks[second], Why: "is answered, once its PRIMARY is withdrawn, by", Origin: records[second].Origin,
		Members: []estate.Member{{Address: checks[first]}, {Address: records[second].Address}},
	}
	return []estate.Need{one, withdrawn}
}
