package aws

import (
	"slices"
	"strings"

	"spof/estate"
)

// ignored reports whether Terraform leaves an attribute to others once the
// resource is there: lifecycle.ignore_changes names it, or what holds it.
func (b block) ignored(name string) bool {
	path := b.path + name
	return slices.ContainsFunc(b.r.IgnoreChanges, func(s string) bool {
		rest, within := strings.CutPrefix(path, s)
		return s == "all" || within && (rest == "" || rest[0] == '.' || rest[0] == '[')
	})
}

// count reads a number of units or members that is def when it is left out.
// What is written of one that is left to others is what it began with: how many
// there are only run time tells.
func (b block) count(name string, def int) estate.Value[int] {
	if !b.ignored(name) {
		return b.number(name, def)
	}
	return estate.Unknown[int](b.at(name), b.r.Address+"."+b.path+name+" at run time")
}
