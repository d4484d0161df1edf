package snapshot

import (
	"maps"
	"math/big"
	"slices"
	"strconv"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/zclconf/go-cty/cty"

	"spof/inventory"
)

func wiredResource(r *inventory.Resource) wireResource {
	out := wireResource{
		Address: r.Address, ARN: r.ARN, Mode: r.Mode, Type: r.Type, Provider: r.Provider, Region: wiredRegion(r.Identities, r.Region),
		Origin: wiredOrigin(r.Origin), Unexpanded: r.Unexpanded, Settles: r.Settles, IgnoreChanges: r.IgnoreChanges,
		Alike: names(r.Alike), Origins: each(r.Origins, wiredOrigin), Declared: each(r.Declared, wiredOrigin), SettledBy: r.Unknown,
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
	switch ty := v.Type(); {
	case !v.IsKnown():
		f = w.unknown()
	case v.IsNull():
		w.out = append(w.out, "null"...)
	case ty.IsPrimitiveType():
		f = w.scalar(v)
	case ty.IsMapType() || ty.IsObjectType():
		f = w.object(v)
	case v.CanIterateElements():
		f = w.list(v)
	default: // there are no other values
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
		w.quote(template(w.ids, v.AsString()))
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

// beyond reports whether a number is larger, or finer, than what is read.
func beyond(n *big.Float) bool {
	const most = 1 << 13
	exponent := n.MantExp(nil)
	return n.IsInf() || exponent > most || exponent < -most
}

// quote writes text, of which what is no UTF-8 becomes so.
func (w *valueWriter) quote(s string) {
	w.out, _ = jsontext.AppendQuote(w.out, s)
}

func (w *valueWriter) list(v cty.Value) (f flags) {
	w.out = append(w.out, '[')
	for i, element := range w.ids.Elements(v) {
		if i > 0 {
			w.out = append(w.out, ',')
		}
		f.add(w.value(element), func(all, flag any) any {
			list, _ := all.([]any)
			for len(list) < i {
				list = append(list, nil)
			}
			return append(list, flag)
		})
	}
	w.out = append(w.out, ']')
	return f
}

// object writes an object, of which what is null or unknown is left out.
func (w *valueWriter) object(v cty.Value) (f flags) {
	w.out = append(w.out, '{')
	begin := len(w.out)
	parts := v.AsValueMap()
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		before := len(w.out)
		if before > begin {
			w.out = append(w.out, ',')
		}
		key := template(w.ids, name)
		w.quote(key)
		w.out = append(w.out, ':')
		said := w.value(parts[name])
		bare, _ := parts[name].Unmark()
		isNull := bare.IsKnown() && bare.IsNull()
		if isNull || said.unknown == true {
			w.out = w.out[:before]
		}
		if isNull {
			continue
		}
		f.add(said, func(all, flag any) any {
			fields, _ := all.(map[string]any)
			if fields == nil {
				fields = map[string]any{}
			}
			fields[key] = flag
			return fields
		})
	}
	w.out = append(w.out, '}')
	return f
}

// add puts what is said of a part to what is said of the other parts.
func (f *flags) add(part flags, put func(all, flag any) any) {
	for _, x := range []struct {
		all  *any
		flag any
	}{{&f.unknown, part.unknown}, {&f.sensitive, part.sensitive}, {&f.assumed, part.assumed}} {
		if x.flag != nil {
			*x.all = put(*x.all, x.flag)
		}
	}
}
