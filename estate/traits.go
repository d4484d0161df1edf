package estate

// Traits is implemented by the facts of each kind, and only by those.
//
//sumtype:decl
type Traits interface{ traits() }

// A Product is the service that AWS sells a datastore or a group as; rule ids
// begin with it.
type Product string

// The products that rules tell apart.
const (
	RDS           Product = "rds"
	Aurora        Product = "aurora"
	ElastiCache   Product = "elasticache"
	OpenSearch    Product = "opensearch"
	EFS           Product = "efs"
	DynamoDB      Product = "dynamodb"
	S3            Product = "s3"
	EC2           Product = "ec2"
	AutoScaling   Product = "asg"
	ECS           Product = "ecs"
	EKS           Product = "eks"
	Lambda        Product = "lambda"
	APIGatewayV1  Product = "apigw-v1"
	APIGatewayV2  Product = "apigw-v2"
	OtherProducts Product = ""
)

// A Spread is the zones over which something is configured.
type Spread struct {
	Zones []Domain // those that are certain, distinct and sorted
	Open  bool     // others may be among them
	// One says that it is certainly one zone even where Zones cannot say which:
	// a single subnet that leaves its zone to AWS.
	One     bool
	Assumed bool     // whether the zones rest on a stated default
	Settles []string // what would settle an open spread
	Origin  Origin   // the attribute that names the zones, or the block
}

// Single reports whether the spread is one zone only, and whether that can be
// known.
func (s Spread) Single() (single, known bool) {
	switch {
	case len(s.Zones) > 1:
		return false, true
	case s.Open || len(s.Zones) == 0:
		return false, false
	}
	return true, true
}

// A Target is what a record, an integration or a target group leads to: a
// resource that was read, or a literal address that none of them has.
type Target struct {
	Address string // of a resource; "" for a literal
	Literal string // an IP address or a host name; "" for a resource
	Origin  Origin
}

// RecordTraits are the facts about one DNS record.
type RecordTraits struct {
	Set            string // address of its record set
	Name, Type     string
	Policy         Value[string] // simple failover weighted latency geolocation geoproximity cidr multivalue
	Role           Value[string] // PRIMARY or SECONDARY, for failover
	Check          Value[string] // address of its health check, "" for none
	Alias          bool
	EvaluateHealth Value[bool] // of an alias
	Evaluable      Value[bool] // whether evaluating says something of this kind of target: not for an API or a CDN
	Targets        []Target
	TargetsOpen    bool     // targets may exist that were not read
	Settles        []string // what would settle open targets
	// TargetCount is how many targets there are, which may be known where they
	// are not: one address from a variable.
	TargetCount Value[int]
	TargetsAt   Origin // the attribute that names the targets
	Weight      Value[int]
}

// RecordSetTraits are the facts about all records of one zone, name and type.
type RecordSetTraits struct {
	Name, Type string
	Records    []string // addresses, in address order
	Private    Value[bool]
	Validation bool // a name that only proves ownership, mail routing or text: users never come in here
	// Open says that the set may hold records that were not read, because its
	// zone is kept elsewhere or how many there are is unknown; Settles names
	// what would tell.
	Open    bool
	Settles []string
}

// HealthCheckTraits are the facts about a Route 53 health check.
type HealthCheckTraits struct {
	Type             Value[string] // HTTP HTTPS HTTP_STR_MATCH HTTPS_STR_MATCH TCP CALCULATED CLOUDWATCH_METRIC RECOVERY_CONTROL
	Disabled         Value[bool]
	Inverted         Value[bool]
	ChildThreshold   Value[int] // of a calculated check
	Children         Value[int] // how many children a calculated check has
	InsufficientData Value[string]
	Probes           []Target // what its address or host name leads to
}

// APITraits are the facts about an API of API Gateway.
type APITraits struct {
	Product      Product
	Private      Value[bool]
	Regions      []string // of the APIs that share a public name with this one, itself included; sorted
	RegionsOpen  bool     // others may exist that were not read
	Settles      []string // what would settle open regions
	Integrations []Integration
}

// An Integration is where one route of an API leads.
type Integration struct {
	Address string // of the integration's own resource, "" where it has none
	Route   string // "GET /orders", "$default"
	Link    string // address of its VPC link, "" for none
	// Authorizer is the address of the function that is asked about each
	// request first, "" for none.
	Authorizer string
	Targets    []Target
	Open       bool // where it leads is unknown
	Settles    []string
	Origin     Origin
}

// VPCLinkTraits are the facts about a VPC link of API Gateway.
type VPCLinkTraits struct {
	Spread Spread
	Uses   []string // addresses of the APIs whose integrations use it
}

