package live

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ecr"
)

// imageCollector reads the repositories of images.
var imageCollector = Collector{
	Service: "ecr",
	Actions: []string{"ecr:DescribeRepositories"},
	Types:   []string{"aws_ecr_repository"},
	Collect: func(ctx context.Context, c *Call) {
		api := ecr.NewFromConfig(c.Config)
		c.Try(ctx, func(ctx context.Context, c *Call) error { return repositories(ctx, c, api) }, "aws_ecr_repository")
	},
}

// repositoriesAPage is how many repositories ECR puts on a page at most.
const repositoriesAPage = 1000

func repositories(ctx context.Context, c *Call, api ecr.DescribeRepositoriesAPIClient) error {
	pages := ecr.NewDescribeRepositoriesPaginator(api, &ecr.DescribeRepositoriesInput{MaxResults: aws.Int32(repositoriesAPage)})
	return Pages(ctx, pages, func(page *ecr.DescribeRepositoriesOutput) {
		for _, r := range page.Repositories {
			v := Values{}
			v.Text("id", r.RepositoryName)
			v.Text("arn", r.RepositoryArn)
			v.Text("name", r.RepositoryName)
			v.Text("repository_url", r.RepositoryUri)
			c.Add("aws_ecr_repository", text(r.RepositoryArn), v, "ecr:DescribeRepositories")
		}
	})
}
