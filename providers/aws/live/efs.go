package live

import (
	"context"
	"strings"

	"github.com/aws/aws-sdk-go-v2/service/efs"
	"github.com/aws/aws-sdk-go-v2/service/efs/types"
)

// fileCollector reads file systems of EFS.
var fileCollector = Collector{
	Service: "elasticfilesystem",
	Actions: []string{
		"elasticfilesystem:DescribeAccessPoints", "elasticfilesystem:DescribeFileSystems", "elasticfilesystem:DescribeMountTargets",
		"elasticfilesystem:DescribeReplicationConfigurations",
	},
	Types:   []string{"aws_efs_access_point", "aws_efs_file_system", "aws_efs_mount_target", "aws_efs_replication_configuration"},
	Collect: func(ctx context.Context, c *Call) { collectFiles(ctx, c, efs.NewFromConfig(c.Config)) },
}

// fileAPI is what is asked of EFS.
type fileAPI interface {
	efs.DescribeAccessPointsAPIClient
	efs.DescribeFileSystemsAPIClient
	efs.DescribeMountTargetsAPIClient
	efs.DescribeReplicationConfigurationsAPIClient
}

func collectFiles(ctx context.Context, c *Call, api fileAPI) {
	r := fileReader{api}
	c.Try(ctx, r.systems, "aws_efs_file_system", "aws_efs_mount_target")
	c.Try(ctx, r.points, "aws_efs_access_point")
	c.Try(ctx, r.replications, "aws_efs_replication_configuration")
}

type fileReader struct{ api fileAPI }

// isLost reports whether something of EFS is on its way out, or never came to be.
func isLost(state types.LifeCycleState) bool {
	return state == types.LifeCycleStateDeleting || state == types.LifeCycleStateDeleted || state == types.LifeCycleStateError
}

func (r fileReader) systems(ctx context.Context, c *Call) error {
	domain := fileDomain(ctx, c.Region)
	pages := efs.NewDescribeFileSystemsPaginator(r.api, &efs.DescribeFileSystemsInput{})
	return Pages(ctx, pages, func(page *efs.DescribeFileSystemsOutput) {
		Each(page.FileSystems, func(fs types.FileSystemDescription) {
			if isLost(fs.LifeCycleState) {
				return
			}
			v := Values{}
			v.Text("id", fs.FileSystemId)
			v.Text("arn", fs.FileSystemArn)
			v.Text("name", fs.Name)
			v.Text("availability_zone_name", fs.AvailabilityZoneName)
			v.Text("availability_zone_id", fs.AvailabilityZoneId)
			v.Text("kms_key_id", fs.KmsKeyId)
			name := text(fs.FileSystemId) + domain
			v.Text("dns_name", &name)
			v.Tags(Tagged(fs.Tags, func(t types.Tag) (name, value *string) { return t.Key, t.Value }))
			c.Add("aws_efs_file_system", text(fs.FileSystemArn), v, "elasticfilesystem:DescribeFileSystems")
			if fs.NumberOfMountTargets == 0 {
				return
			}
			if err := r.targets(ctx, c, fs, domain); err != nil {
				c.Missing(ctx, err, text(fs.FileSystemArn))
			}
		})
	})
}

// fileDomain is what the names of a region's file systems end in, which no call
// tells: the API's own name ends in the same.
func fileDomain(ctx context.Context, region string) string {
	at, err := efs.NewDefaultEndpointResolverV2().ResolveEndpoint(ctx, efs.EndpointParameters{Region: &region}.WithDefaults())
	if err != nil {
		return ""
	}
	return ".efs" + strings.TrimPrefix(at.URI.Hostname(), "elasticfilesystem")
}

func (r fileReader) targets(ctx context.Context, c *Call, fs types.FileSystemDescription, domain string) error {
	pages := efs.NewDescribeMountTargetsPaginator(r.api, &efs.DescribeMountTargetsInput{FileSystemId: fs.FileSystemId})
	return Pages(ctx, pages, func(page *efs.DescribeMountTargetsOutput) {
		for _, t := range page.MountTargets {
			if isLost(t.LifeCycleState) {
				continue
			}
			v := Values{}
			v.Text("id", t.MountTargetId)
			v.Text("file_system_id", t.FileSystemId)
			v.Text("file_system_arn", fs.FileSystemArn)
			v.Text("subnet_id", t.SubnetId)
			v.Text("ip_address", t.IpAddress)
			v.Text("availability_zone_name", t.AvailabilityZoneName)
			v.Text("availability_zone_id", t.AvailabilityZoneId)
			name := text(t.AvailabilityZoneName) + "." + text(fs.FileSystemId) + domain
			v.Text("mount_target_dns_name", &name)
			c.Add("aws_efs_mount_target", c.Name(text(t.MountTargetId)), v, "elasticfilesystem:DescribeMountTargets")
		}
	})
}

func (r fileReader) points(ctx context.Context, c *Call) error {
	pages := efs.NewDescribeAccessPointsPaginator(r.api, &efs.DescribeAccessPointsInput{})
	return Pages(ctx, pages, func(page *efs.DescribeAccessPointsOutput) {
		for _, p := range page.AccessPoints {
			if isLost(p.LifeCycleState) {
				continue
			}
			v := Values{}
			v.Text("id", p.AccessPointId)
			v.Text("arn", p.AccessPointArn)
			v.Text("file_system_id", p.FileSystemId)
			c.Add("aws_efs_access_point", text(p.AccessPointArn), v, "elasticfilesystem:DescribeAccessPoints")
		}
	})
}

// replications reads where file systems are replicated to. The region of the
// copy tells of it too.
func (r fileReader) replications(ctx context.Context, c *Call) error {
	pages := efs.NewDescribeReplicationConfigurationsPaginator(r.api, &efs.DescribeReplicationConfigurationsInput{})
	return Pages(ctx, pages, func(page *efs.DescribeReplicationConfigurationsOutput) {
		for _, rep := range page.Replications {
			v := Values{}
			v.Text("id", rep.SourceFileSystemId)
			v.Text("source_file_system_id", rep.SourceFileSystemId)
			v.Text("source_file_system_arn", rep.SourceFileSystemArn)
			v.Text("source_file_system_region", rep.SourceFileSystemRegion)
			var destinations []Values
			for _, d := range rep.Destinations {
				if d.Status == types.ReplicationStatusDeleting || d.Status == types.ReplicationStatusError {
					continue
				}
				b := Values{}
				b.Text("region", d.Region)
				b.Text("file_system_id", d.FileSystemId)
				Word(b, "status", d.Status)
				destinations = append(destinations, b)
			}
			if len(destinations) == 0 {
				continue
			}
			v.Blocks("destination", destinations...)
			c.AddIn(text(rep.SourceFileSystemRegion), "aws_efs_replication_configuration", text(rep.SourceFileSystemArn)+"/replication", v,
				"elasticfilesystem:DescribeReplicationConfigurations")
		}
	})
}
