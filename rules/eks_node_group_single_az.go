package rules

import (
	"spof/analysis"
	"spof/estate"
)

var eksNodeGroupSingleAZ = &analysis.Rule{
	ID:       "eks-node-group-single-az",
	Severity: analysis.High,
	Scope:    estate.Zone,
	Kinds:    []estate.Kind{estate.NodeGroup},
	Doc: analysis.Doc{
		Title: "All nodes of a cluster run in one availability zone",
		Why:   "AWS runs the control plane of a cluster over several zones, but its pods live on nodes. When the only zone with nodes fails, every pod is gone and has nowhere to go.",
		Fix:   "Give the node group subnets of at least two zones, or run a node group in each of several zones.",
		Sources: []string{
			"https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html",
			"https://docs.aws.amazon.com/eks/latest/best-practices/data-plane.html",
		},
		Since: "0.1.0",
	},
	Run: inOneZone(func(p *analysis.Pass, r *estate.Resource, t *estate.GroupTraits) (span, bool) {
		team, speaks := teamOf(p, r, t, estate.EKS)
		if !speaks {
			return span{}, false
		}
		return span{
			spread: team.spread(),
			does:   "runs its nodes",
			lost:   team.unitsLost("node") + " for the cluster's pods",
		}, true
	}),
}
