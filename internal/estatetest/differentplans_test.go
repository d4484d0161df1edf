package estatetest_test

// What is found of a plan alone, without its configuration, and not of the
// configuration, or the other way round, and why.
var differentPlans = map[string]map[string]string{}

// What is found otherwise of a plan beside its configuration, and why.
var differentBeside = map[string]map[string]string{}

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
