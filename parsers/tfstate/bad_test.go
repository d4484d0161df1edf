package tfstate_test

import (
	"os"
	"strings"
	"testing"

	"spof/parsers/tfstate"
	"spof/providers/aws/schema"
)

func TestBadInput(t *testing.T) {
	t.Parallel()
	subnet := `"mode":"managed","type":"aws_subnet","name":"a"`
	good := stored(block(subnet, `{"attributes":{"id":"1"}}`))
	for name, c := range map[string]struct{ state, want string }{
		"empty file":         {"", "line 1, byte 0: the document ends before it is complete"},
		"only space":         {" \n\n", "line 3, byte 3: the document ends before it is complete"},
		"no JSON":            {"resource \"a\" \"b\" {}", "line 1, byte 0: invalid character 'r' at start of value"},
		"truncated":          {good[:len(good)-40], "resources[0].instances[0]: the document ends before it is complete"},
		"truncated in text":  {good[:strings.Index(good, "aws_subnet")+3], "line 2, byte 123, resources[0].type: the document ends before it is complete"},
		"garbage after it":   {good + "x", "line 2, byte 269: invalid character 'x' at start of value"},
		"two documents":      {good + good, "line 2, byte 269: expected the end of the document, found more after it"},
		"a list":             {"[]", "line 1, byte 0: expected an object, found a list"},
		"text":               {`"state"`, "line 1, byte 0: expected an object, found text"},
		"another document":   {`{"name":"x"}`, "it is JSON, but no state: expected the fields version and resources, or format_version and values"},
		"null":               {`null`, "it is JSON, but no state"},
		"version 3":          {`{"version":3,"modules":[{"path":["root"]}]}`, "line 1, byte 23, modules: a state of this version is older than version 4; `terraform init` and"},
		"version 3 only":     {`{"version":3}`, "version 3: a state of this version is older than version 4; `terraform init` and"},
		"version 1":          {`{"version":1,"resources":{}}`, "resources: expected a list, found an object"},
		"version 5":          {`{"version":5,"resources":[]}`, "version 5 of the state is newer than version 4, which is what is read"},
		"version as text":    {`{"version":"4"}`, "line 1, byte 11, version: expected the number of the state's version"},
		"no version":         {`{"resources":[]}`, "expected the field version: it has resources, but does not say that it is a state of version 4"},
		"no format":          {`{"values":{}}`, "expected the field format_version: it has values, but does not say of which format"},
		"format 2":           {`{"format_version":"2.0","values":{}}`, "format_version 2.0 is none that is read; 0.1 to 1.x are"},
		"format as number":   {`{"format_version":1.0}`, "line 1, byte 18, format_version: expected text, found a number"},
		"encrypted":          {`{"meta":{},"encrypted_data":"x"}`, "encrypted_data: it is encrypted by OpenTofu; give what `tofu show -json` prints"},
		"plan":               {`{"format_version":"1.2","planned_values":{}}`, "planned_values: it is a plan, not a state"},
		"resources no list":  {`{"version":4,"resources":{"a":1}}`, "resources: expected a list, found an object"},
		"resource no object": {`{"version":4,"resources":[1]}`, "line 1, byte 26, resources[0]: expected an object, found a number"},
		"type no text":       {`{"version":4,"resources":[{"type":1}]}`, "resources[0].type: expected text, found a number"},
		"no type":            {`{"version":4,"resources":[{"name":"a"}]}`, "line 1, byte 26, resources[0]: expected a resource with a type and a name, found none of them"},
		"instances no list":  {`{"version":4,"resources":[{"instances":{}}]}`, "resources[0].instances: expected a list, found an object"},
		"attributes a list":  {stored(block(subnet, `{"attributes":[1]}`)), "resources[0].instances[0].attributes: expected an object with the attributes of the resource"},
		"key an object":      {stored(block(subnet, `{"index_key":{}}`)), "resources[0].instances[0].index_key: expected the key of an instance, text or a whole number"},
		"key no whole number": {
			stored(block(subnet, `{"index_key":1.5}`)),
			"resources[0].instances[0].index_key: expected the key of an instance, text or a whole number",
		},
		"sensitive no list": {
			stored(block(subnet, `{"sensitive_attributes":[{"type":"get_attr"}]}`)),
			"resources[0].instances[0].sensitive_attributes[0]: expected a list, found an object",
		},
		"name twice":     {`{"version":4,"version":4}`, "line 1, byte 13, version: duplicate object member name"},
		"no UTF-8":       {stored(block(subnet, "{\"attributes\":{\"id\":\"\xff\"}}")), "resources[0].instances[0].attributes.id: invalid UTF-8"},
		"UTF-16":         {"\xff\xfe{\x00}\x00", "line 1, byte 0: invalid character"},
		"binary":         {"\x00\x01\x02", "line 1, byte 0: invalid character '\\x00' at start of value"},
		"nested deeply":  {stored(block(subnet, `{"attributes":{"id":`+strings.Repeat("[", 5000)+strings.Repeat("]", 5000)+`}}`)), "values stand deeper inside each other than the limit of 500"},
		"nested forever": {strings.Repeat(`{"a":`, 100_000), "exceeded max depth"},
		"modules deeply": {
			`{"format_version":"1.0","values":{"root_module":` + strings.Repeat(`{"child_modules":[`, 3000) + strings.Repeat(`]}`, 3000) + `}}`,
			"modules stand deeper inside each other than the limit of 200",
		},
		"huge number": {stored(block(subnet, `{"attributes":{"id":1e1000000}}`)), "attributes.id: the number 1e1000000 is beyond what Terraform keeps"},
		"shown without address": {
			`{"format_version":"1.0","values":{"root_module":{"resources":[{"type":"a"}]}}}`,
			"line 1, byte 62, values.root_module.resources[0]: expected a resource with an address and a type, found none of them",
		},
		"shown with no address": {
			`{"format_version":"1.0","values":{"root_module":{"resources":[{"type":"a","address":"module.x["}]}}}`,
			`expected the address of a resource, found "module.x["`,
		},
		"sensitive values no flags": {
			`{"format_version":"1.0","values":{"root_module":{"resources":[{"address":"a.b","type":"a","sensitive_values":{"x":"y"}}]}}}`,
			"values.root_module.resources[0].sensitive_values.x: expected true or false, found text",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := tfstate.Read(strings.NewReader(c.state), tfstate.Options{Name: "s.tfstate", Provider: schema.New()})
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error: %v\nwant: %s", err, c.want)
			}
		})
	}
}

