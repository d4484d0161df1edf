package live_test

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/memorydb"
	"github.com/aws/aws-sdk-go-v2/service/opensearch"
	ostypes "github.com/aws/aws-sdk-go-v2/service/opensearch/types"
	"github.com/aws/aws-sdk-go-v2/service/redshift"
)

var searchSowing = sowing{sow: (*seed).search, want: map[string]int{
	"aws_opensearch_domain": 1, "aws_memorydb_cluster": 1, "aws_redshift_cluster": 1,
}}

// search makes a domain, and what is told without being judged.
func (s *seed) search(ctx context.Context) {
	_, err := opensearch.NewFromConfig(s.config).CreateDomain(ctx, &opensearch.CreateDomainInput{
		DomainName: aws.String("search"), EngineVersion: aws.String("OpenSearch_2.13"),
		ClusterConfig: &ostypes.ClusterConfig{InstanceType: ostypes.OpenSearchPartitionInstanceTypeR6gLargeSearch, InstanceCount: aws.Int32(1)},
	})
	made(s, 0, err)
	_, err = memorydb.NewFromConfig(s.config).CreateCluster(ctx, &memorydb.CreateClusterInput{
		ClusterName: aws.String("ledger"), NodeType: aws.String("db.t4g.small"), ACLName: aws.String("open-access"),
	})
	made(s, 0, err)
	_, err = redshift.NewFromConfig(s.config).CreateCluster(ctx, &redshift.CreateClusterInput{
		ClusterIdentifier: aws.String("reports"), NodeType: aws.String("ra3.large"), MasterUsername: aws.String("shop"),
		MasterUserPassword: aws.String("For-the-emulator-0nly"), ClusterType: aws.String("single-node"),
	})
	made(s, 0, err)
}
