package live_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	ddbtypes "github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/aws-sdk-go-v2/service/efs"
	efstypes "github.com/aws/aws-sdk-go-v2/service/efs/types"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	s3types "github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/aws/smithy-go"
)

func tableARN(region, name string) string {
	return "arn:aws:dynamodb:" + region + ":" + account + ":table/" + name
}

// tables answers with what each region has of tables.
func tables(of func(region string) []ddbtypes.TableDescription) fake {
	return fake{
		"DynamoDB ListTables": func(region string, _ any) (any, error) {
			out := &dynamodb.ListTablesOutput{}
			for _, t := range of(region) {
				out.TableNames = append(out.TableNames, *t.TableName)
			}
			return out, nil
		},
		"DynamoDB DescribeTable": func(region string, in any) (any, error) {
			for _, t := range of(region) {
				if input, ok := in.(*dynamodb.DescribeTableInput); ok && *input.TableName == *t.TableName {
					t.TableArn = aws.String(tableARN(region, *t.TableName))
					return &dynamodb.DescribeTableOutput{Table: &t}, nil
				}
			}
			return nil, &smithy.GenericAPIError{Code: "ResourceNotFoundException"}
		},
	}
}

func replica(region string, status ddbtypes.ReplicaStatus) ddbtypes.ReplicaDescription {
	return ddbtypes.ReplicaDescription{RegionName: &region, ReplicaArn: aws.String(tableARN(region, "orders")), ReplicaStatus: status}
}

// TestAGlobalTableIsOneTable requires that a table is told once, whichever of its
// regions are read, with its replicas in all others.
func TestAGlobalTableIsOneTable(t *testing.T) {
	t.Parallel()
	f := tables(func(region string) []ddbtypes.TableDescription {
		other := map[string]string{"eu-west-1": "us-east-1", "us-east-1": "eu-west-1"}[region]
		return []ddbtypes.TableDescription{
			{
				TableName: aws.String("orders"), DeletionProtectionEnabled: aws.Bool(true), GlobalTableVersion: aws.String("2019.11.21"),
				Replicas: []ddbtypes.ReplicaDescription{
					replica(region, ddbtypes.ReplicaStatusActive), replica(other, "NEW"), replica("ap-south-1", ddbtypes.ReplicaStatusCreationFailed),
				},
			},
			{TableName: aws.String("local")},
			{TableName: aws.String("gone"), TableStatus: ddbtypes.TableStatusDeleting},
		}
	})
	both := readRegions(t, f, []string{"eu-west-1", "us-east-1"}, collector(t, "dynamodb"))
	if len(both.Resources) != 3 || len(both.Gaps) != 0 {
		t.Errorf("%d resources, want 3: gaps %v", len(both.Resources), both.Gaps)
	}
	requireValues(t, find(t, both, "aws_dynamodb_table", tableARN("eu-west-1", "orders")), map[string]string{
		"replica": `[{"arn":"` + tableARN("us-east-1", "orders") + `","region_name":"us-east-1"}]`, "deletion_protection_enabled": "true",
	})
	requireValues(t, find(t, both, "aws_dynamodb_table", tableARN("us-east-1", "local")), map[string]string{"replica": "", "deletion_protection_enabled": "unknown"})
	one := readRegions(t, f, []string{"us-east-1"}, collector(t, "dynamodb"))
	requireValues(t, find(t, one, "aws_dynamodb_table", tableARN("us-east-1", "orders")), map[string]string{
		"replica": `[{"arn":"` + tableARN("eu-west-1", "orders") + `","region_name":"eu-west-1"}]`,
	})
}

