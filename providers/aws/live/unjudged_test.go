package live_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/directconnect"
	dxtypes "github.com/aws/aws-sdk-go-v2/service/directconnect/types"
	"github.com/aws/aws-sdk-go-v2/service/ecr"
	ecrtypes "github.com/aws/aws-sdk-go-v2/service/ecr/types"
	"github.com/aws/aws-sdk-go-v2/service/elasticbeanstalk"
	ebtypes "github.com/aws/aws-sdk-go-v2/service/elasticbeanstalk/types"
	"github.com/aws/aws-sdk-go-v2/service/emr"
	emrtypes "github.com/aws/aws-sdk-go-v2/service/emr/types"
	"github.com/aws/aws-sdk-go-v2/service/lightsail"
	lightsailtypes "github.com/aws/aws-sdk-go-v2/service/lightsail/types"
	"github.com/aws/aws-sdk-go-v2/service/mwaa"
	"github.com/aws/aws-sdk-go-v2/service/networkfirewall"
	firewalltypes "github.com/aws/aws-sdk-go-v2/service/networkfirewall/types"
	"github.com/aws/aws-sdk-go-v2/service/route53resolver"
	resolvertypes "github.com/aws/aws-sdk-go-v2/service/route53resolver/types"
	"github.com/aws/aws-sdk-go-v2/service/sagemaker"
	sagemakertypes "github.com/aws/aws-sdk-go-v2/service/sagemaker/types"
)

// pages answers with a page for each token: "" is the first one's, and each
// leads to the next.
func pages[I any](token func(*I) *string, of map[string]any) func(string, any) (any, error) {
	return func(_ string, in any) (any, error) {
		input, _ := in.(*I)
		if t := token(input); t != nil {
			return of[*t], nil
		}
		return of[""], nil
	}
}

func TestImages(t *testing.T) {
	t.Parallel()
	repository := func(name string) []ecrtypes.Repository {
		return []ecrtypes.Repository{{RepositoryArn: aws.String("arn:" + name), RepositoryName: &name, RepositoryUri: aws.String("123456789012.dkr.ecr.eu-west-1.amazonaws.com/" + name)}}
	}
	inv := readFake(t, fake{"ECR DescribeRepositories": pages(func(in *ecr.DescribeRepositoriesInput) *string { return in.NextToken }, map[string]any{
		"": &ecr.DescribeRepositoriesOutput{Repositories: repository("web"), NextToken: aws.String("2")}, "2": &ecr.DescribeRepositoriesOutput{Repositories: repository("jobs")},
	})}, collector(t, "ecr"))
	requireTypes(t, inv, map[string]int{"aws_ecr_repository": 2})
	requireValues(t, find(t, inv, "aws_ecr_repository", ":web"), map[string]string{
		"id": `"web"`, "name": `"web"`, "repository_url": `"123456789012.dkr.ecr.eu-west-1.amazonaws.com/web"`,
	})
}

func TestLines(t *testing.T) {
	t.Parallel()
	line := func(states ...dxtypes.ConnectionState) (out []dxtypes.Connection) {
		for _, s := range states {
			out = append(out, dxtypes.Connection{ConnectionId: aws.String("dxcon-" + string(s)), ConnectionName: aws.String("office"), ConnectionState: s})
		}
		return out
	}
	inv := readFake(t, fake{"Direct Connect DescribeConnections": pages(func(in *directconnect.DescribeConnectionsInput) *string { return in.NextToken }, map[string]any{
		"":  &directconnect.DescribeConnectionsOutput{Connections: line("available", "deleted", "deleting"), NextToken: aws.String("2")},
		"2": &directconnect.DescribeConnectionsOutput{Connections: line("down", "rejected", "newer")},
	})}, collector(t, "directconnect"))
	requireTypes(t, inv, map[string]int{"aws_dx_connection": 3})
	requireValues(t, find(t, inv, "aws_dx_connection", "arn:aws:directconnect:eu-west-1:123456789012:dxcon/dxcon-available"), map[string]string{
		"id": `"dxcon-available"`, "name": `"office"`,
	})
}

func TestBeanstalk(t *testing.T) {
	t.Parallel()
	environment := func(states ...ebtypes.EnvironmentStatus) (out []ebtypes.EnvironmentDescription) {
		for _, s := range states {
			out = append(out, ebtypes.EnvironmentDescription{EnvironmentArn: aws.String("arn:" + string(s)), EnvironmentId: aws.String("e-1"), EnvironmentName: aws.String("shop"), Status: s})
		}
		return out
	}
	inv := readFake(t, fake{"Elastic Beanstalk DescribeEnvironments": pages(func(in *elasticbeanstalk.DescribeEnvironmentsInput) *string { return in.NextToken }, map[string]any{
		"":  &elasticbeanstalk.DescribeEnvironmentsOutput{Environments: environment("Ready", "Terminated", "Newer"), NextToken: aws.String("2")},
		"2": &elasticbeanstalk.DescribeEnvironmentsOutput{Environments: environment("Updating", "Terminating")},
	})}, collector(t, "elasticbeanstalk"))
	requireTypes(t, inv, map[string]int{"aws_elastic_beanstalk_environment": 3})
	requireValues(t, find(t, inv, "aws_elastic_beanstalk_environment", ":Ready"), map[string]string{"id": `"e-1"`, "name": `"shop"`})
}

