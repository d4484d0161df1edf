package estatetest_test

// What is found of a state, or of a plan, and not of the configuration that it
// was made of, or the other way round, and why. A difference that no longer
// occurs is one too many, and a test says so.
var differentStates = map[string]map[string]string{
	"aurora-members": {
		"only now: aurora-instances-same-az aws_rds_cluster.orders": crowded,
		"only now: zone-takes-down-service zone:us-east-1a":         crowded,
	},
	"basic": {
		"degrades instead of down: nat-single-az module.network.aws_nat_gateway.this":               hashed,
		"degrades instead of down: resource-takes-down-service module.network.aws_nat_gateway.this": hashed,
	},
	"egress-hard": {
		"degrades instead of down: nat-single-az aws_nat_gateway.main":               hashed,
		"degrades instead of down: resource-takes-down-service aws_nat_gateway.main": hashed,
		"degrades instead of down: zone-takes-down-service zone:us-east-1a":          hashed,
	},
	"endpoint-in-one-zone": {
		"no longer: resource-takes-down-service aws_vpc_endpoint.kms": hashed,
		"no longer: zone-takes-down-service zone:us-east-1a":          hashed,
	},
	"nat-shared-table": {
		`degrades instead of down: nat-cross-az aws_nat_gateway.main["us-east-1a"]`:                hashed,
		`degrades instead of down: resource-takes-down-service aws_nat_gateway.main["us-east-1a"]`: hashed,
		"degrades instead of down: zone-takes-down-service zone:us-east-1a":                        hashed,
	},
	"queue-worker": {
		"degrades instead of down: nat-single-az aws_nat_gateway.main":               hashed,
		"degrades instead of down: resource-takes-down-service aws_nat_gateway.main": hashed,
	},
	"zone-ids": {
		"no longer: zone-takes-down-service zone:use1-az1":  byName,
		"only now: zone-takes-down-service zone:us-east-1b": byName,
	},
}

const (
	hashed  = "version 5 of the provider keeps a hash of the user data of an instance, so that what the servers name in it is not to be seen"
	crowded = "the emulator puts all members into one zone, where AWS spreads them"
	byName  = "the configuration tells the zone by its id; its name is the account's to tell"
)
