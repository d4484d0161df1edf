package live

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/globalaccelerator"
)

// acceleratorCollector reads that there are accelerators.
var acceleratorCollector = Collector{
	Service: "globalaccelerator", Global: true,
	Actions: []string{"globalaccelerator:ListAccelerators"},
	Types:   []string{"aws_globalaccelerator_accelerator"},
	Collect: func(ctx context.Context, c *Call) {
		if c.Partition == "aws" { // there are none elsewhere
			collectAccelerators(ctx, c, globalaccelerator.NewFromConfig(c.Config, inOregon))
		}
	},
}

// inOregon is where Global Accelerator is asked, wherever what it leads to is.
// https://docs.aws.amazon.com/general/latest/gr/global_accelerator.html
func inOregon(o *globalaccelerator.Options) { o.Region = "us-west-2" }

func collectAccelerators(ctx context.Context, c *Call, api globalaccelerator.ListAcceleratorsAPIClient) {
	c.Try(ctx, acceleratorReader{api}.accelerators, "aws_globalaccelerator_accelerator")
}

type acceleratorReader struct {
	api globalaccelerator.ListAcceleratorsAPIClient
}

// acceleratorPage is how many accelerators are listed at once, at the most.
const acceleratorPage = 100

func (a acceleratorReader) accelerators(ctx context.Context, c *Call) error {
	pages := globalaccelerator.NewListAcceleratorsPaginator(a.api, &globalaccelerator.ListAcceleratorsInput{MaxResults: aws.Int32(acceleratorPage)})
	return Pages(ctx, pages, func(page *globalaccelerator.ListAcceleratorsOutput) {
		for i := range page.Accelerators {
			one := &page.Accelerators[i]
			v := Values{}
			v.Text("id", one.AcceleratorArn)
			v.Text("arn", one.AcceleratorArn)
			v.Text("name", one.Name)
			v.Text("dns_name", one.DnsName)
			v.Flag("enabled", one.Enabled)
			c.Add("aws_globalaccelerator_accelerator", text(one.AcceleratorArn), v, "globalaccelerator:ListAccelerators")
		}
	})
}
