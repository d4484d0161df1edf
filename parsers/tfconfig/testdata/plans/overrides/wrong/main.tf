terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

variable "cidr" { type = string }
variable "name" { type = string }

data "aws_region" "here" {}

resource "aws_vpc" "this" {
  cidr_block = var.cidr
  tags       = { Name = "${var.name}-wrong", Region = data.aws_region.here.name }
}

output "vpc_id" { value = aws_vpc.this.id }
