variable "size" {
  type    = number
  default = 2
}

locals {
  name = "first"
}

provider "aws" {
  region = "us-east-1"
}

data "aws_iam_policy_document" "p" {
  statement {
    actions   = ["s3:PutObject"]
    resources = ["arn:aws:s3:::x"]
  }
}

module "net" {
  source = "./net"
  name   = "first"
}

resource "aws_security_group" "web" {
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_instance" "web" {
  count = var.size

  availability_zone = element(var.zones, count.index)

  dynamic "ebs_block_device" {
    for_each = ["c", "d"]
    content {
      device_name = "/dev/sd${ebs_block_device.value}"
      volume_size = 2
    }
  }
}
