package schema

import (
	"slices"
	"strings"

	"spof/inventory"
	"spof/parsers/tfconfig"
)

// Names returns the attributes with which whoever writes a managed resource of a
// type names it, sorted: those that its ARN and its id are made of. No two of the
// type in one region of an account have all of them alike. It returns none where
// AWS alone gives the name, or where they only say what the resource belongs to.
func (p *Provider) Names(typ string) []string {
	shape := p.Schema(inventory.Managed, typ)
	if shape == nil {
		return nil
	}
	w := written{shape: shape, forms: p.formsOf(typ, shape), seen: map[string]bool{}}
	w.in(w.forms["arn"].shape)
	w.in(w.forms["id"].shape)
	if prefixed(shape, "name") && !slices.Contains(w.names, "name") {
		w.names = append(w.names, "name")
	}
	if !slices.ContainsFunc(w.names, func(name string) bool { return isOwnName(typ, name) }) {
		return nil
	}
	slices.Sort(w.names)
	return w.names
}

// A written gathers the attributes that users write and identities are made of.
type written struct {
	shape *tfconfig.Block
	forms map[string]form
	seen  map[string]bool
	names []string
}

// in adds those in a shape, and in the shapes of what it is made of.
func (w *written) in(shape string) {
	for _, found := range hole.FindAllStringSubmatch(shape, -1) {
		for name := range strings.SplitSeq(found[1], "|") {
			name = strings.TrimSuffix(strings.TrimSuffix(name, "+"), "%last")
			if w.seen[name] {
				continue
			}
			w.seen[name] = true
			if w.isWritten(name) {
				w.names = append(w.names, name)
			}
			w.in(w.forms[name].shape)
		}
	}
}

// isWritten reports whether users write an attribute, and it stands as they do.
func (w *written) isWritten(name string) bool {
	a := w.shape.Attributes[name]
	return a != nil && (a.Required || a.Optional) && name != "id" && name != "region" && !strings.HasSuffix(name, "_prefix")
}

// isOwnName reports whether an attribute names a resource of a type itself, and
// not what that belongs to: function_name does for a function, and not for the
// URL of one.
func isOwnName(typ, name string) bool {
	if slices.Contains([]string{"name", "identifier", "family"}, name) || strings.HasSuffix(typ, "_"+name) {
		return true
	}
	for _, suffix := range []string{"_name", "_identifier", "_id"} {
		if noun, ok := strings.CutSuffix(name, suffix); ok && strings.HasSuffix(typ, "_"+noun) {
			return true
		}
	}
	return false
}
