package live

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/mwaa"
)

// airflowCollector reads the environments of Airflow.
var airflowCollector = Collector{
	Service: "airflow",
	Actions: []string{"airflow:ListEnvironments"},
	Types:   []string{"aws_mwaa_environment"},
	Collect: func(ctx context.Context, c *Call) {
		api := mwaa.NewFromConfig(c.Config)
		c.Try(ctx, func(ctx context.Context, c *Call) error { return airflows(ctx, c, api) }, "aws_mwaa_environment")
	},
}

func airflows(ctx context.Context, c *Call, api mwaa.ListEnvironmentsAPIClient) error {
	pages := mwaa.NewListEnvironmentsPaginator(api, &mwaa.ListEnvironmentsInput{})
	return Pages(ctx, pages, func(page *mwaa.ListEnvironmentsOutput) {
		for _, name := range page.Environments {
			arn := c.ARN("airflow", "environment/"+name)
			v := Values{}
			v.Text("id", &name)
			v.Text("arn", &arn)
			v.Text("name", &name)
			c.Add("aws_mwaa_environment", arn, v, "airflow:ListEnvironments")
		}
	})
}
