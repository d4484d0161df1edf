package estatetest_test

const (
	shop    = " -- shop.example.com"
	other   = " -- standby.shop.example.com"
	east    = "module.primary."
	west    = "module.standby."
	network = "modules/network/main.tf"
	region  = "modules/region/main.tf"
	servers = "modules/region/servers.tf"
)

// The failover between the regions hangs on the records and their checks.
// https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-types.html
func nameDamages() []damage {
	// Without failover the loss of the first region is final until it returns.
	final := []string{"- region:us-east-1 recovers" + shop, "+ region:us-east-1 down" + shop}
	return []damage{
		{
			name: "the primary's check", file: "dns.tf", in: `resource "aws_route53_record" "primary"`,
			line: "health_check_id = aws_route53_health_check.primary.id",
			want: append([]string{"+ proven route53-failover-no-health-check aws_route53_record.primary"}, final...),
		},
		{
			name: "a disabled check", file: "dns.tf", in: `resource "aws_route53_health_check" "primary"`,
			line: "request_interval  = 10", by: "disabled = true",
			want: append([]string{"+ proven route53-health-check-ineffective aws_route53_health_check.primary"}, final...),
		},
		{
			// It follows the failover, and is green again at once. The rule that
			// names it is none of these; the failure is there.
			name: "a check that probes the name it guards", file: "dns.tf", in: `resource "aws_route53_health_check" "primary"`,
			line: "fqdn              = module.primary.api_host", by: "fqdn = local.shop",
			want: final,
		},
		{
			// When the other region dies, both records count as unhealthy, and
			// Route 53 then answers as if all were healthy: with the PRIMARY.
			name: "a check that probes the other region", file: "dns.tf", in: `resource "aws_route53_health_check" "primary"`,
			line: "fqdn              = module.primary.api_host", by: "fqdn = module.standby.api_host",
			want: final,
		},
		{
			// AWS refuses a second PRIMARY: what would become of the users is
			// nobody's to say.
			name: "two PRIMARY records", file: "dns.tf", in: `resource "aws_route53_record" "standby"`,
			line: `type = "SECONDARY"`, by: `type = "PRIMARY"`,
			want: []string{"+ proven route53-failover-incomplete aws_route53_record.primary"},
		},
		apart(),
		{
			// The other region is only probed now: what it does is nothing to users.
			name: "a SECONDARY that leads to the first region", file: "dns.tf", in: `resource "aws_route53_record" "standby"`,
			line: "name                   = module.standby.api_domain_name", by: "name = module.primary.api_domain_name",
			want:    append([]string{"+ proven route53-failover-same-target aws_route53_record.standby"}, final...),
			excuses: sameTarget("standby"),
		},
	}
}

// apart gives the SECONDARY a name of its own: neither has a partner now.
func apart() damage {
	return damage{
		name: "a SECONDARY with another name", file: "dns.tf", in: `resource "aws_route53_record" "standby"`,
		line: "name            = local.shop", by: `name = "standby.${local.shop}"`,
		want: []string{
			"+ proven route53-failover-incomplete aws_route53_record.primary",
			"+ proven route53-failover-incomplete aws_route53_record.standby",
			"- region:us-east-1 recovers" + shop,
			"+ region:us-east-1 down" + shop,
			"+ region:us-east-1 recovers" + other, // by promotion of its replica
			"+ region:us-west-2 down" + other,
			"+ proven region-takes-down-service region:us-west-2",
		},
	}
}

// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZ.html
func dataDamages() []damage {
	return []damage{
		{
			name: "Multi-AZ", file: "database.tf", in: `resource "aws_db_instance" "primary"`,
			line: "multi_az                = true", by: "multi_az = false",
			want: []string{
				"+ proven rds-single-az aws_db_instance.primary",
				"+ proven resource-takes-down-service aws_db_instance.primary",
				"+ proven zone-takes-down-service zone-of:aws_db_instance.primary",
				"+ aws_db_instance.primary recovers" + shop,
				"+ zone-of:aws_db_instance.primary recovers" + shop,
			},
		},
		{
			name: "Multi-AZ by a value that nobody knows yet", file: "database.tf", in: `resource "aws_db_instance" "primary"`,
			line: "multi_az                = true", by: "multi_az = aws_kms_key.primary.multi_region",
			want: []string{
				"+ undecided rds-single-az aws_db_instance.primary",
				"+ undecided resource-takes-down-service aws_db_instance.primary",
				"+ undecided zone-takes-down-service zone-of:aws_db_instance.primary",
				"+ aws_db_instance.primary recovers undecided" + shop,
				"+ zone-of:aws_db_instance.primary recovers undecided" + shop,
			},
		},
		{
			// The second database answers when the first region is lost, with
			// none of the shop's orders.
			name: "the replica", file: "database.tf", in: `resource "aws_db_instance" "standby"`,
			line: "replicate_source_db     = aws_db_instance.primary.arn", by: `engine = "postgres"`,
			want: []string{
				"+ proven rds-no-cross-region-standby aws_db_instance.primary",
				"+ proven rds-no-cross-region-standby aws_db_instance.standby",
				"- region:us-east-1 recovers" + shop,
				"- proven region-takes-down-service region:us-east-1",
			},
		},
		{
			name: "the secret's replica", file: "database.tf", line: `region = "us-west-2"`, by: `region = "eu-west-1"`,
			want: []string{"+ proven region-pair-data-not-replicated aws_secretsmanager_secret.database"},
		},
		{
			// RDS itself refuses such a group; Multi-AZ would have no second zone.
			name: "the database's zones", file: "database.tf", in: `resource "aws_db_subnet_group" "primary"`,
			line: "subnet_ids = module.primary.private_subnet_ids", by: "subnet_ids = slice(module.primary.private_subnet_ids, 0, 1)",
			want: []string{
				"+ proven db-subnet-group-single-az aws_db_subnet_group.primary",
				"+ proven zone-takes-down-service zone:us-east-1a",
				"+ zone:us-east-1a recovers" + shop,
			},
		},
	}
}

