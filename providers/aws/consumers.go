package aws

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws/arn"

	"spof/estate"
	"spof/inventory"
)

// A dependence is what naming a resource means for the one that names it.
type dependence struct {
	strength estate.Strength
	why      string
}

// dependences says what naming a resource of a type, in an environment, a
// container definition or user data, makes of it. Types that are not here are
// named without being needed.
var dependences = map[string]dependence{
	"aws_db_instance":                   {estate.Hard, "reads and writes"},
	"aws_rds_cluster":                   {estate.Hard, "reads and writes"},
	"aws_rds_cluster_endpoint":          {estate.Hard, "reads and writes"},
	"aws_db_proxy":                      {estate.Hard, "reads and writes through"},
	"aws_docdb_cluster":                 {estate.Hard, "reads and writes"},
	"aws_neptune_cluster":               {estate.Hard, "reads and writes"},
	"aws_redshift_cluster":              {estate.Hard, "reads and writes"},
	"aws_dynamodb_table":                {estate.Hard, "reads and writes"},
	"aws_opensearch_domain":             {estate.Hard, "searches"},
	"aws_elasticsearch_domain":          {estate.Hard, "searches"},
	"aws_efs_file_system":               {estate.Hard, "mounts"},
	"aws_mq_broker":                     {estate.Hard, "sends messages through"},
	"aws_msk_cluster":                   {estate.Hard, "sends messages through"},
	"aws_kms_key":                       {estate.Hard, "encrypts with"},
	"aws_elasticache_replication_group": {estate.Soft, "caches in"},
	"aws_elasticache_cluster":           {estate.Soft, "caches in"},
	"aws_elasticache_serverless_cache":  {estate.Soft, "caches in"},
	"aws_memorydb_cluster":              {estate.Soft, "caches in"},
	"aws_sqs_queue":                     {estate.Soft, "sends to"},
	"aws_sns_topic":                     {estate.Soft, "publishes to"},
	"aws_kinesis_stream":                {estate.Soft, "streams to"},
	"aws_s3_bucket":                     {estate.Soft, "stores files in"},
	"aws_secretsmanager_secret":         {estate.Startup, "reads the secret"},
	"aws_ssm_parameter":                 {estate.Startup, "reads the parameter"},
	"aws_ecr_repository":                {estate.Startup, "pulls its image from"},
}

// namedWhole are the types that code names by their plain name, so that a
// value equal to the name is as good as an identity.
var namedWhole = []string{
	"aws_dynamodb_table", "aws_s3_bucket", "aws_kinesis_stream", "aws_sqs_queue", "aws_secretsmanager_secret", "aws_ssm_parameter",
}

// A consumer is what runs code that names other resources.
type consumer struct {
	r        *inventory.Resource
	texts    []sourced
	images   []sourced // named as images only
	groups   []string  // ids of its security groups
	networks []string  // ids of the networks that it runs in
}

// A sourced text is a string and where it stands.
type sourced struct {
	text   string
	origin estate.Origin
	what   string // "environment", "user data"
}

// read adds every string of an attribute.
func (c *consumer) read(b block, name, what string) {
	v, _ := b.raw(name)
	at := b.at(name)
	leaves(b.r, v, func(s string) {
		c.texts = append(c.texts, sourced{s, at, what})
	})
}

// script adds a script that may be encoded in base64, and compressed below it.
func (c *consumer) script(b block, name string) {
	s := b.text(name, "").Or("")
	if plain, encoded := inventory.Decoded(s); encoded {
		s = plain
	}
	if s == "" {
		return
	}
	c.texts = append(c.texts, sourced{s, b.at(name), "user data"})
	for _, match := range assignment.FindAllStringSubmatch(s, -1) {
		c.texts = append(c.texts, sourced{match[1], b.at(name), "environment"})
	}
}

// secure adds the security groups of an attribute.
func (c *consumer) secure(b block, name string) {
	list, _ := b.texts(name)
	for _, e := range list {
		if id := e.value.Or(""); id != "" {
			c.groups = append(c.groups, id)
		}
	}
}

// needs returns what the consumer needs by what it names, the strongest
// evidence first, and whether each of its requests leaves the network.
func (m *model) needs(c *consumer) (out []estate.Need, internet estate.Strength) {
	found := map[string]bool{}
	internet = estate.Soft
	for _, t := range c.texts {
		for _, r := range m.namedIn(t.text, c.r) {
			out = append(out, m.depend(c, r, t, found)...)
		}
		if leavesNetwork(t) {
			internet = estate.Hard
		}
	}
	for _, t := range c.images {
		for _, r := range m.namedIn(t.text, c.r) {
			out = append(out, m.depend(c, r, t, found)...)
		}
	}
	if m.callsOutside(c, out) {
		internet = estate.Hard
	}
	out = append(out, m.admitted(c, found)...)
	return append(out, m.writers(out)...), internet
}

// writers are the needs of a consumer that names a replica and no database
// that can be written: the replica's source, or the replica once promoted.
func (m *model) writers(needs []estate.Need) []estate.Need {
	var out []estate.Need
	for _, n := range needs {
		db := m.made[n.Members[0].Address]
		if db == nil {
			continue
		}
		t, ok := db.Traits.(*estate.DatastoreTraits)
		if !ok || n.Strength != estate.Hard || db.Kind != estate.Datastore {
			continue
		}
		if t.Source == "" {
			return nil
		}
		w := estate.On(db.Address+"#writable", "writes through", n.Origin)
		w.Assumed = n.Assumed
		out = append(out, w)
	}
	return out
}

