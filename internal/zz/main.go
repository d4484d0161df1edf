package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"spof/analysis"
	"spof/inventory"
	"spof/parsers/planned"
	"spof/parsers/tfconfig"
	"spof/parsers/tfplan"
	"spof/providers/aws"
	"spof/providers/aws/schema"
	"spof/rules"
)

func audit(inv *inventory.Inventory) []string {
	a, err := analysis.Run(aws.Mean(inv), rules.All(), analysis.Options{})
	if err != nil {
		fmt.Println("ERR", err)
	}
	var out []string
	for _, f := range a.Findings {
		about := f.Address
		if f.Event != nil {
			about = f.Event.String()
		}
		out = append(out, f.Verdict.String()+" "+f.Rule.ID+" "+about)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func diff(what string, a, b []string) {
	for _, s := range a {
		if !slices.Contains(b, s) {
			fmt.Println("   ", what, "-", s)
		}
	}
	for _, s := range b {
		if !slices.Contains(a, s) {
			fmt.Println("   ", what, "+", s)
		}
	}
}

func main() {
	ctx := context.Background()
	path, dir := os.Args[1], os.Args[2]
	f, err := os.Open(path)
	if err != nil {
		panic(err)
	}
	p, err := tfplan.Read(f)
	if err != nil {
		fmt.Println("READ", path, err)
		return
	}
	f.Close()
	tree := func() *tfconfig.Tree { return &tfconfig.Tree{FS: os.DirFS("/"), Provider: schema.New()} }
	env := func(n string) (string, bool) { return os.LookupEnv(n) }
	abs, _ := filepath.Abs(dir)
	load := tfconfig.Options{Dir: strings.TrimPrefix(abs, "/"), Env: env}
	hcl, _ := tree().Load(ctx, load)
	_, alone, _ := planned.Inventories(ctx, p, planned.Options{Name: "plan", Provider: schema.New(), Load: tfconfig.Options{Env: env}})
	_, both, _ := planned.Inventories(ctx, p, planned.Options{Name: "plan", Provider: schema.New(), Tree: tree(), Load: load})
	h, al, bo := audit(hcl), audit(alone), audit(both)
	fmt.Printf("%s hcl %d alone %d both %d gaps %d/%d/%d\n", path, len(h), len(al), len(bo), len(hcl.Gaps), len(alone.Gaps), len(both.Gaps))
	diff("both vs hcl", h, bo)
	diff("alone vs both", bo, al)
	if len(os.Args) > 3 {
		w, _ := os.Create(os.Args[3] + ".alone.json")
		_ = alone.WriteJSON(w)
		w, _ = os.Create(os.Args[3] + ".both.json")
		_ = both.WriteJSON(w)
		w, _ = os.Create(os.Args[3] + ".hcl.json")
		_ = hcl.WriteJSON(w)
	}
	_ = io.EOF
}
