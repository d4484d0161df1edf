package rules

import (
	"slices"

	"spof/analysis"
	"spof/estate"
)

var regionPairDataNotReplicated = &analysis.Rule{
	ID:       "region-pair-data-not-replicated",
	Severity: analysis.High,
	Scope:    estate.Region,
	Kinds: []estate.Kind{
		estate.RecordSet, estate.CDN, estate.Datastore, estate.Table, estate.Bucket, estate.FileSystem, estate.SearchDomain, estate.Secret, estate.Key,
	},
	Doc: analysis.Doc{
		Title: "Users are served from two regions, their data is kept in one",
		Why:   "The second region has names, balancers and servers, and nothing to serve: when the region that keeps the data fails, the service is down in both.",
		Fix:   "Replicate the data to every region that serves users: a cross-region replica or global database, a global table, bucket replication, a replica of the secret, a multi-Region key.",
		Sources: []string{
			"https://docs.aws.amazon.com/whitepapers/latest/disaster-recovery-workloads-on-aws/disaster-recovery-options-in-the-cloud.html",
			"https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.XRgn.html",
			"https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GlobalTables.html",
			"https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html",
		},
		Since: "0.1.0",
	},
	Run: func(p *analysis.Pass) {
		reported := map[string]bool{}
		for _, r := range p.Estate.Resources {
			if r.Kind != estate.RecordSet && r.Kind != estate.CDN {
				continue
			}
			if serving := servingRegions(p.Estate, r); len(serving) > 1 {
				judgeData(p, r, serving, reported)
			}
		}
	},
}

// judgeData looks at the data that the users of a name stand on.
func judgeData(p *analysis.Pass, entry *estate.Resource, serving []string, reported map[string]bool) {
	for _, r := range reach(p.Estate, entry, nil) {
		if r.Of != "" || reported[r.Address] || !keepsData(r) {
			continue
		}
		t, _ := r.Traits.(*estate.DatastoreTraits)
		if t == nil {
			t = &estate.DatastoreTraits{}
		}
		missing, c := lackingRegions(r, t, serving)
		name := entry.Name
		switch {
		case len(missing) == 0 || t.Replica.Or(false):
			continue
		case c.open:
			p.Doubtf(r, r.Origin, c.settles, "%s may not be replicated to %s, from where %s is served too", r.Address, list(missing), name)
		default:
			f := p.Failf(r, r.Origin, "%s is kept in %s only, while %s is served from %s; when %s fails, the users are left without their data everywhere",
				r.Address, r.Region.Or(""), name, list(serving), r.Region.Or(""))
			f.Evidence = append(f.Evidence,
				analysis.Evidence{Fact: "regions that serve " + name, Value: list(serving), Origin: entry.Origin},
				analysis.Evidence{Fact: "region of " + r.Address, Value: r.Region.Or(""), Assumed: r.Region.Assumed(), Origin: at(r.Region.Origin(), r)})
		}
		reported[r.Address] = true
	}
}

// lackingRegions returns the serving regions that have no copy of the data.
// Data that is kept in a region that serves nobody is not half of a pair.
func lackingRegions(r *estate.Resource, t *estate.DatastoreTraits, serving []string) ([]string, copies) {
	here, known := r.Region.Get()
	if !known || !slices.Contains(serving, here) {
		return nil, copies{}
	}
	c := copiesOf(r, t)
	var out []string
	for _, region := range serving {
		covered := region == here || slices.ContainsFunc(t.Copies, func(c estate.Copy) bool {
			return c.Standby && c.Region.Or("") == region
		})
		if !covered {
			out = append(out, region)
		}
	}
	return out, c
}

// keepsData reports whether a resource holds what users are nothing without. A
// cache is left out: it is filled again.
func keepsData(r *estate.Resource) bool {
	switch r.Kind {
	case estate.Datastore, estate.Table, estate.Bucket, estate.FileSystem, estate.SearchDomain, estate.Secret, estate.Key:
		return true
	default:
		return false
	}
}

// servingRegions returns the regions of what first serves the users of a name.
func servingRegions(e *estate.Estate, entry *estate.Resource) []string {
	var out []string
	for _, r := range reach(e, entry, servesUsers) {
		if region, known := r.Region.Get(); known && servesUsers(r) && !slices.Contains(out, region) {
			out = append(out, region)
		}
	}
	slices.Sort(out)
	return out
}

// servesUsers reports whether users are served by a resource, wherever its
// data is.
func servesUsers(r *estate.Resource) bool {
	switch r.Kind {
	case estate.API, estate.LoadBalancer, estate.Server, estate.ServerGroup, estate.ContainerService, estate.Function:
		return true
	default:
		return false
	}
}

// reach returns what r needs, and what that needs, in address order; the walk
// does not go on behind what stop says.
func reach(e *estate.Estate, r *estate.Resource, stop func(*estate.Resource) bool) []*estate.Resource {
	seen := map[string]bool{r.Address: true}
	queue, out := []*estate.Resource{r}, []*estate.Resource(nil)
	for len(queue) > 0 {
		r, queue = queue[0], queue[1:]
		out = append(out, r)
		if stop != nil && stop(r) {
			continue
		}
		for _, n := range r.Needs {
			for _, m := range n.Members {
				if x := e.Find(m.Address); x != nil && !seen[m.Address] {
					seen[m.Address] = true
					queue = append(queue, x)
				}
			}
		}
	}
	slices.SortFunc(out, func(a, b *estate.Resource) int { return slices.Compare([]string{a.Address}, []string{b.Address}) })
	return out
}
