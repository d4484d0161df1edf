# The language at work: an estate described in YAML, shaped by expressions.

provider "aws" {
  region = "us-east-1"
}

data "aws_availability_zones" "available" {
  state = "available"

  filter {
    name   = "opt-in-status"
    values = ["opt-in-not-required"]
  }
}

variable "network" {
  type = object({
    cidr  = optional(string, "10.16.0.0/16")
    zones = optional(number, 3)
    tiers = optional(map(object({
      newbits = number
      public  = optional(bool, false)
      nat     = optional(string, "one")
      })), {
      public  = { newbits = 8, public = true }
      private = { newbits = 4, nat = "each" }
      data    = { newbits = 6, nat = null }
    })
    flow_logs = optional(object({ bucket = string, format = optional(string) }))
  })
  default = {}
}

variable "bastion" {
  type    = object({ size = string })
  default = null
}

locals {
  files    = fileset(path.module, "services/*.yaml")
  services = { for f in local.files : trimsuffix(basename(f), ".yaml") => yamldecode(file("${path.module}/${f}")) }
  zones    = slice(data.aws_availability_zones.available.names, 0, var.network.zones)
  tiers    = keys(var.network.tiers)
  ranges   = zipmap(local.tiers, cidrsubnets(var.network.cidr, [for t in local.tiers : 4]...))

  subnets = {
    for pair in setproduct(local.tiers, range(length(local.zones))) :
    "${pair[0]}-${local.zones[pair[1]]}" => {
      tier = pair[0]
      zone = local.zones[pair[1]]
      cidr = cidrsubnet(local.ranges[pair[0]], var.network.tiers[pair[0]].newbits, pair[1])
    }
  }

  gateways = merge([
    for name, tier in var.network.tiers : {
      for i, zone in local.zones : "${name}/${zone}" => zone
      if tier.nat == "each" || tier.nat == "one" && i == 0
    }
  ]...)

  rules = flatten([
    for name, s in local.services : [
      for port in try(s.ports, []) : [
        for from in coalescelist(try(s.from, []), ["self"]) : { service = name, port = port, from = from }
      ]
    ]
  ])
  by_service = { for r in local.rules : r.service => r... }

  defaults = yamldecode(templatefile("${path.module}/defaults.yaml.tftpl", { sizes = { web = 3, jobs = 1 }, owner = "shop" }))
}

resource "aws_vpc" "main" {
  cidr_block           = var.network.cidr
  enable_dns_support   = true
  enable_dns_hostnames = alltrue([for t in values(var.network.tiers) : t.newbits > 2])
}

resource "aws_subnet" "main" {
  for_each = local.subnets

  vpc_id                  = aws_vpc.main.id
  cidr_block              = each.value.cidr
  availability_zone       = each.value.zone
  map_public_ip_on_launch = var.network.tiers[each.value.tier].public
  tags                    = { Name = each.key, Tier = title(each.value.tier) }
}

resource "aws_eip" "nat" {
  for_each = local.gateways
  domain   = "vpc"
}

resource "aws_nat_gateway" "main" {
  for_each = aws_eip.nat

  allocation_id = each.value.id
  subnet_id     = aws_subnet.main["public-${local.gateways[each.key]}"].id
  tags          = { Zone = aws_subnet.main["public-${local.gateways[each.key]}"].availability_zone }
}

resource "aws_security_group" "service" {
  for_each = local.services

  name   = each.key
  vpc_id = aws_vpc.main.id

  dynamic "ingress" {
    for_each = lookup(local.by_service, each.key, [])
    iterator = rule
    content {
      description = "${rule.value.from} to ${rule.value.service}:${rule.value.port}"
      from_port   = rule.value.port
      to_port     = rule.value.port
      protocol    = "tcp"
      self        = rule.value.from == "self" ? true : null
      cidr_blocks = rule.value.from == "self" ? null : [rule.value.from]
    }
  }

  dynamic "egress" {
    for_each = try(each.value.closed, false) ? [] : [1]
    content {
      from_port   = 0
      to_port     = 0
      protocol    = -1
      cidr_blocks = ["0.0.0.0/0"]
    }
  }
}

resource "aws_launch_template" "service" {
  for_each = { for k, s in local.services : k => s if can(s.size) }

  name_prefix   = "${each.key}-"
  instance_type = each.value.size
  image_id      = "ami-0123456789abcdef0"

  dynamic "block_device_mappings" {
    for_each = { for i, v in try(each.value.volumes, []) : format("/dev/sd%s", substr("fghij", i, 1)) => v }
    content {
      device_name = block_device_mappings.key
      dynamic "ebs" {
        for_each = block_device_mappings.value.size > 0 ? [block_device_mappings.value] : []
        content {
          volume_size = ebs.value.size
          volume_type = lookup(ebs.value, "type", "gp3")
        }
      }
    }
  }

  tag_specifications {
    resource_type = "instance"
    tags          = merge(local.defaults.tags, { Service = each.key }, try(each.value.tags, {}))
  }
}

resource "aws_autoscaling_group" "service" {
  for_each = aws_launch_template.service

  name                = each.key
  min_size            = min(local.defaults.sizes[each.key], 2)
  max_size            = max(local.defaults.sizes[each.key] * 2, 2)
  vpc_zone_identifier = [for k, s in aws_subnet.main : s.id if startswith(k, "private-")]

  launch_template {
    id      = each.value.id
    version = "$Latest"
  }

  dynamic "tag" {
    for_each = merge(local.defaults.tags, { Service = each.key })
    content {
      key                 = tag.key
      value               = tag.value
      propagate_at_launch = tag.key != "Owner"
    }
  }
}

resource "aws_instance" "bastion" {
  count         = var.bastion == null ? 0 : 1
  ami           = "ami-0123456789abcdef0"
  instance_type = var.bastion.size
}

resource "aws_eip" "bastion" {
  count    = length(aws_instance.bastion)
  instance = one(aws_instance.bastion[*].id)
}

resource "aws_flow_log" "main" {
  for_each = { for log in var.network.flow_logs[*] : "logs" => log }

  vpc_id          = aws_vpc.main.id
  traffic_type    = "ALL"
  log_destination = each.value.bucket
}

resource "aws_route53_zone" "main" {
  name          = "shop.example.com"
  force_destroy = one([]) == null
  comment       = coalesce(null, "", "the shop")
}

resource "aws_route53_record" "service" {
  for_each = { for k, s in local.services : k => s if lookup(s, "public", false) }

  zone_id = aws_route53_zone.main.zone_id
  name    = format("%s.%s", each.key, trimsuffix(aws_route53_zone.main.name, "."))
  type    = "A"
  ttl     = 60
  records = [for i in range(2) : cidrhost(var.network.cidr, 10 + i)]
}

resource "aws_ssm_parameter" "map" {
  for_each = { ports = "map" }

  name  = "/shop/${each.key}"
  type  = "String"
  value = jsonencode({ for r in local.rules : "${r.service}-${r.port}" => r.from... })
  description = join(" ", compact([
    "replace: ${replace("a.b.c", "/[.]/", "-")}",
    "regex: ${regex("(?:[a-z]+)-(?P<x>[0-9]+)", "zone-12")["x"]}",
    "time: ${formatdate("YYYY", timeadd("2025-01-01T00:00:00Z", "-1h"))}",
    "hash: ${substr(sha256("x"), 0, 8)}",
    "sum: ${sum([for s in local.services : lookup(s, "count", 1)])}",
    "%{for i, z in local.zones}${i}=${substr(z, -1, 1)}%{if i < length(local.zones) - 1},%{endif}%{endfor}",
  ]))
}
