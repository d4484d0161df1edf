package cli_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"spof/internal/cli"
)

// What a plan may hold that is no reason to be refused, and what a state may.
const (
	// A VPC that a plan creates, with its values.
	vpcOf = `{"address":"aws_vpc.a","mode":"managed","type":"aws_vpc","name":"a",` +
		`"provider_name":"registry.terraform.io/hashicorp/aws","change":{"actions":["create"],"before":null,"after":%s}}`
	aVPC = `{"cidr_block":"10.0.0.0/16"}`
)

// planOf is a plan of changes, and of further fields at its top.
func planOf(changes string, more ...string) string {
	fields := append([]string{`"format_version":"1.2"`, `"resource_changes":[` + changes + `]`}, more...)
	return "{" + strings.Join(fields, ",") + "}"
}

func planTo(after string) string { return planOf(fmt.Sprintf(vpcOf, after)) }

func recordedPlan(t *testing.T, name string) string {
	t.Helper()
	src, err := os.ReadFile(filepath.Join("../../parsers/tfplan/testdata", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(src)
}

// deep is an object in an object, n times.
func deep(n int) string { return strings.Repeat(`{"a":`, n) + "1" + strings.Repeat("}", n) }

// Each kind of file that is none of ours, or a broken one of ours, is refused in
// one line: which file, where in it, what is wrong, and what is expected.
func TestBadFiles(t *testing.T) {
	t.Parallel()
	const expected = "expected a plan, a state, a snapshot or a directory with Terraform"
	long := strings.Repeat("x", 1_000_000)
	planFile := recordedPlan(t, "changes/plan.tfplan")
	for name, c := range map[string]struct{ content, want string }{
		"empty":                    {"", "it is empty; " + expected},
		"blanks":                   {" \n\t\n", "it is empty; " + expected},
		"binary":                   {"\x7fELF\x02\x01\x01\x00\x00", "it is binary, and no plan file; " + expected},
		"noughts":                  {strings.Repeat("\x00", 10_000), "it is binary, and no plan file; " + expected},
		"YAML":                     {"Resources:\n  Vpc:\n    Type: AWS::EC2::VPC\n", "it looks like YAML; " + expected},
		"HTML":                     {"<html><body><h1>502 Bad Gateway</h1></body></html>", "it looks like HTML or XML; " + expected},
		"configuration":            {"resource \"aws_vpc\" \"a\" {\n}\n", "it is a file of Terraform's configuration; give the directory of its root module"},
		"the log of a run":         {`{"@level":"info","@message":"Terraform 1.11.4","type":"version"}` + "\n" + `{"@level":"info"}`, "it is the log of a command of Terraform with -json; give what `terraform show -json PLANFILE` prints"},
		"what a run says":          {"Terraform used the selected providers to generate the following\nexecution plan.\n", "it is what `terraform plan` tells people; give the plan file, or what `terraform show -json PLANFILE` prints"},
		"the same, in colour":      {"\x1b[0m\x1b[1mdata.aws_ami.a: Reading...\x1b[0m\n\n\x1b[0mTerraform will perform the following actions:\n", "it is what `terraform plan` tells people"},
		"the wrapper of an action": {"[command]/opt/terraform-bin show -json plan.tfplan\n" + aPlan, "it is what the wrapper of hashicorp/setup-terraform prints, which adds its own lines; set terraform_wrapper: false"},
		"JSON lines":               {`{"a":1}` + "\n" + `{"b":2}`, "it is JSON with the fields a, and not what was expected: a plan, a state, a snapshot or a directory with Terraform"},
		"a list":                   {"[" + aPlan + "]", "it is a JSON list; " + expected},
		"a number":                 {"42", "it is text, but no JSON; " + expected},
		"a word":                   {"null", "it is text, but no JSON; " + expected},
		"no fields":                {"{}", "it is an empty JSON document; " + expected},
		"other fields":             {`{"name":"x","version":"1.0.0","dependencies":{}}`, "it is JSON with the fields name, version, dependencies, and not what was expected"},
		"schemas":                  {`{"format_version":"1.0","provider_schemas":{}}`, "it is JSON with the fields format_version, provider_schemas"},
		"a million fields":         {"{" + strings.TrimSuffix(strings.Repeat(`"x":1,`, 1_000_000), ",") + "}", "duplicate"},
		"a field of 10^6":          {`{"` + long + `":1}`, "it is JSON with the fields xxxx"},
		"text of 10^6":             {planOf(`{"address":"` + long + `","mode":"managed"}`), "resource_changes[0]: expected a type, found none"},
		"an address of 10^6 twice": {planOf(longVPC(long) + "," + longVPC(long)), "resource_changes[1]: aws_vpc.xxx"},
		"a format of 10^6":         {`{"format_version":"` + long + `","resource_changes":[]}`, "is not known; expected 1.x"},
		"a path of two lines":      {planTo("{\"a\\nb\":NaN}"), `resource_changes[0].change.after["a\nb"]: invalid character 'N'`},
		"fields of two lines":      {"{\"a\\nb\\u001b[31m\":1}", `it is JSON with the fields a\nb\x1b[31m, and not what was expected`},
		"an address of two lines":  {planOf(longVPC("\\n") + "," + longVPC("\\n")), `resource_changes[1]: "aws_vpc.\n" stands there twice`},
		"an inventory":             {`{"schema":1,"resources":[],"gaps":[]}`, "it is what `spof inspect` printed, which says less than was read; `spof snapshot` saves all of it"},
		"an audit":                 {`{"schema":1,"spof":"1","inputs":[]}`, "it is a saved audit; `spof report --from` shows it"},
		"latin 1":                  {"r\xe9gion", "it is binary, and no plan file; " + expected},
		"UTF-16, no JSON":          {wide("hello"), "it is text, but no JSON; " + expected},
		"UTF-16, cut off":          {wide(aPlan)[:101], "the document ends before it is complete"},
		"nesting":                  {strings.Repeat(`{"a":`, 1_000_000), "line 1, byte"},
		"lists in lists":           {`{"a":` + strings.Repeat("[", 1_000_000), "line 1, byte"},

		"gzip of nothing":   {gzipped(t, ""), "it is empty; " + expected},
		"gzip of text":      {gzipped(t, "hello"), "it is text, but no JSON; " + expected},
		"gzip of gzip":      {gzipped(t, gzipped(t, aPlan)), "it is binary, and no plan file; " + expected},
		"gzip that is none": {"\x1f\x8b\x08", "it begins as what gzip compressed, and is no such file"},
		"gzip cut off":      {gzipped(t, recordedPlan(t, "changes/plan.json"))[:2_000], "planned_values.root_module.resources[5].values.arn: the document ends before it is complete"},
		"gzip damaged":      {damaged(gzipped(t, recordedPlan(t, "changes/plan.json"))), "line 1, byte 53550: gzip: invalid checksum"},
		"a bomb":            {gzipped(t, strings.Repeat(" ", 5_000_000)), "the document ends before it is complete"},
		"zip of nothing":    {zipped(t), "it is a zip archive, but no plan file: it has no member tfplan"},
		"zip of others":     {zipped(t, "main.tf"), "it is a zip archive, but no plan file: it has no member tfplan"},
		"zip cut off":       {planFile[:len(planFile)-30], "it begins as a zip archive, and is cut off or damaged"},
		"zip damaged":       {strings.Replace(planFile, planFile[60:80], strings.Repeat("\xff", 20), 1), "tfplan: damaged or cut off after"},
		"an empty plan":     {zipped(t, "tfplan"), "tfplan is not a plan: it has no version; make the plan anew"},

		"plan, format 0.1":    {`{"format_version":"0.1","resource_changes":[]}`, `line 1, byte 18, format_version: format "0.1" is not known; expected 1.x`},
		"plan, format 2":      {`{"format_version":"2.0","resource_changes":[]}`, `format "2.0" is not known; expected 1.x`},
		"plan, no format":     {`{"resource_changes":[]}`, "the plan has no format_version"},
		"plan, format 1.2":    {`{"format_version":1.2,"resource_changes":[]}`, "line 1, byte 18, format_version: expected text, found a number"},
		"plan, encrypted":     {`{"meta":{},"encrypted_data":"eA==","encryption_version":"v0"}`, "it is encrypted by OpenTofu; give what `tofu show -json` prints"},
		"changes, an object":  {`{"format_version":"1.2","resource_changes":{}}`, "resource_changes: expected a list, found an object"},
		"changes, text":       {planOf(`"x"`), "resource_changes[0]: expected an object, found text"},
		"change, no type":     {planOf(`{"address":"a.b","mode":"managed","name":"b"}`), "resource_changes[0]: expected a type, found none"},
		"address twice":       {planOf(fmt.Sprintf(vpcOf, aVPC) + "," + fmt.Sprintf(vpcOf, aVPC)), "resource_changes[1]: aws_vpc.a stands there twice"},
		"field twice":         {planOf("", `"resource_changes":[]`), "resource_changes: duplicate object member name"},
		"attribute twice":     {planTo(`{"a":1,"a":2}`), "resource_changes[0].change.after.a: duplicate object member name"},
		"after, a list":       {planTo("[]"), "resource_changes[0].change.after: expected an object with the attributes of the resource"},
		"after, NaN":          {planTo(`{"a":NaN}`), "resource_changes[0].change.after.a: invalid character 'N'"},
		"after, 1e400000":     {planTo(`{"a":1e400000}`), "resource_changes[0].change.after.a: the number 1e400000 is beyond what Terraform keeps"},
		"after, 10^6 digits":  {planTo(`{"a":` + strings.Repeat("9", 1_000_000) + `}`), "resource_changes[0].change.after.a: the number 99"},
		"after, no UTF-8":     {planTo("{\"a\":\"\xff\"}"), "resource_changes[0].change.after.a: invalid UTF-8"},
		"after, deep":         {planTo(deep(1_000)), "values stand deeper inside each other than the limit of 500"},
		"after, a comma":      {planTo(`{"a":1,}`), "resource_changes[0].change.after"},
		"after, a comment":    {planTo(`{"a":1 /* one */}`), "resource_changes[0].change.after: invalid character '/'"},
		"after, single quote": {planTo(`{'a':1}`), `invalid character '\''`},
		"more after it":       {planTo(aVPC) + planTo(aVPC), "expected the end of the document, found more after it"},

		"state, version 1":    {`{"version":1,"serial":1,"modules":[]}`, "it is a state of version 1, which is older than version 4"},
		"state, version 3":    {`{"version":3,"serial":1,"lineage":"x","modules":[]}`, "it is a state of version 3, which is older than version 4"},
		"state, version 5":    {`{"version":5,"serial":1,"resources":[]}`, "version 5 of the state is newer than version 4, which is what is read"},
		"state, encrypted":    {`{"serial":1,"lineage":"x","encrypted_data":"x"}`, "it is encrypted by OpenTofu"},
		"state, attributes":   {state("aws_vpc", `"a":`+deep(1_000)), "values stand deeper inside each other than the limit of 500"},
		"state, type":         {strings.Replace(state("aws_vpc", ""), `"aws_vpc"`, "7", 1), "resources[0].type: expected text, found a number"},
		"state, resources":    {`{"version":4,"serial":1,"resources":{"a":1}}`, "resources: expected a list, found an object"},
		"snapshot, version 2": {`{"snapshot":2,"estates":[]}`, "line 1, byte 12, snapshot: version 2 of the format is newer than version 1, which is what is read; a newer spof reads it"},
		"snapshot, no estate": {`{"snapshot":1}`, "expected an estate or several in the field estates, found none"},
		"snapshot, cut off":   {`{"snapshot":1,"estates":[{"kind":"state","resources":[`, "estates[0].resources: the document ends before it is complete"},
		"snapshot, address":   {`{"snapshot":1,"estates":[{"kind":"state","resources":[{"address":1}]}]}`, "estates[0].resources[0].address: expected text, found a number"},
		"snapshot, deep":      {`{"snapshot":1,"estates":[{"resources":[{"address":"a.b","type":"a","mode":"data","values":` + deep(1_000) + `}]}]}`, "values stand deeper inside each other than the limit of 500"},
		"shown, format 2":     {`{"format_version":"2.0","values":{}}`, "format_version 2.0 is none that is read; 0.1 to 1.x are"},
		"shown, bad address":  {`{"format_version":"1.0","values":{"root_module":{"resources":[{"type":"a","address":"module.x["}]}}}`, "expected the address of a resource"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if said := refused(t, c.content); !strings.Contains(said, c.want) {
				t.Errorf("it says %q\nand not %q", said, c.want)
			}
		})
	}
}

// longVPC is a change with an address.
func longVPC(name string) string {
	return strings.Replace(fmt.Sprintf(vpcOf, aVPC), "aws_vpc.a", "aws_vpc."+name, 1)
}

// damaged is a text of which the last bytes are not what they were.
func damaged(s string) string { return s[:len(s)-8] + strings.Repeat("\x01", 8) }

// refused wants a file to be refused, in one line that names it, and
// returns the line.
func refused(t *testing.T, content string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "given"), []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	code, stdout, stderr := run(t, cli.Command{Dir: dir}, "audit", "given")
	const longest = 700
	if code != 3 || stdout != "" {
		t.Errorf("it exits %d and prints %q", code, stdout)
	}
	said, one := strings.CutSuffix(stderr, "\n")
	if !one || strings.Contains(said, "\n") || len(said) > longest || !strings.HasPrefix(said, "spof: read given: ") {
		t.Errorf("it does not say one line of the file: %d bytes, %.1000q", len(stderr), stderr)
	}
	return said
}

// Wherever a plan or a state is cut off, it is said that it is, and where.
func TestFilesThatAreCutOff(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"changes/plan.json", "changes/plan.tfplan", "changes/terraform.tfstate"} {
		content := strings.TrimSpace(recordedPlan(t, name))
		const places = 20
		for i := 1; i < places; i++ {
			at := len(content) * i / places
			t.Run(fmt.Sprintf("%s at byte %d", name, at), func(t *testing.T) {
				t.Parallel()
				said := refused(t, content[:at])
				want := fmt.Sprintf(`given: line \d+, byte %d[^:]*: the document ends before it is complete$`, at)
				if strings.HasSuffix(name, ".tfplan") {
					want = "given: it begins as a zip archive, and is cut off or damaged: "
				}
				if !regexp.MustCompile(want).MatchString(said) {
					t.Errorf("it says %q\nand not %s", said, want)
				}
			})
		}
	}
}
