package live

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"
)

// latest is what Terraform keeps of a launch template.
const latest = "$Latest"

// templates reads the launch templates, and the latest version of each, which
// EC2 tells of all of them at once.
func (s serverReader) templates(ctx context.Context, c *Call) error {
	content := map[string]*types.ResponseLaunchTemplateData{}
	versions := ec2.NewDescribeLaunchTemplateVersionsPaginator(s.api, &ec2.DescribeLaunchTemplateVersionsInput{
		Versions: []string{latest}, MaxResults: aws.Int32(templatesAPage),
	})
	unread := Pages(ctx, versions, func(page *ec2.DescribeLaunchTemplateVersionsOutput) {
		for _, v := range page.LaunchTemplateVersions {
			content[text(v.LaunchTemplateId)] = v.LaunchTemplateData
		}
	})
	pages := ec2.NewDescribeLaunchTemplatesPaginator(s.api, &ec2.DescribeLaunchTemplatesInput{MaxResults: aws.Int32(templatesAPage)})
	return Pages(ctx, pages, func(page *ec2.DescribeLaunchTemplatesOutput) {
		for _, t := range page.LaunchTemplates {
			arn := ec2ARN(c, "launch-template", t.LaunchTemplateId)
			v := named(t.LaunchTemplateId, arn, t.Tags)
			v.Text("name", t.LaunchTemplateName)
			if d := content[text(t.LaunchTemplateId)]; d != nil {
				templateValues(v, d)
			} else {
				v.Unknown("user_data", "vpc_security_group_ids", "network_interfaces", "placement")
				if unread != nil {
					c.Missing(ctx, unread, arn)
				}
			}
			c.Add("aws_launch_template", arn, v, "ec2:DescribeLaunchTemplates")
		}
	})
}

func templateValues(v Values, d *types.ResponseLaunchTemplateData) {
	v.Text("image_id", d.ImageId)
	Word(v, "instance_type", d.InstanceType)
	v.Secret("user_data", d.UserData)
	Texts(v, "vpc_security_group_ids", d.SecurityGroupIds)
	var interfaces []Values
	for _, n := range d.NetworkInterfaces {
		b := Values{}
		b.Text("subnet_id", n.SubnetId)
		b.Text("network_interface_id", n.NetworkInterfaceId)
		Texts(b, "security_groups", n.Groups)
		interfaces = append(interfaces, b)
	}
	v.Blocks("network_interfaces", interfaces...)
	if p := d.Placement; p != nil {
		b := Values{}
		b.Text("availability_zone", p.AvailabilityZone)
		b.Text("group_name", p.GroupName)
		v.Blocks("placement", b)
	}
}
