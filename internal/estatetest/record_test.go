package estatetest_test

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"spof/internal/terraform"
)

var (
	record   = flag.Bool("record", false, "have Terraform plan and apply what was changed since it was recorded; see CONTRIBUTING.md")
	emulator = flag.String("emulator", "moto_server", "the `PROGRAM` that emulates AWS, for -record")
)

// emulated is the version of the emulator that the Makefile installs.
const emulated = "moto 5.2.1"

// A recorder has Terraform work on a copy of a configuration.
type recorder struct {
	terraform.Dir
	vars []string // arguments of plan
}

// newRecorder copies a configuration to where Terraform may work on it, against
// an emulator in which there is nothing yet.
func newRecorder(t *testing.T, dir string, variables map[string]string) recorder {
	t.Helper()
	r := recorder{Dir: terraform.Dir{
		Path: t.TempDir(), Emulator: terraform.Emulator(t, *emulator), Env: []string{"AWS_REGION=" + cmp.Or(unsaidRegion[filepath.Base(dir)], "us-east-1"), "AWS_MAX_ATTEMPTS=4"},
	}}
	for name, value := range variables {
		r.vars = append(r.vars, "-var="+name+"="+value)
	}
	slices.Sort(r.vars)
	r.replace(t, dir)
	r.makeRoles(t)
	if _, err := r.Run(t.Context(), "init", "-input=false"); err != nil {
		t.Fatal(err)
	}
	return r
}

// replace makes a copy of another configuration the one that is worked on. What
// Terraform remembers stays.
func (r recorder) replace(t *testing.T, dir string) {
	t.Helper()
	old, err := filepath.Glob(filepath.Join(r.Path, "*.tf*"))
	for _, file := range old {
		if !strings.HasPrefix(filepath.Base(file), "terraform.tfstate") {
			err = errors.Join(err, os.Remove(file))
		}
	}
	if err == nil {
		err = os.CopyFS(r.Path, os.DirFS(dir))
	}
	if err != nil {
		t.Fatal(err)
	}
	supply(t, r.Path)
}

// plan plans into a file, and returns it as JSON.
func (r recorder) plan(t *testing.T, file string) ([]byte, error) {
	t.Helper()
	_, err := r.Run(t.Context(), slices.Concat([]string{"plan", "-input=false", "-no-color", "-out=" + file}, r.vars)...)
	if err != nil {
		return nil, err
	}
	return r.Run(t.Context(), "show", "-json", file)
}

// apply applies a plan. What takes very long will not come to an end: an
// emulator does nothing slowly.
func (r recorder) apply(t *testing.T, file string) error {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), 6*time.Minute)
	defer stop()
	_, err := r.Run(ctx, "apply", "-input=false", "-no-color", file)
	if ctx.Err() != nil {
		return fmt.Errorf("it takes too long: %w", err)
	}
	return err
}

// versions says what a recording was made with.
func (r recorder) versions(t *testing.T) (out recording) {
	t.Helper()
	var v struct {
		Terraform string            `json:"terraform_version"`
		Providers map[string]string `json:"provider_selections"`
	}
	src, err := r.Run(t.Context(), "version", "-json")
	if err == nil {
		err = json.Unmarshal(src, &v)
	}
	if err != nil {
		t.Fatal(err)
	}
	return recording{Terraform: v.Terraform, Provider: v.Providers["registry.terraform.io/hashicorp/aws"], Emulator: emulated}
}

// recordEstate records the plan that makes an estate, its state and a plan over
// that, as far as Terraform gets.
func recordEstate(t *testing.T, dir, to string, variables map[string]string) {
	t.Helper()
	if _, err := exec.LookPath(*emulator); err != nil {
		t.Fatal(err)
	}
	r := newRecorder(t, dir, variables)
	plan, err := r.plan(t, "plan.bin")
	if err := os.RemoveAll(to); err != nil {
		t.Fatal(err)
	}
	if err != nil {
		refused(t, unplanned[filepath.Base(to)], "Terraform does not plan it: "+err.Error())
		return
	}
	pack(t, filepath.Join(to, "plan.json.gz"), plan)
	if keepsFile(filepath.Base(to)) {
		copyFile(t, filepath.Join(r.Path, "plan.bin"), filepath.Join(to, "plan.tfplan"))
	}
	of := r.versions(t)
	of.Of, of.Variables = configured(t, dir, variables), variables
	of.write(t, to)
	if err := r.apply(t, "plan.bin"); err != nil {
		refused(t, unapplied[filepath.Base(to)], "it is planned, and not applied: "+err.Error())
		return
	}
	r.recordState(t, to)
}

func (r recorder) recordState(t *testing.T, to string) {
	t.Helper()
	state, err := r.Run(t.Context(), "state", "pull")
	if err != nil {
		t.Fatal(err)
	}
	pack(t, filepath.Join(to, "state.json.gz"), state)
	again, err := r.plan(t, "again.bin")
	if err != nil {
		t.Errorf("it is applied, and not planned again: %v", err)
		return
	}
	if changes := changing(t, again); len(changes) > 0 {
		refused(t, unsteady[filepath.Base(to)], "a plan over what was applied changes "+strings.Join(changes, ", "))
		return
	}
	pack(t, filepath.Join(to, "noop.json.gz"), again)
}

// refused tells what cannot be recorded. It is no error where that is known.
func refused(t *testing.T, known, problem string) {
	t.Helper()
	if known == "" {
		t.Error(problem)
		return
	}
	t.Log(problem)
}

// changing lists what a plan changes.
func changing(t *testing.T, plan []byte) (out []string) {
	t.Helper()
	var shown struct {
		Changes []struct {
			Address string `json:"address"`
			Mode    string `json:"mode"`
			Change  struct {
				Actions []string       `json:"actions"`
				Before  map[string]any `json:"before"`
				After   map[string]any `json:"after"`
			} `json:"change"`
		} `json:"resource_changes"`
	}
	if err := json.Unmarshal(plan, &shown); err != nil {
		t.Fatal(err)
	}
	for _, c := range shown.Changes {
		if c.Mode != "managed" || slices.Equal(c.Change.Actions, []string{"no-op"}) {
			continue
		}
		var attributes []string
		for name, value := range c.Change.After {
			if fmt.Sprint(value) != fmt.Sprint(c.Change.Before[name]) {
				attributes = append(attributes, name)
			}
		}
		slices.Sort(attributes)
		out = append(out, fmt.Sprintf("%s %v %v", c.Address, c.Change.Actions, attributes))
	}
	return out
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	src, err := os.ReadFile(from)
	if err == nil {
		err = os.WriteFile(to, src, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}
