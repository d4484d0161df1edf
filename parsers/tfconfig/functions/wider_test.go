package functions_test

// wider holds the calls that Terraform 1.11 refuses and that we answer, with
// the reason.
var wider = map[string]string{}