// TestLegacyGlobalTables requires that the replicas of version 2017 are found,
// and are unknown where nobody tells them.
func TestLegacyGlobalTables(t *testing.T) {
	t.Parallel()
	f := tables(func(string) []ddbtypes.TableDescription {
		return []ddbtypes.TableDescription{{
			TableName:           aws.String("orders"),
			StreamSpecification: &ddbtypes.StreamSpecification{StreamEnabled: aws.Bool(true), StreamViewType: ddbtypes.StreamViewTypeNewAndOldImages},
		}}
	})
	inv := readFake(t, f, collector(t, "dynamodb"))
	requireValues(t, find(t, inv, "aws_dynamodb_table", "/orders"), map[string]string{"replica": "unknown"})
	if len(inv.Gaps) != 1 || len(inv.Unread) != 1 {
		t.Errorf("gaps %v, unread %v", inv.Gaps, inv.Unread)
	}
	f["DynamoDB ListGlobalTables"] = on(func(in *dynamodb.ListGlobalTablesInput) any {
		if in.ExclusiveStartGlobalTableName == nil {
			return &dynamodb.ListGlobalTablesOutput{LastEvaluatedGlobalTableName: aws.String("a")}
		}
		return &dynamodb.ListGlobalTablesOutput{GlobalTables: []ddbtypes.GlobalTable{{
			GlobalTableName:  aws.String("orders"),
			ReplicationGroup: []ddbtypes.Replica{{RegionName: aws.String("eu-west-1")}, {RegionName: aws.String("us-east-1")}},
		}}}
	})
	inv = readFake(t, f, collector(t, "dynamodb"))
	requireValues(t, find(t, inv, "aws_dynamodb_table", "/orders"), map[string]string{"replica": `[{"region_name":"us-east-1"}]`})
	f["DynamoDB ListGlobalTables"] = answer(&dynamodb.ListGlobalTablesOutput{LastEvaluatedGlobalTableName: aws.String("a")})
	if inv = readFake(t, f, collector(t, "dynamodb")); len(inv.Gaps) != 1 {
		t.Errorf("a list without end: gaps %v", inv.Gaps)
	}
}

func TestFileSystems(t *testing.T) {
	t.Parallel()
	source, region := aws.String("arn:aws:elasticfilesystem:eu-west-1:1:file-system/fs-1"), aws.String("eu-west-1")
	f := fake{
		"EFS DescribeFileSystems": func(region string, _ any) (any, error) {
			if region != "eu-west-1" {
				return &efs.DescribeFileSystemsOutput{FileSystems: []efstypes.FileSystemDescription{
					{FileSystemId: aws.String("fs-9"), FileSystemArn: aws.String("arn:fs-9")},
				}}, nil
			}
			return &efs.DescribeFileSystemsOutput{FileSystems: []efstypes.FileSystemDescription{
				{FileSystemId: aws.String("fs-1"), FileSystemArn: source, NumberOfMountTargets: 1},
				{FileSystemId: aws.String("fs-2"), FileSystemArn: aws.String("arn:fs-2"), AvailabilityZoneName: aws.String("eu-west-1a")},
				{FileSystemId: aws.String("fs-3"), FileSystemArn: aws.String("arn:fs-3"), LifeCycleState: efstypes.LifeCycleStateError},
			}}, nil
		},
		"EFS DescribeMountTargets": answer(&efs.DescribeMountTargetsOutput{MountTargets: []efstypes.MountTargetDescription{
			{MountTargetId: aws.String("fsmt-1"), FileSystemId: aws.String("fs-1"), SubnetId: aws.String("subnet-1"), AvailabilityZoneName: aws.String("eu-west-1a")},
		}}),
		"EFS DescribeAccessPoints": answer(&efs.DescribeAccessPointsOutput{}),
		"EFS DescribeReplicationConfigurations": answer(&efs.DescribeReplicationConfigurationsOutput{Replications: []efstypes.ReplicationConfigurationDescription{
			{SourceFileSystemId: aws.String("fs-1"), SourceFileSystemArn: source, SourceFileSystemRegion: region, Destinations: []efstypes.Destination{
				{Region: aws.String("eu-central-1"), FileSystemId: aws.String("fs-9"), Status: "NEW"},
				{Region: aws.String("us-east-1"), FileSystemId: aws.String("fs-8"), Status: efstypes.ReplicationStatusError},
			}},
		}}),
	}
	inv := readRegions(t, f, []string{"eu-west-1", "eu-central-1"}, collector(t, "elasticfilesystem"))
	requireValues(t, find(t, inv, "aws_efs_file_system", "/fs-1"), map[string]string{"dns_name": `"fs-1.efs.eu-west-1.amazonaws.com"`, "availability_zone_name": ""})
	requireValues(t, find(t, inv, "aws_efs_file_system", "fs-2"), map[string]string{"availability_zone_name": `"eu-west-1a"`})
	requireValues(t, find(t, inv, "aws_efs_mount_target", "eu-west-1/fsmt-1"), map[string]string{
		"mount_target_dns_name": `"eu-west-1a.fs-1.efs.eu-west-1.amazonaws.com"`, "subnet_id": `"subnet-1"`,
	})
	requireValues(t, find(t, inv, "aws_efs_replication_configuration", "/replication"), map[string]string{
		"destination": `[{"file_system_id":"fs-9","region":"eu-central-1","status":"NEW"}]`,
	})
	if n := countTypes(inv)["aws_efs_replication_configuration"]; n != 1 || len(inv.Gaps) != 0 {
		t.Errorf("the replication is told %d times: gaps %v", n, inv.Gaps)
	}
}

