terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

variable "name" { type = string }

data "aws_partition" "here" {}

resource "terraform_data" "note" {
  input = "${var.name} in ${data.aws_partition.here.partition}"
}

output "arn" {
  value = terraform_data.note.output
}
