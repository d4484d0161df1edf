package estatetest_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// supply gives a copy of a configuration what it needs to be applied to an
// emulator, and what no finding depends on: the address of buckets in the path,
// for the emulator has no name for each; the user of a database and the public
// address of an instance that is asked for it, without which AWS refuses them;
// the archives of functions.
func supply(t *testing.T, dir string) {
	t.Helper()
	var (
		override        bytes.Buffer
		blocks, public  = blocksIn(t, dir)
		buckets, failed = slices.ContainsFunc(blocks, ofBuckets), error(nil)
	)
	for _, b := range blocks {
		switch {
		case b.Type == "provider" && buckets:
			fmt.Fprintf(&override, "provider \"aws\" {\n%s  s3_use_path_style = true\n}\n", alias(b))
		case b.Type != "resource":
		case b.Labels[0] == "aws_instance" && public && b.Body.Attributes["subnet_id"] != nil:
			fmt.Fprintf(&override, "resource %q %q {\n  associate_public_ip_address = true\n}\n", b.Labels[0], b.Labels[1])
		case b.Labels[0] == "aws_lambda_function":
			failed = errors.Join(failed, supplyArchive(dir, b))
		default:
			supplyUser(&override, b)
		}
	}
	if override.Len() > 0 {
		failed = errors.Join(failed, os.WriteFile(filepath.Join(dir, "emulator_override.tf"), override.Bytes(), 0o644))
	}
	if failed != nil {
		t.Fatal(failed)
	}
}

// blocksIn returns the blocks of the root module, and whether one of them asks
// for a public address.
func blocksIn(t *testing.T, dir string) (blocks []*hclsyntax.Block, public bool) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.tf"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		public = public || bytes.Contains(src, []byte(".public_ip"))
		parsed, diags := hclsyntax.ParseConfig(src, file, hcl.InitialPos)
		if diags.HasErrors() {
			t.Fatal(diags)
		}
		if body, ok := parsed.Body.(*hclsyntax.Body); ok {
			blocks = append(blocks, body.Blocks...)
		}
	}
	return blocks, public
}

func ofBuckets(b *hclsyntax.Block) bool {
	return b.Type == "resource" && strings.HasPrefix(b.Labels[0], "aws_s3_")
}

func alias(provider *hclsyntax.Block) string {
	if name := literal(provider, "alias"); name != "" {
		return fmt.Sprintf("  alias = %q\n", name)
	}
	return ""
}

// literal returns a string that is written down.
func literal(b *hclsyntax.Block, name string) string {
	attribute := b.Body.Attributes[name]
	if attribute == nil {
		return ""
	}
	v, diags := attribute.Expr.Value(nil)
	if diags.HasErrors() || v.Type().FriendlyName() != "string" {
		return ""
	}
	return v.AsString()
}

// supplyUser gives a database that is no copy of another one a user.
func supplyUser(override *bytes.Buffer, resource *hclsyntax.Block) {
	prefix, databases := map[string]string{"aws_db_instance": "", "aws_rds_cluster": "master_"}[resource.Labels[0]]
	written := resource.Body.Attributes
	if !databases || written[prefix+"username"] != nil || written["replicate_source_db"] != nil {
		return
	}
	fmt.Fprintf(override, "resource %q %q {\n", resource.Labels[0], resource.Labels[1])
	fmt.Fprintf(override, "  %susername = \"shop\"\n  %spassword = \"for-the-emulator-only\"\n}\n", prefix, prefix)
}

// supplyArchive writes the archive of a function's code.
func supplyArchive(dir string, function *hclsyntax.Block) error {
	name := literal(function, "filename")
	if name == "" {
		return nil
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	_, err := w.Create("main.py")
	return errors.Join(err, w.Close(), os.WriteFile(filepath.Join(dir, name), out.Bytes(), 0o644))
}

var namedRole = regexp.MustCompile(`arn:aws:iam::123456789012:role/([\w-]+)`)

// makeRoles makes the roles in the emulator that the configuration names and
// others have made.
func (r recorder) makeRoles(t *testing.T) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(r.Path, "*.tf"))
	if err != nil {
		t.Fatal(err)
	}
	made := map[string]bool{}
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range namedRole.FindAllSubmatch(src, -1) {
			if name := string(m[1]); !made[name] {
				made[name] = true
				r.ask(t, "iam", url.Values{
					"Action": {"CreateRole"}, "Version": {"2010-05-08"}, "RoleName": {name},
					"AssumeRolePolicyDocument": {`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",` +
						`"Principal":{"Service":["lambda.amazonaws.com","ecs.amazonaws.com"]}}]}`},
				})
			}
		}
	}
}

// ask makes one call of the emulator's API.
func (r recorder) ask(t *testing.T, service string, call url.Values) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, r.Emulator, strings.NewReader(call.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
	request.Header.Set("Authorization", "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/"+service+"/aws4_request, SignedHeaders=host, Signature=none")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	if err := answer.Body.Close(); err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("the emulator answers %s to %s (%v)", answer.Status, call.Get("Action"), err)
	}
}
