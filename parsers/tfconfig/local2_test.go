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

func TestLocalRoots(t *testing.T) {
	dir := os.Getenv("SPOF_ROOTS")
	if dir == "" {
		t.Skip()
	}
	fsys := os.DirFS("/")
	start := time.Now()
	roots, gaps := tfconfig.Roots(fsys, strings.TrimPrefix(dir, "/"), nil)
	fmt.Println(len(roots), "roots", len(gaps), "gaps", time.Since(start))
	p := schema.New()
	kinds := map[string]int{}
	for _, root := range roots {
		s := time.Now()
		inv, diags := tfconfig.Load(context.Background(), tfconfig.Options{FS: fsys, Dir: root, Provider: p, Display: func(n string) string { return strings.TrimPrefix("/"+n, dir+"/") }})
		un := 0
		for _, r := range inv.Resources {
			if r.Unexpanded {
				un++
			}
		}
		fmt.Printf("%-70s declared %4d resources %5d unexpanded %3d gaps %3d diags %3d %v\n", strings.TrimPrefix("/"+root, dir), inv.Declared, len(inv.Resources), un, len(inv.Gaps), len(diags), time.Since(s).Round(time.Millisecond))
		for _, d := range diags {
			kinds[d.Summary]++
			if os.Getenv("SPOF_V") != "" {
				fmt.Println("   ", strings.TrimPrefix(d.Error(), strings.TrimPrefix(dir, "/")))
			}
		}
		if os.Getenv("SPOF_V") != "" {
			for _, g := range inv.Gaps {
				fmt.Println("   GAP", g.What, "--", g.Why)
			}
		}
	}
	fmt.Println(kinds, time.Since(start))
}
