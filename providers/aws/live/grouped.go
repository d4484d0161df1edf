package live

import (
	"slices"

	"github.com/zclconf/go-cty/cty"

	"spof/inventory"
)

// What a group or a service keeps up is part of it, as it is in Terraform: its
// instances are no servers of their own, and what it registers with a target
// group is registered by it. regrouped says so of what was read one by one.
func regrouped(all []*inventory.Resource, members map[string]string, held holders) []*inventory.Resource {
	g := grouping{
		members: members, groups: map[string]*inventory.Resource{}, served: map[string]bool{}, holders: held, networks: map[string]string{},
		stopped: stoppedOf(all),
	}
	for _, r := range all {
		g.learn(r)
	}
	var out []*inventory.Resource
	seen := map[string]bool{}
	for _, r := range all {
		if r = g.regroup(r); r != nil && !seen[r.Address] {
			seen[r.Address] = true
			out = append(out, r)
		}
	}
	return out
}

type grouping struct {
	members map[string]string              // the group of an instance, by the instance's id
	groups  map[string]*inventory.Resource // auto scaling groups, by region and name
	served  map[string]bool                // ARNs of target groups that a service registers its tasks with
	holders
	networks map[string]string // the network of a target group, by its ARN
	stopped  stopped
}

func (g grouping) learn(r *inventory.Resource) {
	switch r.Type {
	case "aws_autoscaling_group":
		g.groups[r.Region.Or("")+" "+word(r.Values, "name")] = r
	case "aws_ecs_service":
		for _, b := range elements(r.Values, "load_balancer") {
			g.served[word(b, "target_group_arn")] = true
			for _, second := range elements(b, "advanced_configuration") {
				g.served[word(second, "alternate_target_group_arn")] = true
			}
		}
	case "aws_lb_target_group":
		g.networks[word(r.Values, "arn")] = word(r.Values, "vpc_id")
	}
}

// The tags by which EKS says which group of nodes an auto scaling group is.
const (
	nodeGroupTag = "eks:nodegroup-name"
	clusterTag   = "eks:cluster-name"
)

// regroup returns what stands for a resource, nil where that is another one.
func (g grouping) regroup(r *inventory.Resource) *inventory.Resource {
	switch r.Type {
	case "aws_autoscaling_group":
		if tag(r, nodeGroupTag) != "" {
			return nil
		}
	case "aws_lb_target_group_attachment":
		if r = g.attachment(r); r == nil {
			return nil
		}
	}
	return g.stopped.without(r)
}

// attachment says which group registered a target, or which server has its
// address.
func (g grouping) attachment(r *inventory.Resource) *inventory.Resource {
	to, target := word(r.Values, "target_group_arn"), word(r.Values, "target_id")
	holder := g.of(g.networks[to], target)
	switch {
	case g.served[to] && (holder == "" || holder == aTask):
		return nil // the service's
	case holder == aTask:
		return r
	case holder != "":
		target = holder
	}
	name, kept := g.members[target]
	switch {
	case kept:
		return g.ofGroup(r, to, name)
	case holder != "":
		return retarget(r, to, cty.StringVal(target), target)
	}
	return r
}

// ofGroup returns what stands for a target that a group keeps up: nothing where
// the group registers it by itself.
func (g grouping) ofGroup(r *inventory.Resource, to, name string) *inventory.Resource {
	group := g.groups[r.Region.Or("")+" "+name]
	switch {
	case group == nil:
		return retarget(r, to, cty.DynamicVal, "the group "+name)
	case slices.Contains(words(group.Values, "target_group_arns"), to):
		return nil
	case tag(group, nodeGroupTag) != "":
		return retarget(r, to, cty.StringVal(nodeGroupID(tag(group, clusterTag), tag(group, nodeGroupTag))), name)
	}
	return retarget(r, to, cty.StringVal(group.Address), name)
}

// retarget returns an attachment that registers something else.
func retarget(r *inventory.Resource, group string, target cty.Value, name string) *inventory.Resource {
	out := *r
	values := r.Values.AsValueMap()
	values["target_id"] = target
	delete(values, "availability_zone")
	out.Values, out.Address = cty.ObjectVal(values), group+"/"+name
	return &out
}

// word returns an attribute that is text, "" where it is none.
func word(v cty.Value, name string) string {
	if !v.Type().HasAttribute(name) {
		return ""
	}
	v, _ = v.GetAttr(name).Unmark()
	if v.IsKnown() && !v.IsNull() && v.Type() == cty.String {
		return v.AsString()
	}
	return ""
}

// elements returns the elements of an attribute that is a list.
func elements(v cty.Value, name string) []cty.Value {
	if !v.Type().HasAttribute(name) || !v.GetAttr(name).CanIterateElements() {
		return nil
	}
	return v.GetAttr(name).AsValueSlice()
}

func words(v cty.Value, name string) []string {
	var out []string
	for _, e := range elements(v, name) {
		if e.IsKnown() && e.Type() == cty.String {
			out = append(out, e.AsString())
		}
	}
	return out
}

func tag(r *inventory.Resource, name string) string {
	if !r.Values.Type().HasAttribute("tags") {
		return ""
	}
	return word(r.Values.GetAttr("tags"), name)
}
