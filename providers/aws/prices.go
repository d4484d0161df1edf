package aws

import (
	"cmp"
	"strconv"
	"strings"

	"spof/estate"
	"spof/providers/aws/facts"
)

// A price is what AWS's lists ask for one more unit of a resource, unknown
// where they do not have it.
type price = estate.Value[estate.Price]

// priced are the types that have a price, and where the contract that AWS
// gives for them, if any, stands.
var priced = map[string]struct {
	price func(*model, block) price
	sla   string
}{
	"aws_db_instance":                   {(*model).databasePrice, "rds"},
	"aws_rds_cluster":                   {(*model).clusterPrice, "aurora"},
	"aws_rds_cluster_instance":          {(*model).memberPrice, ""},
	"aws_elasticache_replication_group": {(*model).cachePrice, "elasticache"},
	"aws_elasticache_cluster":           {(*model).cachePrice, "elasticache"},
	"aws_opensearch_domain":             {(*model).searchPrice, ""},
	"aws_elasticsearch_domain":          {(*model).searchPrice, ""},
	"aws_instance":                      {(*model).serverPrice, ""},
	"aws_autoscaling_group":             {(*model).groupPrice, ""},
	"aws_ecs_service":                   {(*model).taskPrice, ""},
	"aws_nat_gateway":                   {(*model).gatewayPrice, ""},
	"aws_lb":                            {(*model).balancerPrice, "elb"},
	"aws_alb":                           {(*model).balancerPrice, "elb"},
	"aws_elb":                           {(*model).balancerPrice, "elb"},
}

// finishPrices tells each resource what one more unit of it costs.
func (m *model) finishPrices() {
	for _, r := range m.out {
		p, has := priced[r.Type]
		raw := m.raw[r.Address]
		if !has || raw == nil {
			continue
		}
		r.Price = p.price(m, attrs(raw))
		if s, ok := facts.SLAs()[p.sla]; ok {
			r.SLA = estate.Default(estate.SLA{Multi: s.Multi, Single: s.Single, Date: s.Date, Page: s.Page}, r.Origin)
		}
	}
}

// listed is the price of a class of an offer. A class that is not to be shown
// has none: its price would tell it.
func listed(offer string, class estate.Value[string], of string) price {
	name, known := class.Get()
	p, has := facts.Hourly(offer, name)
	if !known || !has || class.Sensitive() {
		return estate.Unknown[estate.Price](class.Origin(), class.SettledBy()...)
	}
	return estate.Set(monthly(p, p.Hourly, cmp.Or(of, name)), class.Origin())
}

func monthly(p facts.Price, hourly float64, of string) estate.Price {
	return estate.Price{Monthly: hourly * facts.HoursAMonth, Of: of, Region: p.Region, Date: p.Date, Source: p.Source}
}

// fixed is the price of what has only one class.
func fixed(class, of string, at estate.Origin) price {
	return listed("vpc/hours", estate.Default(class, at), of)
}

// priceless is the price of what the lists do not have.
func priceless(b block) price { return estate.Unknown[estate.Price](b.r.Origin) }

// ofEngine is the price of a class of an engine, by the engine's offer.
func ofEngine(offers map[string]string, engine, class estate.Value[string]) price {
	if engine.Sensitive() {
		return estate.Unknown[estate.Price](engine.Origin())
	}
	return listed(offers[engine.Or("")], class, class.Or("")+" of "+engine.Or(""))
}

func (m *model) databasePrice(b block) price {
	return ofEngine(map[string]string{"mysql": "rds/mysql", "postgres": "rds/postgres"}, b.text("engine", ""), b.text("instance_class", ""))
}

// clusterPrice is that of an instance of a cluster, if all are alike.
func (m *model) clusterPrice(b block) price {
	members, _ := m.membersOf(b)
	var out price
	for i, member := range members {
		p := m.memberPrice(attrs(member))
		if a, _ := p.Get(); i > 0 && a != out.Or(estate.Price{}) {
			return priceless(b)
		}
		out = p
	}
	return out
}

// memberPrice is that of an instance of Aurora. With I/O-optimized storage the
// lists have none.
func (m *model) memberPrice(b block) price {
	cluster := m.resource(b, "cluster_identifier", "aws_rds_cluster")
	if cluster == nil {
		return priceless(b)
	}
	cb := attrs(cluster)
	if storage, known := cb.text("storage_type", "aurora").Get(); !known || storage != "aurora" && storage != "" {
		return priceless(b)
	}
	const standard = "aurora/standard"
	offers := map[string]string{"aurora": standard, "aurora-mysql": standard, "aurora-postgresql": standard}
	return ofEngine(offers, cb.text("engine", "aurora"), b.text("instance_class", ""))
}

