package estatetest_test

// What is found of a plan alone, without its configuration, and not of the
// configuration, or the other way round, and why.
var differentPlans = map[string]map[string]string{
	"aurora-default-network": {
		"no longer: region-takes-down-service region:us-east-1":     homeless,
		"only now: region-takes-down-service region:unknown-region": homeless,
	},
	"balancer-in-unknown-zones": {
		"no longer: region-takes-down-service region:us-east-1":     homeless,
		"only now: region-takes-down-service region:unknown-region": homeless,
	},
	"basic": {
		"in doubt only now: apigw-vpc-link-single-az aws_api_gateway_vpc_link.servers":     anywhere,
		"in doubt only now: target-group-single-az module.servers.aws_lb_target_group.web": anywhere,
		"in doubt only now: zone-takes-down-service module.servers.aws_instance.web[0]":    anywhere,
		"in doubt: lb-single-az module.servers.aws_lb.this":                                anywhere,
		"no longer: nat-single-az module.network.aws_nat_gateway.this":                     anywhere,
	},
	"cloudfront-origin-group": {
		"only now: region-takes-down-service region:unknown-region": homeless,
	},
	"cluster-placement": {
		"no longer: region-takes-down-service region:us-east-1":     homeless,
		"only now: region-takes-down-service region:unknown-region": homeless,
	},
	"copied-backup": {
		"in doubt: rds-no-cross-region-standby aws_db_instance.orders": homeless,
	},
	"ecs-tasks": {
		"in doubt only now: ecs-service-single-az aws_ecs_service.admin":         anywhere,
		"in doubt only now: ecs-service-single-az aws_ecs_service.web":           anywhere,
		"in doubt only now: target-group-single-az aws_lb_target_group.web":      anywhere,
		"in doubt only now: zone-takes-down-service zone-of:aws_ecs_service.web": anywhere,
		"only now: target-group-single-az aws_lb_target_group.admin":             anywhere,
	},
	"egress-hard": {
		"no longer: nat-single-az aws_nat_gateway.main": anywhere,
	},
	"egress-soft": {
		"down instead of degrades: resource-takes-down-service aws_nat_gateway.main": anywhere,
		"down instead of degrades: zone-takes-down-service zone:us-east-1a":          anywhere,
		"no longer: nat-single-az aws_nat_gateway.main":                              anywhere,
	},
	"function-mounts": {
		"no longer: region-takes-down-service region:us-east-1":     homeless,
		"only now: region-takes-down-service region:unknown-region": homeless,
	},
	"global-table": {
		"no longer: region-takes-down-service region:us-east-1": homeless,
	},
	"group-of-one-through-nat": {
		"down instead of degrades: resource-takes-down-service aws_nat_gateway.main":       anywhere,
		"down instead of degrades: zone-takes-down-service zone:us-east-1a":                anywhere,
		"heals instead of down: asg-single-instance aws_autoscaling_group.web":             anywhere,
		"heals instead of down: zone-takes-down-service zone-of:aws_autoscaling_group.web": anywhere,
		"no longer: nat-single-az aws_nat_gateway.main":                                    anywhere,
	},
	"improved": {
		"down instead of recovers: region-takes-down-service region:us-east-1":                        homeless,
		"in doubt only now: apigw-vpc-link-single-az module.primary.aws_api_gateway_vpc_link.servers": anywhere,
		"in doubt only now: apigw-vpc-link-single-az module.standby.aws_api_gateway_vpc_link.servers": anywhere,
		"in doubt only now: asg-lb-az-mismatch module.primary.aws_autoscaling_group.web":              anywhere,
		"in doubt only now: asg-lb-az-mismatch module.standby.aws_autoscaling_group.web":              anywhere,
		"in doubt only now: asg-single-az module.primary.aws_autoscaling_group.web":                   anywhere,
		"in doubt only now: asg-single-az module.standby.aws_autoscaling_group.web":                   anywhere,
		"in doubt only now: lb-single-az module.primary.aws_lb.this":                                  anywhere,
		"in doubt only now: lb-single-az module.standby.aws_lb.this":                                  anywhere,
		"in doubt only now: target-group-single-az module.primary.aws_lb_target_group.web":            anywhere,
		"in doubt only now: target-group-single-az module.standby.aws_lb_target_group.web":            anywhere,
		"in doubt only now: zone-takes-down-service zone-of:module.primary.aws_lb.this":               anywhere,
		"only now: region-takes-down-service region:us-west-2":                                        homeless,
	},
	"local-zones": {
		"in doubt only now: ec2-instances-same-az aws_instance.shop[0]":   anywhere,
		"in doubt only now: zone-takes-down-service aws_instance.shop[0]": anywhere,
	},
	"members-of-unknown-cluster": {
		`in doubt only now: resource-takes-down-service aws_neptune_cluster.main["friends"]`:        anywhere,
		`in doubt only now: resource-takes-down-service aws_neptune_cluster.main["places"]`:         anywhere,
		`in doubt only now: zone-takes-down-service zone-of:aws_neptune_cluster.main["friends"]`:    anywhere,
		`in doubt only now: zone-takes-down-service zone-of:aws_neptune_cluster.main["places"]`:     anywhere,
		"no longer: region-takes-down-service region:us-east-1":                                     homeless,
		`no longer: resource-takes-down-service aws_neptune_cluster_instance.main["friends-0"]`:     anywhere,
		`no longer: zone-takes-down-service zone-of:aws_neptune_cluster_instance.main["friends-0"]`: anywhere,
		"only now: region-takes-down-service region:unknown-region":                                 homeless,
	},
	"members-over-unknown-zones": {
		"no longer: region-takes-down-service region:us-east-1":     homeless,
		"only now: region-takes-down-service region:unknown-region": homeless,
	},
	"nat-per-zone": {
		`only now: resource-takes-down-service aws_nat_gateway.main["us-east-1a"]`: anywhere,
		`only now: resource-takes-down-service aws_nat_gateway.main["us-east-1b"]`: anywhere,
		"only now: zone-takes-down-service zone:us-east-1a":                        anywhere,
		"only now: zone-takes-down-service zone:us-east-1b":                        anywhere,
	},
	"nat-shared-table": {
		`no longer: nat-cross-az aws_nat_gateway.main["us-east-1a"]`: anywhere,
	},
	"one-element": {
		"no longer: zone-takes-down-service zone:us-east-1a":            anywhere,
		"only now: zone-takes-down-service zone-of:aws_instance.web[0]": anywhere,
	},
	"queue-worker": {
		"no longer: nat-single-az aws_nat_gateway.main": anywhere,
	},
	"scaled-service": {
		"in doubt only now: ecs-service-single-az aws_ecs_service.web":           anywhere,
		"in doubt only now: zone-takes-down-service zone-of:aws_ecs_service.web": anywhere,
	},
	"search-of-unknown-size": {
		"no longer: region-takes-down-service region:us-east-1":     homeless,
		"only now: region-takes-down-service region:unknown-region": homeless,
	},
	"search-over-two-zones": {
		"down instead of heals: resource-takes-down-service aws_opensearch_domain.search": anywhere,
		"no longer: zone-takes-down-service zone:us-east-1a":                              anywhere,
		"no longer: zone-takes-down-service zone:us-east-1b":                              anywhere,
	},
	"serverless": {
		"in doubt: apigw-single-region aws_apigatewayv2_api.main":   homeless,
		"no longer: region-takes-down-service region:us-east-1":     homeless,
		"only now: region-takes-down-service region:unknown-region": homeless,
	},
	"zone-ids": {
		"no longer: region-takes-down-service region:us-east-1":     homeless,
		"only now: region-takes-down-service region:unknown-region": homeless,
	},
	"zone-ids-and-a-chosen-zone": {
		"in doubt only now: zone-takes-down-service aws_instance.web[0]": anywhere,
		"no longer: region-takes-down-service region:us-east-1":          homeless,
		"only now: region-takes-down-service region:unknown-region":      homeless,
	},
	"zone-ids-beside-names": {
		"in doubt only now: zone-takes-down-service aws_instance.web[0]": anywhere,
	},
	"zones-may-coincide": {
		"no longer: region-takes-down-service region:us-east-1":     homeless,
		"only now: region-takes-down-service region:unknown-region": homeless,
	},
}

