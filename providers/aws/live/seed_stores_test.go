package live_test

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	ddbtypes "github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/aws-sdk-go-v2/service/efs"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	s3types "github.com/aws/aws-sdk-go-v2/service/s3/types"
)

var storeSowing = sowing{sow: (*seed).stores, want: map[string]int{
	"aws_dynamodb_table": 1, "aws_efs_access_point": 1, "aws_efs_file_system": 1, "aws_efs_mount_target": 1,
	"aws_s3_bucket": 2, "aws_s3_bucket_replication_configuration": 1, "aws_s3_bucket_website_configuration": 1,
}, unanswered: []string{"elasticfilesystem:DescribeReplicationConfigurations"}, unasked: []string{"dynamodb:ListGlobalTables"}}

// stores makes a table, a file system, and a bucket with its copy.
func (s *seed) stores(ctx context.Context) {
	_, err := dynamodb.NewFromConfig(s.config).CreateTable(ctx, &dynamodb.CreateTableInput{
		TableName: aws.String("orders"), BillingMode: ddbtypes.BillingModePayPerRequest,
		AttributeDefinitions: []ddbtypes.AttributeDefinition{{AttributeName: aws.String("id"), AttributeType: ddbtypes.ScalarAttributeTypeS}},
		KeySchema:            []ddbtypes.KeySchemaElement{{AttributeName: aws.String("id"), KeyType: ddbtypes.KeyTypeHash}},
	})
	made(s, 0, err)
	files := efs.NewFromConfig(s.config)
	fs, err := files.CreateFileSystem(ctx, &efs.CreateFileSystemInput{CreationToken: aws.String("pictures")})
	id := made(s, fs, err).FileSystemId
	_, err = files.CreateMountTarget(ctx, &efs.CreateMountTargetInput{FileSystemId: id, SubnetId: &s.subnets[0]})
	made(s, 0, err)
	_, err = files.CreateAccessPoint(ctx, &efs.CreateAccessPointInput{FileSystemId: id, ClientToken: aws.String("pictures")})
	made(s, 0, err)
	s.buckets(ctx)
}

func (s *seed) buckets(ctx context.Context) {
	api := s3.NewFromConfig(s.config, func(o *s3.Options) { o.UsePathStyle = true })
	for _, name := range []string{"example-pages", "example-copy"} {
		_, err := api.CreateBucket(ctx, &s3.CreateBucketInput{Bucket: &name})
		made(s, 0, err)
		_, err = api.PutBucketVersioning(ctx, &s3.PutBucketVersioningInput{
			Bucket: &name, VersioningConfiguration: &s3types.VersioningConfiguration{Status: s3types.BucketVersioningStatusEnabled},
		})
		made(s, 0, err)
	}
	_, err := api.PutBucketReplication(ctx, &s3.PutBucketReplicationInput{
		Bucket: aws.String("example-pages"),
		ReplicationConfiguration: &s3types.ReplicationConfiguration{Role: aws.String("arn:aws:iam::123456789012:role/copy"), Rules: []s3types.ReplicationRule{
			{Status: s3types.ReplicationRuleStatusEnabled, Destination: &s3types.Destination{Bucket: aws.String("arn:aws:s3:::example-copy")}},
		}},
	})
	made(s, 0, err)
	_, err = api.PutBucketWebsite(ctx, &s3.PutBucketWebsiteInput{
		Bucket: aws.String("example-pages"), WebsiteConfiguration: &s3types.WebsiteConfiguration{IndexDocument: &s3types.IndexDocument{Suffix: aws.String("index.html")}},
	})
	made(s, 0, err)
}
