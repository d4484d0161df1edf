package live_test

import (
	"fmt"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dax"
	daxtypes "github.com/aws/aws-sdk-go-v2/service/dax/types"
	"github.com/aws/aws-sdk-go-v2/service/fsx"
	fsxtypes "github.com/aws/aws-sdk-go-v2/service/fsx/types"
	"github.com/aws/aws-sdk-go-v2/service/opensearch"
	"github.com/aws/aws-sdk-go-v2/service/opensearch/types"
)

// TestSearchDomains requires that domains are described five at once, whichever
// engine they run, and that those being deleted are left out.
func TestSearchDomains(t *testing.T) {
	t.Parallel()
	list := &opensearch.ListDomainNamesOutput{}
	for i := range 7 {
		engine := types.EngineTypeOpenSearch
		if i == 6 {
			engine = types.EngineTypeElasticsearch
		}
		list.DomainNames = append(list.DomainNames, types.DomainInfo{DomainName: aws.String(fmt.Sprintf("d%d", i)), EngineType: engine})
	}
	f := fake{
		"OpenSearch ListDomainNames": answer(list),
		"OpenSearch DescribeDomains": on(func(in *opensearch.DescribeDomainsInput) any {
			if len(in.DomainNames) > 5 {
				return nil
			}
			out := &opensearch.DescribeDomainsOutput{}
			for _, name := range in.DomainNames {
				out.DomainStatusList = append(out.DomainStatusList, types.DomainStatus{
					ARN: aws.String("arn:" + name), DomainName: &name, Deleted: aws.Bool(name == "d1"), Endpoints: map[string]string{"vpc": name + ".vpc"},
					ClusterConfig: &types.ClusterConfig{
						InstanceCount: aws.Int32(3), InstanceType: "new.search", ZoneAwarenessEnabled: aws.Bool(true),
						ZoneAwarenessConfig: &types.ZoneAwarenessConfig{AvailabilityZoneCount: aws.Int32(3)},
					},
					VPCOptions: &types.VPCDerivedInfo{SubnetIds: []string{"subnet-1"}, SecurityGroupIds: []string{"sg-1"}},
				})
			}
			return out
		}),
	}
	inv := readFake(t, f, collector(t, "es"))
	if n := countTypes(inv); n["aws_opensearch_domain"] != 5 || n["aws_elasticsearch_domain"] != 1 || len(inv.Gaps) != 0 {
		t.Errorf("%v, gaps %v", n, inv.Gaps)
	}
	requireValues(t, find(t, inv, "aws_opensearch_domain", "arn:d0"), map[string]string{
		"endpoint": `"d0.vpc"`, "vpc_options": `[{"security_group_ids":["sg-1"],"subnet_ids":["subnet-1"]}]`,
		"cluster_config": "unknown", // whether it has masters of its own is not told
	})
}

// TestWhatIsToldWithoutBeingJudged requires every page of DAX, and each kind of
// FSx.
func TestWhatIsToldWithoutBeingJudged(t *testing.T) {
	t.Parallel()
	f := fake{
		"DAX DescribeClusters": on(func(in *dax.DescribeClustersInput) any {
			if in.NextToken == nil {
				return &dax.DescribeClustersOutput{NextToken: aws.String("2"), Clusters: []daxtypes.Cluster{{ClusterArn: aws.String("arn:dax/1")}}}
			}
			return &dax.DescribeClustersOutput{Clusters: []daxtypes.Cluster{
				{ClusterArn: aws.String("arn:dax/2")}, {ClusterArn: aws.String("arn:dax/3"), Status: aws.String("deleting")},
			}}
		}),
		"FSx DescribeFileSystems": answer(&fsx.DescribeFileSystemsOutput{FileSystems: []fsxtypes.FileSystem{
			{ResourceARN: aws.String("arn:fsx/1"), FileSystemType: fsxtypes.FileSystemTypeLustre},
			{ResourceARN: aws.String("arn:fsx/2"), FileSystemType: "NEW"},
			{ResourceARN: aws.String("arn:fsx/3"), FileSystemType: fsxtypes.FileSystemTypeOntap, Lifecycle: fsxtypes.FileSystemLifecycleFailed},
		}}),
	}
	inv := readFake(t, f, collector(t, "dax"), collector(t, "fsx"))
	if n := countTypes(inv); n["aws_dax_cluster"] != 2 || n["aws_fsx_lustre_file_system"] != 1 || len(n) != 2 || len(inv.Gaps) != 1 {
		t.Errorf("%v, gaps %v", n, inv.Gaps)
	}
}
