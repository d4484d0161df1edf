variable "size" {
  type    = string
  default = "1"
}

variable "zones" {
  type    = list(string)
  default = ["us-east-1a"]
}

locals {
  name = "base"
  kept = "kept"
}

provider "aws" {
  alias  = "other"
  region = "us-west-1"
}

data "aws_iam_policy_document" "p" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["*"]
  }
}

module "net" {
  source = "./wrong"

  cidr = "10.0.0.0/16"
  name = "base"

  providers = {
    aws = aws.other
  }
}

resource "aws_security_group" "web" {
  name        = local.name
  description = local.kept
  vpc_id      = module.net.vpc_id

  dynamic "ingress" {
    for_each = [80, 81]
    content {
      from_port   = ingress.value
      to_port     = ingress.value
      protocol    = "tcp"
      cidr_blocks = ["0.0.0.0/0"]
    }
  }

  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }

  lifecycle {
    create_before_destroy = true
    ignore_changes        = [description]
  }
}

resource "aws_instance" "web" {
  ami               = "ami-0123456789abcdef0"
  instance_type     = "t3.nano"
  availability_zone = var.zones[0]
  tags              = { Name = local.name, Size = var.size }

  root_block_device {
    volume_size = 8
  }

  ebs_block_device {
    device_name = "/dev/sdb"
    volume_size = 1
  }
}

resource "aws_s3_bucket" "b" {
  bucket = "base"
  tags   = { policy = sha1(data.aws_iam_policy_document.p.json) }
}
