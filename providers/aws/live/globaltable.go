package live

import (
	"slices"

	"github.com/zclconf/go-cty/cty"

	"spof/inventory"
)

// oneOfReplicas leaves one table of each global table: that of the first of its
// regions that were read, as a state holds the table of one region, and the
// others as its replicas. What was read is sorted by address.
func oneOfReplicas(all []*inventory.Resource) []*inventory.Resource {
	first := map[string][]*inventory.Resource{} // by name
	var out []*inventory.Resource
	for _, r := range all {
		if r.Type != "aws_dynamodb_table" {
			out = append(out, r)
			continue
		}
		name := word(r.Values, "name")
		if !slices.ContainsFunc(first[name], func(other *inventory.Resource) bool { return replicates(other, r) }) {
			first[name] = append(first[name], r)
			out = append(out, r)
		}
	}
	return out
}

// replicates reports whether a table says that another is its replica.
func replicates(r, other *inventory.Resource) bool {
	return slices.ContainsFunc(elements(r.Values, "replica"), func(e cty.Value) bool { return word(e, "region_name") == other.Region.Or("") })
}
