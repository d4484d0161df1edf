variable "name" { type = string }
variable "zones" { type = map(number) }

resource "aws_vpc" "this" {
  count      = length(var.zones) > 0 ? 1 : 0
  cidr_block = "10.0.0.0/16"
  tags       = { Name = var.name }
}

module "zone" {
  source   = "./zone"
  for_each = var.zones

  vpc_id = one(aws_vpc.this[*].id)
  zone   = each.key
  cidr   = cidrsubnet(aws_vpc.this[0].cidr_block, 8, each.value)
}

output "name" { value = upper(var.name) }
output "gateways" { value = { for k, z in module.zone : k => z.gateway } }
output "cidrs" { value = values(module.zone)[*].cidr }
