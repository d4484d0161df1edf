// Package estate is the model that everybody judges: resources with their
// kind, their placement, their facts and what they need, together with where
// each fact was read and what could not be read.
//
// It knows failure domains, needs and three-valued facts. It knows neither
// Terraform nor any API of AWS, and it does not decide what fails: package
// analysis does.
package estate
