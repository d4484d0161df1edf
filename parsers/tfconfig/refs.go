package tfconfig

import (
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"spof/inventory"
)

// A reference is one mention of something in an expression.
type reference struct {
	kind refKind
	root string // the first name, as written
	typ  string // of a resource
	name string
	rest hcl.Traversal // what follows the thing that is named
	rng  hcl.Range
	// through is the only attribute that is read of what rest leads to, "" where
	// there may be others.
	through string
}

type refKind uint8

const (
	refOther refKind = iota // each, count, self, or the iterator of a dynamic block
	refVariable
	refLocal
	refModule
	refResource
	refData
	refPath
	refTerraform
	refEphemeral
)

func newReference(t hcl.Traversal) reference {
	ref := reference{root: t.RootName(), rng: t.SourceRange(), rest: t[1:]}
	switch ref.root {
	case "each", "count", "self":
		return ref
	case "ephemeral":
		ref.kind = refEphemeral
		ref.typ, ref.name = ref.shift(), ref.shift()
	case "path", "tofu", "terraform", "var", "local", "module":
		ref.kind = map[string]refKind{
			"path": refPath, "tofu": refTerraform, "terraform": refTerraform,
			"var": refVariable, "local": refLocal, "module": refModule,
		}[ref.root]
		ref.name = ref.shift()
	case "data":
		ref.kind = refData
		ref.typ, ref.name = ref.shift(), ref.shift()
	case "resource":
		ref.kind = refResource
		ref.typ, ref.name = ref.shift(), ref.shift()
	default:
		ref.kind = refResource
		ref.typ, ref.name = ref.root, ref.shift()
	}
	if ref.name == "" {
		ref.kind = refOther
	}
	return ref
}

// shift takes the next step of the traversal, if it is a name.
func (r *reference) shift() string {
	if len(r.rest) == 0 {
		return ""
	}
	step, ok := r.rest[0].(hcl.TraverseAttr)
	if !ok {
		return ""
	}
	r.rest = r.rest[1:]
	return step.Name
}

func (r *reference) mode() inventory.Mode {
	if r.kind == refData {
		return inventory.Data
	}
	return inventory.Managed
}

// key names a resource as module.resources does.
func (r *reference) key() string { return resourceKey(r.mode(), r.typ, r.name) }

// same reports whether two references name the same thing.
func (r *reference) same(o *reference) bool {
	return r.kind == o.kind && r.typ == o.typ && r.name == o.name
}

// A demand says which parts of a resource or module call an expression needs:
// to evaluate no more keeps references between two of them from looking like
// cycles.
type demand struct {
	all   bool            // more than can be told from the traversals
	attrs map[string]bool // of an instance
	keys  map[string]bool // of the instances, as indexText writes them; nil: all
	names []string        // attributes that may be read from the instances, where all is set
}

// demandOf gathers what all references to the same thing need.
func demandOf(r *reference, e *expression) demand {
	d := demand{attrs: map[string]bool{}, keys: map[string]bool{}, names: e.names}
	refs := e.refs
	for i := range refs {
		if !r.same(&refs[i]) {
			continue
		}
		d.add(&refs[i])
	}
	if d.all {
		d.attrs = nil
	}
	return d
}

func (d *demand) add(r *reference) {
	rest := r.rest
	if key, ok := leadingIndex(rest); ok {
		rest = rest[1:]
		if d.keys != nil {
			d.keys[key] = true
		}
	} else {
		d.keys = nil
	}
	if len(rest) == 0 {
		if r.through != "" && len(r.rest) == 0 {
			d.attrs[r.through] = true
			return
		}
		d.all = true
		return
	}
	step, ok := rest[0].(hcl.TraverseAttr)
	if !ok {
		d.all = true
		return
	}
	d.attrs[step.Name] = true
}

func leadingIndex(t hcl.Traversal) (key string, ok bool) {
	if len(t) == 0 {
		return "", false
	}
	step, ok := t[0].(hcl.TraverseIndex)
	if !ok {
		return "", false
	}
	return indexText(step.Key), true
}

// wants reports whether the instance of a key is needed.
func (d demand) wants(key cty.Value) bool { return d.keys == nil || d.keys[indexText(key)] }

// text tells demands apart that are answered differently.
func (d demand) text() string {
	if d.all {
		return "* " + strings.Join(d.names, " ")
	}
	return strings.Join(slices.Sorted(maps.Keys(d.attrs)), " ")
}
