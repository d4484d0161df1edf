package rules

import (
	"spof/analysis"
	"spof/estate"
)

var rdsNoCrossRegionStandby = &analysis.Rule{
	ID:       "rds-no-cross-region-standby",
	Severity: analysis.Medium,
	Scope:    estate.Region,
	Kinds:    []estate.Kind{estate.Datastore},
	Doc: analysis.Doc{
		Title: "Database has no standby in another region",
		Why:   "Multi-AZ survives the loss of a zone, not that of a region. Without a replica elsewhere the service is down with the region, and without a copied backup its data may be lost.",
		Fix:   "Add a replica of the database in another region, or make it a global database whose secondary has an instance.",
		Sources: []string{
			"https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.XRgn.html",
			"https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database.html",
			"https://docs.aws.amazon.com/whitepapers/latest/disaster-recovery-workloads-on-aws/disaster-recovery-options-in-the-cloud.html",
		},
		Since: "0.1.0",
	},
	Run: func(p *analysis.Pass) {
		for r, t := range estate.Each[*estate.DatastoreTraits](p.Estate) {
			if isRelational(r, t) && !follower(p, r, t) {
				judgeStandby(p, r, t)
			}
		}
	},
}

func judgeStandby(p *analysis.Pass, r *estate.Resource, t *estate.DatastoreTraits) {
	c := copiesOf(r, t)
	switch {
	case c.standby:
	case c.open:
		p.Doubtf(r, r.Origin, c.settles, "%s may have no standby in another region: where all its copies are is not known", r.Address)
	default:
		f := p.Failf(r, r.Origin, "%s has no standby in another region; when %s fails, %s", r.Address, homeRegion(r), c.left())
		f.Cost = order{of: r, units: 1, uncounted: "storage there, and the traffic between the regions"}.cost()
		for _, b := range c.backups {
			f.Severity = analysis.Low
			f.Evidence = append(f.Evidence, analysis.Evidence{Fact: "backup of " + r.Address, Value: b.Address + " in " + b.Region.Or("another region"), Origin: b.Origin})
		}
		if len(c.backups) == 0 {
			f.Evidence = append(f.Evidence, analysis.Evidence{Fact: "copies of " + r.Address + " in other regions", Value: "none", Origin: r.Origin})
		}
		for _, h := range headlessCopies(p, t) {
			yield(f, auroraGlobalHeadless, h)
		}
		yield(f, regionPairDataNotReplicated, r.Address)
	}
}

// copies are what a datastore has of itself in other regions.
type copies struct {
	standby bool          // one of them can serve after a promotion
	backups []estate.Copy // those that must be restored first
	open    bool          // others may exist
	settles []string
}

// copiesOf sorts the copies of a datastore by what they are good for when its
// region is lost.
func copiesOf(r *estate.Resource, t *estate.DatastoreTraits) copies {
	here, hereKnown := r.Region.Get()
	out := copies{open: t.CopyOpen, settles: t.CopySettles}
	for _, c := range t.Copies {
		region, known := c.Region.Get()
		switch {
		case !known || !hereKnown:
			out.open = true
			out.settles = append(out.settles, c.Region.SettledBy()...)
		case region == here:
		case c.Standby:
			out.standby = true
		default:
			out.backups = append(out.backups, c)
		}
	}
	return out
}

// left says what is left of a datastore when its region is lost.
func (c copies) left() string {
	if len(c.backups) > 0 {
		return "its data is safe in a backup, and nothing serves it until that has been restored"
	}
	return "nothing is left of it elsewhere"
}

// headlessCopies returns the secondaries of the same global database that have
// no instance.
func headlessCopies(p *analysis.Pass, t *estate.DatastoreTraits) []string {
	var out []string
	for _, c := range t.Copies {
		if other, ok := traitsAt[*estate.DatastoreTraits](p.Estate, c.Address); ok && other.Headless.Or(false) {
			out = append(out, c.Address)
		}
	}
	return out
}
