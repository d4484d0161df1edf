package rules

import "spof/analysis"

// All returns every rule, in the order of their ids.
func All() []*analysis.Rule {
	return []*analysis.Rule{
		apigwIntegrationSingleTarget,
		apigwSingleRegion,
		apigwVPCLinkSingleAZ,
		asgLBAZMismatch,
		asgSingleAZ,
		asgSingleInstance,
		auroraGlobalHeadless,
		auroraInstancesSameAZ,
		auroraSingleInstance,
		coldStartCycle,
		dbSubnetGroupSingleAZ,
		ec2InstancesSameAZ,
		ec2SingleInstance,
		ecsServiceSingleAZ,
		ecsServiceSingleTask,
		eksNodeGroupSingleAZ,
		elasticacheNoFailover,
		elasticacheSingleAZ,
		lbSingleAZ,
		natCrossAZ,
		natInstance,
		natSingleAZ,
		opensearchSingleAZ,
		rdsNoCrossRegionStandby,
		rdsSingleAZ,
		regionPairDataNotReplicated,
		regionTakesDownService,
		resourceTakesDownService,
		route53EvaluateTargetHealthOff,
		route53FailoverIncomplete,
		route53FailoverNoHealthCheck,
		route53FailoverSameTarget,
		route53HealthCheckIneffective,
		route53PolicyNoHealthCheck,
		route53SimpleSingleTarget,
		targetGroupSingleAZ,
		targetGroupSingleTarget,
		zoneTakesDownService,
	}
}
