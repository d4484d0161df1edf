package inventory

import (
	"encoding/json"
	"io"
	"strings"

	"spof/estate"
)

// jsonSchema is the version of the document that WriteJSON writes.
const jsonSchema = 1

type jsonInventory struct {
	Schema    int            `json:"schema"`
	Resources []jsonResource `json:"resources"`
	Gaps      []jsonGap      `json:"gaps"`
}

type jsonResource struct {
	Address    string         `json:"address"`
	ARN        string         `json:"arn,omitempty"`
	Mode       Mode           `json:"mode"`
	Type       string         `json:"type"`
	Provider   string         `json:"provider,omitempty"`
	Region     string         `json:"region,omitempty"`
	Unexpanded bool           `json:"unexpanded,omitempty"`
	Settles    []string       `json:"settles,omitempty"`
	Values     map[string]any `json:"values"`
	Unknown    []string       `json:"unknown,omitempty"`
	Sensitive  []string       `json:"sensitive,omitempty"`
	Assumed    []string       `json:"assumed,omitempty"`
	Origin     *jsonOrigin    `json:"origin,omitempty"`
}

type jsonOrigin struct {
	File    string       `json:"file,omitempty"`
	Line    int          `json:"line,omitempty"`
	EndLine int          `json:"end_line,omitempty"`
	API     string       `json:"api,omitempty"`
	Callers []jsonOrigin `json:"callers,omitempty"`
}

type jsonGap struct {
	What      string      `json:"what"`
	Why       string      `json:"why"`
	Advice    string      `json:"advice,omitempty"`
	Origin    *jsonOrigin `json:"origin,omitempty"`
	Unsettles []string    `json:"unsettles,omitempty"`
}

// WriteJSON writes the inventory as one JSON document. A leaf that holds an
// identity is listed as unknown rather than shown, and one that is sensitive is
// listed as such; in a list, null keeps its place. What is null is left out.
func (inv *Inventory) WriteJSON(w io.Writer) error {
	doc := jsonInventory{Schema: jsonSchema, Resources: []jsonResource{}, Gaps: []jsonGap{}}
	for _, r := range inv.Resources {
		doc.Resources = append(doc.Resources, inv.jsonResource(r))
	}
	for _, g := range inv.Gaps {
		doc.Gaps = append(doc.Gaps, jsonGap{g.What, g.Why, g.Advice, jsonOriginOf(g.Origin), g.Unsettles})
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(doc)
}

func (inv *Inventory) jsonResource(r *Resource) jsonResource {
	leaves := leafWriter{ids: inv.Identities, whole: strings.HasPrefix(r.Type, "aws_"), values: map[string]any{}}
	leaves.resource(r.Values)
	out := jsonResource{
		Address: r.Address, ARN: r.ARN, Mode: r.Mode, Type: r.Type, Provider: r.Provider,
		Unexpanded: r.Unexpanded, Settles: r.Settles,
		Values: leaves.values, Unknown: leaves.unknown, Sensitive: leaves.sensitive, Assumed: leaves.assumed,
		Origin: jsonOriginOf(r.Origin),
	}
	if region, ok := r.Region.Get(); ok && !inv.Identities.Holds(region) {
		out.Region = region
		if r.Region.Assumed() {
			out.Assumed = append(out.Assumed, "region")
		}
	}
	return out
}

func jsonOriginOf(o estate.Origin) *jsonOrigin {
	if o.IsZero() {
		return nil
	}
	out := jsonOrigin{File: o.File, Line: o.Start.Line, EndLine: o.End.Line, API: o.API}
	for _, c := range o.Callers {
		if caller := jsonOriginOf(c); caller != nil {
			out.Callers = append(out.Callers, *caller)
		}
	}
	return &out
}
