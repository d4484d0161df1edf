package live

import (
	"fmt"
	"maps"
	"slices"

	"github.com/aws/aws-sdk-go-v2/service/ec2/types"
	"github.com/zclconf/go-cty/cty"

	"spof/inventory"
)

// stopped are the instances that do not run, by their ids, each with its region.
// They serve nothing, and stand by for nothing: what is registered of them is
// left out with them.
type stopped map[string]string

func stoppedOf(all []*inventory.Resource) stopped {
	out := stopped{}
	for _, r := range all {
		if r.Type == "aws_instance" && isStopped(types.InstanceStateName(word(r.Values, "instance_state"))) {
			out[word(r.Values, "id")] = r.Region.Or("")
		}
	}
	return out
}

func isStopped(state types.InstanceStateName) bool {
	return state == types.InstanceStateNameStopped || state == types.InstanceStateNameStopping
}

// without returns what stays of a resource without the instances that do not
// run, nil where it is about one alone.
func (s stopped) without(r *inventory.Resource) *inventory.Resource {
	about := ""
	switch r.Type {
	case "aws_instance":
		about = "id"
	case "aws_lb_target_group_attachment":
		about = "target_id"
	case "aws_eip":
		about = "instance"
	case "aws_elb":
		return s.behind(r)
	}
	if _, is := s[word(r.Values, about)]; about != "" && is {
		return nil
	}
	return r
}

// behind returns a balancer without the instances that do not run.
func (s stopped) behind(r *inventory.Resource) *inventory.Resource {
	var running []string
	for _, id := range words(r.Values, "instances") {
		if _, is := s[id]; !is {
			running = append(running, id)
		}
	}
	out := *r
	v := Values(r.Values.AsValueMap())
	delete(v, "instances")
	Texts(v, "instances", running)
	out.Values = cty.ObjectVal(v)
	return &out
}

// notes say how many there are.
func (s stopped) notes() []string {
	count := map[string]int{}
	for _, region := range s {
		count[region]++
	}
	var out []string
	for _, region := range slices.Sorted(maps.Keys(count)) {
		out = append(out, fmt.Sprintf("stopped instances are left out: %d in %s", count[region], region))
	}
	return out
}
