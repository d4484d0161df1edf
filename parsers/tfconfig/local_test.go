package tfconfig_test

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"spof/parsers/tfconfig"
	"spof/providers/aws/schema"
)

func TestLocal(t *testing.T) {
	dir := os.Getenv("SPOF_DIR")
	if dir == "" {
		t.Skip()
	}
	p := schema.New()
	start := time.Now()
	inv, diags := tfconfig.Load(context.Background(), tfconfig.Options{
		FS: os.DirFS("/"), Dir: strings.TrimPrefix(dir, "/"), Region: os.Getenv("SPOF_REGION"), Provider: p,
		Display: func(s string) string { return strings.TrimPrefix("/"+s, dir+"/") },
	})
	for _, d := range diags {
		fmt.Fprintln(os.Stderr, d)
	}
	fmt.Fprintln(os.Stderr, len(inv.Resources), "resources", time.Since(start))
	for _, r := range inv.Resources {
		if r.Unexpanded || os.Getenv("SPOF_V") != "" {
			fmt.Fprintln(os.Stderr, r.Address, r.Unexpanded, r.Settles, r.Unknown)
		}
	}
	for _, g := range inv.Gaps {
		fmt.Fprintln(os.Stderr, "GAP", g.What, g.Why, g.Origin)
	}
	if out := os.Getenv("SPOF_OUT"); out != "" {
		f, _ := os.Create(out)
		inv.WriteJSON(f)
		f.Close()
	}
}
