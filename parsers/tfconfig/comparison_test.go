package tfconfig_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/zclconf/go-cty/cty"

	"spof/inventory"
)

// TestComparison shows that each way in which a plan and we can differ is
// found.
func TestComparison(t *testing.T) {
	t.Parallel()
	text, list := cty.StringVal, func(v ...cty.Value) cty.Value { return cty.TupleVal(v) }
	object := func(v cty.Value) cty.Value { return cty.ObjectVal(map[string]cty.Value{"a": v}) }
	identities := &inventory.Identities{}
	token := (inventory.Token + strings.Repeat("0", inventory.TokenSize))[:inventory.TokenSize]
	identities.Add(token, inventory.Reference{Address: "aws_x.y", Attribute: "id"})
	for name, c := range map[string]struct {
		planned, unknown any
		ours             cty.Value
		want             string
	}{
		"equal":                {"a", nil, text("a"), "equal 1"},
		"another value":        {"a", nil, text("b"), "different 1"},
		"a number as text":     {"80", nil, cty.NumberIntVal(80), "equal 1"},
		"a truth as text":      {"true", nil, cty.True, "equal 1"},
		"a document":           {`{"a":1,"b":2}`, nil, text(`{"b":2,"a":1}`), "equal 1"},
		"another document":     {`{"a":1}`, nil, text(`{"a":2}`), "different 1"},
		"not known":            {"a", nil, cty.UnknownVal(cty.String), "unresolved 1"},
		"only an identity":     {"a", nil, text("x-" + token), "unresolved 1"},
		"left out":             {"a", nil, cty.NullVal(cty.String), "filled 1"},
		"left out and empty":   {"", nil, cty.NullVal(cty.String), ""},
		"made up":              {nil, true, text("a"), "different 1"},
		"an identity of ours":  {nil, true, text(token), ""},
		"nothing is planned":   {nil, nil, text("a"), "different 1"},
		"inside":               {map[string]any{"a": "b"}, nil, object(text("c")), "different 1"},
		"unknown inside":       {map[string]any{}, map[string]any{"a": true}, object(text(token)), ""},
		"a key too many":       {map[string]any{}, nil, cty.MapVal(map[string]cty.Value{"a": text("b")}), "different 1"},
		"a key too few":        {map[string]any{"a": "b"}, nil, cty.MapValEmpty(cty.String), "filled 1"},
		"a set in another way": {[]any{"a", "b"}, nil, list(text("b"), text("a")), "equal 2"},
		"too many elements":    {[]any{"a"}, nil, list(text("a"), text("b")), "different 1"},
		"blocks of a set":      {[]any{map[string]any{"a": "x"}, map[string]any{"a": "y"}}, nil, list(object(text("y")), object(text("x"))), "equal 2"},
		"made up in a list":    {[]any{"a", nil}, []any{false, true}, list(text("a"), text("b")), "equal 1, different 1"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			found := comparison{identities: identities}
			found.compare(c.planned, c.unknown, c.ours, "p")
			if diff := cmp.Diff(c.want, found.summary()); diff != "" {
				t.Errorf("-want +got:\n%s\n%v", diff, found.different)
			}
		})
	}
}

// summary says how often each was found.
func (c *comparison) summary() string {
	var words []string
	for _, kind := range []struct {
		word string
		n    int
	}{{"equal", c.equal}, {"different", len(c.different)}, {"unresolved", len(c.unresolved)}, {"filled", len(c.filled)}} {
		if kind.n > 0 {
			words = append(words, kind.word+" "+strconv.Itoa(kind.n))
		}
	}
	return strings.Join(words, ", ")
}
