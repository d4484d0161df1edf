variable "name" { type = string }
variable "services" { type = map(object({ zones = list(string) })) }

module "service" {
  source   = "../service"
  for_each = var.services

  name  = "${var.name}:${each.key}"
  zones = { for i, z in each.value.zones : z => i }
}

output "names" {
  value = { for k, s in module.service : k => s.name }
}

output "gateways" {
  value = { for k, s in module.service : k => s.gateways }
}

output "cidrs" {
  value = flatten([for s in module.service : s.cidrs])
}
