package planmake

import "fmt"

// perEstate is how many managed resource instances one estate has.
const perEstate = 35

// An estate is the things of one instance of module.estate.
type estate struct {
	address  string
	children []string
	things   []thing
}

func estateOf(i int) estate {
	e := estate{address: fmt.Sprintf(`module.estate["shop-%05d"]`, i)}
	network := e.address + ".module.network"
	e.children = []string{network}
	b := builder{name: fmt.Sprintf("shop-%05d", i), exists: i%2 == 0}
	b.network(network)
	for _, color := range []string{"blue", "green"} {
		web := e.address + `.module.web["` + color + `"]`
		e.children = append(e.children, web)
		b.web(web, color)
	}
	b.database(e.address)
	e.things = b.things
	return e
}

// A builder makes the things of one estate.
type builder struct {
	name   string
	exists bool
	things []thing
}

func (b *builder) add(module, typ, name string, key any, attrs ...attr) {
	b.things = append(b.things, thing{module, typ, name, key, attrs, b.exists})
}

func known(name string, v any) attr    { return attr{name, v, false} }
func computed(name string, v any) attr { return attr{name, v, true} }

// absent gives attributes that are null.
func absent(attrs []attr, names ...string) []attr {
	for _, name := range names {
		attrs = append(attrs, known(name, nil))
	}
	return attrs
}

func (b *builder) id(prefix string, of ...any) string { return id(prefix, append(of, b.name)...) }

func (b *builder) arn(service, what string, of ...any) string {
	return "arn:aws:" + service + ":eu-west-1:123456789012:" + what + "/" + b.id(what, of...)
}

func (b *builder) tags(name string) []attr {
	tags := map[string]any{
		"Name": b.name + "-" + name, "Environment": "production", "Team": "platform",
		"Repository": "https://git.example.com/estates/" + b.name,
	}
	return []attr{known("tags", tags), known("tags_all", tags)}
}

func (b *builder) network(m string) {
	vpc := b.id("vpc")
	b.add(m, "aws_vpc", "this", nil, absent(append(b.tags("vpc"),
		known("cidr_block", "10.0.0.0/16"), known("enable_dns_hostnames", true), known("enable_dns_support", true),
		known("instance_tenancy", "default"), computed("arn", b.arn("ec2", "vpc")), computed("id", vpc),
		computed("default_network_acl_id", b.id("acl")), computed("default_route_table_id", b.id("rtb")),
		computed("default_security_group_id", b.id("sg")), computed("dhcp_options_id", b.id("dopt")),
		computed("main_route_table_id", b.id("rtb")), computed("owner_id", "123456789012"),
	), "assign_generated_ipv6_cidr_block", "ipv4_ipam_pool_id", "ipv4_netmask_length", "ipv6_ipam_pool_id", "ipv6_netmask_length")...)
	for i, zone := range []string{"eu-west-1a", "eu-west-1b", "eu-west-1c"} {
		b.subnet(m, "private", i, zone, vpc)
		b.subnet(m, "public", i, zone, vpc)
		b.routes(m, i, vpc)
		b.gateway(m, i)
	}
}

func (b *builder) subnet(m, tier string, i int, zone, vpc string) {
	third := i
	if tier == "public" {
		third += 100
	}
	b.add(m, "aws_subnet", tier, i, absent(append(b.tags(tier+"-"+zone),
		known("availability_zone", zone), known("cidr_block", fmt.Sprintf("10.0.%d.0/24", third)),
		known("assign_ipv6_address_on_creation", false), known("enable_dns64", false), known("ipv6_native", false),
		known("enable_resource_name_dns_a_record_on_launch", false), known("enable_resource_name_dns_aaaa_record_on_launch", false),
		known("map_public_ip_on_launch", tier == "public"), computed("arn", b.arn("ec2", "subnet", tier, i)),
		computed("availability_zone_id", fmt.Sprintf("euw1-az%d", i+1)), computed("id", b.id("subnet", tier, i)),
		computed("ipv6_cidr_block_association_id", ""), computed("owner_id", "123456789012"),
		computed("private_dns_hostname_type_on_launch", "ip-name"), computed("vpc_id", vpc),
	), "customer_owned_ipv4_pool", "enable_lni_at_device_index", "ipv6_cidr_block", "map_customer_owned_ip_on_launch", "outpost_arn", "timeouts")...)
}

