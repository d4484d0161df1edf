# What a workspace decides: sizes from a map, whether something is there at all.

locals {
  environments = {
    default = { size = "db.t3.micro", multi_az = false, zones = 1, cidr = "10.0.0.0/16" }
    prod    = { size = "db.r6g.large", multi_az = true, zones = 3, cidr = "10.8.0.0/16" }
  }
  environment = lookup(local.environments, terraform.workspace, local.environments["default"])
  is_prod     = terraform.workspace == "prod"
  name        = "shop-${terraform.workspace}"
  regions     = { prod = ["eu-west-1"], default = [] }
  zones       = formatlist("us-east-1%s", slice(["a", "b", "c", "d"], 0, local.environment.zones))
}

provider "aws" {
  region = "us-east-1"
}

resource "aws_vpc" "main" {
  cidr_block = local.environment.cidr
  tags       = { Name = local.name, Stage = title(terraform.workspace) }
}

resource "aws_subnet" "main" {
  count = length(local.zones)

  vpc_id            = aws_vpc.main.id
  cidr_block        = cidrsubnet(local.environment.cidr, 4, count.index)
  availability_zone = local.zones[count.index]
}

resource "aws_eip" "nat" {
  count  = local.is_prod ? local.environment.zones : 1
  domain = "vpc"
}

resource "aws_nat_gateway" "main" {
  count = length(aws_eip.nat)

  allocation_id = aws_eip.nat[count.index].id
  subnet_id     = element(aws_subnet.main[*].id, count.index)
}

resource "aws_db_subnet_group" "main" {
  name       = local.name
  subnet_ids = aws_subnet.main[*].id
}

resource "aws_db_instance" "main" {
  identifier                  = local.name
  engine                      = "postgres"
  instance_class              = local.environment.size
  allocated_storage           = local.is_prod ? 100 : 20
  multi_az                    = local.environment.multi_az
  db_subnet_group_name        = aws_db_subnet_group.main.name
  username                    = "shop"
  manage_master_user_password = true
  skip_final_snapshot         = !local.is_prod
  final_snapshot_identifier   = local.is_prod ? "${local.name}-final" : null
}

resource "aws_db_instance" "replica" {
  for_each = toset(contains(["prod", "staging"], terraform.workspace) ? ["a", "b"] : [])

  identifier          = "${local.name}-${each.key}"
  replicate_source_db = aws_db_instance.main.identifier
  instance_class      = local.environment.size
}

resource "aws_cloudwatch_log_group" "other" {
  for_each = toset(local.regions[terraform.workspace])
  name     = "${local.name}/${each.key}"
}

resource "aws_instance" "bastion" {
  count         = terraform.workspace == "default" ? 1 : 0
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.nano"
}
