package live

import (
	"context"
	"slices"
)

// A Collector reads what one service holds in one region.
type Collector struct {
	Service string // as IAM calls it: "rds"
	// Global says that the service holds the same wherever it is asked, so that
	// it is asked once.
	Global bool
	// Actions are those of IAM that its calls need.
	Actions []string
	// Types are Terraform's types that it reads: what is unread where the
	// service could not be asked at all.
	Types   []string
	Collect func(context.Context, *Call)
}

// Collectors returns all collectors, each service once.
func Collectors() []Collector {
	return []Collector{
		airflowCollector,
		gatewayCollector,
		scalableCollector,
		runnerCollector,
		graphCollector,
		scalingCollector,
		edgeCollector,
		userCollector,
		lineCollector,
		directoryCollector,
		tableCollector,
		ec2Collector,
		imageCollector,
		ecsCollector,
		eksCollector,
		cacheCollector,
		beanstalkCollector,
		fileCollector,
		classicCollector,
		elbCollector,
		emrCollector,
		acceleratorCollector,
		kafkaCollector,
		streamCollector,
		keyCollector,
		functionCollector,
		lightsailCollector,
		brokerCollector,
		firewallCollector,
		rdsCollector,
		dnsCollector,
		resolverCollector,
		bucketCollector,
		modelCollector,
		secretCollector,
		topicCollector,
		queueCollector,
		parameterCollector,
		transferCollector,
	}
}

// Actions returns the actions of IAM that reading an account needs, in order:
// those of the collectors, and what finds the regions.
func Actions() []string {
	out := slices.Clone(accountActions)
	for _, c := range Collectors() {
		out = append(out, c.Actions...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