func (b *builder) routes(m string, i int, vpc string) {
	table := b.id("rtb", i)
	route := map[string]any{
		"cidr_block": "0.0.0.0/0", "nat_gateway_id": b.id("nat", i), "carrier_gateway_id": "", "core_network_arn": "",
		"destination_prefix_list_id": "", "egress_only_gateway_id": "", "gateway_id": "", "ipv6_cidr_block": "",
		"local_gateway_id": "", "network_interface_id": "", "transit_gateway_id": "", "vpc_endpoint_id": "", "vpc_peering_connection_id": "",
	}
	b.add(m, "aws_route_table", "private", i, absent(append(b.tags(fmt.Sprint("private-", i)),
		computed("arn", b.arn("ec2", "route-table", i)), computed("id", table), computed("owner_id", "123456789012"),
		computed("propagating_vgws", []any{}), computed("route", []any{route}), computed("vpc_id", vpc),
	), "timeouts")...)
	b.add(m, "aws_route_table_association", "private", i, absent([]attr{
		computed("id", b.id("rtbassoc", i)), computed("route_table_id", table), computed("subnet_id", b.id("subnet", "private", i)),
	}, "gateway_id", "timeouts")...)
}

func (b *builder) gateway(m string, i int) {
	b.add(m, "aws_eip", "nat", i, absent(append(b.tags(fmt.Sprint("nat-", i)),
		known("domain", "vpc"), computed("allocation_id", b.id("eipalloc", i)), computed("arn", b.arn("ec2", "elastic-ip", i)),
		computed("association_id", ""), computed("id", b.id("eipalloc", i)), computed("network_border_group", "eu-west-1"),
		computed("network_interface", ""), computed("private_ip", ""), computed("public_ip", fmt.Sprintf("203.0.113.%d", i)),
		computed("public_ipv4_pool", "amazon"), computed("vpc", true),
	), "address", "associate_with_private_ip", "customer_owned_ipv4_pool", "timeouts")...)
	b.add(m, "aws_nat_gateway", "this", i, absent(append(b.tags(fmt.Sprint("nat-", i)),
		known("connectivity_type", "public"), computed("allocation_id", b.id("eipalloc", i)), computed("id", b.id("nat", i)),
		computed("network_interface_id", b.id("eni", "nat", i)), computed("private_ip", fmt.Sprintf("10.0.%d.10", 100+i)),
		computed("public_ip", fmt.Sprintf("203.0.113.%d", i)), computed("subnet_id", b.id("subnet", "public", i)),
	), "secondary_allocation_ids", "timeouts")...)
}

func (b *builder) web(m, color string) {
	group := b.arn("elasticloadbalancing", "targetgroup", color)
	check := map[string]any{
		"enabled": true, "healthy_threshold": 3, "interval": 30, "matcher": "200-399", "path": "/healthz",
		"port": "traffic-port", "protocol": "HTTP", "timeout": 6, "unhealthy_threshold": 3,
	}
	b.add(m, "aws_lb_target_group", "this", nil, absent(append(b.tags(color),
		known("name", b.name+"-"+color), known("port", 80), known("protocol", "HTTP"), known("protocol_version", "HTTP1"),
		known("health_check", []any{check}), known("deregistration_delay", "300"), known("proxy_protocol_v2", false),
		known("slow_start", 0), known("target_type", "instance"), known("lambda_multi_value_headers_enabled", false),
		computed("arn", group), computed("arn_suffix", "targetgroup/"+b.name), computed("id", group),
		computed("load_balancing_cross_zone_enabled", "use_load_balancer_configuration"), computed("vpc_id", b.id("vpc")),
	), "connection_termination", "name_prefix", "preserve_client_ip")...)
	for i := range 3 {
		b.instance(m, color, i)
		b.add(m, "aws_lb_target_group_attachment", "this", i, absent([]attr{
			computed("id", group+"-"+b.id("i", color, i)), computed("target_group_arn", group), computed("target_id", b.id("i", color, i)),
		}, "availability_zone", "port")...)
	}
}

