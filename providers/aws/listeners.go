package aws

import (
	"fmt"
	"slices"

	"spof/estate"
	"spof/inventory"
)

// A share is the part of a balancer's users that one target group serves.
type share struct {
	group  string
	name   string
	first  bool // the default action
	weight int
	origin estate.Origin
	others int // other actions and rules that lead to the same group
}

var listenerTypes = []string{"aws_lb_listener", "aws_alb_listener"}

// shares returns the target groups that the listeners of a balancer lead to,
// each once.
func (m *model) shares(lb *inventory.Resource) []share {
	var all []share
	for _, t := range listenerTypes {
		for _, l := range m.types[t] {
			if m.resource(attrs(l), "load_balancer_arn", "aws_lb", "aws_alb") != lb {
				continue
			}
			all = append(all, m.actions(l, "default_action", "the default action of "+l.Address, true)...)
			all = append(all, m.ruleShares(l)...)
		}
	}
	var out []share
	for _, s := range all {
		i := slices.IndexFunc(out, func(o share) bool { return o.group == s.group })
		if i < 0 {
			out = append(out, s)
			continue
		}
		s.others = out[i].others + 1
		if !s.first || out[i].first {
			out[i].others++
			continue
		}
		out[i] = s
	}
	for i, s := range out {
		if s.others > 0 {
			out[i].name += fmt.Sprintf(" and %d more", s.others)
		}
	}
	return out
}

func (m *model) ruleShares(listener *inventory.Resource) []share {
	var out []share
	for _, t := range []string{"aws_lb_listener_rule", "aws_alb_listener_rule"} {
		for _, rule := range m.types[t] {
			if m.resource(attrs(rule), "listener_arn", listenerTypes...) == listener {
				out = append(out, m.actions(rule, "action", "the rule "+rule.Address, false)...)
			}
		}
	}
	return out
}

// actions returns the target groups that the actions of a listener or rule
// send to.
func (m *model) actions(r *inventory.Resource, blocks, name string, first bool) []share {
	var out []share
	list, _ := attrs(r).blocks(blocks)
	for _, a := range list {
		for _, g := range m.forwards(a) {
			g.name, g.first = name, first
			out = append(out, g)
		}
	}
	return out
}

// forwards returns the target groups that one action sends to.
func (m *model) forwards(action block) []share {
	if g := m.resource(action, "target_group_arn", groupTypes...); g != nil {
		return []share{{group: g.Address, origin: action.at("target_group_arn")}}
	}
	var out []share
	forward, _ := action.first("forward")
	groups, _ := forward.blocks("target_group")
	for _, tg := range groups {
		if g := m.resource(tg, "arn", groupTypes...); g != nil {
			out = append(out, share{group: g.Address, weight: tg.number("weight", 0).Or(0), origin: tg.at("arn")})
		}
	}
	return out
}
