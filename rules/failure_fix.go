package rules

import (
	"spof/analysis"
	"spof/estate"
)

// fixes say what mends a failure at a kind of resource, where no rule of the
// configuration says it better.
var fixes = map[estate.Scope]map[estate.Kind]string{
	estate.Unit: {
		estate.Egress: "Give each zone a NAT gateway of its own, with its own route table, or use one regional NAT gateway.",
		estate.Cache:  "Keep a replica in another zone that takes over by itself; of Memcached, spread the keys over several nodes and let clients do without.",
		estate.Server: "Put an auto scaling group of at least two instances behind a load balancer in its place.",
	},
	estate.Zone: {
		estate.Function:         "Give the function subnets of at least two zones.",
		estate.ContainerService: "Run at least two tasks in subnets of at least two zones.",
		estate.NodeGroup:        "Give the node group subnets of at least two zones.",
		estate.Egress:           "Give each zone a NAT gateway of its own, with its own route table, or use one regional NAT gateway.",
		estate.Cache:            "Spread the cache's nodes over at least two zones, with one that takes over by itself.",
		estate.SearchDomain:     "Spread the domain's nodes over at least two zones, better three.",
		estate.Datastore:        "Keep an instance in another zone that takes over by itself.",
		estate.FileSystem:       "Keep the file system in all zones: leave its zone out.",
		estate.LoadBalancer:     "Give the load balancer subnets of at least two zones, and targets in each.",
		estate.TargetGroup:      "Run targets in at least two zones.",
		estate.Endpoint:         "Give the endpoint a subnet in each zone that uses it.",
	},
}

// fix says what mends a failure: by what stands where it is mended, or else as
// its rule does.
func fix(h *analysis.Hit, scope estate.Scope, otherwise string) string {
	if text := fixes[scope][h.At.Kind]; text != "" {
		return text
	}
	return otherwise
}
