package live_test

import (
	"context"
	"encoding/base64"
	"errors"
	"slices"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/autoscaling"
	asgtypes "github.com/aws/aws-sdk-go-v2/service/autoscaling/types"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	ec2types "github.com/aws/aws-sdk-go-v2/service/ec2/types"
	classic "github.com/aws/aws-sdk-go-v2/service/elasticloadbalancing"
	classictypes "github.com/aws/aws-sdk-go-v2/service/elasticloadbalancing/types"
	elb "github.com/aws/aws-sdk-go-v2/service/elasticloadbalancingv2"
	elbtypes "github.com/aws/aws-sdk-go-v2/service/elasticloadbalancingv2/types"
	"github.com/aws/aws-sdk-go-v2/service/rds"
	rdstypes "github.com/aws/aws-sdk-go-v2/service/rds/types"
	"github.com/aws/aws-sdk-go-v2/service/route53"
	r53types "github.com/aws/aws-sdk-go-v2/service/route53/types"
)

// A seed makes a small shop in an emulator, of everything that is read.
type seed struct {
	t       *testing.T
	config  aws.Config
	network string
	subnets []string
	group   string // security group
	targets string // ARN of the target group
}

// made returns what a call made, unless it failed.
func made[T any](s *seed, out T, err error) T {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
	return out
}

// A sowing is what a seed makes of some services, and what must be read of it.
type sowing struct {
	sow  func(*seed, context.Context)
	want map[string]int // how many there are of a type
	// unanswered are the actions that the emulator does not answer; unasked are
	// those that hence are not asked for: fakes answer them in other tests.
	unanswered, unasked []string
}

// sowings are all that there are, in the order in which they are made.
func sowings() []sowing {
	return []sowing{
		networkSowing,
		balancerSowing,
		serverSowing,
		containerSowing,
		kubernetesSowing,
		unjudgedSowing,
		databaseSowing,
		nameSowing,
		functionSowing,
		gatewaySowing,
		frontSowing,
		messageSowing,
		keySowing,
		brokerSowing,
		cacheSowing,
		storeSowing,
	}
}

var (
	networkSowing = sowing{sow: (*seed).networks, want: map[string]int{
		"aws_default_security_group": 2, "aws_eip": 1, "aws_main_route_table_association": 2, "aws_nat_gateway": 1,
		"aws_route_table": 3, "aws_route_table_association": 1, "aws_security_group": 1, "aws_subnet": 8, "aws_vpc": 2,
	}, unanswered: []string{"ec2:DescribeClientVpnEndpoints"}}
	balancerSowing = sowing{sow: (*seed).balancers, want: map[string]int{
		"aws_elb": 1, "aws_lb": 1, "aws_lb_listener": 1, "aws_lb_listener_rule": 1, "aws_lb_target_group": 1, "aws_security_group": 1,
	}}
	serverSowing = sowing{sow: (*seed).servers, want: map[string]int{
		"aws_autoscaling_group": 1, "aws_instance": 1, "aws_launch_template": 1, "aws_lb_target_group_attachment": 1, "aws_network_interface": 1,
	}, unanswered: []string{"ec2:DescribePlacementGroups"}}
	databaseSowing = sowing{sow: (*seed).databases, want: map[string]int{
		"aws_db_instance": 1, "aws_db_proxy": 1, "aws_db_subnet_group": 1, "aws_rds_cluster": 1, "aws_rds_cluster_instance": 1,
	}, unanswered: []string{"rds:DescribeDBClusterEndpoints"}}
	nameSowing = sowing{sow: (*seed).names, want: map[string]int{
		"aws_route53_health_check": 1, "aws_route53_record": 2, "aws_route53_zone": 1,
	}}
)

func sow(t *testing.T, config aws.Config) {
	t.Helper()
	s := &seed{t: t, config: config}
	for _, one := range sowings() {
		one.sow(s, t.Context())
	}
}

