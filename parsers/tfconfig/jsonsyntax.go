package tfconfig

import (
	"github.com/hashicorp/hcl/v2"
)

// topBlocks are the blocks of a file, with the names of their labels. JSON
// cannot be read without knowing them.
var topBlocks = []hcl.BlockHeaderSchema{
	{Type: "terraform"},
	{Type: "locals"},
	{Type: "variable", LabelNames: []string{"name"}},
	{Type: "output", LabelNames: []string{"name"}},
	{Type: "provider", LabelNames: []string{"name"}},
	{Type: "module", LabelNames: []string{"name"}},
	{Type: "resource", LabelNames: []string{"type", "name"}},
	{Type: "data", LabelNames: []string{"type", "name"}},
	{Type: "ephemeral", LabelNames: []string{"type", "name"}},
	{Type: "check", LabelNames: []string{"name"}},
	{Type: "moved"},
	{Type: "removed"},
	{Type: "import"},
}

// fromJSON converts the top level of a file in JSON syntax. shape tells
// attributes from blocks inside a resource.
func fromJSON(in hcl.Body, shape func(kind, typ string) *Block) (*body, hcl.Diagnostics) {
	content, _, diags := in.PartialContent(&hcl.BodySchema{Blocks: topBlocks})
	out := &body{attrs: map[string]*attribute{}}
	for _, b := range content.Blocks {
		var inner *body
		var more hcl.Diagnostics
		switch b.Type {
		case "resource", "data":
			inner, more = jsonResource(b.Body, shape(b.Type, b.Labels[0]))
		case "terraform":
			inner, more = jsonBlocks(b.Body, []hcl.BlockHeaderSchema{
				{Type: "required_providers"}, {Type: "backend", LabelNames: []string{"type"}}, {Type: "cloud"},
			})
		case "module":
			inner, more = jsonBlocks(b.Body, []hcl.BlockHeaderSchema{{Type: "lifecycle"}})
		case "variable", "output":
			inner, more = jsonBlocks(b.Body, []hcl.BlockHeaderSchema{{Type: "validation"}, {Type: "precondition"}})
		default:
			inner, more = jsonAttributes(b.Body)
		}
		diags = append(diags, more...)
		out.blocks = append(out.blocks, &block{typ: b.Type, labels: b.Labels, body: inner, rng: b.DefRange})
	}
	return out, diags
}

// jsonAttributes converts a body in which every property is an attribute.
func jsonAttributes(in hcl.Body) (*body, hcl.Diagnostics) {
	attrs, diags := in.JustAttributes()
	out := &body{attrs: make(map[string]*attribute, len(attrs))}
	for name, a := range attrs {
		out.attrs[name] = &attribute{name: name, expr: newExpression(a.Expr), rng: a.Range}
	}
	return out, diags
}

// jsonBlocks converts a body in which the given properties are blocks and
// every other one is an attribute.
func jsonBlocks(in hcl.Body, headers []hcl.BlockHeaderSchema) (*body, hcl.Diagnostics) {
	content, rest, diags := in.PartialContent(&hcl.BodySchema{Blocks: headers})
	out, more := jsonAttributes(rest)
	diags = append(diags, more...)
	for _, b := range content.Blocks {
		inner, more := jsonAttributes(b.Body)
		diags = append(diags, more...)
		out.blocks = append(out.blocks, &block{typ: b.Type, labels: b.Labels, body: inner, rng: b.DefRange})
	}
	return out, diags
}

// jsonResource converts a resource's body, or that of a block inside it.
func jsonResource(in hcl.Body, shape *Block) (*body, hcl.Diagnostics) {
	headers := []hcl.BlockHeaderSchema{
		{Type: "lifecycle"},
		{Type: "connection"},
		{Type: "provisioner", LabelNames: []string{"type"}},
		{Type: "dynamic", LabelNames: []string{"type"}},
	}
	if shape != nil {
		for name := range shape.Blocks {
			headers = append(headers, hcl.BlockHeaderSchema{Type: name})
		}
	}
	content, rest, diags := in.PartialContent(&hcl.BodySchema{Blocks: headers})
	out, more := jsonAttributes(rest)
	diags = append(diags, more...)
	for _, b := range content.Blocks {
		inner, more := jsonNested(b, shape)
		diags = append(diags, more...)
		out.blocks = append(out.blocks, &block{typ: b.Type, labels: b.Labels, body: inner, rng: b.DefRange})
	}
	return out, diags
}

func jsonNested(b *hcl.Block, shape *Block) (*body, hcl.Diagnostics) {
	switch b.Type {
	case "lifecycle", "connection", "provisioner":
		return jsonAttributes(b.Body)
	case "dynamic":
		return jsonDynamic(b, shape)
	}
	return jsonResource(b.Body, &shape.Blocks[b.Type].Block)
}

func jsonDynamic(b *hcl.Block, shape *Block) (*body, hcl.Diagnostics) {
	var inner *Block
	if shape != nil && shape.Blocks[b.Labels[0]] != nil {
		inner = &shape.Blocks[b.Labels[0]].Block
	}
	content, rest, diags := b.Body.PartialContent(&hcl.BodySchema{Blocks: []hcl.BlockHeaderSchema{{Type: "content"}}})
	out, more := jsonAttributes(rest)
	diags = append(diags, more...)
	for _, c := range content.Blocks {
		body, more := jsonResource(c.Body, inner)
		diags = append(diags, more...)
		out.blocks = append(out.blocks, &block{typ: c.Type, body: body, rng: c.DefRange})
	}
	return out, diags
}
