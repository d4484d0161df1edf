package live

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/networkfirewall"
)

// firewallCollector reads the firewalls of networks.
var firewallCollector = Collector{
	Service: "network-firewall",
	Actions: []string{"network-firewall:ListFirewalls"},
	Types:   []string{"aws_networkfirewall_firewall"},
	Collect: func(ctx context.Context, c *Call) {
		api := networkfirewall.NewFromConfig(c.Config)
		c.Try(ctx, func(ctx context.Context, c *Call) error { return firewalls(ctx, c, api) }, "aws_networkfirewall_firewall")
	},
}

func firewalls(ctx context.Context, c *Call, api networkfirewall.ListFirewallsAPIClient) error {
	pages := networkfirewall.NewListFirewallsPaginator(api, &networkfirewall.ListFirewallsInput{MaxResults: aws.Int32(firewallsAPage)})
	return Pages(ctx, pages, func(page *networkfirewall.ListFirewallsOutput) {
		for _, f := range page.Firewalls {
			v := Values{}
			v.Text("id", f.FirewallArn)
			v.Text("arn", f.FirewallArn)
			v.Text("name", f.FirewallName)
			c.Add("aws_networkfirewall_firewall", text(f.FirewallArn), v, "network-firewall:ListFirewalls")
		}
	})
}

// firewallsAPage is how many firewalls are on a page at most.
const firewallsAPage = 100
