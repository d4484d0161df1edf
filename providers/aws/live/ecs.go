package live

import (
	"context"
	"slices"
	"sync"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ecs"
	"github.com/aws/aws-sdk-go-v2/service/ecs/types"
	"github.com/aws/smithy-go"
)

// ecsCollector reads the services of ECS, and what they run on.
var ecsCollector = Collector{
	Service: "ecs",
	Actions: []string{
		"ecs:DescribeCapacityProviders", "ecs:DescribeClusters", "ecs:DescribeServices", "ecs:DescribeTaskDefinition",
		"ecs:ListClusters", "ecs:ListServices",
	},
	Types:   ecsTypes,
	Collect: func(ctx context.Context, c *Call) { collectContainers(ctx, c, ecs.NewFromConfig(c.Config)) },
}

var ecsTypes = []string{
	"aws_ecs_cluster", "aws_ecs_cluster_capacity_providers", "aws_ecs_service", "aws_ecs_task_definition", "aws_ecs_capacity_provider",
}

// ecsAPI is what is asked of ECS.
type ecsAPI interface {
	ecs.ListClustersAPIClient
	ecs.ListServicesAPIClient
	DescribeCapacityProviders(context.Context, *ecs.DescribeCapacityProvidersInput, ...func(*ecs.Options)) (*ecs.DescribeCapacityProvidersOutput, error)
	DescribeClusters(context.Context, *ecs.DescribeClustersInput, ...func(*ecs.Options)) (*ecs.DescribeClustersOutput, error)
	DescribeServices(context.Context, *ecs.DescribeServicesInput, ...func(*ecs.Options)) (*ecs.DescribeServicesOutput, error)
	DescribeTaskDefinition(context.Context, *ecs.DescribeTaskDefinitionInput, ...func(*ecs.Options)) (*ecs.DescribeTaskDefinitionOutput, error)
}

// collectContainers reads the clusters, the services of each, and then what
// those name.
func collectContainers(ctx context.Context, c *Call, api ecsAPI) {
	r := &ecsReader{api: api}
	c.Try(ctx, r.clusters, ecsTypes...)
	r.services(ctx, c)
	r.definitions(ctx, c)
	c.Try(ctx, r.providers, "aws_ecs_capacity_provider")
}

type ecsReader struct {
	api     ecsAPI
	cluster []types.Cluster
	service []types.Service
}

// How many ECS puts on a page at most, and how many of them one call describes.
const (
	arnsAPage       = 100
	clustersAtOnce  = 100
	servicesAtOnce  = 10
	providersAtOnce = 10
)

func (r *ecsReader) clusters(ctx context.Context, c *Call) error {
	var arns []string
	pages := ecs.NewListClustersPaginator(r.api, &ecs.ListClustersInput{MaxResults: aws.Int32(arnsAPage)})
	listed := Pages(ctx, pages, func(page *ecs.ListClustersOutput) { arns = append(arns, page.ClusterArns...) })
	for some := range slices.Chunk(arns, clustersAtOnce) {
		out, err := r.api.DescribeClusters(ctx, &ecs.DescribeClustersInput{Clusters: some, Include: []types.ClusterField{types.ClusterFieldTags}})
		if err != nil {
			return err //nolint:wrapcheck // it names the service and the operation
		}
		for i := range out.Clusters {
			r.addCluster(c, &out.Clusters[i])
		}
		if err := lacking("DescribeClusters", out.Failures); err != nil {
			return err
		}
	}
	return listed
}

