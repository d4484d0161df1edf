package estate

// A Price is what one more unit of a resource costs: an instance, a node, a
// task, a gateway, a zone of a load balancer.
type Price struct {
	Monthly float64 // US dollars, running all the time
	Of      string  // what has the price: "db.m6g.large of mysql"
	Region  string  // whose list price it is, which need not be the resource's own
	Date    string  // when the list was read
	Source  string  // where
}

// An SLA is what the provider's contract promises of a resource, in percent of
// the time, depending on whether it runs in several zones or in one. The gap
// between the two is the provider's own word on what the second zone is worth.
type SLA struct {
	Multi, Single float64
	Date          string // of the contract
	Page          string // where it stands
}

// hoursAYear is how many hours a year has that is no leap year.
const hoursAYear = 365 * 24

// Hours is how many hours a year lie between the two promises.
func (s SLA) Hours() float64 { return (s.Multi - s.Single) / 100 * hoursAYear }
