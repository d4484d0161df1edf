package live

import (
	"context"
	"strings"
	"sync"

	"github.com/aws/aws-sdk-go-v2/aws"

	"spof/estate"
	"spof/inventory"
)

// A Call is one collector at work in one region. Its methods may be used side
// by side.
type Call struct {
	// Config is for the clients of the SDK: with credentials, the region, a
	// limit of calls, and how to try again.
	Config    aws.Config
	Account   string
	Partition string // "aws"
	Region    string
	service   string
	global    bool
	beyond    error // why the service cannot be reached here
	answered  bool  // the service answered

	mu        sync.Mutex
	told      bool // a list was told to its end
	resources []*inventory.Resource
	gaps      []estate.Gap
	unread    []inventory.Unread
	members   map[string]string // the auto scaling group that keeps an instance, by the instance's id
	holders   holders
}

// Add adds a resource of a type. Its address is its ARN, else a name that
// [Call.Name] makes.
func (c *Call) Add(typ, address string, v Values, from string) *inventory.Resource {
	return c.AddIn(c.Region, typ, address, v, from)
}

// AddIn adds a resource that is in a region, whichever was asked; "" where it is
// not known which that is.
func (c *Call) AddIn(region, typ, address string, v Values, from string) *inventory.Resource {
	origin := estate.Origin{API: from}
	r := &inventory.Resource{
		Address: address, Mode: inventory.Managed, Type: typ, Provider: provider,
		Region: estate.Set(region, origin), Values: v.object(), Origin: origin, Unknown: v.unknown(from),
	}
	if region == "" {
		r.Region = estate.Unknown[string](origin, "the region of "+address)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.resources = append(c.resources, r)
	return r
}

// Member records that an auto scaling group keeps an instance up, so that the
// instance is part of the group and no resource of its own.
func (c *Call) Member(instance, group string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.members == nil {
		c.members = map[string]string{}
	}
	c.members[instance] = group
}

const provider = "registry.terraform.io/hashicorp/aws"

// Name makes a name for what has no ARN: "ec2/eu-west-1/rtb-123"; without the
// region where the service is the same in each.
func (c *Call) Name(parts ...string) string {
	if c.global {
		return strings.Join(append([]string{c.service}, parts...), "/")
	}
	return strings.Join(append([]string{c.service, c.Region}, parts...), "/")
}

// ARN makes the ARN of a resource of the service, whose answers tell none.
func (c *Call) ARN(service, resource string) string {
	return "arn:" + c.Partition + ":" + service + ":" + c.Region + ":" + c.Account + ":" + resource
}

// Unjudged records that there is something of which nobody judges yet what it
// survives.
func (c *Call) Unjudged(what, from string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.gaps = append(c.gaps, estate.Gap{
		What: what, Why: "what they survive, and who needs them, is not judged yet", Origin: estate.Origin{API: from},
	})
}

// Try asks for all there is of some types. Where that fails, whatever it was
// that failed, how many there are of the types is unknown.
//
// What cannot be reached is not asked again: a region behind a wall would take
// as many minutes as there are lists.
func (c *Call) Try(ctx context.Context, ask func(context.Context, *Call) error, types ...string) {
	if c.beyond == nil {
		err := ask(ctx, c)
		if err == nil {
			c.mu.Lock()
			defer c.mu.Unlock()
			c.told = true
			return
		}
		if isUnreachable(err) {
			c.beyond = err
		}
		c.Fail(ctx, err, types...)
		return
	}
	c.Fail(ctx, c.beyond, types...)
}

// Fail records that a call failed, and that some types were not read by it.
func (c *Call) Fail(ctx context.Context, err error, types ...string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.gaps = append(c.gaps, c.gap(ctx, err))
	for _, t := range types {
		c.unread = append(c.unread, inventory.Unread{Type: t, Region: c.Region, Why: actionOf(err) + " in " + c.Region})
	}
}

// Missing records that a call failed that asks more of one resource; what it
// would have told is to be unknown in the resource's values.
func (c *Call) Missing(ctx context.Context, err error, address string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	g := c.gap(ctx, err)
	g.Unsettles = []string{address}
	c.gaps = append(c.gaps, g)
	c.unread = append(c.unread, inventory.Unread{Of: address, Why: actionOf(err) + " of " + address})
}
