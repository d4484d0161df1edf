terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

variable "name" { type = string }
variable "size" { type = number }
variable "password" {
  type      = string
  sensitive = true
}

resource "aws_sqs_queue" "each" {
  count = floor(var.size)
  name  = "${replace(var.name, "/[^a-z]/", "-")}-${count.index}"
  tags  = { Secret = var.password, Open = "yes" }
}

module "queue" {
  source = "../queue"
  name   = var.name
}

output "queue" {
  value = module.queue.arn
}
