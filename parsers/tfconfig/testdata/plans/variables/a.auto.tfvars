auto       = "a.auto.tfvars"
later_auto = "a.auto.tfvars"
file       = "a.auto.tfvars"
option     = "a.auto.tfvars"
