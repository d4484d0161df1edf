// Package tfplan reads plans of Terraform and OpenTofu: what terraform show
// -json prints of one, and the plan file itself.
//
// It knows how plans are stored. It does not know what a change means for the
// estate, nor how references lead from one resource to another: whoever reads a
// [Plan] does.
package tfplan
