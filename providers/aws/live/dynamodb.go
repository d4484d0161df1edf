package live

import (
	"context"
	"slices"
	"sync"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
)

// tableCollector reads tables of DynamoDB.
var tableCollector = Collector{
	Service: "dynamodb",
	Actions: []string{"dynamodb:DescribeTable", "dynamodb:ListGlobalTables", "dynamodb:ListTables"},
	Types:   []string{"aws_dynamodb_table"},
	Collect: func(ctx context.Context, c *Call) {
		collectTables(ctx, c, dynamodb.NewFromConfig(c.Config, func(o *dynamodb.Options) {
			o.EndpointDiscovery.EnableEndpointDiscovery = aws.EndpointDiscoveryDisabled // it is a call more
		}))
	},
}

// tableAPI is what is asked of DynamoDB.
type tableAPI interface {
	dynamodb.ListTablesAPIClient
	DescribeTable(context.Context, *dynamodb.DescribeTableInput, ...func(*dynamodb.Options)) (*dynamodb.DescribeTableOutput, error)
	ListGlobalTables(context.Context, *dynamodb.ListGlobalTablesInput, ...func(*dynamodb.Options)) (*dynamodb.ListGlobalTablesOutput, error)
}

func collectTables(ctx context.Context, c *Call, api tableAPI) {
	c.Try(ctx, tableReader{api}.tables, "aws_dynamodb_table")
}

type tableReader struct{ api tableAPI }

func (r tableReader) tables(ctx context.Context, c *Call) error {
	var mu sync.Mutex
	var maybe []*types.TableDescription
	pages := dynamodb.NewListTablesPaginator(r.api, &dynamodb.ListTablesInput{})
	err := Pages(ctx, pages, func(page *dynamodb.ListTablesOutput) {
		Each(page.TableNames, func(name string) {
			t := r.describe(ctx, c, name)
			switch {
			case t == nil || t.TableStatus == types.TableStatusDeleting || t.TableStatus == types.TableStatusArchived:
			case mayBeLegacy(t):
				mu.Lock()
				defer mu.Unlock()
				maybe = append(maybe, t)
			default:
				c.Add("aws_dynamodb_table", text(t.TableArn), table(c, t), "dynamodb:DescribeTable")
			}
		})
	})
	r.legacy(ctx, c, maybe)
	return err
}

// describe returns what there is to know of a table. One that does not tell is
// told as there, with what it does not tell unknown.
func (r tableReader) describe(ctx context.Context, c *Call, name string) *types.TableDescription {
	out, err := r.api.DescribeTable(ctx, &dynamodb.DescribeTableInput{TableName: &name})
	if err == nil {
		return out.Table
	}
	if codeOf(err) == "ResourceNotFoundException" {
		return nil // it was deleted meanwhile
	}
	arn := c.ARN("dynamodb", "table/"+name)
	v := Values{}
	v.Text("id", &name)
	v.Text("arn", &arn)
	v.Text("name", &name)
	v.Unknown("replica", "deletion_protection_enabled")
	c.Missing(ctx, err, arn)
	c.Add("aws_dynamodb_table", arn, v, "dynamodb:DescribeTable")
	return nil
}

func table(c *Call, t *types.TableDescription) Values {
	v := Values{}
	v.Text("id", t.TableName)
	v.Text("arn", t.TableArn)
	v.Text("name", t.TableName)
	v.Flag("deletion_protection_enabled", t.DeletionProtectionEnabled)
	var replicas []Values
	for i := range t.Replicas {
		replica := &t.Replicas[i]
		if text(replica.RegionName) == c.Region || !serves(replica.ReplicaStatus) {
			continue
		}
		b := Values{}
		b.Text("region_name", replica.RegionName)
		b.Text("arn", replica.ReplicaArn)
		replicas = append(replicas, b)
	}
	v.Blocks("replica", replicas...)
	return v
}

// serves reports whether a replica answers, or will.
func serves(status types.ReplicaStatus) bool {
	return !slices.Contains([]types.ReplicaStatus{
		types.ReplicaStatusCreationFailed, types.ReplicaStatusDeleting, types.ReplicaStatusRegionDisabled,
		types.ReplicaStatusInaccessibleEncryptionCredentials, types.ReplicaStatusArchiving, types.ReplicaStatusArchived,
	}, status)
}

// mayBeLegacy reports whether a table may be one of a global table of version
// 2017, which the table itself does not tell: that takes a stream of new and old
// images.
// See https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/globaltables.DetermineVersion.html.
func mayBeLegacy(t *types.TableDescription) bool {
	s := t.StreamSpecification
	return t.GlobalTableVersion == nil && len(t.Replicas) == 0 && s != nil && s.StreamViewType == types.StreamViewTypeNewAndOldImages
}

// legacy adds tables that may be of a global table of version 2017, with the
// replicas that those have.
func (r tableReader) legacy(ctx context.Context, c *Call, tables []*types.TableDescription) {
	if len(tables) == 0 {
		return
	}
	regions, err := r.globals(ctx)
	for _, t := range tables {
		v := table(c, t)
		var replicas []Values
		for _, region := range regions[text(t.TableName)] {
			if region != c.Region {
				b := Values{}
				b.Text("region_name", &region)
				replicas = append(replicas, b)
			}
		}
		v.Blocks("replica", replicas...)
		if err != nil {
			v.Unknown("replica")
			c.Missing(ctx, err, text(t.TableArn))
		}
		c.Add("aws_dynamodb_table", text(t.TableArn), v, "dynamodb:DescribeTable")
	}
}

// globals returns the regions of each global table of version 2017.
func (r tableReader) globals(ctx context.Context) (map[string][]string, error) {
	regions := map[string][]string{}
	var from *string
	for {
		page, err := r.api.ListGlobalTables(ctx, &dynamodb.ListGlobalTablesInput{ExclusiveStartGlobalTableName: from})
		if err != nil {
			return regions, err //nolint:wrapcheck // it names the service and the operation
		}
		for _, g := range page.GlobalTables {
			for _, replica := range g.ReplicationGroup {
				regions[text(g.GlobalTableName)] = append(regions[text(g.GlobalTableName)], text(replica.RegionName))
			}
		}
		next := text(page.LastEvaluatedGlobalTableName)
		switch {
		case next == "":
			return regions, nil
		case next <= text(from): // names are told in order
			return regions, endless(page)
		}
		from = &next
	}
}
