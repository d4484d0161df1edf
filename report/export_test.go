package report

import (
	"reflect"
	"slices"
	"strings"

	"spof/analysis"
)

// DocumentKeys returns the path of every key that JSON can write.
func DocumentKeys() []string { return keys(reflect.TypeFor[document]()) }

// BlastKeys returns the path of every key that BlastJSON can write.
func BlastKeys() []string { return keys(reflect.TypeFor[blastsJSON]()) }

// EstateKeys returns the path of every key that EstateJSON can write.
func EstateKeys() []string { return keys(reflect.TypeFor[estateJSON]()) }

// CostWords says what a mend costs.
func CostWords(c *analysis.Cost) string { return costWords(c) }

func keys(t reflect.Type) []string {
	var out []string
	var walk func(t reflect.Type, prefix string)
	walk = func(t reflect.Type, prefix string) {
		switch t.Kind() { //nolint:exhaustive // the document has no others
		case reflect.Pointer:
			walk(t.Elem(), prefix)
		case reflect.Slice:
			walk(t.Elem(), prefix+"[]")
		case reflect.Struct:
			for f := range t.Fields() {
				name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
				out = append(out, strings.TrimPrefix(prefix+"."+name, "."))
				if t != reflect.TypeFor[originJSON]() { // an origin holds origins
					walk(f.Type, prefix+"."+name)
				}
			}
		}
	}
	walk(t, "")
	for i, k := range out {
		// An origin is described once, whatever it is the origin of, and so is
		// a finding, there or removed.
		if at := strings.LastIndex(k, "origin."); at >= 0 {
			out[i] = k[at:]
		} else if of, removed := strings.CutPrefix(k, "removed[]."); removed {
			out[i] = "findings[]." + of
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
