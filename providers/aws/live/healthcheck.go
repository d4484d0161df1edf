package live

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/route53"
	"github.com/aws/aws-sdk-go-v2/service/route53/types"
)

// checksAPage is how many health checks are on a page at most.
const checksAPage = 1000

func (d dnsReader) healthChecks(ctx context.Context, c *Call) error {
	pages := route53.NewListHealthChecksPaginator(d.api, &route53.ListHealthChecksInput{MaxItems: aws.Int32(checksAPage)})
	return Pages(ctx, pages, func(page *route53.ListHealthChecksOutput) {
		for _, h := range page.HealthChecks {
			arn := "arn:" + c.Partition + ":route53:::healthcheck/" + text(h.Id)
			v := Values{}
			v.Text("id", h.Id)
			v.Text("arn", &arn)
			if h.HealthCheckConfig != nil {
				healthCheck(v, h.HealthCheckConfig)
			}
			c.Add("aws_route53_health_check", arn, v, "route53:ListHealthChecks")
		}
	})
}

func healthCheck(v Values, h *types.HealthCheckConfig) {
	Word(v, "type", h.Type)
	v.Text("fqdn", h.FullyQualifiedDomainName)
	v.Text("ip_address", h.IPAddress)
	v.Text("resource_path", h.ResourcePath)
	v.Maybe("disabled", h.Disabled)
	v.Maybe("invert_healthcheck", h.Inverted)
	Count(v, "port", h.Port)
	Count(v, "failure_threshold", h.FailureThreshold)
	Count(v, "request_interval", h.RequestInterval)
	Count(v, "child_health_threshold", h.HealthThreshold)
	Texts(v, "child_healthchecks", h.ChildHealthChecks)
	Word(v, "insufficient_data_health_status", h.InsufficientDataHealthStatus)
	v.Text("routing_control_arn", h.RoutingControlArn)
	if a := h.AlarmIdentifier; a != nil {
		v.Text("cloudwatch_alarm_name", a.Name)
		Word(v, "cloudwatch_alarm_region", a.Region)
	}
}