// addCluster adds a cluster, and what it has its services run on that do not
// say so themselves.
func (r *ecsReader) addCluster(c *Call, cluster *types.Cluster) {
	if slices.Contains([]string{"DEPROVISIONING", "FAILED", "INACTIVE"}, text(cluster.Status)) {
		return
	}
	r.cluster = append(r.cluster, *cluster)
	v := Values{}
	v.Text("id", cluster.ClusterArn)
	v.Text("arn", cluster.ClusterArn)
	v.Text("name", cluster.ClusterName)
	v.Tags(ecsTags(cluster.Tags))
	c.Add("aws_ecs_cluster", text(cluster.ClusterArn), v, "ecs:DescribeClusters")
	if len(cluster.CapacityProviders)+len(cluster.DefaultCapacityProviderStrategy) == 0 {
		return
	}
	own := Values{}
	own.Text("id", cluster.ClusterName)
	own.Text("cluster_name", cluster.ClusterName)
	Texts(own, "capacity_providers", cluster.CapacityProviders)
	own.Blocks("default_capacity_provider_strategy", strategy(cluster.DefaultCapacityProviderStrategy)...)
	c.Add("aws_ecs_cluster_capacity_providers", c.Name(text(cluster.ClusterName), "capacity-providers"), own, "ecs:DescribeClusters")
}

// services reads the services of the clusters.
func (r *ecsReader) services(ctx context.Context, c *Call) {
	var mu sync.Mutex
	Each(r.cluster, func(cluster types.Cluster) {
		got, err := r.servicesOf(ctx, cluster.ClusterArn)
		if err != nil {
			c.Fail(ctx, err, "aws_ecs_service", "aws_ecs_task_definition")
		}
		mu.Lock()
		defer mu.Unlock()
		r.service = append(r.service, got...)
	})
	for i := range r.service {
		c.Add("aws_ecs_service", text(r.service[i].ServiceArn), taskService(&r.service[i]), "ecs:DescribeServices")
	}
}

// servicesOf reads the services of a cluster, except for those that are being
// deleted.
func (r *ecsReader) servicesOf(ctx context.Context, cluster *string) ([]types.Service, error) {
	var arns []string
	pages := ecs.NewListServicesPaginator(r.api, &ecs.ListServicesInput{Cluster: cluster, MaxResults: aws.Int32(arnsAPage)})
	listed := Pages(ctx, pages, func(page *ecs.ListServicesOutput) { arns = append(arns, page.ServiceArns...) })
	var all []types.Service
	for some := range slices.Chunk(arns, servicesAtOnce) {
		out, err := r.api.DescribeServices(ctx, &ecs.DescribeServicesInput{
			Cluster: cluster, Services: some, Include: []types.ServiceField{types.ServiceFieldTags},
		})
		if err != nil {
			return all, err //nolint:wrapcheck // it names the service and the operation
		}
		all = append(all, standing(out.Services)...)
		if err := lacking("DescribeServices", out.Failures); err != nil {
			return all, err
		}
	}
	return all, listed
}

// standing returns the services that are not being deleted.
func standing(list []types.Service) []types.Service {
	var out []types.Service
	for i := range list {
		if s := text(list[i].Status); s != "DRAINING" && s != "INACTIVE" {
			out = append(out, list[i])
		}
	}
	return out
}

// lacking is the error of a call that did not tell all that it was asked for.
// What is missing was deleted since it was listed.
func lacking(operation string, failures []types.Failure) error {
	for _, f := range failures {
		if reason := text(f.Reason); reason != "MISSING" {
			return &smithy.OperationError{
				ServiceID: ecs.ServiceID, OperationName: operation, Err: &smithy.GenericAPIError{Code: reason, Message: text(f.Arn) + ": " + text(f.Detail)},
			}
		}
	}
	return nil
}

func strategy(list []types.CapacityProviderStrategyItem) []Values {
	var out []Values
	for _, s := range list {
		v := Values{}
		v.Text("capacity_provider", s.CapacityProvider)
		Number(v, "base", &s.Base)
		Number(v, "weight", &s.Weight)
		out = append(out, v)
	}
	return out
}

func ecsTags(list []types.Tag) map[string]string {
	return Tagged(list, func(t types.Tag) (name, value *string) { return t.Key, t.Value })
}
