package aws

import (
	"slices"

	"spof/estate"
)

// finishDatastores joins replicas with what they replicate: each is a standby
// by hand of the other's users, and needs the source to write.
func (m *model) finishDatastores() {
	m.finishGlobalClusters()
	for _, r := range m.out {
		t, ok := r.Traits.(*estate.DatastoreTraits)
		if !ok || t.Source == "" || t.Headless.Or(false) {
			continue
		}
		source := m.made[t.Source]
		if source == nil {
			continue
		}
		m.addStandby(source, r)
	}
	m.finishFarCopies()
	m.finishBackups()
	for address, users := range m.groupUsers {
		if g, ok := m.made[address]; ok {
			if t, ok := g.Traits.(*estate.SubnetGroupTraits); ok {
				slices.Sort(users)
				t.Users = users
			}
		}
	}
}

// addStandby lets the copy take over from the source by hand.
func (m *model) addStandby(source, replica *estate.Resource) {
	replicaHere := m.made[replica.Address+"#primary"]
	if replicaHere == nil {
		return
	}
	promotion := figures("rds-promote-replica")
	if t, ok := replica.Traits.(*estate.DatastoreTraits); ok && t.Global != "" {
		promotion = figures("aurora-global")
	}
	for i, n := range source.Needs {
		if len(n.Members) > 0 && n.Members[0].Address == source.Address+"#primary" {
			source.Needs[i].Members = append(source.Needs[i].Members, estate.Member{Address: replicaHere.Address, Takeover: estate.ByHand, Figures: promotion})
		}
	}
	writable := m.part(replica, "writable")
	writable.Needs = append(writable.Needs, estate.Need{
		Quorum: 1, Why: "is written through", Origin: replica.Origin,
		Members: []estate.Member{{Address: source.Address + "#primary"}, {Address: replicaHere.Address, Takeover: estate.ByHand, Figures: promotion}},
	})
	if t, ok := source.Traits.(*estate.DatastoreTraits); ok {
		t.Copies = append(t.Copies, estate.Copy{Address: replica.Address, Region: replica.Region, Standby: true, Origin: replica.Origin})
	}
}

// finishBackups records the backups that are copied to another region.
func (m *model) finishBackups() {
	for _, r := range m.types["aws_db_instance_automated_backups_replication"] {
		db := m.resource(attrs(r), "source_db_instance_arn", "aws_db_instance")
		if db == nil {
			continue
		}
		if t, ok := m.made[db.Address].Traits.(*estate.DatastoreTraits); ok {
			t.Copies = append(t.Copies, estate.Copy{Address: r.Address, Region: r.Region, Origin: r.Origin})
		}
	}
}
