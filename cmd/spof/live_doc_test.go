package main

import (
	"os"
	"path/filepath"
	"testing"

	"spof/internal/golden"
)

// The examples of docs/live.md are what the command prints today of the account
// that was made of the estate basic, and was saved; `make live` saved it.
func TestLiveDocShowsRealOutput(t *testing.T) {
	t.Parallel()
	const name = "../../docs/live.md"
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	account, err := os.ReadFile("testdata/account/account.json")
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "account.json"), account, 0o600)
	}
	if err == nil {
		err = os.CopyFS(filepath.Join(dir, "infra"), os.DirFS("../../fixtures/estates/basic"))
	}
	if err != nil {
		t.Fatal(err)
	}
	page := shown(t, string(text), dir, "audit account.json", excerpt)
	page = shown(t, page, dir, "audit account.json --terraform infra", excerpt)
	golden.Compare(t, name, []byte(page))
}
