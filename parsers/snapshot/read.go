package snapshot

import (
	"bytes"
	"errors"
	"io"
	"slices"

	"github.com/go-json-experiment/json/jsontext"

	"spof/inventory"
	"spof/parsers/tfjson"
)

// Read reads the inventories of a snapshot. What is wrong with it gives an error
// of type [*tfjson.Error], which names the place. Fields that are not known are
// passed over.
func Read(src io.Reader) ([]*inventory.Inventory, error) {
	d := &document{Reader: tfjson.NewReader(src), maker: tfjson.NewMaker()}
	err := d.Object(d.field)
	if err == nil {
		err = d.End()
	}
	switch {
	case err != nil:
		return nil, err
	case !d.versioned:
		return nil, d.Failf("expected the field snapshot, which tells the version of the format")
	case len(d.inventories) == 0:
		return nil, d.Failf("expected an estate or several in the field estates, found none")
	}
	return d.inventories, nil
}

// A document is a snapshot while it is read.
type document struct {
	*tfjson.Reader
	maker       *tfjson.Maker
	versioned   bool
	inventories []*inventory.Inventory
}

func (d *document) field(name string) error {
	switch name {
	case "snapshot":
		d.versioned = true
		return d.version()
	case "estates":
		return d.Array(func() error {
			inv, err := d.inventory(true)
			d.inventories = append(d.inventories, inv)
			return err
		})
	}
	return d.Skip()
}

// version wants the version of the format to be one that is read.
func (d *document) version() error {
	at := d.Next()
	var n int
	if err := d.Decode(&n); err != nil {
		return err
	}
	switch {
	case n > version:
		return d.FailAt(at, "version %d of the format is newer than version %d, which is what is read; a newer spof reads it", n, version)
	case n < version:
		return d.FailAt(at, "there is no version %d of the format", n)
	}
	return nil
}

// inventory reads an inventory. That of what there was before has none of what
// there was before it.
func (d *document) inventory(now bool) (*inventory.Inventory, error) {
	at := d.Next()
	b := builder{document: d, now: now, inv: &inventory.Inventory{}, texts: texts{ids: &inventory.Identities{}}}
	if err := d.Object(b.field); err != nil {
		return nil, err
	}
	if known := []inventory.Kind{inventory.Directory, inventory.Plan, inventory.State, inventory.Account}; now && !slices.Contains(known, b.inv.Kind) {
		return nil, d.FailAt(at, "expected an estate of the kind directory, plan, state or account, found %q", shortened(string(b.inv.Kind)))
	}
	if b.made {
		b.inv.Identities = b.ids
		for _, r := range b.inv.Resources {
			r.Identities = b.ids
		}
	}
	return b.inv, nil
}

// A builder makes an inventory while it is read.
type builder struct {
	*document
	texts
	now bool // it is not of what there was before
	inv *inventory.Inventory
}

func (b *builder) field(name string) error {
	switch name {
	case "name":
		return b.Decode(&b.inv.Name)
	case "kind":
		return b.Decode(&b.inv.Kind)
	case "declared":
		return b.Decode(&b.inv.Declared)
	case "module":
		return b.Decode(&b.inv.Module)
	case "notes":
		return b.Decode(&b.inv.Notes)
	case "resources":
		return b.Array(b.resource)
	case "gaps":
		return elements(b, &b.inv.Gaps, wireGap.gap)
	case "unread":
		return elements(b, &b.inv.Unread, wireUnread.unread)
	case "ignores":
		return elements(b, &b.inv.Ignores, wireIgnore.ignore)
	case "moves":
		return elements(b, &b.inv.Moves, wireMove.move)
	case "before":
		return b.before()
	}
	return b.Skip()
}

// elements reads a list.
func elements[W, T any](b *builder, to *[]T, of func(W) T) error {
	return b.Array(func() error {
		var wired W
		err := b.Decode(&wired)
		*to = append(*to, of(wired))
		return err
	})
}

func (b *builder) before() (err error) {
	if b.Kind() == jsontext.KindNull {
		return b.Skip()
	}
	if !b.now {
		return b.Failf("there is something before what was before")
	}
	b.inv.Before, err = b.inventory(false)
	return err
}

// resource reads a resource.
func (b *builder) resource() error {
	at := b.Next()
	var w wireResource
	if err := b.Decode(&w); err != nil {
		return err
	}
	switch {
	case w.Address == "" || w.Type == "":
		return b.FailAt(at, "expected a resource with an address and a type, found none of them")
	case w.Mode != inventory.Managed && w.Mode != inventory.Data:
		return b.FailAt(at, "expected a resource whose mode is managed or data, found %q", shortened(string(w.Mode)))
	}
	r := &inventory.Resource{
		Address: w.Address, ARN: w.ARN, Mode: w.Mode, Type: w.Type, Provider: w.Provider, Origin: w.Origin.origin(),
		Unexpanded: w.Unexpanded, Settles: w.Settles, IgnoreChanges: w.IgnoreChanges,
		Alike: setOf(w.Alike), Origins: each(w.Origins, wireOrigin.origin), Declared: each(w.Declared, wireOrigin.origin), Unknown: w.SettledBy,
	}
	var err error
	if r.Region, err = w.Region.region(&b.texts); err == nil {
		err = b.values(r, &w)
	}
	if within, ok := errors.AsType[*tfjson.Error](err); ok {
		return b.FailAt(at, "%s, %s: %w", shortened(w.Address), within.Path, within.Err)
	}
	if err != nil {
		return b.FailAt(at, "%s: %w", shortened(w.Address), err)
	}
	b.inv.Resources = append(b.inv.Resources, r)
	return nil
}

// values makes the values of a resource, with what is said of them.
func (b *builder) values(r *inventory.Resource, w *wireResource) error {
	if w.Values == nil {
		return nil
	}
	var said [3]*tfjson.Flags
	for i, flags := range []([]byte){w.Unknown, w.Sensitive, w.Assumed} {
		var err error
		if said[i], err = tfjson.RawOf(flags).Reader().Flags(); err != nil {
			return err
		}
	}
	v, err := b.maker.Value(tfjson.RawOf(w.Values).Reader(), said[0], said[1])
	if err != nil {
		return err
	}
	r.Values = said[2].MarkWith(v, inventory.Assumed)
	if bytes.IndexByte(w.Values, '$') >= 0 {
		r.Values, err = b.value(r.Values)
	}
	return err
}
