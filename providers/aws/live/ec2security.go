package live

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"
	"github.com/zclconf/go-cty/cty"
)

func (n networkReader) securityGroups(ctx context.Context, c *Call) error {
	pages := ec2.NewDescribeSecurityGroupsPaginator(n.api, &ec2.DescribeSecurityGroupsInput{MaxResults: aws.Int32(itemsAPage)})
	return Pages(ctx, pages, func(page *ec2.DescribeSecurityGroupsOutput) {
		for i := range page.SecurityGroups {
			g := &page.SecurityGroups[i]
			arn := text(g.SecurityGroupArn)
			if arn == "" {
				arn = ec2ARN(c, "security-group", g.GroupId)
			}
			v := named(g.GroupId, arn, g.Tags)
			v.Text("name", g.GroupName)
			v.Text("vpc_id", g.VpcId)
			v.Blocks("ingress", rules(g)...)
			typ := "aws_security_group"
			if text(g.GroupName) == "default" {
				typ = "aws_default_security_group"
			}
			c.Add(typ, arn, v, "ec2:DescribeSecurityGroups")
		}
	})
}

// rules are what a security group lets in.
func rules(g *types.SecurityGroup) []Values {
	var out []Values
	for _, p := range g.IpPermissions {
		v := Values{"from_port": port(p.FromPort), "to_port": port(p.ToPort)}
		v.Text("protocol", p.IpProtocol)
		var addresses, groups []string
		for _, r := range p.IpRanges {
			addresses = append(addresses, text(r.CidrIp))
		}
		for _, pair := range p.UserIdGroupPairs {
			if text(pair.GroupId) == text(g.GroupId) {
				v["self"] = cty.True
				continue
			}
			groups = append(groups, text(pair.GroupId))
		}
		Texts(v, "cidr_blocks", addresses)
		Texts(v, "security_groups", groups)
		out = append(out, v)
	}
	return out
}

// port is a port of a rule; none where the rule is for all of them, which
// Terraform writes as 0.
func port(n *int32) cty.Value {
	if n == nil {
		return cty.Zero
	}
	return cty.NumberIntVal(int64(*n))
}
