package aws

import (
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws/arn"

	"spof/estate"
	"spof/inventory"
)

// A far copy is one that a database tells of by its ARN, and that was not read:
// it is in a region that nobody looked at, or in another state.
type farCopy struct {
	arn, region string
	origin      estate.Origin
}

// farCopyOf returns what an ARN tells of a copy in another region than r's,
// unless that copy was read itself. Only an account tells what is there now: a
// plan that destroys a replica keeps its name with the source.
func (m *model) farCopyOf(r *estate.Resource, named estate.Value[string]) (farCopy, bool) {
	parsed, err := arn.Parse(named.Or(""))
	if err != nil || m.inv.Kind != inventory.Account || named.Sensitive() || inventory.HoldsToken(parsed.String()) || !zoneName.MatchString(parsed.Region) {
		return farCopy{}, false
	}
	c := farCopy{parsed.String(), parsed.Region, named.Origin()}
	return c, parsed.Region != r.Region.Or(parsed.Region) && len(m.index.identity(c.arn)) == 0
}

// finishFarCopies lets the replicas take over that databases tell of, by hand. A
// replica in another region is told by its ARN; of a cluster, which may have no
// instance, it is open whether it can.
// See https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.XRgn.html.
func (m *model) finishFarCopies() {
	for _, r := range slices.Clone(m.out) {
		raw := m.raw[r.Address]
		t, ok := r.Traits.(*estate.DatastoreTraits)
		if !ok || raw == nil || r.Kind != estate.Datastore {
			continue
		}
		list, _ := attrs(raw).texts("replicas")
		for _, e := range list {
			far, is := m.farCopyOf(r, e.value)
			switch {
			case !is:
			case raw.Type == "aws_db_instance":
				m.addFarCopy(r, t, far)
			default:
				m.openFarCopy(r, t, far)
			}
		}
	}
}

// addFarCopy lets a copy that was not read take over from a database by hand.
func (m *model) addFarCopy(db *estate.Resource, t *estate.DatastoreTraits, far farCopy) {
	copied := m.part(db, replicaIn(far.region))
	copied.Placement = estate.Placement{Scope: estate.Region, Region: far.region, Origin: far.origin}
	t.Copies = append(t.Copies, estate.Copy{Address: copied.Address, Region: estate.Set(far.region, far.origin), Standby: true, Origin: far.origin})
	if n := servedHere(db); n != nil {
		n.Members = append(n.Members, estate.Member{Address: copied.Address, Takeover: estate.ByHand, Figures: figures("rds-promote-replica")})
	}
}

// openFarCopy says that it is not known whether a copy that was not read can
// take over.
func (m *model) openFarCopy(db *estate.Resource, t *estate.DatastoreTraits, far farCopy) {
	settles := []string{"whether " + m.shown(far.arn) + " has an instance"}
	t.CopyOpen, t.CopySettles = true, mergeSorted(t.CopySettles, settles)
	if n := servedHere(db); n != nil {
		n.Open, n.Settles = true, mergeSorted(n.Settles, settles)
	}
}

// servedHere returns the need of a database that its own region serves.
func servedHere(db *estate.Resource) *estate.Need {
	for i, n := range db.Needs {
		if len(n.Members) > 0 && n.Members[0].Address == db.Address+"#primary" {
			return &db.Needs[i]
		}
	}
	return nil
}

// joinFarMembers has clusters know the members of their global database that
// were not read. Where the writer is one of those, the clusters are its copies,
// and joined is true.
func (m *model) joinFarMembers(global string, clusters []*estate.Resource) (joined bool) {
	members, _ := attrs(m.raw[global]).blocks("global_cluster_members")
	for _, member := range members {
		writes := member.boolean("is_writer", false).Or(false)
		for _, c := range clusters {
			t, ok := c.Traits.(*estate.DatastoreTraits)
			far, is := m.farCopyOf(c, member.text("db_cluster_arn", ""))
			switch {
			case !ok || !is:
			case writes:
				joined, t.Replica = true, estate.Set(true, far.origin)
				m.addFarCopy(c, t, far)
			default:
				m.openFarCopy(c, t, far)
			}
		}
	}
	return joined
}
