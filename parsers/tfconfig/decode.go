package tfconfig

import (
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"spof/inventory"
)

// A decoder gathers the blocks of a module's files and turns them into the
// module.
type decoder struct {
	module *module
	schema func(mode inventory.Mode, typ string) *Block
	blocks []*block
	seen   map[string]*block // by type, labels and alias
}

// add takes the blocks of one file. Those of an override file change the block
// of the same name; Terraform has them replace arguments one by one and nested
// blocks type by type.
func (d *decoder) add(blocks []*block, override bool) {
	for _, b := range blocks {
		key, named := blockKey(b)
		base := d.seen[key]
		switch {
		case !named && override && unrepeatable[b.typ]:
			d.module.diags = append(d.module.diags, misplaced(b))
		case !named:
			d.blocks = append(d.blocks, b)
		case base == nil && override && !impliedBase(b):
			d.module.diags = append(d.module.diags, baseless(b.typ, blockName(b), b.rng))
		case base == nil:
			d.seen[key] = b
			d.blocks = append(d.blocks, b)
		case override:
			base.body = overridden(base.body, b.body)
		default:
			d.module.diags = append(d.module.diags, duplicate(b, base))
		}
	}
}

// blockKey names a block that may stand only once in a module.
func blockKey(b *block) (key string, named bool) {
	switch b.typ {
	case "variable", "output", "module", "resource", "data", "ephemeral":
		return b.typ + " " + strings.Join(b.labels, " "), len(b.labels) > 0
	case "provider":
		alias, _ := literal(b.body.attr("alias"))
		return b.typ + " " + strings.Join(b.labels, " ") + " " + alias, len(b.labels) > 0
	}
	return "", false
}

// producedType is the type of the blocks that a block stands for: dynamic
// blocks stand for others.
func producedType(b *block) string {
	if b.typ == "dynamic" && len(b.labels) == 1 {
		return b.labels[0]
	}
	return b.typ
}

func duplicate(b, first *block) *hcl.Diagnostic {
	return &hcl.Diagnostic{
		Severity: hcl.DiagError,
		Summary:  "duplicate block",
		Detail: fmt.Sprintf("a %s %s is already declared at %s:%d; this one is not read.",
			b.typ, strings.Join(b.labels, "."), first.rng.Filename, first.rng.Start.Line),
		Subject: b.rng.Ptr(),
	}
}

// decode turns the gathered blocks into the module. What it does not name
// (removed, check, ephemeral, action ...) changes nothing of what stands
// after apply.
func (d *decoder) decode() {
	type form struct {
		typ    string
		labels int
	}
	read := map[form]func(*block){
		{"locals", 0}: d.locals, {"terraform", 0}: d.settings, {"import", 0}: d.imported, {"moved", 0}: d.moved,
		{"variable", 1}: d.variable, {"output", 1}: d.output, {"provider", 1}: d.provider, {"module", 1}: d.call,
		{"resource", 2}: d.resource, {"data", 2}: d.resource,
	}
	for _, b := range d.blocks {
		if f := read[form{b.typ, len(b.labels)}]; f != nil {
			f(b)
		}
	}
}

func (d *decoder) locals(b *block) {
	for name, a := range b.body.attrs {
		first, override := d.module.locals[name], isOverride(a.rng.Filename)
		if first == nil && override {
			d.module.diags = append(d.module.diags, baseless("local", name, a.rng))
			continue
		}
		if first != nil && !override {
			d.module.diags = append(d.module.diags, duplicate(&block{typ: "local", labels: []string{name}, rng: a.rng}, &block{rng: first.rng}))
			continue
		}
		d.module.locals[name] = a
	}
}

// settings reads where providers come from.
func (d *decoder) settings(b *block) {
	d.module.backend = d.module.backend || len(b.body.blocksOf("backend")) > 0 || len(b.body.blocksOf("cloud")) > 0
	for _, required := range b.body.blocksOf("required_providers") {
		for name, a := range required.body.attrs {
			v, _ := a.expr.alone()
			if source, ok := attrText(v, "source"); ok {
				d.module.sources[name] = source
			}
		}
	}
}

func (d *decoder) output(b *block) {
	sensitive, _ := literalBool(b.body.attr("sensitive"))
	d.module.outputs[b.labels[0]] = &output{
		name: b.labels[0], expr: b.body.attr("value"), sensitive: sensitive, rng: b.rng,
	}
}

func (d *decoder) provider(b *block) {
	alias, _ := literal(b.body.attr("alias"))
	ref := providerRef{name: b.labels[0], alias: alias}
	d.module.providers[ref.key()] = &providerConfig{body: b.body, rng: b.rng}
}
