package snapshot

import (
	"maps"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/zclconf/go-cty/cty"

	"spof/inventory"
)

func wiredResource(r *inventory.Resource) wireResource {
	out := wireResource{
		Address: r.Address, Mode: r.Mode, Type: r.Type, Provider: r.Provider, Region: wiredRegion(r.Identities, r.Region),
		Origin: wiredOrigin(r.Origin), Unexpanded: r.Unexpanded, Settles: r.Settles, IgnoreChanges: r.IgnoreChanges,
		Alike: names(r.Alike), Origins: each(r.Origins, wiredOrigin), SettledBy: r.Unknown,
	}
	if r.Values != cty.NilVal {
		w := valueWriter{ids: r.Identities}
		f := w.value(r.Values)
		out.Values = w.out
		out.Unknown, out.Sensitive, out.Assumed = flagged(f.unknown), flagged(f.sensitive), flagged(f.assumed)
	}
	return out
}

// flagged is how flags are written, nil where they hold of nothing.
func flagged(flags any) jsontext.Value {
	if flags == nil {
		return nil
	}
	out, err := json.Marshal(flags, json.Deterministic(true))
	if err != nil {
		return jsontext.Value("true") // they are made of true, lists and objects
	}
	return out
}

// A valueWriter writes a value as JSON, and says of what it is made: what is
// unknown is null there.
type valueWriter struct {
	ids *inventory.Identities
	out []byte
}

// flags say of a value, or of its parts, whether it is unknown, sensitive or
// assumed: true, or a list or an object in its form, nil where nothing of it is.
type flags struct{ unknown, sensitive, assumed any }

func (w *valueWriter) value(v cty.Value) (f flags) {
	v, marks := v.Unmark()
	switch {
	case v.IsKnown() && v.IsNull():
		w.out = append(w.out, "null"...)
	case v.IsKnown() && v.Type().IsPrimitiveType():
		f = w.scalar(v)
	case v.IsKnown() && (v.Type().IsMapType() || v.Type().IsObjectType()):
		f = w.object(v)
	case v.CanIterateElements():
		f = w.list(v)
	default:
		f = w.unknown()
	}
	if _, is := marks[inventory.Sensitive]; is {
		f.sensitive = true
	}
	if _, is := marks[inventory.Assumed]; is {
		f.assumed = true
	}
	return f
}

func (w *valueWriter) unknown() flags {
	w.out = append(w.out, "null"...)
	return flags{unknown: true}
}

// scalar writes text, a number, or true or false. A number that could not be
// read again is unknown.
func (w *valueWriter) scalar(v cty.Value) flags {
	switch v.Type() {
	case cty.String:
		w.text(v.AsString())
	case cty.Bool:
		w.out = strconv.AppendBool(w.out, v.True())
	default:
		if beyond(v.AsBigFloat()) {
			return w.unknown()
		}
		w.out = v.AsBigFloat().Append(w.out, 'f', -1)
	}
	return flags{}
}

func isNull(v cty.Value) bool {
	v, _ = v.Unmark()
	return v.IsKnown() && v.IsNull()
}

// beyond reports whether a number is larger, or finer, than what is read.
func beyond(n *big.Float) bool {
	const most = 1 << 13
	exponent := n.MantExp(nil)
	return n.IsInf() || exponent > most || exponent < -most
}

func (w *valueWriter) text(s string) {
	// What is no UTF-8 becomes so.
	w.out, _ = jsontext.AppendQuote(w.out, strings.ToValidUTF8(template(w.ids, s), "\uFFFD"))
}

func (w *valueWriter) list(v cty.Value) (f flags) {
	w.out = append(w.out, '[')
	var all [3][]any
	for i, element := range w.ids.Elements(v) {
		if i > 0 {
			w.out = append(w.out, ',')
		}
		inner := w.value(element)
		for k, flag := range []any{inner.unknown, inner.sensitive, inner.assumed} {
			if flag != nil {
				all[k] = append(append(all[k], make([]any, i-len(all[k]))...), flag)
			}
		}
	}
	w.out = append(w.out, ']')
	for k, to := range []*any{&f.unknown, &f.sensitive, &f.assumed} {
		if all[k] != nil {
			*to = all[k]
		}
	}
	return f
}

func (w *valueWriter) object(v cty.Value) (f flags) {
	w.out = append(w.out, '{')
	var all [3]map[string]any
	parts := v.AsValueMap()
	maps.DeleteFunc(parts, func(_ string, part cty.Value) bool { return isNull(part) })
	for i, name := range slices.Sorted(maps.Keys(parts)) {
		if i > 0 {
			w.out = append(w.out, ',')
		}
		w.text(name)
		w.out = append(w.out, ':')
		inner := w.value(parts[name])
		for k, flag := range []any{inner.unknown, inner.sensitive, inner.assumed} {
			if flag == nil {
				continue
			}
			if all[k] == nil {
				all[k] = map[string]any{}
			}
			all[k][template(w.ids, name)] = flag
		}
	}
	w.out = append(w.out, '}')
	for k, to := range []*any{&f.unknown, &f.sensitive, &f.assumed} {
		if all[k] != nil {
			*to = all[k]
		}
	}
	return f
}
