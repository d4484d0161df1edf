package tfjson_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/zclconf/go-cty/cty"

	"spof/inventory"
	"spof/parsers/tfjson"
)

var (
	secret  = cty.StringVal("s").Mark(inventory.Sensitive)
	unknown = cty.DynamicVal
)

func TestMakerValue(t *testing.T) {
	t.Parallel()
	object := cty.ObjectVal
	for name, c := range map[string]struct {
		json, unknown, sensitive string
		want                     cty.Value
	}{
		"scalars": {
			json: `{"a":"x","b":1.5,"c":true,"d":null,"e":-20}`,
			want: object(map[string]cty.Value{
				"a": cty.StringVal("x"), "b": cty.NumberFloatVal(1.5), "c": cty.True, "e": cty.NumberIntVal(-20),
			}),
		},
		"null":            {json: `null`, want: cty.NullVal(cty.DynamicPseudoType)},
		"whole number":    {json: `12345678901234567890`, want: cty.MustParseNumberVal("12345678901234567890")},
		"escapes":         {json: `"\u00e9\n\"\ud83d\ude00"`, want: cty.StringVal("é\n\"😀")},
		"list":            {json: `["a","b"]`, want: cty.ListVal([]cty.Value{cty.StringVal("a"), cty.StringVal("b")})},
		"list with a gap": {json: `["a",null]`, want: cty.ListVal([]cty.Value{cty.StringVal("a"), cty.NullVal(cty.String)})},
		"tuple":           {json: `["a",1]`, want: cty.TupleVal([]cty.Value{cty.StringVal("a"), cty.NumberIntVal(1)})},
		"nothing in it":   {json: `{"a":[],"b":{}}`, want: object(map[string]cty.Value{"a": cty.EmptyTupleVal, "b": cty.EmptyObjectVal})},
		"blocks": {
			json: `[{"a":"1","b":null},{"a":"2","b":null}]`,
			want: cty.ListVal([]cty.Value{object(map[string]cty.Value{"a": cty.StringVal("1")}), object(map[string]cty.Value{"a": cty.StringVal("2")})}),
		},
		"blocks of several shapes": {
			json: `[{"a":"1","b":null},{"a":"2","b":3}]`,
			want: cty.TupleVal([]cty.Value{
				object(map[string]cty.Value{"a": cty.StringVal("1")}),
				object(map[string]cty.Value{"a": cty.StringVal("2"), "b": cty.NumberIntVal(3)}),
			}),
		},
		"all unknown":       {json: `null`, unknown: `true`, want: unknown},
		"unknown and there": {json: `{"a":"x"}`, unknown: `{"a":true}`, want: object(map[string]cty.Value{"a": unknown})},
		"unknown left out":  {json: `{"a":"x"}`, unknown: `{"b":true,"c":false}`, want: object(map[string]cty.Value{"a": cty.StringVal("x"), "b": unknown})},
		"unknown in a list": {json: `["a",null]`, unknown: `[false,true]`, want: cty.ListVal([]cty.Value{cty.StringVal("a"), cty.UnknownVal(cty.String)})},
		"unknown behind":    {json: `["a"]`, unknown: `[false,true]`, want: cty.ListVal([]cty.Value{cty.StringVal("a"), cty.UnknownVal(cty.String)})},
		"unknown in blocks": {
			json: `{"b":[{"x":"1"},{"x":"2"}]}`, unknown: `{"b":[{"y":true},{}]}`,
			want: object(map[string]cty.Value{"b": cty.TupleVal([]cty.Value{
				object(map[string]cty.Value{"x": cty.StringVal("1"), "y": unknown}),
				object(map[string]cty.Value{"x": cty.StringVal("2")}),
			})}),
		},
		"unknown in what is null": {
			json: `{"b":null}`, unknown: `{"b":[{"y":true,"z":false}]}`,
			want: object(map[string]cty.Value{"b": cty.ListVal([]cty.Value{object(map[string]cty.Value{"y": unknown})})}),
		},
		"sensitive":            {json: `{"a":"s","b":"x"}`, sensitive: `{"a":true}`, want: object(map[string]cty.Value{"a": secret, "b": cty.StringVal("x")})},
		"sensitive in a list":  {json: `[{"a":"s"}]`, sensitive: `[{"a":true}]`, want: cty.ListVal([]cty.Value{object(map[string]cty.Value{"a": secret})})},
		"sensitive as a whole": {json: `{"a":"x"}`, sensitive: `true`, want: object(map[string]cty.Value{"a": cty.StringVal("x")}).Mark(inventory.Sensitive)},
		"sensitive and unknown": {
			json: `{}`, unknown: `{"a":true}`, sensitive: `{"a":true}`,
			want: object(map[string]cty.Value{"a": unknown.Mark(inventory.Sensitive)}),
		},
		"sensitive and null": {json: `{"a":null}`, sensitive: `{"a":true}`, want: cty.EmptyObjectVal},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := tfjson.NewMaker()
			// The second reading shares what the first one found.
			for range 2 {
				got, err := m.Value(reader(c.json), flags(t, c.unknown), flags(t, c.sensitive))
				if err != nil {
					t.Fatal(err)
				}
				if !got.RawEquals(c.want) {
					t.Errorf("%s\n got %#v\nwant %#v", c.json, got, c.want)
				}
			}
		})
	}
}