// sown is what must be read of all that was sown.
func sown() sowing {
	all := sowing{want: map[string]int{}}
	for _, one := range sowings() {
		for typ, n := range one.want {
			all.want[typ] += n
		}
		all.unanswered = append(all.unanswered, one.unanswered...)
		all.unasked = append(all.unasked, one.unasked...)
	}
	slices.Sort(all.unanswered)
	return all
}

func (s *seed) networks(ctx context.Context) {
	api := ec2.NewFromConfig(s.config)
	vpc, err := api.CreateVpc(ctx, &ec2.CreateVpcInput{CidrBlock: aws.String("10.0.0.0/16")})
	s.network = *made(s, vpc, err).Vpc.VpcId
	for zone, cidr := range map[string]string{"us-east-1a": "10.0.1.0/24", "us-east-1b": "10.0.2.0/24"} {
		out, err := api.CreateSubnet(ctx, &ec2.CreateSubnetInput{VpcId: &s.network, CidrBlock: aws.String(cidr), AvailabilityZone: aws.String(zone)})
		s.subnets = append(s.subnets, *made(s, out, err).Subnet.SubnetId)
	}
	nat := s.gateway(ctx, api)
	table, err := api.CreateRouteTable(ctx, &ec2.CreateRouteTableInput{VpcId: &s.network})
	id := made(s, table, err).RouteTable.RouteTableId
	_, err = api.CreateRoute(ctx, &ec2.CreateRouteInput{
		RouteTableId: id, DestinationCidrBlock: aws.String("0.0.0.0/0"), NatGatewayId: nat,
	})
	made(s, 0, err)
	_, err = api.AssociateRouteTable(ctx, &ec2.AssociateRouteTableInput{RouteTableId: id, SubnetId: &s.subnets[1]})
	made(s, 0, err)
	group, err := api.CreateSecurityGroup(ctx, &ec2.CreateSecurityGroupInput{GroupName: aws.String("web"), Description: aws.String("web"), VpcId: &s.network})
	s.group = *made(s, group, err).GroupId
	_, err = api.AuthorizeSecurityGroupIngress(ctx, &ec2.AuthorizeSecurityGroupIngressInput{
		GroupId: &s.group, IpProtocol: aws.String("tcp"), FromPort: aws.Int32(443), ToPort: aws.Int32(443), CidrIp: aws.String("0.0.0.0/0"),
	})
	made(s, 0, err)
}

// gateway makes a NAT gateway. Now and then the emulator takes the address for
// another's.
func (s *seed) gateway(ctx context.Context, api *ec2.Client) *string {
	var last error
	for range 5 {
		address, err := api.AllocateAddress(ctx, &ec2.AllocateAddressInput{Domain: ec2types.DomainTypeVpc})
		nat, err2 := api.CreateNatGateway(ctx, &ec2.CreateNatGatewayInput{SubnetId: &s.subnets[0], AllocationId: made(s, address, err).AllocationId})
		if err2 == nil {
			return nat.NatGateway.NatGatewayId
		}
		last = err2
		_, err = api.ReleaseAddress(ctx, &ec2.ReleaseAddressInput{AllocationId: address.AllocationId})
		last = errors.Join(last, err)
	}
	s.t.Fatal(last)
	return nil
}

