package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"
)

// described is one type in the text form that package schema reads: a line for
// each attribute ("name flags type"), and for each nested block a line
// "> name nesting", its own lines, and "<". A block that is equal to an
// earlier one of the same type is written "> name nesting #n", where n counts
// the blocks that were opened before.
type described struct {
	key  string // "aws_vpc managed"
	text string
}

func describe(p provider) ([]described, error) {
	var out []described
	for mode, entries := range map[string]map[string]entry{"managed": p.Resources, "data": p.Data} {
		for name, e := range entries {
			w := writer{seen: map[string]int{}}
			if err := w.block(e.Block); err != nil {
				return nil, fmt.Errorf("%s %s: %w", mode, name, err)
			}
			out = append(out, described{key: name + " " + mode, text: w.out.String()})
		}
	}
	slices.SortFunc(out, func(a, b described) int { return strings.Compare(a.key, b.key) })
	return out, nil
}

type writer struct {
	out  strings.Builder
	seen map[string]int // the number of a block, by its whole content
	next int
}

func (w *writer) block(b block) error {
	for _, name := range slices.Sorted(maps.Keys(b.Attributes)) {
		line, err := b.Attributes[name].line(name)
		if err != nil {
			return err
		}
		w.out.WriteString(line)
	}
	for _, name := range slices.Sorted(maps.Keys(b.Blocks)) {
		n := b.Blocks[name]
		whole, err := json.Marshal(n.Block)
		if err != nil {
			return fmt.Errorf("compare %s: %w", name, err)
		}
		if number, ok := w.seen[string(whole)]; ok {
			fmt.Fprintf(&w.out, "> %s %s #%d\n", name, n.Nesting, number)
			continue
		}
		w.seen[string(whole)] = w.next
		w.next++
		fmt.Fprintf(&w.out, "> %s %s\n", name, n.Nesting)
		if err := w.block(n.Block); err != nil {
			return err
		}
		w.out.WriteString("<\n")
	}
	return nil
}

func (a attribute) line(name string) (string, error) {
	typ, err := ctyjson.UnmarshalType(a.Type)
	if err != nil {
		return "", fmt.Errorf("type of %s: %w", name, err)
	}
	var flags strings.Builder
	for _, f := range []struct {
		set    bool
		letter string
	}{{a.Required, "r"}, {a.Optional, "o"}, {a.Computed, "c"}, {a.Sensitive, "s"}} {
		if f.set {
			flags.WriteString(f.letter)
		}
	}
	return name + " " + flags.String() + " " + typeText(typ) + "\n", nil
}

func typeText(t cty.Type) string {
	switch {
	case t.IsListType():
		return "list(" + typeText(t.ElementType()) + ")"
	case t.IsSetType():
		return "set(" + typeText(t.ElementType()) + ")"
	case t.IsMapType():
		return "map(" + typeText(t.ElementType()) + ")"
	case t.IsObjectType():
		attributes := t.AttributeTypes()
		var fields []string
		for _, name := range slices.Sorted(maps.Keys(attributes)) {
			fields = append(fields, name+"="+typeText(attributes[name]))
		}
		return "object(" + strings.Join(fields, ",") + ")"
	default:
		return t.FriendlyName()
	}
}
