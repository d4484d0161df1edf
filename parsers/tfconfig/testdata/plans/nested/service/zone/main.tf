variable "vpc_id" { type = string }
variable "zone" { type = string }
variable "cidr" { type = string }

locals {
  tiers = { "public.1" = 0, "private[1]" = 1 }
}

resource "aws_subnet" "tier" {
  for_each = local.tiers

  vpc_id            = var.vpc_id
  availability_zone = "us-east-1${var.zone}"
  cidr_block        = cidrsubnet(var.cidr, 1, each.value)
  tags              = { Tier = each.key, Path = path.module }
}

resource "aws_eip" "nat" {
  domain = "vpc"
}

resource "aws_nat_gateway" "this" {
  allocation_id = aws_eip.nat.id
  subnet_id     = aws_subnet.tier["public.1"].id
}

output "gateway" { value = aws_nat_gateway.this.id }
output "cidr" { value = aws_subnet.tier["private[1]"].cidr_block }
