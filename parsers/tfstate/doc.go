// Package tfstate reads states: version 4 as Terraform and OpenTofu store it,
// and what `terraform show -json` prints of one.
//
// What a state holds is there, so that all of it is known and every identity is
// a real one. It knows nothing of AWS.
package tfstate
