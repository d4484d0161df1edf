// Package rules holds the rules: what is a single point of failure, where it
// is mended, and where AWS says so.
//
// Every rule is a value built from one of a few ideas: one zone only, one
// member only, a safeguard left off, a shared way out, copies only here,
// failover in name only, health unseen. A rule knows the facts of an estate; it
// knows neither Terraform nor how the facts were read, and it decides nothing
// about what goes down with what: package analysis does.
package rules
