package live

import (
	"maps"
	"slices"
	"strconv"

	"github.com/zclconf/go-cty/cty"

	"spof/inventory"
)

// Values are the attributes of a resource while they are gathered, by their
// names in Terraform. What a state would leave empty is left out of them.
type Values map[string]cty.Value

// Text sets an attribute to text, unless there is none.
func (v Values) Text(name string, s *string) {
	if s != nil && *s != "" {
		v[name] = cty.StringVal(*s)
	}
}

// Secret sets an attribute to text that must not be shown, unless there is none.
func (v Values) Secret(name string, s *string) {
	if s != nil && *s != "" {
		v[name] = cty.StringVal(*s).Mark(inventory.Sensitive)
	}
}

// Secrets sets an attribute to texts by their names that must not be shown,
// unless there are none.
func (v Values) Secrets(name string, texts map[string]string) {
	if len(texts) == 0 {
		return
	}
	all := make(map[string]cty.Value, len(texts))
	for key, s := range texts {
		all[key] = cty.StringVal(s).Mark(inventory.Sensitive)
	}
	v[name] = cty.ObjectVal(all)
}

// Word sets an attribute to one of the words of an enumeration, unless it is
// empty. Words that are newer than the SDK stand as AWS says them.
func Word[T ~string](v Values, name string, word T) {
	if word != "" {
		v[name] = cty.StringVal(string(word))
	}
}

// Flag sets an attribute that AWS always tells. Where it does not, the
// attribute is unknown: what is not told is not false.
func (v Values) Flag(name string, b *bool) {
	if b == nil {
		v[name] = cty.UnknownVal(cty.Bool)
		return
	}
	v[name] = cty.BoolVal(*b)
}

// Maybe sets an attribute that AWS tells only where somebody set it.
func (v Values) Maybe(name string, b *bool) {
	if b != nil {
		v[name] = cty.BoolVal(*b)
	}
}

// Number sets an attribute that AWS always tells. Where it does not, the
// attribute is unknown.
func Number[T ~int32 | ~int64](v Values, name string, n *T) {
	if n == nil {
		v[name] = cty.UnknownVal(cty.Number)
		return
	}
	v[name] = cty.NumberIntVal(int64(*n))
}

// Count sets an attribute that AWS tells only where somebody set it.
func Count[T ~int32 | ~int64](v Values, name string, n *T) {
	if n != nil {
		v[name] = cty.NumberIntVal(int64(*n))
	}
}

// Texts sets an attribute to a list of strings, unless there are none.
func Texts[T ~string](v Values, name string, list []T) {
	if len(list) == 0 {
		return
	}
	all := make([]cty.Value, len(list))
	for i, s := range list {
		all[i] = cty.StringVal(string(s))
	}
	v[name] = cty.TupleVal(all)
}

// Blocks sets an attribute to nested blocks, unless there are none.
func (v Values) Blocks(name string, blocks ...Values) {
	if len(blocks) == 0 {
		return
	}
	all := make([]cty.Value, len(blocks))
	for i, b := range blocks {
		all[i] = b.object()
	}
	v[name] = cty.TupleVal(all)
}

// Tags sets the attributes tags and tags_all.
func (v Values) Tags(tags map[string]string) {
	if len(tags) == 0 {
		return
	}
	all := make(map[string]cty.Value, len(tags))
	for name, s := range tags {
		all[name] = cty.StringVal(s)
	}
	v["tags"], v["tags_all"] = cty.ObjectVal(all), cty.ObjectVal(all)
}

// Unknown says that the attributes could not be read.
func (v Values) Unknown(names ...string) {
	for _, name := range names {
		v[name] = cty.DynamicVal
	}
}

func (v Values) object() cty.Value { return cty.ObjectVal(v) }

// unknown says what would settle each attribute that is not known: the call
// that should have told it.
func (v Values) unknown(from string) map[string][]string {
	var out map[string][]string
	for _, name := range slices.Sorted(maps.Keys(v)) {
		if v[name].IsKnown() {
			continue
		}
		if out == nil {
			out = map[string][]string{}
		}
		out[name] = []string{name + " as " + from + " should tell it"}
	}
	return out
}

// Tagged makes a map of a list of tags.
func Tagged[T any](list []T, of func(T) (name, value *string)) map[string]string {
	out := make(map[string]string, len(list))
	for _, t := range list {
		if name, value := of(t); name != nil {
			out[*name] = text(value)
		}
	}
	return out
}

func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// joinedEndpoint is an address with its port, as far as there are both.
func joinedEndpoint(address *string, port *int32) *string {
	if address == nil || port == nil {
		return address
	}
	s := *address + ":" + strconv.Itoa(int(*port))
	return &s
}
