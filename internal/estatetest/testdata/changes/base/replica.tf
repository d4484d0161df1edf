resource "aws_vpc" "west" {
  provider = aws.west

  cidr_block = "10.1.0.0/16"
}

resource "aws_subnet" "west" {
  for_each = { us-west-2a = 0, us-west-2b = 1 }
  provider = aws.west

  vpc_id            = aws_vpc.west.id
  cidr_block        = cidrsubnet(aws_vpc.west.cidr_block, 8, each.value)
  availability_zone = each.key
}

resource "aws_db_subnet_group" "west" {
  provider = aws.west

  name       = "main"
  subnet_ids = [for subnet in aws_subnet.west : subnet.id]
}

resource "aws_db_instance" "replica" {
  provider = aws.west

  identifier           = "orders-west"
  replicate_source_db  = aws_db_instance.orders.arn
  instance_class       = "db.m6g.large"
  db_subnet_group_name = aws_db_subnet_group.west.name
  skip_final_snapshot  = true
}
