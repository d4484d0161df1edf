variable "vpc_id" { type = string }
variable "letter" { type = string }
variable "cidr" { type = string }

data "aws_region" "here" {}

resource "aws_subnet" "this" {
  vpc_id            = var.vpc_id
  cidr_block        = var.cidr
  availability_zone = "${data.aws_region.here.name}${var.letter}"
  tags              = { Region = data.aws_region.here.name }
}
