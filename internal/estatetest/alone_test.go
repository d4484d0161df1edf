package estatetest_test

// alone are damages to two regions that do not stand in for each other.
func alone() []damage {
	return []damage{
		{
			name: "the balancer's other zones", file: region, line: "subnets                          = module.network.private_subnet_ids",
			by: "subnets = slice(module.network.private_subnet_ids, 0, 1)",
			want: append(both("proven lb-single-az ", "aws_lb.this"),
				"+ proven zone-takes-down-service zone:us-east-1a", "+ zone:us-east-1a down"+shop,
				"+ proven zone-takes-down-service zone:us-west-2a", "+ zone:us-west-2a down"+other,
				// Of the three servers the balancer reaches the one in its zone only.
				"+ proven resource-takes-down-service "+east+"aws_autoscaling_group.web", "+ "+east+"aws_autoscaling_group.web heals"+shop,
				"+ proven resource-takes-down-service "+west+"aws_autoscaling_group.web", "+ "+west+"aws_autoscaling_group.web heals"+other,
				"+ proven resource-takes-down-service "+nat("us-east-1a"), "+ "+nat("us-east-1a")+" down"+shop,
				"+ proven resource-takes-down-service "+nat("us-west-2a"), "+ "+nat("us-west-2a")+" down"+other,
			),
			excuses: wayOut(),
		},
		{
			name: "the zones of the NAT gateways", file: network, line: "subnet_id     = aws_subnet.public[each.key].id",
			by: "subnet_id = aws_subnet.public[local.zones[0]].id",
			want: []string{
				"+ proven nat-single-az " + nat("us-east-1a"), "+ proven nat-single-az " + nat("us-west-2a"),
				"+ proven zone-takes-down-service zone:us-east-1a", "+ zone:us-east-1a down" + shop,
				"+ proven zone-takes-down-service zone:us-west-2a", "+ zone:us-west-2a down" + other,
			},
		},
		{
			name: "the routes to each zone's NAT gateway", file: network, line: "nat_gateway_id         = aws_nat_gateway.this[each.key].id",
			by: "nat_gateway_id = aws_nat_gateway.this[local.zones[0]].id",
			want: append(
				[]string{
					"+ proven nat-cross-az " + nat("us-east-1a"), "+ proven nat-cross-az " + nat("us-west-2a"),
					"+ proven resource-takes-down-service " + nat("us-east-1a"), "+ " + nat("us-east-1a") + " down" + shop,
					"+ proven resource-takes-down-service " + nat("us-west-2a"), "+ " + nat("us-west-2a") + " down" + other,
					"+ proven zone-takes-down-service zone:us-east-1a", "+ zone:us-east-1a down" + shop,
					"+ proven zone-takes-down-service zone:us-west-2a", "+ zone:us-west-2a down" + other,
				},
				idle("us-east-1b", "us-east-1c", "us-west-2b", "us-west-2c")...,
			),
		},
		{
			name: "the group's other zones", file: servers, line: "vpc_zone_identifier = module.network.private_subnet_ids",
			by: "vpc_zone_identifier = slice(module.network.private_subnet_ids, 0, 1)",
			want: append(
				append(both("proven asg-single-az ", "aws_autoscaling_group.web"),
					"+ proven resource-takes-down-service "+nat("us-east-1a"), "+ "+nat("us-east-1a")+" down"+shop,
					"+ proven resource-takes-down-service "+nat("us-west-2a"), "+ "+nat("us-west-2a")+" down"+other,
					"+ proven zone-takes-down-service zone:us-east-1a", "+ zone:us-east-1a down"+shop,
					"+ proven zone-takes-down-service zone:us-west-2a", "+ zone:us-west-2a down"+other,
				),
				spare()...,
			),
			excuses: wayOut(),
		},
		{
			name: "a group of one", file: servers, line: "min_size            = 3", by: "min_size = 1",
			want: append(both("proven asg-single-instance ", "aws_autoscaling_group.web"),
				"+ proven resource-takes-down-service "+east+"aws_autoscaling_group.web", "+ "+east+"aws_autoscaling_group.web heals"+shop,
				"+ proven resource-takes-down-service "+west+"aws_autoscaling_group.web", "+ "+west+"aws_autoscaling_group.web heals"+other,
				"+ proven zone-takes-down-service zone-of:"+east+"aws_autoscaling_group.web", "+ zone-of:"+east+"aws_autoscaling_group.web heals"+shop,
				"+ proven zone-takes-down-service zone-of:"+west+"aws_autoscaling_group.web", "+ zone-of:"+west+"aws_autoscaling_group.web heals"+other,
			),
		},
		{
			// A target group cannot tell how many stand behind it either.
			name: "a group of nobody knows how many", file: servers, line: "min_size            = 3", by: "min_size = data.aws_ssm_parameter.image.version",
			want: append(both("undecided asg-single-instance ", "aws_autoscaling_group.web"),
				"+ undecided resource-takes-down-service "+east+"aws_autoscaling_group.web", "+ "+east+"aws_autoscaling_group.web heals undecided"+shop,
				"+ undecided resource-takes-down-service "+west+"aws_autoscaling_group.web", "+ "+west+"aws_autoscaling_group.web heals undecided"+other,
				"+ undecided zone-takes-down-service zone-of:"+east+"aws_autoscaling_group.web", "+ zone-of:"+east+"aws_autoscaling_group.web heals undecided"+shop,
				"+ undecided zone-takes-down-service zone-of:"+west+"aws_autoscaling_group.web", "+ zone-of:"+west+"aws_autoscaling_group.web heals undecided"+other,
			),
		},
		{
			name: "Multi-AZ", file: "database.tf", in: `resource "aws_db_instance" "primary"`,
			line: "multi_az                = true", by: "multi_az = false",
			want: []string{
				"+ proven rds-single-az aws_db_instance.primary",
				"+ proven resource-takes-down-service aws_db_instance.primary",
				"+ proven zone-takes-down-service zone-of:aws_db_instance.primary",
				"+ aws_db_instance.primary recovers" + shop, "+ zone-of:aws_db_instance.primary recovers" + shop,
				"+ aws_db_instance.primary recovers" + other, "+ zone-of:aws_db_instance.primary recovers" + other,
			},
		},
	}
}
