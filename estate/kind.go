package estate

// A Kind is what a resource is, whatever the product is called: RDS, Aurora,
// ElastiCache and OpenSearch are all datastores.
type Kind string

// The kinds. Their values are the words that messages use.
const (
	RecordSet        Kind = "DNS record set" // all records of one zone, name and type
	Record           Kind = "DNS record"
	HealthCheck      Kind = "health check"
	CDN              Kind = "CDN"
	API              Kind = "API"
	VPCLink          Kind = "VPC link"
	DomainName       Kind = "custom domain"
	LoadBalancer     Kind = "load balancer"
	TargetGroup      Kind = "target group"
	Server           Kind = "server"
	ServerGroup      Kind = "server group"
	Function         Kind = "function"
	Cluster          Kind = "cluster"
	ContainerService Kind = "container service"
	NodeGroup        Kind = "node group"
	Subnet           Kind = "subnet"
	SubnetGroup      Kind = "subnet group"
	RouteTable       Kind = "route table"
	Egress           Kind = "egress gateway"
	Endpoint         Kind = "endpoint"
	Address          Kind = "address"
	Datastore        Kind = "datastore"
	Cache            Kind = "cache"
	SearchDomain     Kind = "search domain"
	FileSystem       Kind = "file system"
	Table            Kind = "table"
	Bucket           Kind = "bucket"
	Queue            Kind = "queue"
	Topic            Kind = "topic"
	Key              Kind = "key"
	Secret           Kind = "secret"
	Parameter        Kind = "parameter"
	Plumbing         Kind = "plumbing" // listeners, rules, policies, roles: never fails, never a finding's subject
)

// HoldsData reports whether the kind keeps its users' data.
func (k Kind) HoldsData() bool {
	switch k {
	case Datastore, Cache, SearchDomain, FileSystem, Table, Bucket:
		return true
	default:
		return false
	}
}