func (s *seed) balancers(ctx context.Context) {
	api := elb.NewFromConfig(s.config)
	lb, err := api.CreateLoadBalancer(ctx, &elb.CreateLoadBalancerInput{Name: aws.String("web"), Subnets: s.subnets, SecurityGroups: []string{s.group}})
	arn := made(s, lb, err).LoadBalancers[0].LoadBalancerArn
	group, err := api.CreateTargetGroup(ctx, &elb.CreateTargetGroupInput{
		Name: aws.String("web"), Protocol: elbtypes.ProtocolEnumHttp, Port: aws.Int32(80), VpcId: &s.network,
	})
	s.targets = *made(s, group, err).TargetGroups[0].TargetGroupArn
	forward := []elbtypes.Action{{Type: elbtypes.ActionTypeEnumForward, TargetGroupArn: &s.targets}}
	listener, err := api.CreateListener(ctx, &elb.CreateListenerInput{
		LoadBalancerArn: arn, Protocol: elbtypes.ProtocolEnumHttp, Port: aws.Int32(80), DefaultActions: forward,
	})
	_, err2 := api.CreateRule(ctx, &elb.CreateRuleInput{
		ListenerArn: made(s, listener, err).Listeners[0].ListenerArn, Priority: aws.Int32(1), Actions: forward,
		Conditions: []elbtypes.RuleCondition{{Field: aws.String("path-pattern"), Values: []string{"/admin"}}},
	})
	made(s, 0, err2)
	_, err = classic.NewFromConfig(s.config).CreateLoadBalancer(ctx, &classic.CreateLoadBalancerInput{
		LoadBalancerName: aws.String("old"), Subnets: s.subnets[:1],
		Listeners: []classictypes.Listener{{Protocol: aws.String("HTTP"), LoadBalancerPort: 80, InstancePort: aws.Int32(80)}},
	})
	made(s, 0, err)
}

// servers makes one server by itself and two of a group, all of them behind the
// balancer.
func (s *seed) servers(ctx context.Context) {
	api := ec2.NewFromConfig(s.config)
	script := base64.StdEncoding.EncodeToString([]byte("export DB=orders.example.com\n"))
	run, err := api.RunInstances(ctx, &ec2.RunInstancesInput{
		ImageId: aws.String("ami-12c6146b"), InstanceType: ec2types.InstanceTypeT3Micro, MinCount: aws.Int32(1), MaxCount: aws.Int32(1),
		SubnetId: &s.subnets[0], SecurityGroupIds: []string{s.group}, UserData: &script,
	})
	id := made(s, run, err).Instances[0].InstanceId
	_, err = elb.NewFromConfig(s.config).RegisterTargets(ctx, &elb.RegisterTargetsInput{TargetGroupArn: &s.targets, Targets: []elbtypes.TargetDescription{{Id: id}}})
	made(s, 0, err)
	second, err := api.CreateNetworkInterface(ctx, &ec2.CreateNetworkInterfaceInput{SubnetId: &s.subnets[0]})
	_, err2 := api.AttachNetworkInterface(ctx, &ec2.AttachNetworkInterfaceInput{
		NetworkInterfaceId: made(s, second, err).NetworkInterface.NetworkInterfaceId, InstanceId: id, DeviceIndex: aws.Int32(1),
	})
	made(s, 0, err2)
	_, err = api.CreateLaunchTemplate(ctx, &ec2.CreateLaunchTemplateInput{
		LaunchTemplateName: aws.String("web"),
		LaunchTemplateData: &ec2types.RequestLaunchTemplateData{
			ImageId: aws.String("ami-12c6146b"), InstanceType: ec2types.InstanceTypeT3Micro, SecurityGroupIds: []string{s.group}, UserData: &script,
		},
	})
	made(s, 0, err)
	_, err = autoscaling.NewFromConfig(s.config).CreateAutoScalingGroup(ctx, &autoscaling.CreateAutoScalingGroupInput{
		AutoScalingGroupName: aws.String("web"), MinSize: aws.Int32(2), MaxSize: aws.Int32(4), TargetGroupARNs: []string{s.targets},
		LaunchTemplate:    &asgtypes.LaunchTemplateSpecification{LaunchTemplateName: aws.String("web")},
		VPCZoneIdentifier: aws.String(s.subnets[0] + "," + s.subnets[1]),
	})
	made(s, 0, err)
}

