package functions_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/zclconf/go-cty/cty"

	"spof/parsers/tfconfig/functions"
)

// secret is a mark of the caller's.
type secret string

var env = functions.Env{
	FS: fstest.MapFS{
		"root/zones.json":      {Data: []byte(`["a", "b"]`)},
		"root/hello.tftpl":     {Data: []byte("Hello, ${name}!")},
		"root/sub/x.yaml":      {Data: []byte("n: 1")},
		"shared/secret.txt":    {Data: []byte("hunter2")},
		"root/bad\xffname.txt": {Data: []byte("x")},
	},
	BaseDir:   "root",
	Sensitive: secret("s"),
	Ephemeral: secret("e"),
}

// TestEnv shows what the functions make of the environment they are given.
func TestEnv(t *testing.T) {
	t.Parallel()
	for expr, want := range map[string]cty.Value{
		`jsondecode(file("zones.json"))[1]`:              cty.StringVal("b"),
		`file("../shared/secret.txt")`:                   cty.StringVal("hunter2"),
		`file("./sub/../zones.json")`:                    cty.StringVal(`["a", "b"]`),
		`templatefile("hello.tftpl", { name = "you" })`:  cty.StringVal("Hello, you!"),
		`fileset("sub", "*.yaml")`:                       cty.SetVal([]cty.Value{cty.StringVal("x.yaml")}),
		`fileset(".", "**/*.yaml")`:                      cty.SetVal([]cty.Value{cty.StringVal("sub/x.yaml")}),
		`fileexists("nope.txt")`:                         cty.False,
		`abspath("/a/../b")`:                             cty.StringVal("/b"),
		`abspath("x")`:                                   unknownString,
		`pathexpand("~/x")`:                              unknownString,
		`pathexpand("x")`:                                cty.StringVal("x"),
		`timestamp()`:                                    unknownString,
		`plantimestamp()`:                                unknownString,
		`uuid()`:                                         unknownString,
		`bcrypt("x")`:                                    unknownString,
		`formatdate("YYYY", timestamp())`:                unknownString,
		`core::file("zones.json")`:                       cty.StringVal(`["a", "b"]`),
		`sensitive("x")`:                                 cty.StringVal("x").Mark(secret("s")),
		`nonsensitive(v)`:                                cty.StringVal("v").Mark("other"),
		`issensitive(v)`:                                 cty.True,
		`upper(v)`:                                       cty.StringVal("V").WithMarks(cty.NewValueMarks(secret("s"), "other")),
		`ephemeralasnull([e, "b"])`:                      cty.TupleVal([]cty.Value{cty.NullVal(cty.String), cty.StringVal("b")}),
		`ephemeralasnull({ a = { b = e } }).a.b == null`: cty.True,
		`length(e)`:                                      cty.NumberIntVal(1).Mark(secret("e")),
	} {
		got, err := value(t, env, expr, map[string]cty.Value{
			"v": cty.StringVal("v").WithMarks(cty.NewValueMarks(secret("s"), "other")),
			"e": cty.StringVal("e").Mark(secret("e")),
		})
		if err != nil || !got.RawEquals(want) {
			t.Errorf("%s = %#v, %v; want %#v", expr, got, err, want)
		}
	}
}

var unknownString = cty.UnknownVal(cty.String).RefineNotNull()

// TestUnreadableFiles shows that a file that cannot be read fails the one
// call, and is named as the configuration names it.
func TestUnreadableFiles(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		env        functions.Env
		expr, want string
	}{
		{env, `file("missing.txt")`, `no file exists at "missing.txt"`},
		{env, `file("/etc/passwd")`, `"/etc/passwd" lies outside the files of this run`},
		{env, `file("../../x")`, `"../../x" lies outside the files of this run`},
		{env, `fileexists("sub")`, `"sub" is not a regular file`},
		{env, `file("sub")`, `"sub" is not a regular file`},
		{env, `file("~/x")`, `"~/x"`},
		{env, `fileset("/etc", "*")`, "lies outside the files of this run"},
		{env, `templatefile("missing.tftpl", {})`, `no file exists at "missing.tftpl"`},
		{env, `templatefile("hello.tftpl", {})`, `needs a variable "name" at hello.tftpl:1`},
		{functions.Env{}, `file("x")`, "no files can be read in this run"},
		{functions.Env{}, `fileset(".", "*")`, "no files can be read in this run"},
	} {
		_, err := value(t, test.env, test.expr, nil)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: got error %v, want %s", test.expr, err, test.want)
		}
	}
	if v, err := value(t, env, `try(file("missing.txt"), file("zones.json"))`, nil); err != nil || v.AsString() != `["a", "b"]` {
		t.Errorf("a call beside one that fails: got %#v, %v", v, err)
	}
}

// TestErrorsKeepSecrets shows that no error repeats a sensitive argument.
func TestErrorsKeepSecrets(t *testing.T) {
	t.Parallel()
	vars := map[string]cty.Value{
		"s": cty.StringVal("hunter2").Mark(secret("s")),
		"o": cty.ObjectVal(map[string]cty.Value{"x": cty.StringVal("hunter2").Mark(secret("s"))}),
	}
	for _, expr := range []string{
		`file(s)`, `tonumber(s)`, `parseint(s, 10)`, `jsondecode(s)`, `cidrhost(s, 1)`, `formatdate("YYYY", s)`,
		`timeadd("2024-01-02T03:04:05Z", s)`, `lookup({}, s)`, `regex(s, "x")`, `regex("(", s)`, `format("%d", s)`,
		`uuidv5(s, "x")`, `templatefile(s, {})`, `templatestring("$${upper(a, b)}", { a = s, b = 1 })`,
		`templatestring(s, [])`, `format("%d", o.x)`, `textencodebase64("x", s)`, `fileexists(s, 1)`,
		`convert(s, number)`, `base64gunzip(s)`, `assumestringprefix("x", s)`, `one([s, s])`, `sum([s])`, `yamldecode("a: ${s}: b")`,
	} {
		_, err := value(t, env, expr, vars)
		if err == nil || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%s: got error %v, want one without the secret", expr, err)
		}
	}
}

// TestConcurrentCalls shows, under the race detector, that a table can be used
// by several evaluations at once.
func TestConcurrentCalls(t *testing.T) {
	t.Parallel()
	table := functions.Table(env)
	for range 4 {
		t.Run("evaluation", func(t *testing.T) {
			t.Parallel()
			for _, name := range []string{"upper", "core::file", "jsondecode"} {
				if _, err := table[name].Call([]cty.Value{cty.StringVal("zones.json")}); err != nil && name != "jsondecode" {
					t.Error(err)
				}
			}
		})
	}
}
