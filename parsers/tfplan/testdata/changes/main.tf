# A configuration of which every kind of change can be planned without an
# account: see the README beside it.
terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "5.100.0" }
  }
}

variable "region" {
  default = "eu-west-1"
}

variable "password" {
  type      = string
  sensitive = true
  default   = "hunter2-variable"
}

variable "sizes" {
  type    = map(object({ size = number, share = optional(number) }))
  default = { "web.1" = { size = 2, share = 0.1 }, "data[\"x\"]" = { size = 1.5 } }
}

variable "unset" {
  type    = string
  default = null
}

provider "aws" {
  region                      = var.region
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

provider "aws" {
  alias                       = "dr"
  region                      = "us-east-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

data "aws_region" "here" {}

data "aws_iam_policy_document" "read" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["*"]
  }
}

data "aws_iam_policy_document" "later" {
  statement {
    actions   = ["s3:GetObject"]
    resources = [aws_sqs_queue.kept.arn, terraform_data.new.id]
  }
}

module "zone" {
  source   = "./zone"
  for_each = var.sizes

  name      = each.key
  size      = each.value.size
  password  = var.password
  providers = { aws = aws.dr }
}

# unchanged
resource "aws_sqs_queue" "kept" {
  name = "kept"
  tags = { Name = "kept" }
}

# updated in place
resource "aws_sqs_queue" "updated" {
  name                       = "updated"
  visibility_timeout_seconds = 60
}

# replaced
resource "aws_sqs_queue" "replaced" {
  name = "replaced-by-another-name"
}

resource "terraform_data" "new" {
  input            = { list = ["a", 1, true, null], text = "two\nlines" }
  triggers_replace = var.password
}

resource "terraform_data" "replaced_first" {
  triggers_replace = [1, 2]
  lifecycle {
    create_before_destroy = true
  }
}

# moved, and nothing else
resource "terraform_data" "after" {
  input = "same"
}

moved {
  from = terraform_data.before
  to   = terraform_data.after
}

# forgotten
removed {
  from = terraform_data.forgotten
  lifecycle {
    destroy = false
  }
}

resource "aws_db_instance" "orders" {
  identifier          = "orders"
  engine              = "postgres"
  instance_class      = "db.t3.micro"
  allocated_storage   = 20
  username            = "admin"
  password            = var.password
  skip_final_snapshot = true
  multi_az            = false
}

resource "aws_autoscaling_group" "web" {
  name               = "web"
  min_size           = 1
  max_size           = length(var.sizes)
  availability_zones = ["eu-west-1b", "eu-west-1a"]

  launch_template {
    id      = aws_launch_template.web.id
    version = "$Latest"
  }

  dynamic "tag" {
    for_each = { a = 1, b = aws_sqs_queue.kept.url }
    content {
      key                 = tag.key
      value               = tag.value
      propagate_at_launch = true
    }
  }
}

resource "aws_launch_template" "web" {
  image_id      = "ami-12345678"
  instance_type = "t3.micro"
}

resource "aws_cloudwatch_metric_alarm" "share" {
  alarm_name          = "share"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  threshold           = 0.1
  metric_name         = "x"
  namespace           = "y"
  period              = 60
  statistic           = "Average"
}

output "zones" {
  value = [for z in module.zone : z.queue]
}

resource "aws_db_instance" "literal" {
  identifier        = "literal"
  engine            = "postgres"
  instance_class    = "db.t3.micro"
  allocated_storage = 20
  username          = "admin"
  password          = "hunter2-literal"
}