// TestBuckets requires that each bucket is asked in its own region, and that
// what it has not is no failure.
func TestBuckets(t *testing.T) {
	t.Parallel()
	f := fake{
		"S3 ListBuckets": answer(&s3.ListBucketsOutput{Buckets: []s3types.Bucket{
			{Name: aws.String("pages"), BucketRegion: aws.String("eu-central-1")},
			{Name: aws.String("old.example.com")},
			{Name: aws.String("locked"), BucketRegion: aws.String("cn-north-1")},
		}}),
		"S3 GetBucketLocation": answer(&s3.GetBucketLocationOutput{LocationConstraint: s3types.BucketLocationConstraintEu}),
		"S3 GetBucketReplication": func(region string, in any) (any, error) {
			name := ""
			if input, ok := in.(*s3.GetBucketReplicationInput); ok {
				name = *input.Bucket
			}
			if name == "locked" {
				return nil, &smithy.GenericAPIError{Code: "AccessDenied"}
			}
			if name != "pages" || region != "eu-central-1" {
				return nil, &smithy.GenericAPIError{Code: "ReplicationConfigurationNotFoundError"}
			}
			return &s3.GetBucketReplicationOutput{ReplicationConfiguration: &s3types.ReplicationConfiguration{Rules: []s3types.ReplicationRule{
				{Status: s3types.ReplicationRuleStatusEnabled, Destination: &s3types.Destination{Bucket: aws.String("arn:aws:s3:::old.example.com")}},
			}}}, nil
		},
		"S3 GetBucketWebsite": func(region string, in any) (any, error) {
			if input, ok := in.(*s3.GetBucketWebsiteInput); !ok || *input.Bucket == "locked" || region == "us-east-1" {
				return nil, &smithy.GenericAPIError{Code: "NoSuchWebsiteConfiguration"}
			}
			return &s3.GetBucketWebsiteOutput{}, nil
		},
	}
	inv := readRegions(t, f, []string{"eu-west-1", "eu-central-1"}, collector(t, "s3"))
	pages := find(t, inv, "aws_s3_bucket", ":pages")
	requireValues(t, pages, map[string]string{
		"bucket_domain_name": `"pages.s3.amazonaws.com"`, "bucket_regional_domain_name": `"pages.s3.eu-central-1.amazonaws.com"`, "region": `"eu-central-1"`,
	})
	requireValues(t, find(t, inv, "aws_s3_bucket", ":locked"), map[string]string{"bucket_regional_domain_name": `"locked.s3.cn-north-1.amazonaws.com.cn"`})
	requireValues(t, find(t, inv, "aws_s3_bucket_replication_configuration", ":pages/replication"), map[string]string{
		"rule": `[{"destination":[{"bucket":"arn:aws:s3:::old.example.com"}],"status":"Enabled"}]`,
	})
	requireValues(t, find(t, inv, "aws_s3_bucket_replication_configuration", ":locked/replication"), map[string]string{"rule": "unknown"})
	requireValues(t, find(t, inv, "aws_s3_bucket_website_configuration", ":pages/website"), map[string]string{
		"website_endpoint": `"pages.s3-website.eu-central-1.amazonaws.com"`,
	})
	requireValues(t, find(t, inv, "aws_s3_bucket_website_configuration", "example.com/website"), map[string]string{
		"website_endpoint": `"old.example.com.s3-website-eu-west-1.amazonaws.com"`,
	})
	if len(inv.Resources) != 7 || len(inv.Gaps) != 1 || pages.Region.Or("") != "eu-central-1" {
		t.Errorf("%d resources, gaps %v, pages in %s", len(inv.Resources), inv.Gaps, pages.Region.Or(""))
	}
}
