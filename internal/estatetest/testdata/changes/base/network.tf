locals {
  zones = { us-east-1a = 0, us-east-1b = 1, us-east-1c = 2 }

  # Where the servers are.
  private = {
    first  = { zone = "us-east-1a", number = 8 }
    second = { zone = "us-east-1b", number = 9 }
  }

  # A way out for each zone that has servers.
  gateways = toset([for subnet in local.private : subnet.zone])
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}

resource "aws_subnet" "public" {
  for_each = local.zones

  vpc_id            = aws_vpc.main.id
  cidr_block        = cidrsubnet(aws_vpc.main.cidr_block, 8, each.value)
  availability_zone = each.key
}

resource "aws_subnet" "private" {
  for_each = local.private

  vpc_id            = aws_vpc.main.id
  cidr_block        = cidrsubnet(aws_vpc.main.cidr_block, 8, each.value.number)
  availability_zone = each.value.zone
}

resource "aws_route_table" "public" {
  vpc_id = aws_vpc.main.id

  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.main.id
  }
}

resource "aws_route_table_association" "public" {
  for_each = aws_subnet.public

  subnet_id      = each.value.id
  route_table_id = aws_route_table.public.id
}

resource "aws_eip" "out" {
  for_each = local.gateways

  domain = "vpc"
}

resource "aws_nat_gateway" "out" {
  for_each = local.gateways

  allocation_id = aws_eip.out[each.key].id
  subnet_id     = aws_subnet.public[each.key].id
}

resource "aws_route_table" "private" {
  for_each = local.private

  vpc_id = aws_vpc.main.id

  route {
    cidr_block     = "0.0.0.0/0"
    nat_gateway_id = aws_nat_gateway.out[each.value.zone].id
  }
}

resource "aws_route_table_association" "private" {
  for_each = local.private

  subnet_id      = aws_subnet.private[each.key].id
  route_table_id = aws_route_table.private[each.key].id
}
