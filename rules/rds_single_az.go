package rules

import (
	"strings"

	"spof/analysis"
	"spof/estate"
)

var rdsSingleAZ = &analysis.Rule{
	ID:       "rds-single-az",
	Severity: analysis.Critical,
	Scope:    estate.Zone,
	Kinds:    []estate.Kind{estate.Datastore},
	Doc: analysis.Doc{
		Title: "Database runs in one availability zone",
		Why:   "Without a standby in another zone, the database is down when its instance or its zone fails, until the instance has been repaired or a backup has been restored elsewhere.",
		Fix:   "Set multi_az = true: AWS then keeps a standby in another zone, and fails over to it by itself in one to two minutes.",
		Sources: []string{
			"https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZ.html",
			"https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZSingleStandby.html",
		},
		Since: "0.1.0",
	},
	Run: leftOff(func(_ *analysis.Pass, r *estate.Resource, t *estate.DatastoreTraits) (guard, bool) {
		zone := zoneOf(t)
		replica := replicaHere(r, t)
		without := "has no standby in another zone; when " + zone + " fails, the database is down"
		if replica != "" {
			without += " until somebody promotes " + replica
		}
		return guard{
			on:      t.MultiZone,
			name:    "multi_az",
			without: without,
			finish: func(f *analysis.Finding) {
				f.Cost = order{of: r, units: 1, uncounted: "storage, which doubles too"}.acrossZones().cost()
				if len(t.Spread.Zones) > 0 {
					f.Evidence = append(f.Evidence, zonesFact(r, t.Spread))
				}
				if replica != "" {
					f.Severity = analysis.Medium
				}
				if engine := t.Engine.Or(""); strings.HasPrefix(engine, "sqlserver-ex") || strings.HasPrefix(engine, "sqlserver-web") {
					f.Fix = analysis.Fix{Text: "This edition of SQL Server has no Multi-AZ: move to Standard or Enterprise and set multi_az = true."}
				}
			},
			// A replica is redundancy of its source, and needs none of its own.
		}, t.Product == estate.RDS && !t.Replica.Or(false)
	}),
}

// replicaHere returns a replica in the region of a database, which somebody
// can promote when the database's zone fails, or "".
func replicaHere(r *estate.Resource, t *estate.DatastoreTraits) string {
	here, known := r.Region.Get()
	for _, c := range t.Copies {
		if region, ok := c.Region.Get(); ok && known && c.Standby && region == here {
			return c.Address
		}
	}
	return ""
}
