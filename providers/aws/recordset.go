package aws

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"spof/estate"
)

// recordSet means all records of one zone, name and type: what Route 53
// answers with, and which failures make it answer otherwise.
//
// A checked member is withdrawn for the failures that its check sees; then one
// of the others is enough. What its check does not see keeps being answered
// with: by everyone for a failover primary, in part otherwise.
// See https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-types.html.
func (m *model) recordSet(address string, records []*estate.Resource) {
	first := records[0]
	rt := factsOf(first)
	set := m.put(&estate.Resource{
		Address: address, Type: first.Type, Kind: estate.RecordSet, Name: cmp.Or(rt.Name, first.Address),
		Region: first.Region, Placement: estate.Placement{Scope: estate.Global}, Origin: first.Origin,
	})
	t := &estate.RecordSetTraits{Name: rt.Name, Type: rt.Type, Private: m.private(first), Validation: validation(rt) || proves(attrs(m.raw[first.Address]))}
	set.Traits = t
	for _, r := range records {
		if !m.raw[r.Address].Unexpanded {
			t.Records = append(t.Records, r.Address)
		}
	}
	t.Open, t.Settles = m.openSet(records)
	set.Entry = m.entryName(t, records)
	m.unreadName(set, t, records)
	if len(records) == 1 {
		set.Needs = append(set.Needs, estate.On(first.Address, "is answered by", first.Origin))
		return
	}
	m.answers(set, records)
}

// factsOf returns the facts of a record.
func factsOf(record *estate.Resource) *estate.RecordTraits {
	t, ok := record.Traits.(*estate.RecordTraits)
	if !ok {
		return &estate.RecordTraits{}
	}
	return t
}

// openSet reports whether records of a set may exist that were not read: its
// zone is kept elsewhere, or how many there are is unknown.
func (m *model) openSet(records []*estate.Resource) (open bool, settles []string) {
	for _, record := range records {
		r := m.raw[record.Address]
		if r.Unexpanded {
			return true, r.Settles
		}
		b := attrs(r)
		if m.resource(b, "zone_id", "aws_route53_zone") == nil {
			if by := b.text("zone_id", "").SettledBy(); len(by) > 0 {
				return true, by
			}
			return true, []string{"the other records of its zone"}
		}
	}
	return false, nil
}

// entryName says whether users come in by a name: a public one that leads to
// something that was read.
func (m *model) entryName(t *estate.RecordSetTraits, records []*estate.Resource) estate.Value[bool] {
	at := records[0].Origin
	switch t.Type {
	case "A", "AAAA", "CNAME":
	default:
		return estate.Default(false, at)
	}
	leads := false
	for _, r := range records {
		leads = leads || len(r.Needs) > 0
	}
	if t.Validation || !leads {
		return estate.Default(false, at)
	}
	private, known := t.Private.Get()
	if !known {
		return estate.Unknown[bool](t.Private.Origin(), t.Private.SettledBy()...)
	}
	return estate.Set(!private, at)
}

// unreadName tells of an alias that users may come in by and whose target was
// not read: what is behind it cannot be judged here.
func (m *model) unreadName(set *estate.Resource, t *estate.RecordSetTraits, records []*estate.Resource) {
	if t.Validation || t.Private.Or(false) || !slices.Contains([]string{"A", "AAAA", "CNAME"}, t.Type) {
		return
	}
	var settles []string
	for _, r := range records {
		rt := factsOf(r)
		if !rt.Alias || len(rt.Targets) > 0 || !rt.TargetsOpen || len(rt.Settles) == 0 {
			return
		}
		settles = mergeSorted(settles, rt.Settles)
	}
	m.gaps = append(m.gaps, estate.Gap{
		What: "what " + set.Name + " leads to", Why: "it hangs on " + strings.Join(settles, ", "),
		Advice: "give a plan", Origin: factsOf(records[0]).TargetsAt, Unsettles: []string{set.Address},
	})
}