// TestClustersThatRun requires that EMR is asked for no others: it remembers
// those that ended for two months.
func TestClustersThatRun(t *testing.T) {
	t.Parallel()
	inv := readFake(t, fake{"EMR ListClusters": func(_ string, in any) (any, error) {
		input, _ := in.(*emr.ListClustersInput)
		var out []emrtypes.ClusterSummary
		for _, s := range input.ClusterStates {
			out = append(out, emrtypes.ClusterSummary{ClusterArn: aws.String("arn:" + string(s)), Id: aws.String("j-1"), Name: aws.String("logs")})
		}
		return &emr.ListClustersOutput{Clusters: out}, nil
	}}, collector(t, "elasticmapreduce"))
	requireTypes(t, inv, map[string]int{"aws_emr_cluster": 4})
	for _, state := range []string{"STARTING", "BOOTSTRAPPING", "RUNNING", "WAITING"} {
		requireValues(t, find(t, inv, "aws_emr_cluster", ":"+state), map[string]string{"id": `"j-1"`, "name": `"logs"`})
	}
}

func TestLightsail(t *testing.T) {
	t.Parallel()
	one := func(name string) []lightsailtypes.Instance {
		return []lightsailtypes.Instance{{Arn: aws.String("arn:" + name), Name: &name}}
	}
	inv := readFake(t, fake{"Lightsail GetInstances": pages(func(in *lightsail.GetInstancesInput) *string { return in.PageToken }, map[string]any{
		"": &lightsail.GetInstancesOutput{Instances: one("blog"), NextPageToken: aws.String("2")}, "2": &lightsail.GetInstancesOutput{Instances: one("wiki")},
	})}, collector(t, "lightsail"))
	requireTypes(t, inv, map[string]int{"aws_lightsail_instance": 2})
	requireValues(t, find(t, inv, "aws_lightsail_instance", ":wiki"), map[string]string{"id": `"wiki"`, "name": `"wiki"`})
}

// TestAPageOfLightsailThatLeadsToItself requires that its token is known as one.
func TestAPageOfLightsailThatLeadsToItself(t *testing.T) {
	t.Parallel()
	inv := readFake(t, fake{"Lightsail GetInstances": answer(&lightsail.GetInstancesOutput{
		Instances: []lightsailtypes.Instance{{Arn: aws.String("arn:blog")}}, NextPageToken: aws.String("again"),
	})}, collector(t, "lightsail"))
	if len(inv.Gaps) != 1 || inv.Gaps[0].Origin.API != "lightsail:GetInstances" || len(inv.Unread) != 1 {
		t.Errorf("gaps %+v, unread %v", inv.Gaps, inv.Unread)
	}
}

func TestEndpointsOfModels(t *testing.T) {
	t.Parallel()
	var all []sagemakertypes.EndpointSummary
	for _, s := range []sagemakertypes.EndpointStatus{"InService", "Updating", "OutOfService", "Newer", "Deleting", "Failed"} {
		all = append(all, sagemakertypes.EndpointSummary{EndpointArn: aws.String("arn:" + string(s)), EndpointName: aws.String("prices"), EndpointStatus: s})
	}
	inv := readFake(t, fake{"SageMaker ListEndpoints": answer(&sagemaker.ListEndpointsOutput{Endpoints: all})}, collector(t, "sagemaker"))
	requireTypes(t, inv, map[string]int{"aws_sagemaker_endpoint": 4})
	requireValues(t, find(t, inv, "aws_sagemaker_endpoint", ":InService"), map[string]string{"id": `"prices"`, "name": `"prices"`})
}

func TestAirflow(t *testing.T) {
	t.Parallel()
	inv := readFake(t, fake{"MWAA ListEnvironments": answer(&mwaa.ListEnvironmentsOutput{Environments: []string{"nightly"}})}, collector(t, "airflow"))
	requireValues(t, find(t, inv, "aws_mwaa_environment", "arn:aws:airflow:eu-west-1:123456789012:environment/nightly"), map[string]string{"id": `"nightly"`})
}

func TestFirewalls(t *testing.T) {
	t.Parallel()
	inv := readFake(t, fake{"Network Firewall ListFirewalls": answer(&networkfirewall.ListFirewallsOutput{Firewalls: []firewalltypes.FirewallMetadata{
		{FirewallArn: aws.String("arn:edge"), FirewallName: aws.String("edge")},
	}})}, collector(t, "network-firewall"))
	requireValues(t, find(t, inv, "aws_networkfirewall_firewall", ":edge"), map[string]string{"id": `"arn:edge"`, "name": `"edge"`})
}

func TestResolvers(t *testing.T) {
	t.Parallel()
	var all []resolvertypes.ResolverEndpoint
	for _, s := range []resolvertypes.ResolverEndpointStatus{"OPERATIONAL", "ACTION_NEEDED", "NEWER", "DELETING"} {
		all = append(all, resolvertypes.ResolverEndpoint{Arn: aws.String("arn:" + string(s)), Id: aws.String("rslvr-1"), Status: s})
	}
	inv := readFake(t, fake{"Route53Resolver ListResolverEndpoints": answer(&route53resolver.ListResolverEndpointsOutput{ResolverEndpoints: all})}, collector(t, "route53resolver"))
	requireTypes(t, inv, map[string]int{"aws_route53_resolver_endpoint": 3})
	requireValues(t, find(t, inv, "aws_route53_resolver_endpoint", ":OPERATIONAL"), map[string]string{"id": `"rslvr-1"`})
}
