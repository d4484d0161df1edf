package snapshot

import (
	"bufio"
	"fmt"
	"io"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"spof/inventory"
)

// Write saves inventories in one document, with a line for each resource. What is
// sensitive in them is written as it stands, and has to be reduced before.
func Write(w io.Writer, inventories ...*inventory.Inventory) error {
	out := writer{Writer: bufio.NewWriterSize(w, 1<<16)}
	out.text(fmt.Sprintf("{\"snapshot\": %d, \"estates\": [", version))
	for i, inv := range inventories {
		if i > 0 {
			out.text(",")
		}
		out.text("\n")
		out.inventory(inv)
	}
	out.text("\n]}\n")
	if out.err == nil {
		out.err = out.Flush()
	}
	return out.err
}

// A writer remembers the first error, and writes nothing after it.
type writer struct {
	*bufio.Writer
	err error
}

func (w *writer) text(s string) {
	if w.err == nil {
		_, w.err = w.WriteString(s)
	}
}

// value writes a value as JSON, with the names of maps in order.
func (w *writer) value(v any) {
	if w.err == nil {
		w.err = json.MarshalWrite(w.Writer, v, json.Deterministic(true), jsontext.AllowInvalidUTF8(true))
	}
}

func (w *writer) field(name string, v any) {
	w.text(",\n\"" + name + "\": ")
	w.value(v)
}

// list writes a list with a line for each element, if there are any.
func list[T, W any](w *writer, name string, all []T, wired func(T) W) {
	if len(all) == 0 {
		return
	}
	w.text(",\n\"" + name + "\": [")
	for i, one := range all {
		if i > 0 {
			w.text(",")
		}
		w.text("\n")
		w.value(wired(one))
	}
	w.text("\n]")
}

// inventory writes an inventory, and what there was before it.
func (w *writer) inventory(inv *inventory.Inventory) {
	w.text("{\"name\": ")
	w.value(inv.Name)
	w.field("kind", inv.Kind)
	w.field("declared", inv.Declared)
	w.field("module", inv.Module)
	if len(inv.Notes) > 0 {
		w.field("notes", inv.Notes)
	}
	list(w, "resources", inv.Resources, wiredResource)
	list(w, "gaps", inv.Gaps, wiredGap)
	list(w, "unread", inv.Unread, wiredUnread)
	list(w, "ignores", inv.Ignores, wiredIgnore)
	list(w, "moves", inv.Moves, wiredMove)
	if inv.Before != nil {
		w.text(",\n\"before\": ")
		w.inventory(inv.Before)
	}
	w.text("}")
}
