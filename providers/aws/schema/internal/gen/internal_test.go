package main

import (
	"bytes"
	"compress/flate"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const document = `{"provider_schemas": {"p": {
  "resource_schemas": {
    "b_two": {"block": {
      "attributes": {
        "id": {"type": "string", "computed": true, "optional": true, "description": "gone"},
        "key": {"type": ["map", ["list", "number"]], "required": true, "sensitive": true}
      },
      "block_types": {
        "x": {"nesting_mode": "list", "block": {"attributes": {"deep": {"type": ["object", {"z": "bool", "a": ["set", "string"]}], "computed": true}}}},
        "y": {"nesting_mode": "set", "block": {"attributes": {"deep": {"type": ["object", {"a": ["set", "string"], "z": "bool"}], "computed": true}}, "block_types": {
          "x": {"nesting_mode": "single", "block": {"attributes": {"deep": {"type": "dynamic", "optional": true}}}}
        }}},
        "z": {"nesting_mode": "list", "block": {"attributes": {"deep": {"type": ["object", {"z": "bool", "a": ["set", "string"]}], "computed": true}}}}
      }}}
  },
  "data_source_schemas": {"a_one": {"block": {}}, "b_two": {"block": {}}}
}}}`

const wanted = `= a_one data
= b_two data
= b_two managed
id oc string
key rs map(list(number))
> x list
deep c object(a=set(string),z=bool)
<
> y set
deep c object(a=set(string),z=bool)
> x single
deep o dynamic
<
<
> z list #0
`

func TestRunWritesTheSameForTheSameInput(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	input := filepath.Join(dir, "schema.json")
	if err := os.WriteFile(input, []byte(document), 0o600); err != nil {
		t.Fatal(err)
	}
	var outputs [2][]byte
	for i := range outputs {
		output := filepath.Join(dir, "out")
		if err := run([]string{input, output}); err != nil {
			t.Fatal(err)
		}
		var err error
		if outputs[i], err = os.ReadFile(output); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(outputs[0], outputs[1]) {
		t.Error("two runs differ")
	}
	_, packed, _ := bytes.Cut(outputs[0], []byte("\n\n"))
	text, err := io.ReadAll(flate.NewReader(bytes.NewReader(packed)))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(wanted, string(text)); diff != "" {
		t.Error(diff)
	}
}

func TestRunRefuses(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for name, content := range map[string]string{
		"two providers": `{"provider_schemas": {"a": {}, "b": {}}}`,
		"no JSON":       `x`,
		"no type":       `{"provider_schemas": {"a": {"resource_schemas": {"r": {"block": {"attributes": {"x": {"type": "strange"}}}}}}}}`,
	} {
		input := filepath.Join(dir, name)
		if err := os.WriteFile(input, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := run([]string{input, filepath.Join(dir, "out")}); err == nil {
			t.Errorf("%s was accepted", name)
		}
	}
	if err := run(nil); err == nil {
		t.Error("no arguments were accepted")
	}
}