// validation reports whether a record only proves something or serves mail.
func validation(t *estate.RecordTraits) bool {
	return strings.HasPrefix(t.Name, "_") || strings.Contains(t.Name, "._") || strings.Contains(t.Name, "._domainkey")
}

// proves reports whether a record's name or value is what AWS asks for as a
// proof that its domain or its mail is one's own.
// See https://docs.aws.amazon.com/ses/latest/dg/send-email-authentication-dkim-easy.html.
func proves(b block) bool {
	asked := []string{".domain_validation_options", ".dkim_tokens", ".verification_token", ".validation_record"}
	for _, by := range slices.Concat(b.r.Unknown["name"], b.r.Unknown["records"]) {
		if slices.ContainsFunc(asked, func(s string) bool { return strings.Contains(by, s) }) {
			return true
		}
	}
	return false
}

// private reports whether a record's zone is only answered inside networks.
func (m *model) private(record *estate.Resource) estate.Value[bool] {
	b := attrs(m.raw[record.Address])
	zone := m.resource(b, "zone_id", "aws_route53_zone")
	if zone == nil {
		return estate.Default(false, b.at("zone_id")).Assume()
	}
	list, open := attrs(zone).blocks("vpc")
	return estate.Set(len(list) > 0 || open, zone.Origin)
}

// answers makes the needs of a set of several records.
func (m *model) answers(set *estate.Resource, records []*estate.Resource) {
	one := estate.Need{Quorum: 1, Why: "is answered by", Origin: set.Origin}
	parts := estate.Need{Quorum: 1, Split: true, Why: "is answered, dead or alive, by", Origin: set.Origin}
	var places []place
	var checks []string
	for i, r := range records {
		t := factsOf(r)
		member := m.part(set, "answer "+strconv.Itoa(i+1))
		member.Needs = append(member.Needs, estate.On(r.Address, "answers with", r.Origin))
		check := m.checkOf(r, t)
		if check != "" {
			member.Needs = append(member.Needs, estate.On(check, "is withdrawn unless healthy:", r.Origin))
		}
		one.Members = append(one.Members, estate.Member{Address: member.Address, Part: label(t)})
		places, checks = append(places, m.placeOf(r, member.Address, check)), append(checks, check)
		if !m.blindly(t) {
			continue
		}
		blind := estate.On(r.Address, "is answered, dead or alive, by", r.Origin)
		blind.Unless = check
		if t.Policy.Or("") == "failover" {
			set.Needs = append(set.Needs, blind)
			continue
		}
		part := m.part(set, "users of answer "+strconv.Itoa(i+1))
		part.Needs = append(part.Needs, blind)
		parts.Members = append(parts.Members, estate.Member{Address: part.Address, Part: label(t), Weight: t.Weight.Or(0)})
	}
	set.Needs = append(set.Needs, failOpen(one, records, checks)...)
	if len(parts.Members) > 0 {
		shareOut(parts.Members)
		set.Needs = append(set.Needs, parts)
	}
	m.fallBack(set, places)
}

// shareOut turns weights into percents; members without weights share equally.
func shareOut(members []estate.Member) {
	total := 0
	for _, member := range members {
		total += member.Weight
	}
	for i := range members {
		if total > 0 {
			members[i].Weight = members[i].Weight * 100 / total
		} else {
			members[i].Weight = 100 / len(members)
		}
	}
}

// blindly reports whether a record is answered with for failures that nothing
// sees: a failover secondary only is when the primary is withdrawn.
func (m *model) blindly(t *estate.RecordTraits) bool {
	if t.Policy.Or("") != "failover" {
		return true
	}
	role, known := t.Role.Get()
	return !known || role == "PRIMARY"
}

// label names a record among those of its set.
func label(t *estate.RecordTraits) string {
	policy := t.Policy.Or("simple")
	switch {
	case t.Role.Known():
		return t.Role.Or("") + " record"
	case policy == "weighted":
		return "weight " + strconv.Itoa(t.Weight.Or(0))
	}
	return policy + " record"
}

