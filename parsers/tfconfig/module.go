package tfconfig

import (
	"maps"
	"slices"
	"sync"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/ext/typeexpr"
	"github.com/zclconf/go-cty/cty"

	"spof/estate"
	"spof/inventory"
)

// A module is one directory's configuration, read once however often it is
// called. It is not changed after it was read.
type module struct {
	log

	dir       string
	variables map[string]*variable
	locals    map[string]*attribute
	outputs   map[string]*output
	resources map[string]*resource // by "aws_x.y" and "data.aws_x.y"
	calls     map[string]*call
	providers map[string]*providerConfig // by "aws" and "aws.alias"
	sources   map[string]string          // required_providers: local name to source
	backend   bool                       // whether it says where its state is kept
	ignores   []estate.Ignore
	imports   []*block
	moves     []estate.Move // of moved blocks, as seen from the module
	files     int
	err       error // why the directory could not be read

	once  sync.Once
	names []string
}

type variable struct {
	name        string
	typ         cty.Type
	defaults    *typeexpr.Defaults
	fallback    cty.Value // the default; cty.NilVal where there is none
	literal     bool      // text given for it is the value itself, not an expression
	notNullable bool
	sensitive   bool
	ephemeral   bool
	rng         hcl.Range
}

type output struct {
	name      string
	expr      *expression
	sensitive bool
	rng       hcl.Range
}

type resource struct {
	mode      inventory.Mode
	typ, name string
	body      *body
	rng       hcl.Range
	schema    *Block
	repeat    repetition
	provider  providerRef
	ignored   []string // lifecycle.ignore_changes

	once   sync.Once
	absent map[string]cty.Value
}

// repetition holds the arguments that make several instances of a block.
type repetition struct{ count, forEach, enabled *expression }

// repetitionOf reads them. OpenTofu's lifecycle.enabled makes one instance or
// none.
func repetitionOf(b *body) repetition {
	out := repetition{count: b.attr("count"), forEach: b.attr("for_each")}
	for _, lifecycle := range b.blocksOf("lifecycle") {
		out.enabled = lifecycle.body.attr("enabled")
	}
	return out
}

type call struct {
	name      string
	source    *expression
	body      *body
	rng       hcl.Range
	repeat    repetition
	providers map[string]providerRef // nil where the call passes none
}

type providerConfig struct {
	body *body
	rng  hcl.Range
}

// providerRef names a provider configuration: aws, or aws.dr, or one of those
// that OpenTofu makes of a provider block with for_each.
type providerRef struct {
	name, alias string
	index       *expression
}

func (r providerRef) key() string {
	if r.alias == "" {
		return r.name
	}
	return r.name + "." + r.alias
}

func newModule(dir string) *module {
	return &module{
		dir:       dir,
		variables: map[string]*variable{},
		locals:    map[string]*attribute{},
		outputs:   map[string]*output{},
		resources: map[string]*resource{},
		calls:     map[string]*call{},
		providers: map[string]*providerConfig{},
		sources:   map[string]string{},
	}
}

// key is how expressions refer to the resource.
func (r *resource) key() string { return resourceKey(r.mode, r.typ, r.name) }

func resourceKey(mode inventory.Mode, typ, name string) string {
	if mode == inventory.Data {
		return "data." + typ + "." + name
	}
	return typ + "." + name
}

// mentioned returns the names of all attributes that the module reads from
// resources, and from what may be one, such as each.value. What a resource of an
// unknown type has is not known otherwise.
func (m *module) mentioned() []string {
	m.once.Do(func() {
		found := map[string]bool{}
		for _, a := range m.locals {
			a.expr.mentions(found)
		}
		for _, o := range m.outputs {
			if o.expr != nil {
				o.expr.mentions(found)
			}
		}
		for _, r := range m.resources {
			r.body.mentions(found)
		}
		for _, c := range m.calls {
			c.body.mentions(found)
		}
		m.names = slices.Sorted(maps.Keys(found))
	})
	return m.names
}

func (b *body) mentions(found map[string]bool) {
	for _, a := range b.attrs {
		a.expr.mentions(found)
	}
	for _, nested := range b.blocks {
		nested.body.mentions(found)
	}
}

func (e *expression) mentions(found map[string]bool) {
	for _, r := range e.references() {
		if r.kind != refOther && r.kind != refResource && r.kind != refData {
			continue
		}
		for _, step := range r.rest {
			if attr, ok := step.(hcl.TraverseAttr); ok {
				found[attr.Name] = true
			}
		}
	}
	for _, name := range e.names {
		found[name] = true
	}
}