// namedIn returns the resources that a text names, by identity or by a plain
// name.
func (m *model) namedIn(text string, by *inventory.Resource) []*inventory.Resource {
	out := m.index.mentions(text)
	if len(text) >= 4 && !strings.ContainsAny(text, " \n") {
		if r := m.index.named(text, by.Region.Or(""), namedWhole...); r != nil && !slices.Contains(out, r) {
			out = append(out, r)
		}
	}
	return out
}

// depend makes the need of one named resource, and of what stands in the
// secret, parameter or private record that it is.
func (m *model) depend(c *consumer, r *inventory.Resource, t sourced, found map[string]bool) []estate.Need {
	if r.Address == c.r.Address || found[r.Address] {
		return nil
	}
	found[r.Address] = true
	switch r.Type {
	case "aws_secretsmanager_secret", "aws_ssm_parameter", "aws_secretsmanager_secret_version":
		return m.dependSecret(c, r, t, found)
	case "aws_route53_record":
		return []estate.Need{estate.On(m.setOf(r), "calls, by its name in the "+t.what+",", t.origin)}
	case "aws_efs_mount_target", "aws_efs_access_point":
		if fs := m.resource(attrs(r), "file_system_id", "aws_efs_file_system"); fs != nil {
			return m.depend(c, fs, t, found)
		}
		return nil
	case "aws_lb", "aws_alb", "aws_elb":
		if attrs(r).boolean("internal", false).Or(false) {
			return []estate.Need{estate.On(r.Address, "calls, by its name in the "+t.what+",", t.origin)}
		}
		return nil
	}
	d, ok := dependences[r.Type]
	if !ok {
		return nil
	}
	n := estate.On(m.meantBy(r, t.text), d.why, t.origin)
	n.Strength = d.strength
	return append([]estate.Need{n}, m.throughEndpoint(c, r, n)...)
}

// meantBy returns what a text means that names a store: its replica in the
// region that an ARN names, else the store wherever it is served.
func (m *model) meantBy(r *inventory.Resource, text string) string {
	for _, token := range arnsIn(text) {
		named, err := arn.Parse(token)
		if err != nil {
			continue
		}
		if replica := r.Address + "#" + replicaIn(named.Region); m.made[replica] != nil {
			return replica
		}
	}
	return m.served(r)
}

// dependSecret makes the need of a secret or parameter, and of what its
// content names.
func (m *model) dependSecret(c *consumer, r *inventory.Resource, t sourced, found map[string]bool) []estate.Need {
	var out []estate.Need
	secret := r
	if r.Type == "aws_secretsmanager_secret_version" {
		secret = m.resource(attrs(r), "secret_id", "aws_secretsmanager_secret")
	}
	if secret != nil {
		n := estate.On(secret.Address, dependences[secret.Type].why, t.origin)
		n.Strength = estate.Startup
		out = append(out, n)
	}
	for _, content := range m.contents(secret, r) {
		for _, named := range m.namedIn(content.text, c.r) {
			content.origin = t.origin
			out = append(out, m.depend(c, named, content, found)...)
		}
	}
	return out
}

// contents returns what a secret or parameter holds.
func (m *model) contents(secret, r *inventory.Resource) []sourced {
	var out []sourced
	add := func(b block, name string) {
		if s := b.text(name, "").Or(""); s != "" {
			out = append(out, sourced{s, b.at(name), "secret"})
		}
	}
	if r.Type == "aws_ssm_parameter" {
		add(attrs(r), "value")
		return out
	}
	if secret == nil {
		return nil
	}
	for _, v := range m.types["aws_secretsmanager_secret_version"] {
		if m.resource(attrs(v), "secret_id", "aws_secretsmanager_secret") == secret {
			add(attrs(v), "secret_string")
		}
	}
	return out
}

// assignment finds what a script gives to the program that it starts:
// "PAYMENTS_URL=https://pay.example.com". What a script fetches itself is only
// needed to start.
var assignment = regexp.MustCompile(`(?m)^\s*(?:export\s+|Environment=)?"?[A-Z][A-Z0-9_]*=["']?([^\s"']+)`)

// leavesNetwork reports whether a text names an address outside of AWS that
// the program calls.
func leavesNetwork(t sourced) bool {
	return t.what == "environment" && strings.HasPrefix(t.text, "http") && isOutside(t.text)
}

func isOutside(address string) bool {
	u, err := url.Parse(address)
	if err != nil || !strings.Contains(u.Hostname(), ".") {
		return false
	}
	for _, inside := range []string{".amazonaws.com", ".internal", ".local"} {
		if strings.HasSuffix(u.Hostname(), inside) {
			return false
		}
	}
	return true
}

// callsOutside reports whether a need is met by an API of AWS for which the
// consumer's network has no endpoint.
func (m *model) callsOutside(c *consumer, needs []estate.Need) bool {
	for _, n := range needs {
		for _, member := range n.Members {
			r := m.made[member.Address]
			if r == nil {
				continue
			}
			if overInternet(r.Kind) && len(c.networks) > 0 && len(m.endpointsFor(c.networks, endpointService[r.Type])) == 0 {
				return true
			}
		}
	}
	return false
}

// overInternet reports whether a kind is reached over the internet unless the
// network has an endpoint for it.
func overInternet(kind estate.Kind) bool {
	switch kind {
	case estate.Queue, estate.Topic, estate.Table, estate.Bucket:
		return true
	default:
		return false
	}
}

// networksOf returns the ids of the networks that subnets lie in.
func networksOf(in []*subnet) []string {
	var out []string
	for _, sn := range in {
		if sn.network != "" && !slices.Contains(out, sn.network) {
			out = append(out, sn.network)
		}
	}
	return out
}
