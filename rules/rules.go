package rules

import "spof/analysis"

// All returns every rule, in the order of their ids. Of two that explain the
// same failures of the same resource, and are about the same scope, the one
// that stands first here is reported.
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
