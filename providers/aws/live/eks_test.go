package live_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	scaling "github.com/aws/aws-sdk-go-v2/service/applicationautoscaling"
	scalingtypes "github.com/aws/aws-sdk-go-v2/service/applicationautoscaling/types"
	"github.com/aws/aws-sdk-go-v2/service/eks"
	"github.com/aws/aws-sdk-go-v2/service/eks/types"
	"github.com/aws/smithy-go"
	"github.com/google/go-cmp/cmp"
)

// fakeEKS answers for two clusters, of which one is being deleted.
func fakeEKS() fake {
	return fake{
		"EKS ListClusters": func(_ string, in any) (any, error) {
			if input, _ := in.(*eks.ListClustersInput); input.NextToken == nil {
				return &eks.ListClustersOutput{Clusters: []string{"going"}, NextToken: aws.String("2")}, nil
			}
			return &eks.ListClustersOutput{Clusters: []string{"pods"}}, nil
		},
		"EKS DescribeCluster": func(_ string, in any) (any, error) {
			input, _ := in.(*eks.DescribeClusterInput)
			status := types.ClusterStatusActive
			if *input.Name == "going" {
				status = types.ClusterStatusDeleting
			}
			return &eks.DescribeClusterOutput{Cluster: &types.Cluster{Arn: aws.String("arn:cluster/" + *input.Name), Name: input.Name, Status: status}}, nil
		},
		"EKS ListNodegroups": func(_ string, in any) (any, error) {
			if input, _ := in.(*eks.ListNodegroupsInput); input.NextToken == nil {
				return &eks.ListNodegroupsOutput{Nodegroups: []string{"ACTIVE", "DELETING"}, NextToken: aws.String("2")}, nil
			}
			return &eks.ListNodegroupsOutput{Nodegroups: []string{"CREATE_FAILED", "DEGRADED", "NEWER_WORD"}}, nil
		},
		"EKS DescribeNodegroup": func(_ string, in any) (any, error) {
			input, _ := in.(*eks.DescribeNodegroupInput)
			return &eks.DescribeNodegroupOutput{Nodegroup: &types.Nodegroup{
				NodegroupArn: aws.String("arn:nodegroup/" + *input.NodegroupName), ClusterName: input.ClusterName, NodegroupName: input.NodegroupName,
				Status: types.NodegroupStatus(*input.NodegroupName), Subnets: []string{"subnet-1"},
			}}, nil
		},
		"EKS ListFargateProfiles": answer(&eks.ListFargateProfilesOutput{FargateProfileNames: []string{"ACTIVE", "DELETING"}}),
		"EKS DescribeFargateProfile": func(_ string, in any) (any, error) {
			input, _ := in.(*eks.DescribeFargateProfileInput)
			return &eks.DescribeFargateProfileOutput{FargateProfile: &types.FargateProfile{
				FargateProfileArn: aws.String("arn:profile/" + *input.FargateProfileName), ClusterName: input.ClusterName,
				FargateProfileName: input.FargateProfileName, Status: types.FargateProfileStatus(*input.FargateProfileName), Subnets: []string{"subnet-1"},
			}}, nil
		},
	}
}

func TestClustersOfKubernetes(t *testing.T) {
	t.Parallel()
	inv := readFake(t, fakeEKS(), collector(t, "eks"))
	if diff := cmp.Diff(map[string]int{"aws_eks_cluster": 1, "aws_eks_node_group": 3, "aws_eks_fargate_profile": 1}, countTypes(inv)); diff != "" {
		t.Errorf("resources (-want +got)\n%s", diff)
	}
	requireValues(t, find(t, inv, "aws_eks_cluster", "/pods"), map[string]string{"id": `"pods"`, "name": `"pods"`})
	requireValues(t, find(t, inv, "aws_eks_node_group", "/DEGRADED"), map[string]string{
		"id": `"pods:DEGRADED"`, "cluster_name": `"pods"`, "node_group_name": `"DEGRADED"`, "subnet_ids": `["subnet-1"]`, "scaling_config": "unknown",
	})
	requireValues(t, find(t, inv, "aws_eks_fargate_profile", "/ACTIVE"), map[string]string{"id": `"pods:ACTIVE"`, "subnet_ids": `["subnet-1"]`})
}

// TestADeniedClusterOfKubernetes requires that nothing is said to be known of
// what runs in it.
func TestADeniedClusterOfKubernetes(t *testing.T) {
	t.Parallel()
	f := fakeEKS()
	f["EKS DescribeCluster"] = func(string, any) (any, error) { return nil, &smithy.GenericAPIError{Code: "AccessDeniedException"} }
	inv := readFake(t, f, collector(t, "eks"))
	unread := map[string]bool{}
	for _, u := range inv.Unread {
		unread[u.Type] = true
	}
	want := map[string]bool{"aws_eks_cluster": true, "aws_eks_node_group": true, "aws_eks_fargate_profile": true}
	if diff := cmp.Diff(want, unread); diff != "" || len(inv.Gaps) != 1 || len(inv.Resources) != 0 {
		t.Errorf("gaps %v, resources %v, unread (-want +got)\n%s", inv.Gaps, inv.Resources, diff)
	}
}

func TestScalableTargets(t *testing.T) {
	t.Parallel()
	f := fake{"Application Auto Scaling DescribeScalableTargets": func(_ string, in any) (any, error) {
		input, _ := in.(*scaling.DescribeScalableTargetsInput)
		target := func(name string) []scalingtypes.ScalableTarget {
			return []scalingtypes.ScalableTarget{{
				ResourceId: aws.String("service/shop/" + name), ServiceNamespace: input.ServiceNamespace,
				ScalableDimension: scalingtypes.ScalableDimensionECSServiceDesiredCount, MinCapacity: aws.Int32(2),
			}}
		}
		if input.NextToken == nil {
			return &scaling.DescribeScalableTargetsOutput{ScalableTargets: target("web"), NextToken: aws.String("2")}, nil
		}
		return &scaling.DescribeScalableTargetsOutput{ScalableTargets: target("jobs")}, nil
	}}
	inv := readFake(t, f, collector(t, "application-autoscaling"))
	if len(inv.Resources) != 2 {
		t.Errorf("%d targets", len(inv.Resources))
	}
	requireValues(t, find(t, inv, "aws_appautoscaling_target", "service/shop/web/ecs:service:DesiredCount"), map[string]string{
		"id": `"service/shop/web"`, "resource_id": `"service/shop/web"`, "service_namespace": `"ecs"`, "min_capacity": "2", "max_capacity": "unknown",
	})
}
