# Three provider configurations over two regions, through two levels of modules.

variable "recovery" { default = "eu-west-1" }

provider "aws" {
  default_tags {
    tags = { Stage = "live" }
  }
}

provider "aws" {
  alias  = "recovery"
  region = var.recovery

  default_tags {
    tags = { Stage = "recovery" }
  }
}

# The region of certificates for CloudFront, which is the first one here.
provider "aws" {
  alias  = "global"
  region = "us-east-1"
}

module "live" {
  source = "./stack"
  name   = "live"
  cidr   = "10.0.0.0/16"

  providers = {
    aws        = aws
    aws.peer   = aws.recovery
    aws.global = aws.global
  }
}

module "recovery" {
  source = "./stack"
  name   = "recovery"
  cidr   = "10.1.0.0/16"

  providers = {
    aws        = aws.recovery
    aws.peer   = aws
    aws.global = aws.global
  }
}

data "aws_region" "default" {}

data "aws_region" "recovery" {
  provider = aws.recovery
}

data "aws_partition" "here" {}

resource "aws_dynamodb_table" "orders" {
  name         = "orders-${data.aws_region.default.name}"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }

  dynamic "replica" {
    for_each = setsubtract([data.aws_region.default.name, data.aws_region.recovery.name], ["us-east-1"])
    content {
      region_name = replica.value
    }
  }

  stream_enabled   = true
  stream_view_type = "NEW_AND_OLD_IMAGES"
}

resource "aws_s3_bucket" "recovery" {
  provider = aws.recovery
  bucket   = "copies-${data.aws_region.recovery.name}-${data.aws_partition.here.dns_suffix}"
}
