// Package planmake makes plans of any size, as terraform show -json prints
// them: for tests that must not be small, and for figures of time and memory.
//
// What it makes is one estate after the other, each in an instance of
// module.estate: a network over three zones, two groups of instances behind
// target groups, a database. Every other estate is there already and does not
// change; the others are created. It knows nothing of who reads the plans.
package planmake

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Write writes a plan that has at least so many managed resource instances:
// whole estates. The same number gives the same plan.
func Write(w io.Writer, resources int) error {
	estates := (resources + perEstate - 1) / perEstate
	out := &writer{Writer: bufio.NewWriter(w)}
	out.text(`{"format_version":"1.2","terraform_version":"1.11.4","variables":{"name":{"value":"shop"},"token":{"value":"hunter2"}},`)
	out.text(`"planned_values":{"outputs":{},"root_module":{"child_modules":[`)
	for i := range estates {
		out.comma(i)
		out.module(estateOf(i), planned)
	}
	out.text(`]}},"resource_changes":[`)
	n := 0
	for i := range estates {
		for _, t := range estateOf(i).things {
			out.comma(n)
			out.change(t)
			n++
		}
	}
	out.text(`],"output_changes":{},"prior_state":{"format_version":"1.0","terraform_version":"1.11.4","values":{"outputs":{},"root_module":{"resources":[`)
	out.text(zonesAnswer)
	out.text(`],"child_modules":[`)
	for i := 0; i < estates; i += 2 {
		out.comma(i)
		out.module(estateOf(i), prior)
	}
	out.text(`]}}},"configuration":` + configuration + `,"timestamp":"2026-11-25T00:00:00Z","applyable":true,"complete":true,"errored":false}` + "\n")
	if out.err != nil {
		return out.err
	}
	return out.Flush()
}

// A writer writes parts of a plan, and keeps the first error.
type writer struct {
	*bufio.Writer

	err error
}

func (w *writer) text(s string) {
	if w.err == nil {
		_, w.err = w.WriteString(s)
	}
}

func (w *writer) comma(i int) {
	if i > 0 {
		w.text(",")
	}
}

func (w *writer) json(v any) {
	src, err := json.Marshal(v)
	if w.err == nil {
		w.err = err
	}
	w.text(string(src))
}

// The forms in which a module with its resources is written.
type form int

const (
	planned form = iota
	prior
)

// module writes an estate as a tree of modules.
func (w *writer) module(e estate, f form) {
	w.text(`{"resources":[`)
	w.resources(e, e.address, f)
	w.text(`],"address":` + strconv.Quote(e.address) + `,"child_modules":[`)
	for i, child := range e.children {
		w.comma(i)
		w.text(`{"resources":[`)
		w.resources(e, child, f)
		w.text(`],"address":` + strconv.Quote(child) + `}`)
	}
	w.text(`]}`)
}

func (w *writer) resources(e estate, module string, f form) {
	n := 0
	for _, t := range e.things {
		if t.module != module {
			continue
		}
		w.comma(n)
		n++
		values := t.after()
		r := t.named()
		r["schema_version"] = 1
		r["sensitive_values"] = t.sensitive()
		r["values"] = values
		if f == prior {
			r["depends_on"] = []string{module + ".aws_vpc.this", "data.aws_availability_zones.here"}
		}
		w.json(r)
	}
}

func (w *writer) change(t thing) {
	c := map[string]any{
		"actions": []string{"create"}, "before": nil, "after": t.after(), "after_unknown": t.unknown(),
		"before_sensitive": false, "after_sensitive": t.sensitive(),
	}
	if t.exists {
		c["actions"], c["before"], c["before_sensitive"] = []string{"no-op"}, c["after"], c["after_sensitive"]
	}
	r := t.named()
	r["module_address"] = t.module
	r["change"] = c
	w.json(r)
}

// A thing is a managed resource instance.
type thing struct {
	module, typ, name string
	key               any // nil, an int or a string
	attrs             []attr
	exists            bool
}

// An attr is one attribute. What is computed is known only of what exists.
type attr struct {
	name     string
	value    any
	computed bool
}

func (t thing) named() map[string]any {
	address := t.module + "." + t.typ + "." + t.name
	out := map[string]any{
		"mode": "managed", "type": t.typ, "name": t.name,
		"provider_name": "registry.terraform.io/hashicorp/aws",
	}
	switch key := t.key.(type) {
	case int:
		address += "[" + strconv.Itoa(key) + "]"
		out["index"] = key
	case string:
		address += "[" + strconv.Quote(key) + "]"
		out["index"] = key
	}
	out["address"] = address
	return out
}

func (t thing) after() map[string]any {
	out := map[string]any{}
	for _, a := range t.attrs {
		if t.exists || !a.computed {
			out[a.name] = a.value
		}
	}
	return out
}

func (t thing) unknown() map[string]any {
	out := map[string]any{}
	for _, a := range t.attrs {
		if a.computed && !t.exists {
			out[a.name] = true
		} else if shape := shapeOf(a.value); shape != nil {
			out[a.name] = shape
		}
	}
	return out
}

func (t thing) sensitive() map[string]any {
	out := map[string]any{}
	for _, a := range t.attrs {
		if strings.Contains(a.name, "password") {
			out[a.name] = true
		} else if shape := shapeOf(a.value); shape != nil && (t.exists || !a.computed) {
			out[a.name] = shape
		}
	}
	return out
}

// shapeOf returns what Terraform writes in place of a value of which nothing is
// unknown or sensitive: nothing, where it has no parts.
func shapeOf(v any) any {
	switch v := v.(type) {
	case map[string]any:
		return map[string]any{}
	case []any:
		out := make([]any, len(v))
		for i := range v {
			if out[i] = shapeOf(v[i]); out[i] == nil {
				out[i] = false
			}
		}
		return out
	}
	return nil
}

// id makes an id of AWS's form that belongs to one thing.
func id(prefix string, of ...any) string {
	sum := uint64(14695981039346656037)
	for _, c := range []byte(fmt.Sprint(of...)) {
		sum = (sum ^ uint64(c)) * 1099511628211
	}
	return fmt.Sprintf("%s-0%016x", prefix, sum)
}
