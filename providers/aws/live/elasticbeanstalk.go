package live

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/elasticbeanstalk"
	"github.com/aws/aws-sdk-go-v2/service/elasticbeanstalk/types"
)

// beanstalkCollector reads the environments of Elastic Beanstalk.
var beanstalkCollector = Collector{
	Service: "elasticbeanstalk",
	Actions: []string{"elasticbeanstalk:DescribeEnvironments"},
	Types:   []string{"aws_elastic_beanstalk_environment"},
	Collect: func(ctx context.Context, c *Call) {
		api := elasticbeanstalk.NewFromConfig(c.Config)
		c.Try(ctx, func(ctx context.Context, c *Call) error { return beanstalks(ctx, c, api) }, "aws_elastic_beanstalk_environment")
	},
}

// beanstalkAPI is what is asked of Elastic Beanstalk.
type beanstalkAPI interface {
	DescribeEnvironments(
		context.Context, *elasticbeanstalk.DescribeEnvironmentsInput, ...func(*elasticbeanstalk.Options),
	) (*elasticbeanstalk.DescribeEnvironmentsOutput, error)
}

func beanstalks(ctx context.Context, c *Call, api beanstalkAPI) error {
	pages := Listing(func(ctx context.Context, token *string, options ...func(*elasticbeanstalk.Options)) (*elasticbeanstalk.DescribeEnvironmentsOutput, error) {
		return api.DescribeEnvironments(ctx, &elasticbeanstalk.DescribeEnvironmentsInput{NextToken: token}, options...)
	})
	return Pages(ctx, pages, func(page *elasticbeanstalk.DescribeEnvironmentsOutput) {
		for i := range page.Environments {
			e := &page.Environments[i]
			if e.Status == types.EnvironmentStatusTerminated || e.Status == types.EnvironmentStatusTerminating {
				continue
			}
			v := Values{}
			v.Text("id", e.EnvironmentId)
			v.Text("arn", e.EnvironmentArn)
			v.Text("name", e.EnvironmentName)
			v.Text("cname", e.CNAME)
			c.Add("aws_elastic_beanstalk_environment", text(e.EnvironmentArn), v, "elasticbeanstalk:DescribeEnvironments")
		}
	})
}
