package estatetest_test

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// recordings is where what Terraform said of each estate is kept, a directory
// for each:
//
//	plan.json.gz    the plan that makes it, as terraform show -json prints it
//	state.json.gz   the state after that was applied
//	noop.json.gz    a plan over that state, which changes nothing
//	plan.tfplan     the plan that makes it, as the file that Terraform keeps it in; of some only
//	recording.json  what it was recorded of, and with what
const recordings = "testdata/recorded"

// A recording says what was recorded, and with what.
type recording struct {
	Terraform string            `json:"terraform"`
	Provider  string            `json:"provider"`
	Emulator  string            `json:"emulator"`
	Of        string            `json:"configuration"` // its digest
	Variables map[string]string `json:"variables,omitempty"`
}

func readRecording(t *testing.T, dir string) (r recording) {
	t.Helper()
	src, err := os.ReadFile(filepath.Join(dir, "recording.json"))
	if errors.Is(err, fs.ErrNotExist) {
		return recording{}
	}
	if err == nil {
		err = json.Unmarshal(src, &r)
	}
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func (r recording) write(t *testing.T, dir string) {
	t.Helper()
	src, err := json.MarshalIndent(r, "", "  ")
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "recording.json"), append(src, '\n'), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// configured returns a digest of a configuration: comments and space have no
// part in it, for they change more often than what Terraform makes of it.
func configured(t *testing.T, dir string, variables map[string]string) string {
	t.Helper()
	sum := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(variables)) {
		fmt.Fprintln(sum, name, "=", variables[name])
	}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || filepath.Ext(name) == ".txt" {
			return err
		}
		src, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		fmt.Fprintln(sum, name)
		if filepath.Ext(name) == ".tf" {
			src = withoutComments(src, name)
		}
		sum.Write(src)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return hex.EncodeToString(sum.Sum(nil))[:16]
}

func withoutComments(src []byte, name string) []byte {
	tokens, _ := hclsyntax.LexConfig(src, name, hcl.InitialPos)
	var out bytes.Buffer
	for _, token := range tokens {
		switch token.Type {
		case hclsyntax.TokenComment, hclsyntax.TokenNewline:
		default:
			out.Write(token.Bytes)
			out.WriteByte('\n')
		}
	}
	return out.Bytes()
}

// pack writes a compressed file: the same bytes make the same file.
func pack(t *testing.T, file string, content []byte) {
	t.Helper()
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err == nil {
		_, err = w.Write(content)
	}
	if err == nil {
		err = w.Close()
	}
	if err == nil {
		err = os.MkdirAll(filepath.Dir(file), 0o755)
	}
	if err == nil {
		err = os.WriteFile(file, out.Bytes(), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// unpack reads what pack wrote.
func unpack(t *testing.T, file string) []byte {
	t.Helper()
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	r, err := gzip.NewReader(bytes.NewReader(src))
	if err != nil {
		t.Fatal(err)
	}
	out, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return out
}
