package estatetest_test

// What is found of a plan alone, without its configuration, and not of the
// configuration, or the other way round, and why.
var differentPlans = map[string]map[string]string{
	"basic": {
		"in doubt only now: apigw-vpc-link-single-az aws_api_gateway_vpc_link.servers":               anywhere,
		"in doubt only now: target-group-single-az module.servers.aws_lb_target_group.web":           anywhere,
		"in doubt only now: zone-takes-down-service module.servers.aws_lb.this":                      anywhere,
		"in doubt: lb-single-az module.servers.aws_lb.this":                                          anywhere,
		"in doubt: resource-takes-down-service module.database.aws_db_instance.this":                 scripted,
		"survives instead of down: rds-no-cross-region-standby module.database.aws_db_instance.this": scripted,
	},
	"egress-hard": {
		"degrades instead of down: nat-single-az aws_nat_gateway.main":               hashed,
		"degrades instead of down: resource-takes-down-service aws_nat_gateway.main": hashed,
		"degrades instead of down: zone-takes-down-service zone:us-east-1a":          hashed,
	},
	"global-table": {
		"no longer: region-takes-down-service region:us-east-1": scripted,
	},
	"improved": {
		"down instead of recovers: region-takes-down-service region:us-east-1":                        probed,
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
		"only now: region-takes-down-service region:us-west-2":                                        probed,
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
		`no longer: resource-takes-down-service aws_neptune_cluster_instance.main["friends-0"]`:     anywhere,
		`no longer: zone-takes-down-service zone-of:aws_neptune_cluster_instance.main["friends-0"]`: anywhere,
	},
	"nat-shared-table": {
		`degrades instead of down: nat-cross-az aws_nat_gateway.main["us-east-1a"]`:                hashed,
		`degrades instead of down: resource-takes-down-service aws_nat_gateway.main["us-east-1a"]`: hashed,
		"degrades instead of down: zone-takes-down-service zone:us-east-1a":                        hashed,
	},
	"one-element": {
		"no longer: zone-takes-down-service zone:us-east-1a":            anywhere,
		"only now: zone-takes-down-service zone-of:aws_instance.web[0]": anywhere,
	},
	"zone-ids-and-a-chosen-zone": {
		"in doubt only now: zone-takes-down-service aws_instance.web[0]": anywhere,
	},
	"zone-ids-beside-names": {
		"in doubt only now: zone-takes-down-service aws_instance.web[0]": anywhere,
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

const (
	template = "the file of a plan does not hold the templates of the configuration"
	anywhere = "a JSON plan does not tell the expression, so that which of several a reference leads to is not followed"
	scripted = "a JSON plan does not tell what a template makes of what it names"
	probed   = "a JSON plan does not tell the name that the health check is given"
)
