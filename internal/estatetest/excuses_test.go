package estatetest_test

// Weaknesses that later rules name: until then their failures have no line to
// mend. When such a rule comes, its excuse is one too many, and a test says so.
const (
	laterCheck     = "route53-health-check-circular names checks of the guarded name and of the wrong end, and is no rule yet"
	laterFunction  = "lambda-vpc-single-az is no rule yet"
	laterEndpoint  = "vpce-single-az is no rule yet"
	laterPlacement = "ec2-cluster-placement is no rule yet"
	laterMasters   = "a rule about search domains without dedicated masters is no rule yet"
	laterSeveral   = "several values of one record without checks are no rule's yet"
	laterMemcached = "memcached has no replicas: no attribute makes its nodes stand in for each other"
)

// excused holds, by fixture, what need not have both a failure and a line that
// mends it, and why.
func excused() map[string]map[string]string {
	return map[string]map[string]string{
		"estates/api-authorizer":       {"zone:us-east-1a": laterFunction},
		"estates/function-in-one-zone": {"zone:us-east-1a": laterFunction},
		"estates/check-on-wrong-end": {
			`aws_instance.web["us-east-1a"]`: laterCheck, "zone:us-east-1a": laterCheck,
			`aws_instance.web["us-east-1b"]`: laterCheck, "zone:us-east-1b": laterCheck,
		},
		"estates/circular-check":       {`aws_instance.web["us-east-1a"]`: laterCheck, "zone:us-east-1a": laterCheck},
		"estates/cluster-placement":    {"zone-of:aws_placement_group.close": laterPlacement},
		"estates/endpoint-in-one-zone": {"aws_vpc_endpoint.kms": laterEndpoint, "zone:us-east-1a": laterEndpoint},
		"estates/cross-zone-off": {
			"zone:us-east-1a": "the balancer's node in the zone is a shorter proof than its targets",
		},
		"estates/geolocation-fallback": {
			`aws_instance.web["default"]`: "the default location has no other to fall back to, which is no rule's yet",
			"zone:us-east-1c":             "the default location has no other to fall back to, which is no rule's yet",
		},
		"estates/search-over-two-zones": {
			"aws_opensearch_domain.search": laterMasters, "zone:us-east-1a": laterMasters, "zone:us-east-1b": laterMasters,
		},
		"estates/targets-outside-balancer": {
			`aws_instance.web["us-east-1a"]`: "the mismatch of zones that leaves one target is told of its zone",
		},
		"rules/apigw-integration-single-target": {
			`aws_instance.web["us-east-1a"]`: "a route of the API that needs no balancer is a shorter proof",
			"zone:us-east-1a":                "a route of the API that needs no balancer is a shorter proof",
		},
		"rules/asg-lb-az-mismatch": {
			"asg-lb-az-mismatch aws_autoscaling_group.beyond": "servers that receive nothing are missed once the others fail",
		},
		"rules/ec2-single-instance": {
			"aws_instance.first": laterSeveral, "aws_instance.second": laterSeveral, "zone:us-east-1b": laterSeveral,
		},
		"rules/elasticache-no-failover": {
			"aws_elasticache_cluster.memcached": laterMemcached, "zone-of:aws_elasticache_cluster.memcached": laterMemcached,
		},
		"rules/elasticache-single-az": {
			"zone-of:aws_elasticache_replication_group.secondary": "a secondary of a global datastore is a copy already",
		},
		"rules/route53-evaluate-target-health-off": sameTarget("checked_2", "unknown_2", "weighted_2"),
		"rules/route53-failover-same-target":       sameTarget("same_secondary"),
		"rules/route53-policy-no-health-check":     sameTarget("alias_2"),
		"rules/route53-simple-single-target": {
			"aws_instance.web[1]": laterSeveral, "zone:us-east-1b": laterSeveral,
			"aurora-single-instance aws_rds_cluster.main": "a cluster without an instance serves nobody even now",
		},
	}
}

// unserved excuses servers in a zone that their balancer is not enabled for:
// what is left is redundant still.
func unserved() map[string]string {
	const why = "servers that receive nothing are missed once the others fail"
	return map[string]string{
		"asg-lb-az-mismatch module.primary.aws_autoscaling_group.web": why, "asg-lb-az-mismatch module.standby.aws_autoscaling_group.web": why,
	}
}

// wayOut excuses the gateways that servers in one zone leave by: to spread the
// servers mends it, which is told of the zone.
func wayOut() map[string]string {
	const why = "the way out of the only zone goes with the zone"
	return map[string]string{nat("us-east-1a"): why, nat("us-west-2a"): why}
}

// sameTarget excuses records that lead to one balancer: no unit takes that
// away, but a change or its region does.
func sameTarget(records ...string) map[string]string {
	out := map[string]string{}
	for _, name := range records {
		out["route53-failover-same-target aws_route53_record."+name] = "what both records lead to spans its zones"
	}
	return out
}
