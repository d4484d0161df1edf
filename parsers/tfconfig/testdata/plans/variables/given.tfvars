file   = "given.tfvars"
later  = "given.tfvars"
option = "given.tfvars"
