package snapshot

import (
	"slices"

	"github.com/go-json-experiment/json/jsontext"

	"spof/estate"
	"spof/inventory"
)

// version is that of the format.
const version = 1

// The types below are what a snapshot holds, as package json writes and reads
// them.

type wireResource struct {
	Address       string                `json:"address"`
	ARN           string                `json:"arn,omitzero"`
	Mode          inventory.Mode        `json:"mode"`
	Type          string                `json:"type"`
	Provider      string                `json:"provider,omitzero"`
	Region        *wireRegion           `json:"region,omitzero"`
	Origin        wireOrigin            `json:"origin,omitzero"`
	Unexpanded    bool                  `json:"unexpanded,omitzero"`
	Settles       []string              `json:"settles,omitempty"`
	IgnoreChanges []string              `json:"ignore_changes,omitempty"`
	Alike         []string              `json:"alike,omitempty"`
	Origins       map[string]wireOrigin `json:"origins,omitzero"`
	Declared      map[string]wireOrigin `json:"declared,omitzero"`
	SettledBy     map[string][]string   `json:"settled_by,omitempty"`
	Unknown       jsontext.Value        `json:"unknown,omitzero"`
	Sensitive     jsontext.Value        `json:"sensitive,omitzero"`
	Assumed       jsontext.Value        `json:"assumed,omitzero"`
	Values        jsontext.Value        `json:"values,omitzero"`
}

type wireRegion struct {
	Value     *string    `json:"value,omitzero"` // nil where it is not known
	Default   bool       `json:"default,omitzero"`
	Assumed   bool       `json:"assumed,omitzero"`
	Sensitive bool       `json:"sensitive,omitzero"`
	Origin    wireOrigin `json:"origin,omitzero"`
	SettledBy []string   `json:"settled_by,omitempty"`
}

// A wireOrigin has its positions as line, column and byte.
type wireOrigin struct {
	File    string       `json:"file,omitzero"`
	Start   [3]int       `json:"start,omitzero"`
	End     [3]int       `json:"end,omitzero"`
	API     string       `json:"api,omitzero"`
	Callers []wireOrigin `json:"callers,omitempty"`
}

// IsZero reports whether it tells nothing.
func (o wireOrigin) IsZero() bool {
	return o.File == "" && o.API == "" && o.Start == [3]int{} && o.End == [3]int{} && len(o.Callers) == 0
}

type wireGap struct {
	What      string     `json:"what"`
	Why       string     `json:"why"`
	Advice    string     `json:"advice,omitzero"`
	Origin    wireOrigin `json:"origin,omitzero"`
	Asked     wireAsked  `json:"asked,omitzero"`
	Unsettles []string   `json:"unsettles,omitempty"`
}

type wireAsked struct {
	Service string `json:"service"`
	Region  string `json:"region"`
	Account string `json:"account"`
}

type wireUnread struct {
	Type   string `json:"type,omitzero"`
	Region string `json:"region,omitzero"`
	Of     string `json:"of,omitzero"`
	Why    string `json:"why"`
}

type wireIgnore struct {
	Rule   string     `json:"rule"`
	Reason string     `json:"reason"`
	Origin wireOrigin `json:"origin,omitzero"`
}

type wireMove struct {
	From string `json:"from"`
	To   string `json:"to"`
}

func wiredOrigin(o estate.Origin) wireOrigin {
	out := wireOrigin{File: o.File, Start: wiredPosition(o.Start), End: wiredPosition(o.End), API: o.API}
	for _, c := range o.Callers {
		out.Callers = append(out.Callers, wiredOrigin(c))
	}
	return out
}

func (o wireOrigin) origin() estate.Origin {
	out := estate.Origin{File: o.File, Start: position(o.Start), End: position(o.End), API: o.API}
	for _, c := range o.Callers {
		out.Callers = append(out.Callers, c.origin())
	}
	return out
}

func wiredPosition(p estate.Position) [3]int { return [3]int{p.Line, p.Column, p.Byte} }

func position(p [3]int) estate.Position {
	return estate.Position{Line: p[0], Column: p[1], Byte: p[2]}
}

// each makes a map of one whose values are of another type. Nil stays nil.
func each[V, W any](all map[string]V, of func(V) W) map[string]W {
	if all == nil {
		return nil
	}
	out := make(map[string]W, len(all))
	for name, v := range all {
		out[name] = of(v)
	}
	return out
}

func wiredGap(g estate.Gap) wireGap {
	return wireGap{g.What, g.Why, g.Advice, wiredOrigin(g.Origin), wireAsked(g.Asked), g.Unsettles}
}

func (g wireGap) gap() estate.Gap {
	return estate.Gap{
		What: g.What, Why: g.Why, Advice: g.Advice, Origin: g.Origin.origin(), Asked: estate.Asked(g.Asked), Unsettles: g.Unsettles,
	}
}

func wiredUnread(u inventory.Unread) wireUnread { return wireUnread(u) }

func (u wireUnread) unread() inventory.Unread { return inventory.Unread(u) }

func wiredIgnore(i estate.Ignore) wireIgnore {
	return wireIgnore{i.Rule, i.Reason, wiredOrigin(i.Origin)}
}

func (i wireIgnore) ignore() estate.Ignore {
	return estate.Ignore{Rule: i.Rule, Reason: i.Reason, Origin: i.Origin.origin()}
}

func wiredMove(m estate.Move) wireMove { return wireMove(m) }

func (m wireMove) move() estate.Move { return estate.Move(m) }

func wiredRegion(ids *inventory.Identities, v estate.Value[string]) *wireRegion {
	out := wireRegion{Assumed: v.Assumed(), Sensitive: v.Sensitive(), Origin: wiredOrigin(v.Origin()), SettledBy: v.SettledBy()}
	if region, known := v.Get(); known {
		region = template(ids, region)
		out.Value, out.Default = &region, !v.Written()
	}
	return &out
}

func (w *wireRegion) region(texts *texts) (estate.Value[string], error) {
	if w == nil {
		return estate.Value[string]{}, nil
	}
	v := estate.Unknown[string](w.Origin.origin(), w.SettledBy...)
	if w.Value != nil {
		region, err := texts.text(*w.Value)
		if err != nil {
			return v, err
		}
		v = estate.Set(region, w.Origin.origin())
		if w.Default {
			v = estate.Default(region, w.Origin.origin())
		}
	}
	if w.Assumed {
		v = v.Assume()
	}
	if w.Sensitive {
		v = v.Conceal()
	}
	return v, nil
}

// names are those of a set, in order.
func names(set map[string]bool) []string {
	var out []string
	for name, is := range set {
		if is {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

func setOf(names []string) map[string]bool {
	if names == nil {
		return nil
	}
	out := make(map[string]bool, len(names))
	for _, name := range names {
		out[name] = true
	}
	return out
}