func (b *builder) instance(m, color string, i int) {
	zone := "eu-west-1" + string(rune('a'+i))
	disk := map[string]any{
		"delete_on_termination": true, "encrypted": true, "volume_size": 50, "volume_type": "gp3", "throughput": 200,
		"tags": map[string]any{"Name": b.name + "-root"},
	}
	if b.exists {
		disk["device_name"], disk["volume_id"], disk["kms_key_id"] = "/dev/xvda", b.id("vol", color, i), b.arn("kms", "key")
	}
	metadata := map[string]any{
		"http_endpoint": "enabled", "http_protocol_ipv6": "disabled", "http_put_response_hop_limit": 1, "http_tokens": "required",
	}
	b.add(m, "aws_instance", "this", i, absent(append(b.tags(fmt.Sprint(color, "-", i)),
		known("ami", "ami-0841e304792db6a16"), known("availability_zone", zone), known("instance_type", "c6a.xlarge"),
		known("root_block_device", []any{disk}), known("metadata_options", []any{metadata}), known("launch_template", []any{}),
		known("source_dest_check", true), known("get_password_data", false), known("user_data_replace_on_change", false),
		known("user_data_base64", "IyEvYmluL2Jhc2gKZWNobyAiSGVsbG8gVGVycmFmb3JtISIK"),
		computed("arn", b.arn("ec2", "instance", color, i)), computed("id", b.id("i", color, i)), computed("instance_state", "running"),
		computed("private_dns", fmt.Sprintf("ip-10-0-%d-20.eu-west-1.compute.internal", i)), computed("private_ip", fmt.Sprintf("10.0.%d.20", i)),
		computed("primary_network_interface_id", b.id("eni", color, i)), computed("subnet_id", b.id("subnet", "private", i)),
		computed("vpc_security_group_ids", []any{b.id("sg", "web")}), computed("security_groups", []any{}), computed("tenancy", "default"),
		computed("disable_api_termination", false), computed("ebs_optimized", false), computed("monitoring", false),
		computed("ebs_block_device", []any{}), computed("ipv6_addresses", []any{}), computed("key_name", ""), computed("host_id", ""),
		computed("iam_instance_profile", ""), computed("placement_group", ""), computed("public_ip", ""), computed("password_data", ""),
	), "hibernation", "timeouts", "volume_tags", "user_data", "cpu_core_count", "enable_primary_ipv6")...)
}

func (b *builder) database(m string) {
	group := b.name + "-db"
	b.add(m, "aws_db_subnet_group", "this", nil, append(b.tags("db"),
		known("name", group), known("description", "Database subnet group of "+b.name), computed("arn", b.arn("rds", "subgrp")),
		computed("id", group), computed("subnet_ids", []any{b.id("subnet", "private", 0), b.id("subnet", "private", 1), b.id("subnet", "private", 2)}),
		computed("supported_network_types", []any{"IPV4"}), computed("vpc_id", b.id("vpc")))...)
	b.add(m, "aws_db_instance", "this", nil, absent(append(b.tags("db"),
		known("identifier", b.name), known("engine", "postgres"), known("engine_version", "14"), known("instance_class", "db.t4g.large"),
		known("allocated_storage", 20), known("multi_az", len(b.name)%2 == 0), known("db_subnet_group_name", group), known("username", "shop"),
		known("password", "hunter2"), known("port", 5432), known("backup_retention_period", 7), known("deletion_protection", true),
		known("publicly_accessible", false), known("skip_final_snapshot", true), known("storage_encrypted", true),
		known("enabled_cloudwatch_logs_exports", []any{"postgresql", "upgrade"}), known("s3_import", []any{}),
		computed("address", b.name+".abc123.eu-west-1.rds.amazonaws.com"), computed("arn", b.arn("rds", "db")),
		computed("availability_zone", "eu-west-1b"), computed("endpoint", b.name+".abc123.eu-west-1.rds.amazonaws.com:5432"),
		computed("id", b.id("db")), computed("resource_id", b.id("db")), computed("status", "available"), computed("replicas", []any{}),
		computed("kms_key_id", b.arn("kms", "key")), computed("storage_type", "gp3"), computed("vpc_security_group_ids", []any{b.id("sg", "db")}),
	), "custom_iam_instance_profile", "domain", "final_snapshot_identifier", "max_allocated_storage", "password_wo", "replicate_source_db", "timeouts")...)
}