// Everything here is in both regions, and each stands in for the other: what
// is weaker for it is named, and nothing goes down.
// https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html
func balancerDamages() []damage {
	return []damage{
		{
			name: "the balancer's other zones", file: region, line: "subnets                          = module.network.private_subnet_ids",
			by:   "subnets = slice(module.network.private_subnet_ids, 0, 1)",
			want: both("proven lb-single-az ", "aws_lb.this"),
		},
		{
			name: "one of the balancer's zones", file: region, line: "subnets                          = module.network.private_subnet_ids",
			by:   "subnets = slice(module.network.private_subnet_ids, 0, 2)",
			want: both("proven asg-lb-az-mismatch ", "aws_autoscaling_group.web"), excuses: unserved(),
		},
		{
			name: "the group's other zones", file: servers, line: "vpc_zone_identifier = module.network.private_subnet_ids",
			by:   "vpc_zone_identifier = slice(module.network.private_subnet_ids, 0, 1)",
			want: append(both("proven asg-single-az ", "aws_autoscaling_group.web"), append(spare(), "+ proven region-takes-down-service region:us-west-2")...),
		},
		{
			name: "a group of one", file: servers, line: "min_size            = 3", by: "min_size = 1",
			want: both("proven asg-single-instance ", "aws_autoscaling_group.web"),
		},
		{
			name: "a group of one in the first region", file: servers,
			line: "min_size            = 3", by: `min_size = data.aws_region.current.name == "us-east-1" ? 1 : 3`,
			want: []string{"+ proven asg-single-instance " + east + "aws_autoscaling_group.web"},
		},
	}
}

// https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html
func egressDamages() []damage {
	return []damage{
		{
			name: "the routes to each zone's NAT gateway", file: network, line: "nat_gateway_id         = aws_nat_gateway.this[each.key].id",
			by: "nat_gateway_id = aws_nat_gateway.this[local.zones[0]].id",
			want: append(
				[]string{"+ proven nat-cross-az " + nat("us-east-1a"), "+ proven nat-cross-az " + nat("us-west-2a"), "+ proven region-takes-down-service region:us-west-2"},
				idle("us-east-1b", "us-east-1c", "us-west-2b", "us-west-2c")...,
			),
		},
		{
			name: "the route to one zone's NAT gateway", file: network, line: "nat_gateway_id         = aws_nat_gateway.this[each.key].id",
			by: "nat_gateway_id = aws_nat_gateway.this[each.key == local.zones[2] ? local.zones[0] : each.key].id",
			want: append(
				[]string{"+ proven nat-cross-az " + nat("us-east-1a"), "+ proven nat-cross-az " + nat("us-west-2a"), "+ proven region-takes-down-service region:us-west-2"},
				idle("us-east-1c", "us-west-2c")...,
			),
		},
		{
			name: "the zones of the NAT gateways", file: network, line: "subnet_id     = aws_subnet.public[each.key].id",
			by:   "subnet_id = aws_subnet.public[local.zones[0]].id",
			want: []string{"+ proven nat-single-az " + nat("us-east-1a"), "+ proven nat-single-az " + nat("us-west-2a")},
		},
	}
}

// both says the same of a resource in each region.
func both(before, resource string) []string {
	return []string{"+ " + before + east + resource, "+ " + before + west + resource}
}

// nat is the NAT gateway of a zone.
func nat(zone string) string {
	module := east
	if zone[:len(zone)-1] == "us-west-2" {
		module = west
	}
	return module + `module.network.aws_nat_gateway.this["` + zone + `"]`
}

// idle says that the NAT gateways of some zones serve nobody that was read,
// and so are services of their own.
func idle(zones ...string) []string {
	var out []string
	for _, zone := range zones {
		region, gateway := zone[:len(zone)-1], nat(zone)
		out = append(out,
			"+ proven resource-takes-down-service "+gateway, "+ proven zone-takes-down-service zone:"+zone,
			"+ "+gateway+" down -- "+gateway, "+ zone:"+zone+" down -- "+gateway, "+ region:"+region+" down -- "+gateway)
	}
	return out
}

// spare says that the gateways of two zones of each region serve nobody that
// was read, but the subnets of their own zones: no one of them is missed.
func spare() []string {
	return []string{
		"+ region:us-east-1 down -- " + nat("us-east-1b") + " and its peer",
		"+ region:us-west-2 down -- " + nat("us-west-2b") + " and its peer",
	}
}
