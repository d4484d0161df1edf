package tfconfig

import (
	"slices"

	"github.com/zclconf/go-cty/cty"

	"spof/inventory"
	"spof/parsers/tfjson"
)

// A Record is what a plan tells of the configuration that it was made of. It
// goes before what can be evaluated; what it leaves unknown is evaluated.
type Record struct {
	Variables map[string]cty.Value // of the root module
	Instances []Recorded
	// Complete says that a managed block has no instances but these.
	Complete bool
}

// A Recorded instance of a resource or data block.
type Recorded struct {
	Module     string // address of the module instance, "" for the root module
	Mode       inventory.Mode
	Type, Name string
	Key        cty.Value // NilVal where the block has neither count nor for_each
	// Values are those after apply, an object: what only apply tells is unknown,
	// what is null is left out. Of a data source it is the answer.
	Values cty.Value
	// Deferred says that a data source is read during apply: Values then holds
	// its arguments.
	Deferred bool
}

// A record finds what a [Record] holds by address, in this package's form.
type record struct {
	variables map[string]cty.Value
	values    map[string]cty.Value
	deferred  map[string]bool
	keys      map[string][]cty.Value // of blocks and module calls, by their address
	complete  bool
}

func newRecord(r *Record) *record {
	if r == nil {
		return nil
	}
	out := &record{
		variables: r.Variables, complete: r.Complete,
		values: map[string]cty.Value{}, deferred: map[string]bool{}, keys: map[string][]cty.Value{},
	}
	modules := map[string]string{}
	for _, in := range r.Instances {
		within, seen := modules[in.Module]
		if !seen {
			within = out.module(in.Module)
			modules[in.Module] = within
		}
		block := within + prefixOf(in.Mode) + in.Type + "." + in.Name
		address := block
		if in.Key != cty.NilVal {
			address += indexText(in.Key)
		}
		out.keys[block] = append(out.keys[block], in.Key)
		out.values[address], out.deferred[address] = in.Values, in.Deferred
	}
	return out
}

func prefixOf(m inventory.Mode) string {
	if m == inventory.Data {
		return "data."
	}
	return ""
}

// module notes the instances of calls that the address of a module instance
// names, and returns the address as a node has it.
func (r *record) module(address string) string {
	calls, _, _ := tfjson.Calls(address)
	out := ""
	for _, c := range calls {
		call := out + "module." + c.Name
		r.note(call, c.Key)
		out = call
		if c.Key != cty.NilVal {
			out += indexText(c.Key)
		}
		out += "."
	}
	return out
}

// note adds an instance of a call, once.
func (r *record) note(call string, key cty.Value) {
	for _, old := range r.keys[call] {
		if sameKey(old, key) {
			return
		}
	}
	r.keys[call] = append(r.keys[call], key)
}

func sameKey(a, b cty.Value) bool {
	if a == cty.NilVal || b == cty.NilVal {
		return a == b
	}
	return a.RawEquals(b)
}

// counted is how many instances of a block or call a plan has, where it tells:
// an expansion that comes to the same is kept.
func (s *scope) counted(found expansion, r repetition, mode inventory.Mode, address string) expansion {
	rec := s.node.ev.record
	if rec == nil || found.form == plain && found.known {
		return found
	}
	keys, told := rec.keys[address]
	told = told || rec.complete && mode == inventory.Managed
	if !told || sameKeys(found, keys) {
		return found
	}
	out := expansion{known: true, form: found.form, keys: keys}
	var each cty.Value
	if r.forEach != nil {
		each, _ = s.eval(r.forEach).Unmark()
	}
	for _, key := range keys {
		if key.Type() == cty.Number {
			out.scope = append(out.scope, s.with("count", cty.ObjectVal(map[string]cty.Value{"index": key}), source{r.count, s}))
			continue
		}
		value, ok := attrOf(each, key.AsString())
		if !ok {
			value = unknown()
		}
		out.scope = append(out.scope, s.with("each", eachObject(key, value), source{r.forEach, s}))
	}
	return out
}

func sameKeys(found expansion, keys []cty.Value) bool {
	if !found.known || len(found.keys) != len(keys) {
		return false
	}
	for _, key := range keys {
		if !slices.ContainsFunc(found.keys, func(old cty.Value) bool { return sameKey(old, key) }) {
			return false
		}
	}
	return true
}