func (m *model) cachePrice(b block) price {
	offers := map[string]string{"redis": "elasticache/redis", "valkey": "elasticache/valkey", "memcached": "elasticache/memcached"}
	engine := "redis"
	if b.r.Type == "aws_elasticache_cluster" {
		engine = ""
	}
	return ofEngine(offers, b.text("engine", engine), b.text("node_type", ""))
}

func (m *model) searchPrice(b block) price {
	config, _ := b.first("cluster_config")
	class := config.text("instance_type", "")
	if old, is := strings.CutSuffix(class.Or(""), ".elasticsearch"); is && !class.Sensitive() {
		class = estate.Set(old+".search", class.Origin())
	}
	return listed("opensearch/nodes", class, "")
}

// serverPrice is that of an instance on demand. What system it runs is not
// read: Linux is assumed.
func (m *model) serverPrice(b block) price {
	from := b
	if lt := m.launchTemplate(b); lt != nil && b.absent("instance_type") {
		from = attrs(lt)
	}
	class := from.text("instance_type", "")
	if isSpot(b) || isSpot(from) {
		return priceless(b)
	}
	return listed("ec2/linux", class, class.Or("")+" of Linux").Assume()
}

// groupPrice is that of an instance of a group, if all are of one type.
func (m *model) groupPrice(b block) price {
	mixed, open := b.blocks("mixed_instances_policy")
	lt := m.launchTemplate(b)
	if len(mixed) > 0 || open || lt == nil {
		return priceless(b)
	}
	return m.serverPrice(attrs(lt))
}

// isSpot reports whether instances are, or may be, bid for.
func isSpot(b block) bool {
	market, open := b.blocks("instance_market_options")
	return len(market) > 0 || open || !b.absent("spot_price")
}

// taskPrice is that of a task of Fargate, on Linux and Intel.
func (m *model) taskPrice(b block) price {
	td := m.resource(b, "task_definition", "aws_ecs_task_definition")
	if td == nil || b.text("launch_type", "").Or("") != "FARGATE" {
		return priceless(b)
	}
	tb := attrs(td)
	platform, _ := tb.first("runtime_platform")
	units, memory := tb.number("cpu", 0), tb.number("memory", 0)
	cpu, cpuListed := facts.Hourly("fargate/hours", "vcpu")
	gigabyte, gigabyteListed := facts.Hourly("fargate/hours", "gigabyte")
	switch {
	case !cpuListed || !gigabyteListed || units.Or(0) <= 0 || memory.Or(0) <= 0 || units.Sensitive() || memory.Sensitive():
		return priceless(b)
	case platform.text("cpu_architecture", "X86_64").Or("") != "X86_64" || platform.text("operating_system_family", "LINUX").Or("") != "LINUX":
		return priceless(b)
	}
	hourly := cpu.Hourly*float64(units.Or(0))/1024 + gigabyte.Hourly*float64(memory.Or(0))/1024
	of := "a task of Fargate with cpu = " + strconv.Itoa(units.Or(0)) + " and memory = " + strconv.Itoa(memory.Or(0))
	return estate.Set(monthly(cpu, hourly, of), units.Origin())
}

func (m *model) gatewayPrice(b block) price { return fixed("nat-gateway", "a NAT gateway", b.r.Origin) }

// balancerPrice is that of one more zone: the balancer costs the same, and a
// public one has an address more.
func (m *model) balancerPrice(b block) price {
	switch internal, known := b.boolean("internal", false).Get(); {
	case !known || b.text("load_balancer_type", "").Or("") == "gateway":
		return priceless(b)
	case internal:
		return fixed("balancer-zone", "a zone of an internal load balancer", b.r.Origin)
	}
	return fixed("public-ipv4", "the public address of a load balancer in one more zone", b.r.Origin)
}

// shardsOf is how many shards a group of caches has.
func shardsOf(b block) estate.Value[int] {
	if mode, ok := b.first("cluster_mode"); ok {
		return mode.number("num_node_groups", 1)
	}
	return b.number("num_node_groups", 1)
}
