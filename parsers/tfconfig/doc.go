// Package tfconfig reads Terraform configuration, .tf, .tofu and .tf.json, into
// an inventory: the resources as they will be after apply.
//
// It evaluates as Terraform would, without running it and without a network:
// lazily, over the graph of references. It knows Terraform's language and
// nothing of AWS; what it must be told of a provider comes through [Provider].
package tfconfig