// What is found otherwise of a plan beside its configuration, and why.
var differentBeside = map[string]map[string]string{
	"egress-hard": {
		"degrades instead of down: nat-single-az aws_nat_gateway.main":               hashed,
		"degrades instead of down: resource-takes-down-service aws_nat_gateway.main": hashed,
		"degrades instead of down: zone-takes-down-service zone:us-east-1a":          hashed,
	},
	"nat-shared-table": {
		`degrades instead of down: nat-cross-az aws_nat_gateway.main["us-east-1a"]`:                hashed,
		`degrades instead of down: resource-takes-down-service aws_nat_gateway.main["us-east-1a"]`: hashed,
		"degrades instead of down: zone-takes-down-service zone:us-east-1a":                        hashed,
	},
}

// What is found otherwise of the file of a plan than of its JSON beside the
// configuration, and why.
var differentFiles = map[string]map[string]string{
	"basic": {
		"degrades instead of down: nat-single-az module.network.aws_nat_gateway.this":               template,
		"degrades instead of down: resource-takes-down-service module.network.aws_nat_gateway.this": template,
	},
}

// What a plan alone is found to add and to remove, although it does not, and
// why.
var differentChanges = map[string]map[string]string{
	"fix-everything": {
		`added resource-takes-down-service aws_nat_gateway.out["us-east-1b"] down`: anywhere,
		"added zone-takes-down-service zone:us-east-1b down":                       anywhere,
	},
}

const (
	template = "the file of a plan does not hold the templates of the configuration"
	homeless = "the region of the provider is not read from the plan"
	anywhere = "which of several a reference leads to is not followed"
)
