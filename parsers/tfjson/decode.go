package tfjson

import (
	"errors"
	"fmt"
	"reflect"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/zclconf/go-cty/cty"
)

// Decode reads a value into what v points to, by the names that its fields have
// in JSON. Fields that v does not have are passed over.
func (r *Reader) Decode(v any) error {
	err := json.UnmarshalDecode(r.dec, v)
	semantic, ok := errors.AsType[*json.SemanticError](err)
	if !ok {
		return r.wrong(err)
	}
	out := &Error{At: r.lines.at(semantic.ByteOffset), Path: pathOf(semantic.JSONPointer.Tokens()), Err: semantic.Err}
	if semantic.GoType != nil {
		out.Err = fmt.Errorf("expected %s, found %s", typeName(semantic.GoType), kindName(semantic.JSONKind))
	}
	return out
}

// typeName names the kind of value that is read into a type.
func typeName(t reflect.Type) string {
	switch t.Kind() {
	case reflect.String:
		return kindName(jsontext.KindString)
	case reflect.Bool:
		return kindName(jsontext.KindTrue)
	case reflect.Int:
		return "a whole number"
	case reflect.Slice, reflect.Array:
		return kindName(jsontext.KindBeginArray)
	default:
		return kindName(jsontext.KindBeginObject)
	}
}

// MarkWith marks what flags hold of in a value. Lists are tuples then.
func (f *Flags) MarkWith(v cty.Value, mark any) cty.Value {
	if f.whole() {
		return v.Mark(mark)
	}
	bare, marks := v.Unmark()
	if f == nil || !bare.IsKnown() || bare.IsNull() || !bare.CanIterateElements() {
		return v
	}
	if bare.Type().IsObjectType() {
		parts := bare.AsValueMap()
		for name, part := range parts {
			parts[name] = f.field(name).MarkWith(part, mark)
		}
		return cty.ObjectVal(parts).WithMarks(marks)
	}
	parts := bare.AsValueSlice()
	for i, part := range parts {
		parts[i] = f.item(i).MarkWith(part, mark)
	}
	return cty.TupleVal(parts).WithMarks(marks)
}
