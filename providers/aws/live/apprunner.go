package live

import (
	"context"
	"slices"

	"github.com/aws/aws-sdk-go-v2/service/apprunner"
	"github.com/aws/aws-sdk-go-v2/service/apprunner/types"
)

// runnerCollector reads that there are services of App Runner.
var runnerCollector = Collector{
	Service: "apprunner",
	Actions: []string{"apprunner:ListServices"},
	Types:   []string{"aws_apprunner_service"},
	Collect: func(ctx context.Context, c *Call) { collectRunners(ctx, c, apprunner.NewFromConfig(c.Config)) },
}

func collectRunners(ctx context.Context, c *Call, api apprunner.ListServicesAPIClient) {
	c.Try(ctx, runnerReader{api}.services, "aws_apprunner_service")
}

// runnerGone are the states of what is not there, or not yet.
var runnerGone = []types.ServiceStatus{types.ServiceStatusCreateFailed, types.ServiceStatusDeleted}

type runnerReader struct {
	api apprunner.ListServicesAPIClient
}

func (r runnerReader) services(ctx context.Context, c *Call) error {
	pages := apprunner.NewListServicesPaginator(r.api, &apprunner.ListServicesInput{})
	return Pages(ctx, pages, func(page *apprunner.ListServicesOutput) {
		for _, s := range page.ServiceSummaryList {
			if slices.Contains(runnerGone, s.Status) {
				continue
			}
			v := Values{}
			v.Text("id", s.ServiceArn)
			v.Text("arn", s.ServiceArn)
			v.Text("service_name", s.ServiceName)
			v.Text("service_url", s.ServiceUrl)
			c.Add("aws_apprunner_service", text(s.ServiceArn), v, "apprunner:ListServices")
		}
	})
}
