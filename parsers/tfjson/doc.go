// Package tfjson reads the JSON in which Terraform tells of plans and states:
// as it streams, with the place of whatever is wrong, and into values in which
// what is unknown and what is sensitive is marked as such.
//
// It knows how Terraform writes values, addresses and names of providers. What
// a plan or a state holds, packages tfplan and tfstate know.
package tfjson
