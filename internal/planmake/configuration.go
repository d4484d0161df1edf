package planmake

// zonesAnswer is the answer of the only data source.
const zonesAnswer = `{"address":"data.aws_availability_zones.here","mode":"data","type":"aws_availability_zones","name":"here",` +
	`"provider_name":"registry.terraform.io/hashicorp/aws","schema_version":0,"values":{"id":"eu-west-1",` +
	`"names":["eu-west-1a","eu-west-1b","eu-west-1c"],"zone_ids":["euw1-az1","euw1-az2","euw1-az3"],"state":"available","timeouts":null},` +
	`"sensitive_values":{"names":[false,false,false],"zone_ids":[false,false,false]}}`

// configuration is that of every estate: it does not grow with their number.
const configuration = `{"provider_config":{"aws":{"name":"aws","full_name":"registry.terraform.io/hashicorp/aws",` +
	`"expressions":{"region":{"constant_value":"eu-west-1"}}}},"root_module":{` +
	`"resources":[{"address":"data.aws_availability_zones.here","mode":"data","type":"aws_availability_zones","name":"here",` +
	`"provider_config_key":"aws","expressions":{"state":{"constant_value":"available"}},"schema_version":0}],` +
	`"variables":{"name":{},"token":{"sensitive":true}},` +
	`"module_calls":{"estate":{"source":"./estate","expressions":{"name":{"references":["each.key"]},` +
	`"zones":{"references":["data.aws_availability_zones.here.names","data.aws_availability_zones.here"]}},` +
	`"for_each_expression":{"references":["var.name"]},"module":{"variables":{"name":{},"zones":{}},"resources":[` +
	configSubnetGroup + `,` + configDatabase + `],"module_calls":{` +
	`"network":{"source":"../network","expressions":{"zones":{"references":["var.zones"]}},"module":` + configNetwork + `},` +
	`"web":{"source":"../web","for_each_expression":{"constant_value":["blue","green"]},"expressions":{` +
	`"subnets":{"references":["module.network.private","module.network"]},"vpc":{"references":["module.network.vpc","module.network"]}},` +
	`"module":` + configWeb + `}}}}}}}`

const configSubnetGroup = `{"address":"aws_db_subnet_group.this","mode":"managed","type":"aws_db_subnet_group","name":"this","provider_config_key":"aws",` +
	`"expressions":{"name":{"references":["var.name"]},"subnet_ids":{"references":["module.network.private","module.network"]}},"schema_version":0}`

const configDatabase = `{"address":"aws_db_instance.this","mode":"managed","type":"aws_db_instance","name":"this","provider_config_key":"aws",` +
	`"expressions":{"identifier":{"references":["var.name"]},"engine":{"constant_value":"postgres"},` +
	`"db_subnet_group_name":{"references":["aws_db_subnet_group.this.name","aws_db_subnet_group.this"]}},"schema_version":2}`

const configNetwork = `{"outputs":{"private":{"expression":{"references":["aws_subnet.private"]}},` +
	`"vpc":{"expression":{"references":["aws_vpc.this.id","aws_vpc.this"]}}},"variables":{"zones":{}},"resources":[` +
	`{"address":"aws_vpc.this","mode":"managed","type":"aws_vpc","name":"this","provider_config_key":"aws",` +
	`"expressions":{"cidr_block":{"constant_value":"10.0.0.0/16"}},"schema_version":1},` +
	`{"address":"aws_subnet.private","mode":"managed","type":"aws_subnet","name":"private","provider_config_key":"aws",` +
	`"count_expression":{"references":["var.zones"]},"expressions":{"vpc_id":{"references":["aws_vpc.this.id","aws_vpc.this"]},` +
	`"availability_zone":{"references":["var.zones","count.index"]}},"schema_version":1},` +
	`{"address":"aws_subnet.public","mode":"managed","type":"aws_subnet","name":"public","provider_config_key":"aws",` +
	`"count_expression":{"references":["var.zones"]},"expressions":{"vpc_id":{"references":["aws_vpc.this.id","aws_vpc.this"]},` +
	`"availability_zone":{"references":["var.zones","count.index"]}},"schema_version":1},` +
	`{"address":"aws_route_table.private","mode":"managed","type":"aws_route_table","name":"private","provider_config_key":"aws",` +
	`"count_expression":{"references":["var.zones"]},"expressions":{"vpc_id":{"references":["aws_vpc.this.id","aws_vpc.this"]},` +
	`"route":{"references":["aws_nat_gateway.this","count.index"]}},"schema_version":0},` +
	`{"address":"aws_route_table_association.private","mode":"managed","type":"aws_route_table_association","name":"private",` +
	`"provider_config_key":"aws","count_expression":{"references":["var.zones"]},"expressions":{` +
	`"route_table_id":{"references":["aws_route_table.private","count.index"]},"subnet_id":{"references":["aws_subnet.private","count.index"]}},` +
	`"schema_version":0},` +
	`{"address":"aws_eip.nat","mode":"managed","type":"aws_eip","name":"nat","provider_config_key":"aws",` +
	`"count_expression":{"references":["var.zones"]},"expressions":{"domain":{"constant_value":"vpc"}},"schema_version":0},` +
	`{"address":"aws_nat_gateway.this","mode":"managed","type":"aws_nat_gateway","name":"this","provider_config_key":"aws",` +
	`"count_expression":{"references":["var.zones"]},"expressions":{"allocation_id":{"references":["aws_eip.nat","count.index"]},` +
	`"subnet_id":{"references":["aws_subnet.public","count.index"]}},"schema_version":0}]}`

const configWeb = `{"variables":{"subnets":{},"vpc":{}},"resources":[` +
	`{"address":"aws_lb_target_group.this","mode":"managed","type":"aws_lb_target_group","name":"this","provider_config_key":"aws",` +
	`"expressions":{"vpc_id":{"references":["var.vpc"]},"port":{"constant_value":80},` +
	`"health_check":[{"path":{"constant_value":"/healthz"},"interval":{"constant_value":30}}]},"schema_version":0},` +
	`{"address":"aws_instance.this","mode":"managed","type":"aws_instance","name":"this","provider_config_key":"aws",` +
	`"count_expression":{"constant_value":3},"expressions":{"subnet_id":{"references":["var.subnets","count.index"]},` +
	`"root_block_device":[{"volume_size":{"constant_value":50},"volume_type":{"constant_value":"gp3"}}]},"schema_version":1},` +
	`{"address":"aws_lb_target_group_attachment.this","mode":"managed","type":"aws_lb_target_group_attachment","name":"this",` +
	`"provider_config_key":"aws","count_expression":{"constant_value":3},"expressions":{` +
	`"target_group_arn":{"references":["aws_lb_target_group.this.arn","aws_lb_target_group.this"]},` +
	`"target_id":{"references":["aws_instance.this","count.index"]}},"schema_version":0}]}`
