package estatetest_test

// harmless are changes that look like damages.
func harmless() []damage {
	return []damage{
		{
			// https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html
			name: "a SECONDARY without a check", file: "dns.tf", in: `resource "aws_route53_record" "standby"`,
			line: "health_check_id = aws_route53_health_check.standby.id",
		},
		{
			name: "an alias that does not ask, beside a check", file: "dns.tf", in: `resource "aws_route53_record" "primary"`,
			line: "evaluate_target_health = true", by: "evaluate_target_health = false",
		},
		{
			// What a connection sees of an API is its region, and no more is needed:
			// all else is survived within the region.
			name: "a check by connection", file: "dns.tf", in: `resource "aws_route53_health_check" "primary"`,
			line: `type              = "HTTPS"`, by: `type = "TCP"`,
		},
		{
			name: "a replica in one zone", file: "database.tf", in: `resource "aws_db_instance" "standby"`,
			line: "multi_az                = true", by: "multi_az = false",
		},
		{
			// A person who promotes the replica moves them too.
			name: "servers that name the database of the other region", file: "main.tf", in: `module "standby"`,
			line: "database_endpoint = aws_db_instance.standby.endpoint", by: "database_endpoint = aws_db_instance.primary.endpoint",
		},
		{
			// Each zone has a server of its own.
			name: "zones that serve themselves", file: region, line: "enable_cross_zone_load_balancing = true", by: "enable_cross_zone_load_balancing = false",
		},
		{
			// The link decides where a request goes; the address is its Host header.
			// https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-nlb-for-vpclink-using-console.html
			name: "an integration by another name", file: "modules/region/api.tf",
			line: `uri                     = "http://${aws_lb.this.dns_name}/{proxy}"`, by: `uri = "http://shop.internal/{proxy}"`,
		},
		{
			name: "two zones", file: "modules/network/variables.tf", line: "default = 3", by: "default = 2",
		},
		{
			// A pilot light recovers by hand, as the promotion of the replica does.
			name: "a second region whose servers wait", file: servers,
			line: "min_size            = 3", by: `min_size = data.aws_region.current.name == "us-west-2" ? 0 : 3`,
		},
	}
}
