# What the calls may refer to beside literals: values that are known only
# after apply.

resource "terraform_data" "u" {}

locals {
  unknown_string = terraform_data.u.id
  unknown_prefix = "ami-${terraform_data.u.id}"
  unknown_number = parseint(terraform_data.u.id, 16)
  unknown_bool   = strcontains(terraform_data.u.id, "x")
  unknown_list   = split(",", terraform_data.u.id)
  unknown_set    = toset(split(",", terraform_data.u.id))
  unknown_map    = zipmap(split(",", terraform_data.u.id), split(",", terraform_data.u.id))
  unknown_any    = jsondecode(terraform_data.u.id)
}

# templatestring takes references only.
locals {
  template_hello     = "Hello, $${name}!"
  template_single    = "$${value}"
  template_loop      = "%%{ for z in zones }zone $${z};%%{ endfor }"
  template_broken    = "$${unclosed"
  template_recursive = "$${templatefile(\"templates/hello.tftpl\", { name = 1 })}"
  template_file      = "$${file(\"plain.txt\")}"
}

terraform {
  required_providers {
    terraform = {
      source = "terraform.io/builtin/terraform"
    }
  }
}