// checkOf returns the address of what a record's check sees: down exactly for
// the failures for which Route 53 withdraws the record. It is "" where nothing
// is checked, or nothing that the check tells.
func (m *model) checkOf(record *estate.Resource, t *estate.RecordTraits) string {
	if a := t.Check.Or(""); a != "" {
		return m.seenBy(record, a)
	}
	if !t.Check.Known() {
		return ""
	}
	if !t.EvaluateHealth.Or(false) || !t.Evaluable.Or(true) || len(t.Targets) != 1 {
		return ""
	}
	return m.targetHealth(record, t.Targets[0].Address)
}

// seenBy makes what a health check sees of what it probes.
func (m *model) seenBy(record *estate.Resource, check string) string {
	c := m.made[check]
	if c == nil {
		return ""
	}
	t, ok := c.Traits.(*estate.HealthCheckTraits)
	if !ok || t.Disabled.Or(false) || t.Inverted.Or(false) || len(t.Probes) == 0 {
		return ""
	}
	if t.Type.Or("") == "CALCULATED" && t.ChildThreshold.Or(1) == 0 {
		return ""
	}
	seen := m.part(record, "check")
	for _, p := range t.Probes {
		if p.Address == "" {
			continue
		}
		address, why := p.Address, "is probed, by a path that is assumed to need all that it needs, at"
		if t.Type.Or("") == "TCP" {
			address, why = m.listening(p.Address), "is probed, by a connection only, at"
		}
		n := estate.On(address, why, c.Origin)
		n.Assumed = t.Type.Or("") != "TCP"
		seen.Needs = append(seen.Needs, n)
	}
	if len(seen.Needs) == 0 {
		return ""
	}
	return seen.Address
}

// targetHealth makes what evaluating an alias sees: the health of a balancer's
// targets, as the checks of its target groups tell it.
func (m *model) targetHealth(record *estate.Resource, target string) string {
	r := m.made[target]
	if r == nil {
		return ""
	}
	t, ok := r.Traits.(*estate.BalancerTraits)
	if !ok {
		return target
	}
	seen := m.part(record, "target health")
	address := target
	why := "counts as healthy while its targets' checks, which are assumed to see what they need, pass at"
	for _, g := range t.Groups {
		if gt, ok := m.made[g].Traits.(*estate.TargetGroupTraits); ok && !strings.HasPrefix(gt.CheckType.Or("HTTP"), "HTTP") {
			address, why = m.listening(target), "counts as healthy while its targets accept connections at"
		}
	}
	n := estate.On(address, why, record.Origin)
	n.Assumed = true
	seen.Needs = append(seen.Needs, n)
	return seen.Address
}

// listening makes the part of a server or balancer that accepts connections,
// whatever else it needs to answer.
func (m *model) listening(address string) string {
	r := m.made[address]
	if r == nil {
		return address
	}
	switch t := r.Traits.(type) {
	case *estate.ServerTraits:
		return address + "#host"
	case *estate.BalancerTraits:
		return m.listeningBalancer(r, t)
	default:
		return address
	}
}

func (m *model) listeningBalancer(lb *estate.Resource, t *estate.BalancerTraits) string {
	if m.made[lb.Address+"#listening"] != nil {
		return lb.Address + "#listening"
	}
	p := m.part(lb, "listening")
	p.Placement = lb.Placement
	for _, g := range t.Groups {
		need := estate.Need{Quorum: 1, Why: "sends connections to", Origin: lb.Origin}
		for _, u := range m.unitsBehind(g) {
			need.Members = append(need.Members, estate.Member{Address: u.host, Takeover: u.takeover})
		}
		if len(need.Members) > 0 {
			p.Needs = append(p.Needs, need)
		}
	}
	return p.Address
}
