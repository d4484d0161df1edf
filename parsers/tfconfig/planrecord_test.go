package tfconfig_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// recordPlan has Terraform plan a copy of a root module, and keeps what
// TestPlans compares. It needs terraform, the provider that the module asks for,
// and an emulator of AWS at AWS_ENDPOINT_URL: never an account.
func recordPlan(t *testing.T, dir string, lines [][]string) {
	t.Helper()
	if os.Getenv("AWS_ENDPOINT_URL") == "" {
		t.Fatal("set AWS_ENDPOINT_URL to an emulator of AWS")
	}
	work := t.TempDir()
	if err := os.CopyFS(work, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	env, plan, workspace := asTold(lines)
	terraform(t, work, env, "init", "-input=false")
	if workspace != "" {
		terraform(t, work, env, "workspace", "new", workspace)
	}
	terraform(t, work, env, plan...)
	shown := terraform(t, work, env, "show", "-json", "plan.bin")
	src, err := json.MarshalIndent(reduced(t, shown, digest(t, dir, lines)), "", " ")
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "plan.json"), append(src, '\n'), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// asTold returns the environment, the arguments of terraform plan, and the
// workspace that the lines of a file "run" ask for.
func asTold(lines [][]string) (env, plan []string, workspace string) {
	env = append(os.Environ(), "AWS_ACCESS_KEY_ID=test", "AWS_SECRET_ACCESS_KEY=test", "AWS_EC2_METADATA_DISABLED=true", "CHECKPOINT_DISABLE=1")
	plan = []string{"plan", "-input=false", "-out=plan.bin"}
	for _, line := range lines {
		switch rest := strings.Join(line[1:], " "); line[0] {
		case "env":
			env = append(env, rest)
		case "var":
			plan = append(plan, "-var", rest)
		case "varfile":
			plan = append(plan, "-var-file", rest)
		case "workspace":
			workspace = rest
		}
	}
	return env, plan, workspace
}

// terraform runs one command and returns what it prints.
func terraform(t *testing.T, dir string, env []string, args ...string) []byte {
	t.Helper()
	var out, problem bytes.Buffer
	cmd := exec.CommandContext(t.Context(), "terraform", args...)
	cmd.Dir, cmd.Env, cmd.Stdout, cmd.Stderr = dir, env, &out, &problem
	if err := cmd.Run(); err != nil {
		t.Fatalf("terraform %s: %v\n%s", strings.Join(args, " "), err, problem.String())
	}
	return out.Bytes()
}

// digest tells a configuration and its circumstances from others.
func digest(t *testing.T, dir string, lines [][]string) string {
	t.Helper()
	sum := sha256.New()
	for _, line := range lines {
		if line[0] != "unresolved" && line[0] != "filled" {
			fmt.Fprintln(sum, line)
		}
	}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || name == "plan.json" || name == "run" {
			return err
		}
		src, err := os.ReadFile(filepath.Join(dir, name))
		fmt.Fprintln(sum, name, len(src))
		sum.Write(src)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return hex.EncodeToString(sum.Sum(nil))[:16]
}

// A shownPlan is what terraform show -json prints, as far as it is read.
type shownPlan struct {
	Terraform string `json:"terraform_version"`
	Planned   struct {
		Root plannedModule `json:"root_module"`
	} `json:"planned_values"`
	Changes []struct {
		Address string `json:"address"`
		Change  struct {
			Unknown map[string]any `json:"after_unknown"`
		} `json:"change"`
	} `json:"resource_changes"`
	Configuration struct {
		Root configuredModule `json:"root_module"`
	} `json:"configuration"`
}

type plannedModule struct {
	Address   string `json:"address"`
	Resources []struct {
		Address string         `json:"address"`
		Mode    string         `json:"mode"`
		Type    string         `json:"type"`
		Name    string         `json:"name"`
		Values  map[string]any `json:"values"`
	} `json:"resources"`
	Children []plannedModule `json:"child_modules"`
}

type configuredModule struct {
	Resources []struct {
		Address     string         `json:"address"`
		Expressions map[string]any `json:"expressions"`
	} `json:"resources"`
	Calls map[string]struct {
		Module configuredModule `json:"module"`
	} `json:"module_calls"`
}

func reduced(t *testing.T, src []byte, of string) recorded {
	t.Helper()
	var shown shownPlan
	if err := json.Unmarshal(src, &shown); err != nil {
		t.Fatal(err)
	}
	unknown := map[string]map[string]any{}
	for _, c := range shown.Changes {
		unknown[c.Address] = c.Change.Unknown
	}
	out := recorded{Terraform: shown.Terraform, Of: of, Resources: map[string]plannedResource{}}
	shown.Planned.Root.reduce(shown.Configuration.Root, unknown, out.Resources)
	return out
}

// reduce keeps of each resource the attributes that its block sets, and all
// that holds blocks: dynamic ones are not among the expressions.
func (m plannedModule) reduce(written configuredModule, unknown map[string]map[string]any, out map[string]plannedResource) {
	for _, r := range m.Resources {
		if r.Mode != "managed" {
			continue
		}
		kept := plannedResource{Values: map[string]any{}, Unknown: map[string]any{}}
		keep := func(name string) {
			kept.Values[name] = r.Values[name]
			if u := unknown[r.Address][name]; u != nil && u != false {
				kept.Unknown[name] = u
			}
		}
		for name := range written.expressions(r.Type + "." + r.Name) {
			keep(name)
		}
		for name, v := range r.Values {
			if holdsBlocks(v) {
				keep(name)
			}
		}
		out[r.Address] = kept
	}
	for _, child := range m.Children {
		call := strings.TrimPrefix(strings.TrimPrefix(child.Address, m.Address), ".")
		name, _, _ := strings.Cut(strings.TrimPrefix(call, "module."), "[")
		child.reduce(written.Calls[name].Module, unknown, out)
	}
}

func (m configuredModule) expressions(address string) map[string]any {
	for _, r := range m.Resources {
		if r.Address == address {
			return r.Expressions
		}
	}
	return nil
}

func holdsBlocks(v any) bool {
	all, _ := v.([]any)
	for _, element := range all {
		if _, ok := element.(map[string]any); ok {
			return true
		}
	}
	return false
}
