package live

import (
	"context"
	"slices"

	"github.com/aws/aws-sdk-go-v2/service/directoryservice"
	"github.com/aws/aws-sdk-go-v2/service/directoryservice/types"
)

// directoryCollector reads directories, shared ones as well.
var directoryCollector = Collector{
	Service: "ds",
	Actions: []string{"ds:DescribeDirectories"},
	Types:   []string{"aws_directory_service_directory"},
	Collect: func(ctx context.Context, c *Call) {
		collectDirectories(ctx, c, directoryservice.NewFromConfig(c.Config))
	},
}

func collectDirectories(ctx context.Context, c *Call, api directoryservice.DescribeDirectoriesAPIClient) {
	c.Try(ctx, directoryReader{api}.directories, "aws_directory_service_directory")
}

var directoryGone = []types.DirectoryStage{types.DirectoryStageDeleting, types.DirectoryStageDeleted, types.DirectoryStageFailed}

type directoryReader struct {
	api directoryservice.DescribeDirectoriesAPIClient
}

func (d directoryReader) directories(ctx context.Context, c *Call) error {
	pages := directoryservice.NewDescribeDirectoriesPaginator(d.api, &directoryservice.DescribeDirectoriesInput{})
	return Pages(ctx, pages, func(page *directoryservice.DescribeDirectoriesOutput) {
		for i := range page.DirectoryDescriptions {
			directory := &page.DirectoryDescriptions[i]
			if slices.Contains(directoryGone, directory.Stage) {
				continue
			}
			v := Values{}
			v.Text("id", directory.DirectoryId)
			v.Text("name", directory.Name)
			c.Add("aws_directory_service_directory", c.ARN("ds", "directory/"+text(directory.DirectoryId)), v, "ds:DescribeDirectories")
		}
	})
}
