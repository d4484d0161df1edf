tfvars     = "terraform.tfvars"
json       = "terraform.tfvars"
auto       = "terraform.tfvars"
later_auto = "terraform.tfvars"
file       = "terraform.tfvars"
option     = "terraform.tfvars"
not_null   = null
document   = <<-EOT
  line one = 1
    line two
EOT
network = {
  cidr  = "10.1.0.0/16"
  zones = ["us-east-1c"]
}
