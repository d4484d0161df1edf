package aws

import (
	"github.com/zclconf/go-cty/cty"

	"spof/inventory"
)

// nameTag is the name that people gave a resource with its tag, "" where there is
// none, or it is not to be shown.
func nameTag(r *inventory.Resource) string {
	tags, said := attrs(r).raw("tags")
	if said.sensitive || !tags.IsKnown() || tags.IsNull() || !tags.Type().IsMapType() && !tags.Type().IsObjectType() {
		return ""
	}
	name, ok := tags.AsValueMap()["Name"]
	if !ok {
		return ""
	}
	return shown(r, name)
}

// shownText is an attribute that is text, "" where there is none, or it is not to
// be shown.
func shownText(r *inventory.Resource, name string) string {
	v, said := attrs(r).raw(name)
	if said.sensitive {
		return ""
	}
	return shown(r, v)
}

// shown is a text that AWS knows too, "" for any other value.
func shown(r *inventory.Resource, v cty.Value) string {
	if !v.IsKnown() || v.IsNull() || v.Type() != cty.String || r.Identities.Holds(v.AsString()) {
		return ""
	}
	return v.AsString()
}
