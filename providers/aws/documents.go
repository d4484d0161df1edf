package aws

import (
	"encoding/json"
	"maps"
	"slices"
)

// containerStrings returns the strings of container definitions, each told
// what it is: the environment, or an image that is only needed to start.
func containerStrings(t sourced) []sourced {
	var doc any
	if json.Unmarshal([]byte(t.text), &doc) != nil {
		return []sourced{t}
	}
	var out []sourced
	walkJSON(doc, "", func(key, s string) {
		what := "environment"
		switch key {
		case "image", "name", "awslogs-group", "awslogs-region", "awslogs-stream-prefix":
			what = "definition"
		}
		out = append(out, sourced{s, t.origin, what})
	})
	return out
}

// walkJSON yields the strings of a document, with the key that each stands
// under.
func walkJSON(v any, key string, yield func(key, s string)) {
	switch v := v.(type) {
	case string:
		yield(key, v)
	case []any:
		for _, e := range v {
			walkJSON(e, key, yield)
		}
	case map[string]any:
		for _, k := range slices.Sorted(maps.Keys(v)) {
			walkJSON(v[k], k, yield)
		}
	}
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
