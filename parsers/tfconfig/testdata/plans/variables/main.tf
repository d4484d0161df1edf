# One variable for each place that can set it, and values of each type.

variable "default" { default = "default" }
variable "environment" { default = "default" }
variable "tfvars" { default = "default" }
variable "json" { default = "default" }
variable "auto" { default = "default" }
variable "later_auto" { default = "default" }
variable "file" { default = "default" }
variable "later" { default = "default" }
variable "option" { default = "default" }
variable "equals" { type = string }
variable "text" {}

variable "zones" { type = list(string) }
variable "ports" { type = set(number) }
variable "tags" { type = map(string) }
variable "flag" { type = bool }
variable "set" { type = set(string) }
variable "count_text" { type = number }
variable "number_as_text" { type = number }
variable "document" { type = string }
variable "anything" { type = any }

variable "null" {
  type    = list(string)
  default = ["default"]
}

variable "not_null" {
  type     = string
  default  = "default"
  nullable = false
}

variable "sized" {
  type = map(object({
    size  = optional(number, 1)
    zones = optional(list(string), ["us-east-1a"])
  }))
}

variable "network" {
  type = object({
    cidr     = string
    zones    = list(string)
    nat      = optional(bool, true)
    newbits  = optional(number, 8)
    endpoint = optional(object({ services = optional(set(string), ["s3"]) }), {})
  })
}

resource "aws_ssm_parameter" "places" {
  name = "/places"
  type = "String"
  value = jsonencode({
    default     = var.default
    environment = var.environment
    tfvars      = var.tfvars
    json        = var.json
    auto        = var.auto
    later_auto  = var.later_auto
    file        = var.file
    later       = var.later
    option      = var.option
    equals      = var.equals
    text        = var.text
  })
}

resource "aws_vpc" "main" {
  cidr_block           = var.network.cidr
  enable_dns_hostnames = var.network.nat
  tags = merge(var.tags, {
    default    = var.default
    env        = var.environment
    tfvars     = var.tfvars
    json       = var.json
    auto       = var.auto
    later_auto = var.later_auto
    file       = var.file
    later      = var.later
    option     = var.option
    equals     = var.equals
    text       = var.text
    null       = var.null == null ? "null" : join(",", var.null)
    not_null   = var.not_null
    document   = var.document
    anything   = "${var.anything.a[1]} ${var.anything.a[0] + 1} ${var.anything.a[2]}"
    services   = join(",", var.network.endpoint.services)
    set        = join(",", var.set)
    number     = var.number_as_text + 1
  })
}

resource "aws_subnet" "main" {
  for_each = toset(concat(var.zones, var.network.zones))

  vpc_id            = aws_vpc.main.id
  availability_zone = each.key
  cidr_block        = cidrsubnet(var.network.cidr, var.network.newbits, index(concat(var.zones, var.network.zones), each.key))
}

resource "aws_security_group_rule" "port" {
  for_each = { for p in var.ports : tostring(p) => p }

  type              = "ingress"
  security_group_id = "sg-1"
  protocol          = "tcp"
  from_port         = each.value
  to_port           = each.value
  cidr_blocks       = var.flag ? ["0.0.0.0/0"] : [var.network.cidr]
}

resource "aws_eip" "main" {
  count  = var.count_text
  domain = "vpc"
}

resource "aws_autoscaling_group" "sized" {
  for_each = var.sized

  name               = each.key
  min_size           = each.value.size
  max_size           = each.value.size * 2
  availability_zones = each.value.zones

  launch_template {
    id = "lt-0123456789abcdef0"
  }
}
