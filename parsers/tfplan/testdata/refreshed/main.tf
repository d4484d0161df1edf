resource "terraform_data" "a" {
  count = 2
  input = { x = count.index }
}
resource "terraform_data" "b" {
  input = terraform_data.a[0].id
}
import {
  to = terraform_data.c
  id = "c-1"
}
resource "terraform_data" "c" {}
variable "pw" {
  sensitive = true
  default   = "s3"
}
output "o" { value = nonsensitive(var.pw) }
check "x" {
  assert {
    condition     = terraform_data.b.id == "x"
    error_message = "no"
  }
}