func TestUnusualInputIsRead(t *testing.T) {
	t.Parallel()
	subnet := `"mode":"managed","type":"aws_subnet","name":"a"`
	long := strings.Repeat("x", 1_000_000)
	for name, c := range map[string]struct {
		state string
		want  int
	}{
		"nothing in it":       {`{"version":4}`, 0},
		"shown and empty":     {`{"format_version":"1.0"}`, 0},
		"version at its end":  {`{"resources":[` + block(subnet, `{"attributes":{"id":"1"}}`) + `],"version":4}`, 1},
		"long text":           {stored(block(subnet, `{"attributes":{"id":"`+long+`"}}`)), 1},
		"no attributes":       {stored(block(subnet, `{}`)), 1},
		"null for everything": {`{"version":4,"outputs":null,"resources":null,"check_results":null}`, 0},
		"fields of a newer version": {
			`{"version":4,"new":{"a":[1]},"resources":[{"new":[{}],` + subnet + `,"instances":[{"new":{},"attributes":{"id":"1"}}]}]}`, 1,
		},
		"provider of Terraform 0.12": {`{"version":4,"resources":[{` + subnet + `,"provider":"provider.aws","instances":[{"attributes":{"id":"1"}}]}]}`, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if inv := read(t, c.state); len(inv.Resources) != c.want || len(inv.Gaps) != 0 {
				t.Errorf("%d resources, gaps %v; want %d and none", len(inv.Resources), inv.Gaps, c.want)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	for _, name := range []string{"made.tfstate", "made.show.json"} {
		src, err := os.ReadFile("testdata/" + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(src)
	}
	subnet := `"mode":"managed","type":"aws_subnet","name":"a"`
	f.Add([]byte(stored(block(subnet, `{"index_key":"x","attributes":{"id":"1","availability_zone":"eu-west-1a"},"sensitive_attributes":[[{"type":"get_attr","value":"id"}]]}`))))
	f.Add([]byte(`{"version":3,"modules":[]}`))
	provider := schema.New()
	f.Fuzz(func(t *testing.T, src []byte) {
		inv, err := tfstate.Read(strings.NewReader(string(src)), tfstate.Options{Name: "s", Provider: provider})
		if (inv == nil) == (err == nil) {
			t.Fatalf("inventory %v and error %v", inv, err)
		}
		if err != nil && err.Error() == "" {
			t.Error("the error says nothing")
		}
		if inv == nil {
			return
		}
		for _, r := range inv.Resources {
			if r.Values.IsMarked() {
				t.Errorf("%s: a mark on the whole is lost", r.Address)
			}
		}
	})
}