func reader(s string) *tfjson.Reader { return tfjson.NewReader(strings.NewReader(s)) }

func flags(t *testing.T, s string) *tfjson.Flags {
	t.Helper()
	if s == "" {
		return nil
	}
	f, err := reader(s).Flags()
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestFlagsMark(t *testing.T) {
	t.Parallel()
	const json = `{"a":[{"b":"s","c":"x"},{"b":"s","c":"x"}],"d":{"e":"s"},"f":["s","x"]}`
	of := (*tfjson.Flags)(nil).
		Mark(tfjson.Step{Name: "a"}, tfjson.Step{Each: true}, tfjson.Step{Name: "b"}).
		Mark(tfjson.Step{Name: "d"}, tfjson.Step{Name: "e"}).
		And(flags(t, `{"f":[true,false],"d":{"e":true}}`))
	got, err := tfjson.NewMaker().Value(reader(json), nil, of)
	if err != nil {
		t.Fatal(err)
	}
	block := cty.ObjectVal(map[string]cty.Value{"b": secret, "c": cty.StringVal("x")})
	want := cty.ObjectVal(map[string]cty.Value{
		"a": cty.ListVal([]cty.Value{block, block}),
		"d": cty.ObjectVal(map[string]cty.Value{"e": secret}),
		"f": cty.ListVal([]cty.Value{secret, cty.StringVal("x")}),
	})
	if !got.RawEquals(want) {
		t.Errorf("got %#v\nwant %#v", got, want)
	}
}

func TestWhatIsWrong(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ json, want string }{
		"nothing":         {``, "line 1, byte 0: the document ends before it is complete"},
		"cut off":         {"{\n\"a\": [1, 2", "line 2, byte 12, a: the document ends before it is complete"},
		"cut off in text": {`{"a": "bc`, "line 1, byte 9, a: the document ends before it is complete"},
		"no JSON":         {"{\n\"a\": b}", `line 2, byte 7, a: invalid character 'b' at start of value`},
		"two commas":      {`[1,,2]`, `line 1, byte 3, [1]: invalid character ',' at start of value`},
		"a name twice":    {`{"a":1,"a":2}`, `line 1, byte 7, a: duplicate object member name`},
		"large number":    {`{"a":{"b":1e99999}}`, `line 1, byte 10, a.b: the number 1e99999 is beyond what Terraform keeps`},
		"huge number":     {`{"a":{"b":1e999999999999}}`, `line 1, byte 10, a.b: the number 1e999999999999 is beyond what Terraform keeps`},
		"too deep": {
			strings.Repeat(`[`, 600) + strings.Repeat(`]`, 600),
			"values stand deeper inside each other than the limit of 500",
		},
		"more after it": {`{} {}`, `line 1, byte 3: expected the end of the document, found more after it`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := reader(c.json)
			_, err := tfjson.NewMaker().Value(r, nil, nil)
			if err == nil {
				err = r.End()
			}
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %s", err, c.want)
			}
		})
	}
}

func TestReaderNamesWhatItExpects(t *testing.T) {
	t.Parallel()
	read := func(r *tfjson.Reader) error {
		return r.Object(func(name string) (err error) {
			switch name {
			case "object":
				err = r.Object(func(string) error { return r.Skip() })
			case "list":
				err = r.Array(r.Skip)
			case "text":
				_, err = r.Text()
			case "bool":
				_, err = r.Bool()
			case "raw":
				var raw tfjson.Raw
				if raw, err = r.Raw(); err == nil {
					within := raw.Reader()
					err = within.Object(func(string) error { _, err := within.Text(); return err })
				}
			}
			return err
		})
	}
	for json, want := range map[string]string{
		`[]`:                      "line 1, byte 0: expected an object, found a list",
		`{"object": 1}`:           "line 1, byte 11, object: expected an object, found a number",
		"{\n\"list\": {\"a\":1}}": "line 2, byte 10, list: expected a list, found an object",
		`{"text": true}`:          "line 1, byte 9, text: expected text, found true or false",
		`{"bool": "true"}`:        "line 1, byte 9, bool: expected true or false, found text",
		`{"raw": {"x": 1}}`:       "line 1, byte 8, raw.x: expected text, found a number",
		`{"object": null, "list": null, "text": null, "bool": null, "raw": null}`: "",
	} {
		got := ""
		if err := read(reader(json)); err != nil {
			got = err.Error()
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", json, diff)
		}
	}
}