func (s *seed) databases(ctx context.Context) {
	api := rds.NewFromConfig(s.config)
	group, err := api.CreateDBSubnetGroup(ctx, &rds.CreateDBSubnetGroupInput{
		DBSubnetGroupName: aws.String("data"), DBSubnetGroupDescription: aws.String("data"), SubnetIds: s.subnets,
	})
	name := made(s, group, err).DBSubnetGroup.DBSubnetGroupName
	_, err = api.CreateDBInstance(ctx, &rds.CreateDBInstanceInput{
		DBInstanceIdentifier: aws.String("orders"), DBInstanceClass: aws.String("db.t3.micro"), Engine: aws.String("postgres"), AllocatedStorage: aws.Int32(20),
		MasterUsername: aws.String("shop"), MasterUserPassword: aws.String("for-the-emulator-only"), DBSubnetGroupName: name, MultiAZ: aws.Bool(true),
	})
	made(s, 0, err)
	_, err = api.CreateDBCluster(ctx, &rds.CreateDBClusterInput{
		DBClusterIdentifier: aws.String("users"), Engine: aws.String("aurora-postgresql"), MasterUsername: aws.String("shop"),
		MasterUserPassword: aws.String("for-the-emulator-only"), DBSubnetGroupName: name,
	})
	made(s, 0, err)
	_, err = api.CreateDBInstance(ctx, &rds.CreateDBInstanceInput{
		DBInstanceIdentifier: aws.String("users-1"), DBInstanceClass: aws.String("db.r6g.large"), Engine: aws.String("aurora-postgresql"),
		DBClusterIdentifier: aws.String("users"),
	})
	made(s, 0, err)
	_, err = api.CreateDBProxy(ctx, &rds.CreateDBProxyInput{
		DBProxyName: aws.String("orders"), EngineFamily: rdstypes.EngineFamilyPostgresql, RoleArn: aws.String("arn:aws:iam::123456789012:role/proxy"),
		Auth: []rdstypes.UserAuthConfig{{AuthScheme: rdstypes.AuthSchemeSecrets}}, VpcSubnetIds: s.subnets,
	})
	made(s, 0, err)
}

func (s *seed) names(ctx context.Context) {
	api := route53.NewFromConfig(s.config)
	zone, err := api.CreateHostedZone(ctx, &route53.CreateHostedZoneInput{
		Name: aws.String("shop.internal"), CallerReference: aws.String("1"), VPC: &r53types.VPC{VPCId: &s.network, VPCRegion: r53types.VPCRegionUsEast1},
		HostedZoneConfig: &r53types.HostedZoneConfig{PrivateZone: true},
	})
	check, err2 := api.CreateHealthCheck(ctx, &route53.CreateHealthCheckInput{
		CallerReference:   aws.String("2"),
		HealthCheckConfig: &r53types.HealthCheckConfig{Type: r53types.HealthCheckTypeTcp, IPAddress: aws.String("192.0.2.1"), Port: aws.Int32(443)},
	})
	record := func(id string, role r53types.ResourceRecordSetFailover, address string) r53types.Change {
		return r53types.Change{Action: r53types.ChangeActionUpsert, ResourceRecordSet: &r53types.ResourceRecordSet{
			Name: aws.String("*.shop.internal"), Type: r53types.RRTypeA, TTL: aws.Int64(60), SetIdentifier: &id, Failover: role,
			HealthCheckId: made(s, check, err2).HealthCheck.Id, ResourceRecords: []r53types.ResourceRecord{{Value: &address}},
		}}
	}
	_, err = api.ChangeResourceRecordSets(ctx, &route53.ChangeResourceRecordSetsInput{
		HostedZoneId: made(s, zone, err).HostedZone.Id,
		ChangeBatch: &r53types.ChangeBatch{Changes: []r53types.Change{
			record("one", r53types.ResourceRecordSetFailoverPrimary, "192.0.2.1"), record("two", r53types.ResourceRecordSetFailoverSecondary, "192.0.2.2"),
		}},
	})
	made(s, 0, err)
}
