package estate

import (
	"reflect"
	"slices"
)

// Rewrite replaces every text of a resource by what f makes of it: names,
// what would settle a doubt, and each text among its facts. Where f changes an
// address, it has to change it everywhere.
func (r *Resource) Rewrite(f func(string) string) {
	// Most resources hold nothing that changes, and are not copied.
	if changes(reflect.ValueOf(r).Elem(), func(s string) bool { return f(s) != s }) {
		rewrite(reflect.ValueOf(r).Elem(), f)
	}
}

// Rewrite replaces every text of a gap in the same way.
func (g *Gap) Rewrite(f func(string) string) { rewrite(reflect.ValueOf(g).Elem(), f) }

// rewriter is implemented by what keeps its texts to itself.
type rewriter interface {
	changes(by func(string) bool) bool
	rewrite(f func(string) string)
}

func (v *Value[T]) changes(by func(string) bool) bool {
	return slices.ContainsFunc(v.settles, by) || changes(reflect.ValueOf(&v.v).Elem(), by)
}

func (v *Value[T]) rewrite(f func(string) string) {
	rewrite(reflect.ValueOf(&v.v).Elem(), f)
	v.settles = rewritten(v.settles, f)
}

// Where a fact was read is no fact: the files are named as they are called.
func (o *Origin) rewrite(func(string) string) {}

func (o *Origin) changes(func(string) bool) bool { return false }

// changes reports whether a text in what v holds is to be changed.
func changes(v reflect.Value, by func(string) bool) bool {
	if v.CanAddr() {
		if own, ok := reflect.TypeAssert[rewriter](v.Addr()); ok {
			return own.changes(by)
		}
	}
	switch v.Kind() { //nolint:exhaustive // numbers and truths hold no text, and the estate has no maps
	case reflect.String:
		return v.Len() > 0 && by(v.String())
	case reflect.Struct:
		return anyChanges(v.NumField(), v.Field, by)
	case reflect.Slice:
		return anyChanges(v.Len(), v.Index, by)
	case reflect.Interface, reflect.Pointer:
		return !v.IsNil() && changes(v.Elem(), by)
	}
	return false
}

// rewrite changes the texts in what v holds. Lists and facts may be shared
// between resources, so that they are replaced, not changed in place.
func rewrite(v reflect.Value, f func(string) string) {
	if own, ok := reflect.TypeAssert[rewriter](v.Addr()); ok {
		own.rewrite(f)
		return
	}
	switch v.Kind() { //nolint:exhaustive // numbers and truths hold no text, and the estate has no maps
	case reflect.String:
		if old := v.String(); old != "" {
			v.SetString(f(old))
		}
	case reflect.Struct:
		for _, field := range v.Fields() {
			rewrite(field, f)
		}
	case reflect.Slice:
		if v.Len() == 0 || !holdsText(v.Type().Elem()) {
			return
		}
		list := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		reflect.Copy(list, v)
		for i := range list.Len() {
			rewrite(list.Index(i), f)
		}
		v.Set(list)
	case reflect.Interface: // facts, which are a pointer
		if !v.IsNil() {
			facts := reflect.New(v.Elem().Type().Elem())
			facts.Elem().Set(v.Elem().Elem())
			rewrite(facts.Elem(), f)
			v.Set(facts)
		}
	}
}

// holdsText reports whether values of a type can hold a text.
func holdsText(t reflect.Type) bool {
	return t.Kind() == reflect.String || t.Kind() == reflect.Struct || t.Kind() == reflect.Slice || t.Kind() == reflect.Interface
}

func rewritten(list []string, f func(string) string) []string {
	var out []string
	for _, s := range list {
		out = append(out, f(s))
	}
	return out
}

func anyChanges(n int, part func(int) reflect.Value, by func(string) bool) bool {
	for i := range n {
		if changes(part(i), by) {
			return true
		}
	}
	return false
}
