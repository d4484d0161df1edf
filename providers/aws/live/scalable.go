package live

import (
	"context"

	scaling "github.com/aws/aws-sdk-go-v2/service/applicationautoscaling"
	"github.com/aws/aws-sdk-go-v2/service/applicationautoscaling/types"
)

// scalableCollector reads how many tasks the services of ECS are kept at.
var scalableCollector = Collector{
	Service: "application-autoscaling",
	Actions: []string{"application-autoscaling:DescribeScalableTargets"},
	Types:   []string{"aws_appautoscaling_target"},
	Collect: func(ctx context.Context, c *Call) {
		api := scaling.NewFromConfig(c.Config)
		c.Try(ctx, func(ctx context.Context, c *Call) error { return scalableTargets(ctx, c, api) }, "aws_appautoscaling_target")
	},
}

func scalableTargets(ctx context.Context, c *Call, api scaling.DescribeScalableTargetsAPIClient) error {
	pages := scaling.NewDescribeScalableTargetsPaginator(api, &scaling.DescribeScalableTargetsInput{ServiceNamespace: types.ServiceNamespaceEcs})
	return Pages(ctx, pages, func(page *scaling.DescribeScalableTargetsOutput) {
		for _, t := range page.ScalableTargets {
			v := Values{}
			v.Text("id", t.ResourceId)
			v.Text("arn", t.ScalableTargetARN)
			v.Text("resource_id", t.ResourceId)
			Word(v, "service_namespace", t.ServiceNamespace)
			Word(v, "scalable_dimension", t.ScalableDimension)
			Number(v, "min_capacity", t.MinCapacity)
			Number(v, "max_capacity", t.MaxCapacity)
			c.Add("aws_appautoscaling_target", c.Name(text(t.ResourceId), string(t.ScalableDimension)), v, "application-autoscaling:DescribeScalableTargets")
		}
	})
}
