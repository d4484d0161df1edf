package bounds

import "github.com/zclconf/go-cty/cty"

// nodeWeight is what a value weighs beside its text, in bytes: about what cty
// needs to hold it.
const nodeWeight = 64

// Measure returns how many bytes v takes, and how many decimal digits its
// longest number has, at most. It ends as soon as there are more than most
// bytes: values can share their parts, so that a walk over all of one may never
// end.
func Measure(v cty.Value, most int) (bytes, digits int) {
	m := measure{most: most}
	m.add(v)
	return m.bytes, m.digits
}

type measure struct{ bytes, digits, most int }

func (m *measure) add(v cty.Value) {
	v, _ = v.Unmark()
	if m.bytes += nodeWeight; v == cty.NilVal || v.IsNull() || !v.IsKnown() {
		return
	}
	switch ty := v.Type(); {
	case ty == cty.String:
		m.bytes += len(v.AsString())
	case ty == cty.Number:
		m.digits = max(m.digits, numberDigits(v))
	case v.CanIterateElements():
		keyed := ty.IsMapType() || ty.IsObjectType()
		for it := v.ElementIterator(); it.Next() && m.bytes <= m.most; {
			key, part := it.Element()
			if keyed {
				m.bytes += len(key.AsString())
			}
			m.add(part)
		}
	}
}
