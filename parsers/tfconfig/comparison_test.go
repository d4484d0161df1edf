package tfconfig_test

import (
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
		"equal":                {"a", nil, text("a"), "equal"},
		"another value":        {"a", nil, text("b"), "different"},
		"a number as text":     {"80", nil, cty.NumberIntVal(80), "equal"},
		"a truth as text":      {"true", nil, cty.True, "equal"},
		"a document":           {`{"a":1,"b":2}`, nil, text(`{"b":2,"a":1}`), "equal"},
		"another document":     {`{"a":1}`, nil, text(`{"a":2}`), "different"},
		"not known":            {"a", nil, cty.UnknownVal(cty.String), "unresolved"},
		"only an identity":     {"a", nil, text("x-" + token), "unresolved"},
		"left out":             {"a", nil, cty.NullVal(cty.String), "filled"},
		"left out and empty":   {"", nil, cty.NullVal(cty.String), ""},
		"made up":              {nil, true, text("a"), "different"},
		"an identity of ours":  {nil, true, text(token), ""},
		"nothing is planned":   {nil, nil, text("a"), "different"},
		"inside":               {map[string]any{"a": "b"}, nil, object(text("c")), "different"},
		"unknown inside":       {map[string]any{}, map[string]any{"a": true}, object(text(token)), ""},
		"a key too many":       {map[string]any{}, nil, cty.MapVal(map[string]cty.Value{"a": text("b")}), "different"},
		"a key too few":        {map[string]any{"a": "b"}, nil, cty.MapValEmpty(cty.String), "filled"},
		"a set in another way": {[]any{"a", "b"}, nil, list(text("b"), text("a")), "equal equal"},
		"too many elements":    {[]any{"a"}, nil, list(text("a"), text("b")), "different"},
		"blocks of a set":      {[]any{map[string]any{"a": "x"}, map[string]any{"a": "y"}}, nil, list(object(text("y")), object(text("x"))), "equal equal"},
		"made up in a list":    {[]any{"a", nil}, []any{false, true}, list(text("a"), text("b")), "equal different"},
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

// summary says what was found, a word each.
func (c *comparison) summary() string {
	var words []string
	for _, kind := range []struct {
		word string
		n    int
	}{{"equal", c.equal}, {"different", len(c.different)}, {"unresolved", len(c.unresolved)}, {"filled", len(c.filled)}} {
		for range kind.n {
			words = append(words, kind.word)
		}
	}
	return strings.Join(words, " ")
}
