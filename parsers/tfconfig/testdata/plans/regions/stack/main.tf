terraform {
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      configuration_aliases = [aws.peer, aws.global]
    }
  }
}

variable "name" { type = string }
variable "cidr" { type = string }

data "aws_region" "here" {}

data "aws_region" "there" {
  provider = aws.peer
}

resource "aws_vpc" "this" {
  cidr_block = var.cidr
  tags       = { Name = var.name, Region = data.aws_region.here.name, Peer = data.aws_region.there.name }
}

resource "aws_vpc" "there" {
  provider   = aws.peer
  cidr_block = "192.168.0.0/16"
  tags       = { Name = "${var.name}-peer" }
}

module "zones" {
  source   = "./zone"
  for_each = { a = 0, b = 1 }

  vpc_id = aws_vpc.this.id
  letter = each.key
  cidr   = cidrsubnet(var.cidr, 8, each.value)
}

module "peer_zone" {
  source = "./zone"
  vpc_id = aws_vpc.there.id
  letter = "c"
  cidr   = "192.168.0.0/24"

  providers = {
    aws = aws.peer
  }
}

module "global" {
  source = "./zone"
  vpc_id = aws_vpc.this.id
  letter = "d"
  cidr   = cidrsubnet(var.cidr, 8, 9)

  providers = {
    aws = aws.global
  }
}
