package cli_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"io"
	"strings"
	"testing"
	"unicode/utf16"

	"spof/internal/cli"
)

func zipped(t *testing.T, members ...string) string {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, name := range members {
		if _, err := w.Create(name); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func gzipped(t *testing.T, s string) string {
	t.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := io.WriteString(w, s); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// wide is a text in UTF-16, as PowerShell redirects it.
func wide(s string) string {
	out := []byte{0xff, 0xfe}
	for _, unit := range utf16.Encode([]rune(s)) {
		out = append(out, byte(unit), byte(unit>>8))
	}
	return string(out)
}

const (
	aState = `{"version":4,"terraform_version":"1.11.0","serial":1,"resources":[]}`
	aPlan  = `{"format_version":"1.2","terraform_version":"1.11.0","planned_values":{"root_module":{}},"resource_changes":[]}`
	shown  = `{"format_version":"1.0","terraform_version":"1.11.0","values":{"root_module":{}}}`
)

func TestSniff(t *testing.T) {
	t.Parallel()
	many := strings.Repeat(`{"a":[1,2,3]},`, 20_000)
	for name, c := range map[string]struct{ content, want string }{
		"state":                  {aState, "a state"},
		"state, version last":    {`{"serial":1,"resources":[` + many + `{}],"version":4}`, "a state"},
		"state, little in it":    {`{"version":4}`, "a state"},
		"state of version 5":     {`{"version":5,"serial":1,"resources":[]}`, "a state"},
		"shown state":            {shown, "a state, as `terraform show -json` prints it"},
		"shown, values first":    {`{"values":{"root_module":{}},"format_version":"1.0"}`, "a state, as `terraform show -json` prints it"},
		"shown and empty":        {`{"format_version":"1.0"}`, "a state, as `terraform show -json` prints it"},
		"plan":                   {aPlan, "a plan, as `terraform show -json` prints it"},
		"plan, state first":      {`{"variables":{},"prior_state":{"values":{}}}`, "a plan, as `terraform show -json` prints it"},
		"plan file":              {zipped(t, "tfplan", "tfstate"), "a plan file"},
		"inventory":              {`{"schema":1,"resources":[],"gaps":[]}`, "what `spof inspect` printed"},
		"snapshot":               {`{"snapshot":1,"estates":[]}`, "a snapshot"},
		"snapshot, version last": {`{"estates":[` + many + `{}],"snapshot":1}`, "a snapshot"},
		"audit":                  {`{"schema":1,"spof":"0.1.0","inputs":[]}`, "a saved audit"},
		"gzip":                   {gzipped(t, aState), "a state"},
		"gzip of a plan file":    {gzipped(t, zipped(t, "tfplan")), "a plan file"},
		"UTF-16":                 {wide(shown), "a state, as `terraform show -json` prints it"},
		"UTF-8 with a mark":      {"\ufeff" + aState, "a state"},
		"space before it":        {"\n\n  " + aState, "a state"},
		"truncated further down": {aState[:60], "a state"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			kind, rest, err := cli.Sniff(strings.NewReader(c.content))
			if err != nil || kind != c.want {
				t.Fatalf("it is %q, error %v; want %q", kind, err, c.want)
			}
			// What is read after that begins where the content does.
			again, _, err := cli.Sniff(rest)
			if err != nil || again != c.want {
				t.Errorf("the rest is %q, error %v", again, err)
			}
		})
	}
}

func TestSniffNamesWhatItIsNot(t *testing.T) {
	t.Parallel()
	const configuration = "it is a file of Terraform's configuration; give the directory of its root module"
	for name, c := range map[string]struct{ content, want string }{
		"empty":              {"", "it is empty; expected a plan, a state, a snapshot or a directory with Terraform"},
		"only space":         {" \n\t", "it is empty"},
		"version 3":          {`{"version":3,"serial":1,"modules":[]}`, "it is a state of version 3, which is older than version 4; `terraform init` and"},
		"encrypted":          {`{"serial":1,"lineage":"x","meta":{},"encrypted_data":"x"}`, "it is encrypted by OpenTofu; give what `tofu show -json` prints"},
		"truncated":          {`{"terraform_version": "1.1`, "it looks like JSON, and is none: line 1, byte 26, terraform_version: the document ends before it is complete"},
		"broken":             {"{\n  version: 4\n}", "it looks like JSON, and is none: line 2, byte 4: invalid character 'v'"},
		"another document":   {`{"name":"x","dependencies":{}}`, "it is JSON with the fields name, dependencies, and not what was expected: a plan, a state, a snapshot or a directory"},
		"no fields":          {`{}`, "it is an empty JSON document"},
		"a list":             {`[1]`, "it is a JSON list"},
		"a schema":           {`{"format_version":"1.0","provider_schemas":{}}`, "it is JSON with the fields format_version, provider_schemas"},
		"log of a plan":      {`{"@level":"info","@message":"Terraform 1.11.0"}` + "\n" + `{"@level":"info"}`, "give what `terraform show -json PLANFILE` prints"},
		"configuration":      {"# ours\n\nresource \"aws_vpc\" \"a\" {\n}\n", configuration},
		"shown without JSON": {"# aws_vpc.a:\nresource \"aws_vpc\" \"a\" {\n    id = \"x\"\n}\n", "or what `terraform show -json` prints"},
		"block comment":      {"/* ours */\nprovider \"aws\" {}\n", configuration},
		"JSON configuration": {`{"resource":{"aws_vpc":{}}}`, configuration},
		"YAML":               {"Resources:\n  Vpc:\n    Type: AWS::EC2::VPC\n", "it looks like YAML"},
		"YAML document":      {"---\na: 1\n", "it looks like YAML"},
		"HTML":               {"<!DOCTYPE html>", "it looks like HTML or XML"},
		"text":               {"hello, world", "it is text, but no JSON"},
		"variables":          {"region = \"us-east-1\"\n", "it is text, but no JSON"},
		"binary":             {"\x7fELF\x02\x01\x01\x00", "it is binary, and no plan file"},
		"latin 1":            {"r\xe9gion", "it is binary, and no plan file"},
		"zip of others":      {zipped(t, "main.tf"), "it is a zip archive, but no plan file: it has no member tfplan"},
		"zip cut off":        {zipped(t, "tfplan")[:40], "it begins as a zip archive, and is cut off or damaged"},
		"gzip cut off":       {gzipped(t, aState)[:12], "the document ends before it is complete"},
		"no gzip":            {"\x1f\x8b\x00", "it begins as what gzip compressed, and is no such file"},
		"empty gzip":         {gzipped(t, ""), "it is empty"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			kind, _, err := cli.Sniff(strings.NewReader(c.content))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("it is %q, error %v\nwant %s", kind, err, c.want)
			}
		})
	}
}