// BalancerTraits are the facts about a load balancer.
type BalancerTraits struct {
	Type      Value[string] // application network gateway classic
	Internal  Value[bool]
	Spread    Spread
	CrossZone Value[bool]
	Groups    []string // addresses of the target groups that its listeners lead to
}

// TargetGroupTraits are the facts about a target group, and about the
// instances that a classic load balancer holds itself.
type TargetGroupTraits struct {
	TargetType   Value[string] // instance ip lambda alb
	Balancers    []string
	Targets      []string // addresses of servers and server groups
	TargetsOpen  bool     // targets may exist that were not read: registered by a controller, by an unknown count
	TargetsOther bool     // some targets are literal addresses
	Spread       Spread   // the zones that its targets run in
	CrossZone    Value[bool]
	CheckType    Value[string] // HTTP HTTPS TCP TLS ...
	Settles      []string
}

// ServerTraits are the facts about a single instance.
type ServerTraits struct {
	Serves  Value[bool] // whether users or other resources depend on it, by a record, a balancer, an address or open ingress
	Peers   []string    // addresses of servers with the same part to play, itself included, in address order
	Exempt  string      // why it is no business of users: "bastion"; "" otherwise
	Count   Value[int]  // how many of them there are; unknown when count or for_each is
	Through string      // what makes it serve: "aws_lb_target_group.web"
	Subnet  string      // what gives it its zone, and all others there the same: a subnet, or a cluster placement group; "" where that is not known
	// Settles says what would settle whether a balancer reaches it, where none is
	// known to and some may.
	Settles []string
}

// GroupTraits are the facts about units that AWS keeps up: an auto scaling
// group, a container service, a node group.
type GroupTraits struct {
	Product Product
	Min     Value[int] // units that run at least, after any scaling policy
	MinName string     // the attribute that decides Min, as users write it: "min_size", "desired_count", "min_capacity"
	Max     Value[int]
	Spread  Spread
	Daemon  bool     // one unit on each node, whatever the count
	Peers   []string // groups with the same part to play (one target group, one cluster), itself included
	Standby bool     // switched off on purpose: capacity zero
	Serves  Value[bool]
}

// DatastoreTraits are the facts about a database, cache, search domain, table,
// file system or bucket.
type DatastoreTraits struct {
	Product   Product
	Engine    Value[string]
	Source    string      // address of the datastore that it replicates, "" for none
	Replica   Value[bool] // whether it replicates another one, read or not
	Members   Value[int]  // instances, nodes; of a cache, those of each shard
	Shards    Value[int]  // of a cache: how many times that
	Spread    Spread      // the zones that its members run in
	MultiZone Value[bool] // whether AWS keeps a standby in another zone
	Failover  Value[bool] // whether a standby takes over by itself
	Pinned    bool        // whether its members name their zones
	Copies    []Copy      // replicas and backups elsewhere
	CopyOpen  bool        // copies may exist that were not read
	// CopySettles names what would settle whether there are other copies.
	CopySettles []string
	Class       Value[string] // its instance type
	// Headless says, of the secondary of a global database, that it has no
	// instance to promote.
	Headless Value[bool]
	Global   string // address of the global database that it belongs to
}

// A Copy is the data of a datastore in another place.
type Copy struct {
	Address string
	Region  Value[string]
	Standby bool // it can serve after a promotion; otherwise it must be restored first
	Origin  Origin
}

// SubnetGroupTraits are the facts about a subnet group of a datastore.
type SubnetGroupTraits struct {
	Product Product
	Spread  Spread
	Users   []string // addresses of what is placed by it
}

// EgressTraits are the facts about a way out of a network: a NAT gateway, or
// an instance that routes.
type EgressTraits struct {
	Instance bool        // a route through one instance or network interface
	Regional Value[bool] // a NAT gateway over all zones
	Private  Value[bool] // it leads to other networks, not to the internet
	Network  Value[string]
	Spread   Spread
	Tenants  []Tenant
	// Settles says what would settle who leaves through it, where nobody that was
	// read is known to and somebody may.
	Settles []string
	// Others are the other ways out of the same network, by address.
	Others []string
}

// A Tenant is a subnet that leaves its network through an egress.
type Tenant struct {
	Subnet string
	Zone   Value[Domain]
	Used   Value[bool] // whether something runs in it
	Origin Origin      // the association or route that sends it there
}

func (*RecordTraits) traits()      {}
func (*RecordSetTraits) traits()   {}
func (*HealthCheckTraits) traits() {}
func (*APITraits) traits()         {}
func (*VPCLinkTraits) traits()     {}
func (*BalancerTraits) traits()    {}
func (*TargetGroupTraits) traits() {}
func (*ServerTraits) traits()      {}
func (*GroupTraits) traits()       {}
func (*DatastoreTraits) traits()   {}
func (*SubnetGroupTraits) traits() {}
func (*EgressTraits) traits()      {}
