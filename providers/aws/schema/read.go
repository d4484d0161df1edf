package schema

import (
	"strconv"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"spof/parsers/tfconfig"
)

// A reader turns the text of one type, as internal/gen describes it, back into
// a shape.
type reader struct {
	rest   string
	opened []*tfconfig.Block // nested blocks, in the order they were opened
}

// block reads lines up to the end of the block that is open.
func (r *reader) block() *tfconfig.Block {
	b := &tfconfig.Block{Attributes: map[string]*tfconfig.Attribute{}, Blocks: map[string]*tfconfig.NestedBlock{}}
	r.into(b)
	return b
}

func (r *reader) into(b *tfconfig.Block) {
	for r.rest != "" {
		var line string
		line, r.rest, _ = strings.Cut(r.rest, "\n")
		switch {
		case strings.HasPrefix(line, "#"):
		case line == "<":
			return
		case strings.HasPrefix(line, "> "):
			r.nested(b, strings.Fields(line[len("> "):]))
		default:
			attribute(b, line)
		}
	}
}

// nested reads a block inside another, or finds the earlier one that it is
// equal to.
func (r *reader) nested(b *tfconfig.Block, fields []string) {
	if len(fields) < 2 {
		return
	}
	n := &tfconfig.NestedBlock{Nesting: nesting(fields[1])}
	b.Blocks[fields[0]] = n
	if len(fields) > 2 {
		number, err := strconv.Atoi(strings.TrimPrefix(fields[2], "#"))
		if err == nil && number < len(r.opened) {
			n.Block = *r.opened[number]
		}
		return
	}
	n.Block = tfconfig.Block{Attributes: map[string]*tfconfig.Attribute{}, Blocks: map[string]*tfconfig.NestedBlock{}}
	r.opened = append(r.opened, &n.Block)
	r.into(&n.Block)
}

func nesting(word string) tfconfig.Nesting {
	switch word {
	case "list":
		return tfconfig.NestList
	case "set":
		return tfconfig.NestSet
	case "map":
		return tfconfig.NestMap
	default:
		return tfconfig.NestSingle
	}
}

func attribute(b *tfconfig.Block, line string) {
	name, rest, _ := strings.Cut(line, " ")
	flags, typ, _ := strings.Cut(rest, " ")
	t, _ := parseType(typ)
	b.Attributes[name] = &tfconfig.Attribute{
		Type:      t,
		Required:  strings.Contains(flags, "r"),
		Optional:  strings.Contains(flags, "o"),
		Computed:  strings.Contains(flags, "c"),
		Sensitive: strings.Contains(flags, "s"),
	}
}

// parseType reads a type, and returns what follows it.
func parseType(s string) (t cty.Type, rest string) {
	end := strings.IndexAny(s, "(),")
	if end < 0 {
		end = len(s)
	}
	word, rest := s[:end], s[end:]
	switch word {
	case "string":
		return cty.String, rest
	case "number":
		return cty.Number, rest
	case "bool":
		return cty.Bool, rest
	case "list", "set", "map":
		element, rest := parseType(strings.TrimPrefix(rest, "("))
		return collection(word, element), strings.TrimPrefix(rest, ")")
	case "object":
		return parseObject(strings.TrimPrefix(rest, "("))
	default:
		return cty.DynamicPseudoType, rest
	}
}

func collection(word string, element cty.Type) cty.Type {
	switch word {
	case "list":
		return cty.List(element)
	case "set":
		return cty.Set(element)
	default:
		return cty.Map(element)
	}
}

// parseObject reads "name=type,name=type)".
func parseObject(s string) (t cty.Type, rest string) {
	attributes := map[string]cty.Type{}
	for s != "" && !strings.HasPrefix(s, ")") {
		name, typ, _ := strings.Cut(strings.TrimPrefix(s, ","), "=")
		attributes[name], s = parseType(typ)
	}
	return cty.Object(attributes), strings.TrimPrefix(s, ")")
}
