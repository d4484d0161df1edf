package aws

import (
	"strings"

	"spof/estate"
	"spof/inventory"
)

// healthCheck means a Route 53 health check and what it probes.
func (m *model) healthCheck(r *inventory.Resource) {
	b := attrs(r)
	c := m.whole(r, estate.HealthCheck)
	c.Placement = estate.Placement{Scope: estate.Global}
	children, open := b.texts("child_healthchecks")
	count := estate.Set(len(children), b.at("child_healthchecks"))
	if open {
		count = estate.Unknown[int](b.at("child_healthchecks"), b.settles("child_healthchecks")...)
	}
	t := &estate.HealthCheckTraits{
		Type: b.text("type", ""), Disabled: b.boolean("disabled", false), Inverted: b.boolean("invert_healthcheck", false),
		ChildThreshold: b.number("child_health_threshold", 0), Children: count,
		InsufficientData: b.text("insufficient_data_health_status", "LastKnownStatus"),
	}
	c.Traits = t
	for _, name := range []string{"ip_address", "fqdn"} {
		if v := b.text(name, ""); v.Or("") != "" {
			t.Probes = m.probed(v)
			break
		}
	}
	for _, child := range children {
		if k := m.index.named(child.value.Or(""), "", "aws_route53_health_check"); k != nil {
			m.pending = append(m.pending, func() { m.inheritProbes(t, k.Address) })
		}
	}
}

// probed returns what a health check's address leads to: a resource, or the
// record set whose name it is.
func (m *model) probed(v estate.Value[string]) []estate.Target {
	targets := m.targetsIn(v)
	if len(targets) > 0 && targets[0].Address == "" {
		if set := m.nameLeadsTo(v.Or("")); set != "" {
			return []estate.Target{{Address: set, Origin: v.Origin()}}
		}
		if d := m.domainNamed(v.Or("")); d != "" {
			return []estate.Target{{Address: d, Origin: v.Origin()}}
		}
	}
	return targets
}

// domainNamed returns the custom domain or distribution with a name.
func (m *model) domainNamed(name string) string {
	for _, r := range m.out {
		if (r.Kind == estate.DomainName || r.Kind == estate.CDN) && strings.EqualFold(r.Name, name) {
			return r.Address
		}
	}
	return ""
}

func (m *model) inheritProbes(t *estate.HealthCheckTraits, child string) {
	if c, ok := m.made[child].Traits.(*estate.HealthCheckTraits); ok {
		t.Probes = append(t.Probes, c.Probes...)
	}
}
