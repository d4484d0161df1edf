package live_test

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ecr"
	"github.com/aws/aws-sdk-go-v2/service/elasticbeanstalk"
	"github.com/aws/aws-sdk-go-v2/service/networkfirewall"
	firewalltypes "github.com/aws/aws-sdk-go-v2/service/networkfirewall/types"
)

var unjudgedSowing = sowing{sow: (*seed).unjudged, want: map[string]int{
	"aws_ecr_repository": 1, "aws_elastic_beanstalk_environment": 1, "aws_networkfirewall_firewall": 1,
}, unanswered: []string{"airflow:ListEnvironments", "lightsail:GetInstances"}}

// unjudged makes images, and what is told without being judged. Lines of Direct
// Connect the emulator tells in words that the SDK does not take.
func (s *seed) unjudged(ctx context.Context) {
	_, err := ecr.NewFromConfig(s.config).CreateRepository(ctx, &ecr.CreateRepositoryInput{RepositoryName: aws.String("web")})
	made(s, 0, err)
	beanstalk := elasticbeanstalk.NewFromConfig(s.config)
	_, err = beanstalk.CreateApplication(ctx, &elasticbeanstalk.CreateApplicationInput{ApplicationName: aws.String("shop")})
	made(s, 0, err)
	_, err = beanstalk.CreateEnvironment(ctx, &elasticbeanstalk.CreateEnvironmentInput{ApplicationName: aws.String("shop"), EnvironmentName: aws.String("shop")})
	made(s, 0, err)
	_, err = networkfirewall.NewFromConfig(s.config).CreateFirewall(ctx, &networkfirewall.CreateFirewallInput{
		FirewallName: aws.String("edge"), FirewallPolicyArn: aws.String("arn:aws:network-firewall:us-east-1:123456789012:firewall-policy/edge"),
		VpcId: &s.network, SubnetMappings: []firewalltypes.SubnetMapping{{SubnetId: &s.subnets[0]}},
	})
	made(s, 0, err)
}
