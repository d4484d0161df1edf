package live

import (
	"context"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ssm"
)

// parameterCollector reads which parameters there are, and never what they hold.
var parameterCollector = Collector{
	Service: "ssm",
	Actions: []string{"ssm:DescribeParameters"},
	Types:   []string{"aws_ssm_parameter"},
	Collect: func(ctx context.Context, c *Call) { collectParameters(ctx, c, ssm.NewFromConfig(c.Config)) },
}

func collectParameters(ctx context.Context, c *Call, api ssm.DescribeParametersAPIClient) {
	c.Try(ctx, parameterReader{api}.parameters, "aws_ssm_parameter")
}

type parameterReader struct {
	api ssm.DescribeParametersAPIClient
}

// parametersAPage is the most that Systems Manager tells on one page.
const parametersAPage = 50

func (p parameterReader) parameters(ctx context.Context, c *Call) error {
	pages := ssm.NewDescribeParametersPaginator(p.api, &ssm.DescribeParametersInput{MaxResults: aws.Int32(parametersAPage)})
	return Pages(ctx, pages, func(page *ssm.DescribeParametersOutput) {
		for i := range page.Parameters {
			parameter := &page.Parameters[i]
			// the slash that a path begins with stands once
			arn := c.ARN("ssm", "parameter/"+strings.TrimPrefix(text(parameter.Name), "/"))
			v := Values{}
			v.Text("id", parameter.Name)
			v.Text("arn", &arn)
			v.Text("name", parameter.Name)
			v.Unknown("value") // it is not asked for
			c.Add("aws_ssm_parameter", arn, v, "ssm:DescribeParameters")
		}
	})
}
