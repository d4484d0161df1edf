package live

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/lightsail"
)

// lightsailCollector reads the instances of Lightsail.
var lightsailCollector = Collector{
	Service: "lightsail",
	Actions: []string{"lightsail:GetInstances"},
	Types:   []string{"aws_lightsail_instance"},
	Collect: func(ctx context.Context, c *Call) {
		api := lightsail.NewFromConfig(c.Config)
		c.Try(ctx, func(ctx context.Context, c *Call) error { return lightsailInstances(ctx, c, api) }, "aws_lightsail_instance")
	},
}

// lightsailAPI is what is asked of Lightsail.
type lightsailAPI interface {
	GetInstances(context.Context, *lightsail.GetInstancesInput, ...func(*lightsail.Options)) (*lightsail.GetInstancesOutput, error)
}

func lightsailInstances(ctx context.Context, c *Call, api lightsailAPI) error {
	pages := Listing(func(ctx context.Context, token *string, options ...func(*lightsail.Options)) (*lightsail.GetInstancesOutput, error) {
		return api.GetInstances(ctx, &lightsail.GetInstancesInput{PageToken: token}, options...)
	})
	return Pages(ctx, pages, func(page *lightsail.GetInstancesOutput) {
		for i := range page.Instances {
			one := &page.Instances[i]
			v := Values{}
			v.Text("id", one.Name)
			v.Text("arn", one.Arn)
			v.Text("name", one.Name)
			c.Add("aws_lightsail_instance", text(one.Arn), v, "lightsail:GetInstances")
		}
	})
}
