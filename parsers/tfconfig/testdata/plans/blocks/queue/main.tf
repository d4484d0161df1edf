terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
  provider_meta "aws" {
  }
}

variable "name" { type = string }

resource "aws_sqs_queue" "this" {
  name = var.name
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead.arn
    maxReceiveCount     = 3
  })
}

resource "aws_sqs_queue" "dead" {
  name = "${var.name}-dead"
}
