package live

import (
	"context"
	"slices"
	"sync"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/eks"
	"github.com/aws/aws-sdk-go-v2/service/eks/types"
)

// eksCollector reads the clusters of EKS, and what their pods run on.
var eksCollector = Collector{
	Service: "eks",
	Actions: []string{
		"eks:DescribeCluster", "eks:DescribeFargateProfile", "eks:DescribeNodegroup", "eks:ListClusters", "eks:ListFargateProfiles", "eks:ListNodegroups",
	},
	Types:   eksTypes,
	Collect: func(ctx context.Context, c *Call) { collectKubernetes(ctx, c, eks.NewFromConfig(c.Config)) },
}

var eksTypes = []string{"aws_eks_cluster", "aws_eks_node_group", "aws_eks_fargate_profile"}

// eksAPI is what is asked of EKS.
type eksAPI interface {
	eks.DescribeClusterAPIClient
	eks.DescribeFargateProfileAPIClient
	eks.DescribeNodegroupAPIClient
	eks.ListClustersAPIClient
	eks.ListFargateProfilesAPIClient
	eks.ListNodegroupsAPIClient
}

// namesAPage is how many names EKS puts on a page at most.
const namesAPage = 100

func collectKubernetes(ctx context.Context, c *Call, api eksAPI) {
	r := &eksReader{api: api}
	c.Try(ctx, r.clusters, eksTypes...)
	for _, one := range r.cluster {
		if err := r.nodeGroups(ctx, c, one); err != nil {
			c.Fail(ctx, err, "aws_eks_node_group")
		}
		if err := r.profiles(ctx, c, one); err != nil {
			c.Fail(ctx, err, "aws_eks_fargate_profile")
		}
	}
}

type eksReader struct {
	api     eksAPI
	cluster []string // their names
}

func (r *eksReader) clusters(ctx context.Context, c *Call) error {
	var names []string
	pages := eks.NewListClustersPaginator(r.api, &eks.ListClustersInput{MaxResults: aws.Int32(namesAPage)})
	listed := Pages(ctx, pages, func(page *eks.ListClustersOutput) { names = append(names, page.Clusters...) })
	var mu sync.Mutex
	Each(names, func(name string) {
		out, err := r.api.DescribeCluster(ctx, &eks.DescribeClusterInput{Name: &name})
		if err != nil {
			c.Fail(ctx, err, eksTypes...)
			return
		}
		if k := out.Cluster; k != nil && k.Status != types.ClusterStatusDeleting && k.Status != types.ClusterStatusFailed {
			v := Values{}
			v.Text("id", k.Name)
			v.Text("arn", k.Arn)
			v.Text("name", k.Name)
			v.Tags(k.Tags)
			c.Add("aws_eks_cluster", text(k.Arn), v, "eks:DescribeCluster")
			mu.Lock()
			defer mu.Unlock()
			r.cluster = append(r.cluster, name)
		}
	})
	slices.Sort(r.cluster)
	return listed
}

// nodeGroups reads the managed node groups of a cluster. The auto scaling groups
// that they are made of are part of them, and told as that.
func (r *eksReader) nodeGroups(ctx context.Context, c *Call, cluster string) error {
	var names []string
	pages := eks.NewListNodegroupsPaginator(r.api, &eks.ListNodegroupsInput{ClusterName: &cluster, MaxResults: aws.Int32(namesAPage)})
	listed := Pages(ctx, pages, func(page *eks.ListNodegroupsOutput) { names = append(names, page.Nodegroups...) })
	Each(names, func(name string) {
		out, err := r.api.DescribeNodegroup(ctx, &eks.DescribeNodegroupInput{ClusterName: &cluster, NodegroupName: &name})
		if err != nil {
			c.Fail(ctx, err, "aws_eks_node_group")
			return
		}
		if g := out.Nodegroup; g != nil && g.Status != types.NodegroupStatusDeleting && g.Status != types.NodegroupStatusCreateFailed {
			c.Add("aws_eks_node_group", text(g.NodegroupArn), nodes(g), "eks:DescribeNodegroup")
		}
	})
	return listed
}

func nodes(g *types.Nodegroup) Values {
	v := Values{}
	id := nodeGroupID(text(g.ClusterName), text(g.NodegroupName))
	v.Text("id", &id)
	v.Text("arn", g.NodegroupArn)
	v.Text("cluster_name", g.ClusterName)
	v.Text("node_group_name", g.NodegroupName)
	Texts(v, "subnet_ids", g.Subnets)
	if s := g.ScalingConfig; s != nil {
		b := Values{}
		Number(b, "min_size", s.MinSize)
		Number(b, "max_size", s.MaxSize)
		Number(b, "desired_size", s.DesiredSize)
		v.Blocks("scaling_config", b)
	} else {
		v.Unknown("scaling_config")
	}
	v.Tags(g.Tags)
	return v
}

// nodeGroupID is what Terraform calls a node group.
func nodeGroupID(cluster, name string) string { return cluster + ":" + name }

// profiles reads which pods of a cluster run without nodes, and where.
func (r *eksReader) profiles(ctx context.Context, c *Call, cluster string) error {
	var names []string
	pages := eks.NewListFargateProfilesPaginator(r.api, &eks.ListFargateProfilesInput{ClusterName: &cluster, MaxResults: aws.Int32(namesAPage)})
	listed := Pages(ctx, pages, func(page *eks.ListFargateProfilesOutput) { names = append(names, page.FargateProfileNames...) })
	Each(names, func(name string) {
		out, err := r.api.DescribeFargateProfile(ctx, &eks.DescribeFargateProfileInput{ClusterName: &cluster, FargateProfileName: &name})
		if err != nil {
			c.Fail(ctx, err, "aws_eks_fargate_profile")
			return
		}
		if p := out.FargateProfile; p != nil && p.Status != types.FargateProfileStatusDeleting && p.Status != types.FargateProfileStatusCreateFailed {
			v := Values{}
			id := cluster + ":" + name
			v.Text("id", &id)
			v.Text("arn", p.FargateProfileArn)
			v.Text("cluster_name", p.ClusterName)
			v.Text("fargate_profile_name", p.FargateProfileName)
			Texts(v, "subnet_ids", p.Subnets)
			v.Tags(p.Tags)
			c.Add("aws_eks_fargate_profile", text(p.FargateProfileArn), v, "eks:DescribeFargateProfile")
		}
	})
	return listed
}
