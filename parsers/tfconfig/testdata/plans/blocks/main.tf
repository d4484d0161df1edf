# Blocks that change what Terraform does, and nothing of what stands afterwards.

provider "aws" {
  region = "us-east-1"
}

moved {
  from = aws_vpc.old
  to   = aws_vpc.main
}

moved {
  from = module.before
  to   = module.queues["orders"]
}

removed {
  from = aws_instance.gone

  lifecycle {
    destroy = false
  }
}

import {
  for_each = { a = "1", b = "2" }
  to       = terraform_data.brought[each.key]
  id       = each.value
}

resource "terraform_data" "brought" {
  for_each = toset(["a", "b"])
  input    = "in-${each.key}"
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"

  lifecycle {
    precondition {
      condition     = terraform.workspace != "never"
      error_message = "never"
    }
    postcondition {
      condition     = self.enable_dns_support
      error_message = "names are needed"
    }
    replace_triggered_by = [terraform_data.brought["a"]]
  }
}

check "region" {
  data "aws_region" "scoped" {}

  assert {
    condition     = data.aws_region.scoped.name == "us-east-1"
    error_message = "another region than that of the shop"
  }
}

variable "token" {
  type      = string
  ephemeral = true
  default   = "t0ken"
}

resource "aws_secretsmanager_secret" "db" {
  name = "db"
}

resource "aws_secretsmanager_secret_version" "db" {
  secret_id                = aws_secretsmanager_secret.db.id
  secret_string_wo         = var.token
  secret_string_wo_version = 2
}

ephemeral "aws_secretsmanager_secret_version" "db" {
  secret_id = aws_secretsmanager_secret_version.db.secret_id
}

locals {
  password = ephemeral.aws_secretsmanager_secret_version.db.secret_string
}

resource "aws_db_instance" "main" {
  identifier           = "orders"
  engine               = "postgres"
  instance_class       = "db.t3.micro"
  allocated_storage    = 20
  username             = "orders"
  password_wo          = local.password
  password_wo_version  = 1
  skip_final_snapshot  = true
  db_subnet_group_name = ephemeralasnull(var.token)
  tags                 = { Token = ephemeralasnull(var.token) == null ? "none" : "some" }
}

module "queues" {
  source   = "./queue"
  for_each = toset(["orders"])
  name     = each.key

  depends_on = [aws_db_instance.main]
}

resource "aws_instance" "worker" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.nano"

  connection {
    host = self.public_ip
  }

  provisioner "remote-exec" {
    inline = ["echo ${self.id}"]
  }

  lifecycle {
    ignore_changes = all
  }
}

resource "aws_autoscaling_group" "workers" {
  availability_zones = ["us-east-1a", "us-east-1b"]
  min_size           = 1
  max_size           = 4
  desired_capacity   = 2

  launch_template {
    id = "lt-0123456789abcdef0"
  }

  lifecycle {
    ignore_changes = [desired_capacity, tag]
  }
}
