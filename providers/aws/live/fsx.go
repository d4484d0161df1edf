package live

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/fsx"
	"github.com/aws/aws-sdk-go-v2/service/fsx/types"
)

// fsxTypes are Terraform's types of the kinds of file systems of FSx.
var fsxTypes = map[types.FileSystemType]string{
	types.FileSystemTypeLustre:  "aws_fsx_lustre_file_system",
	types.FileSystemTypeOntap:   "aws_fsx_ontap_file_system",
	types.FileSystemTypeOpenzfs: "aws_fsx_openzfs_file_system",
	types.FileSystemTypeWindows: "aws_fsx_windows_file_system",
}

var allFSx = []string{"aws_fsx_lustre_file_system", "aws_fsx_ontap_file_system", "aws_fsx_openzfs_file_system", "aws_fsx_windows_file_system"}

// fsxCollector reads file systems of FSx.
var fsxCollector = Collector{
	Service: "fsx",
	Actions: []string{"fsx:DescribeFileSystems"},
	Types:   allFSx,
	Collect: func(ctx context.Context, c *Call) { collectFSx(ctx, c, fsx.NewFromConfig(c.Config)) },
}

func collectFSx(ctx context.Context, c *Call, api fsx.DescribeFileSystemsAPIClient) {
	c.Try(ctx, fsxReader{api}.systems, allFSx...)
}

type fsxReader struct {
	api fsx.DescribeFileSystemsAPIClient
}

// systems tells those of a kind that is not known yet by themselves.
func (r fsxReader) systems(ctx context.Context, c *Call) error {
	pages := fsx.NewDescribeFileSystemsPaginator(r.api, &fsx.DescribeFileSystemsInput{})
	return Pages(ctx, pages, func(page *fsx.DescribeFileSystemsOutput) {
		for i := range page.FileSystems {
			one := &page.FileSystems[i]
			if one.Lifecycle == types.FileSystemLifecycleDeleting || one.Lifecycle == types.FileSystemLifecycleFailed {
				continue
			}
			typ, known := fsxTypes[one.FileSystemType]
			if !known {
				c.Unjudged("the file system "+text(one.ResourceARN), "fsx:DescribeFileSystems")
				continue
			}
			v := Values{}
			v.Text("id", one.FileSystemId)
			v.Text("arn", one.ResourceARN)
			v.Text("dns_name", one.DNSName)
			c.Add(typ, text(one.ResourceARN), v, "fsx:DescribeFileSystems")
		}
	})
}
