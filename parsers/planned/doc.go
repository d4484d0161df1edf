// Package planned makes inventories of a plan: what there is before the change,
// and what there will be after it.
//
// What is known stands in the plan. What only apply can tell is linked by the
// configuration, evaluated with what the plan knows of it; without one, by the
// references that the plan holds. Package tfplan knows how plans are stored.
package planned
