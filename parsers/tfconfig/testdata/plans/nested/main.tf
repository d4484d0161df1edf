# Modules inside modules, with for_each at each of three levels and keys that a
# parser of addresses stumbles over.

provider "aws" {
  region = "us-east-1"
}

locals {
  teams = {
    "web.shop"      = { services = { "api[v1]" = { zones = ["a", "b"] }, "it's \"quoted\"" = { zones = ["c"] } } }
    "data/${1 + 1}" = { services = { "back\\slash" = { zones = ["a"] }, "$${x}" = { zones = [] } } }
  }
}

module "team" {
  source   = "./team"
  for_each = local.teams

  name     = each.key
  services = each.value.services
}

resource "aws_eip" "of_team" {
  for_each = module.team

  domain = "vpc"
  tags   = { Team = each.key, Services = join(" ", sort(keys(each.value.names))) }
}

resource "aws_route" "picked" {
  route_table_id         = "rtb-1"
  destination_cidr_block = "10.9.0.0/16"
  nat_gateway_id         = module.team["web.shop"].gateways["api[v1]"]["b"]
}

output "cidrs" {
  value = { for t, m in module.team : t => m.cidrs }
}
