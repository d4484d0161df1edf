// Package schema is what an evaluator of Terraform must be told about AWS: the
// shape of every resource type and data source, which attributes name the
// resource itself and what they look like, the zones of each region, and the
// data sources whose answer follows from the configuration.
//
// It knows nothing of what fails with what: package providers/aws does. It
// never guesses what only an account can tell, such as an account number or
// the id of an image.
//
// Source of the shapes: "terraform providers schema -json" of version 5.100.0
// of registry.terraform.io/hashicorp/aws, reduced by internal/gen to names,
// types and flags, and the additions of newer.schema for version 6.
package schema

//go:generate go run ./internal/gen schema.json aws.schema
