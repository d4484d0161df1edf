package aws

import (
	"strings"

	"spof/estate"
	"spof/inventory"
)

var edgeMeanings = []meaning{
	{[]string{"aws_cloudfront_distribution"}, (*model).distribution},
}

// distribution means a CloudFront distribution. Each behaviour needs its
// origin; an origin group needs one of its members.
// See https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/high_availability_origin_failover.html.
func (m *model) distribution(r *inventory.Resource) {
	b := attrs(r)
	cdn := m.whole(r, estate.CDN)
	cdn.Fails = estate.FailsChanged
	cdn.Placement = estate.Placement{Scope: estate.Global}
	cdn.Entry = estate.Set(b.boolean("enabled", true).Or(true), r.Origin)
	aliases, _ := b.texts("aliases")
	if len(aliases) > 0 {
		if s := m.shownText(aliases[0].value); s != "" {
			cdn.Name = s
		}
	}
	m.pending = append(m.pending, func() { m.finishDistribution(cdn, b) })
}

// finishDistribution makes the needs of a distribution, once everything that
// an origin can be is there.
func (m *model) finishDistribution(cdn *estate.Resource, b block) {
	origins := m.origins(cdn, b)
	need := estate.Need{Quorum: 1, Why: "fetches from", Origin: b.r.Origin}
	at := map[string]int{}
	add := func(behaviour block, part string, isDefault bool) {
		id := behaviour.text("target_origin_id", "").Or("")
		address := origins[id]
		if address == "" {
			return
		}
		if i, seen := at[address]; seen {
			need.Members[i].Part += ", " + part
			need.Members[i].Default = need.Members[i].Default || isDefault
			return
		}
		at[address] = len(need.Members)
		need.Members = append(need.Members, estate.Member{Address: address, Part: part, Default: isDefault})
		need.Origin = behaviour.at("target_origin_id")
	}
	if def, ok := b.first("default_cache_behavior"); ok {
		add(def, "the default behaviour", true)
	}
	ordered, _ := b.blocks("ordered_cache_behavior")
	for _, o := range ordered {
		add(o, "the behaviour "+o.text("path_pattern", "").Or(""), false)
	}
	if len(need.Members) > 0 {
		need.Split = len(need.Members) > 1
		cdn.Needs = append(cdn.Needs, need)
	}
}

// origins returns the address of what each origin and origin group leads to,
// by its id.
func (m *model) origins(cdn *estate.Resource, b block) map[string]string {
	out := map[string]string{}
	list, _ := b.blocks("origin")
	m.unreadOrigins(cdn, list)
	for _, o := range list {
		if a := m.originOf(cdn, o); a != "" {
			out[o.text("origin_id", "").Or("")] = a
		}
	}
	groups, _ := b.blocks("origin_group")
	for _, g := range groups {
		id := g.text("origin_id", "").Or("")
		out[id] = m.originGroup(cdn, g, id, out)
	}
	return out
}

// unreadOrigins tells of origins that are not known: what is behind them cannot
// be judged here.
func (m *model) unreadOrigins(cdn *estate.Resource, origins []block) {
	var settles []string
	at := cdn.Origin
	for _, o := range origins {
		if domain := o.text("domain_name", ""); !domain.Known() {
			settles = mergeSorted(settles, domain.SettledBy())
			at = domain.Origin()
		}
	}
	if len(settles) > 0 {
		m.gaps = append(m.gaps, estate.Gap{
			What: "what " + cdn.Name + " fetches from", Why: "it hangs on " + strings.Join(settles, ", "),
			Advice: "give a plan", Origin: at, Unsettles: []string{cdn.Address},
		})
	}
}

// originOf returns the address of what an origin's domain leads to.
func (m *model) originOf(cdn *estate.Resource, o block) string {
	domain := o.text("domain_name", "")
	for _, t := range m.orName(m.targetsIn(domain), domain.Or("")) {
		if t.Address != "" && t.Address != cdn.Address {
			return t.Address
		}
	}
	return ""
}

// originGroup makes what an origin group is: one of its members is enough.
func (m *model) originGroup(cdn *estate.Resource, g block, id string, origins map[string]string) string {
	need := estate.Need{Quorum: 1, Why: "fetches from", Origin: g.at("origin_id")}
	members, _ := g.blocks("member")
	for _, member := range members {
		if a := origins[member.text("origin_id", "").Or("")]; a != "" {
			need.Members = append(need.Members, estate.Member{Address: a})
		} else {
			need.Open = true
		}
	}
	part := m.part(cdn, "origin group "+id)
	part.Needs = append(part.Needs, need)
	return part.Address
}

// nameLeadsTo returns the record set that a DNS name of the configuration
// belongs to.
func (m *model) nameLeadsTo(name string) string {
	name = strings.TrimSuffix(strings.ToLower(name), ".")
	if name == "" {
		return ""
	}
	return m.setByName[name]
}
