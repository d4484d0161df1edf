// Package terraform has Terraform plan and apply against an emulator of AWS,
// for the tests that record what it says. It knows nothing of what is recorded,
// and never works on an account: without an emulator's address it does nothing.
package terraform

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"
)

// A Dir is a directory with a root module that Terraform works in.
type Dir struct {
	Path     string
	Emulator string   // the address of the emulator, http://127.0.0.1:5555
	Env      []string // NAME=VALUE, beside the environment of the process
}

// Run runs one command of Terraform, and returns what it prints. An error ends
// with what Terraform says of it.
func (d Dir) Run(ctx context.Context, args ...string) ([]byte, error) {
	if d.Emulator == "" {
		return nil, fmt.Errorf("terraform %s: no emulator of AWS is given", args[0])
	}
	var out, problem bytes.Buffer
	cmd := exec.CommandContext(ctx, "terraform", args...)
	cmd.Dir, cmd.Env, cmd.Stdout, cmd.Stderr = d.Path, d.environment(), &out, &problem
	// Asked to stop, it still writes down what it has made.
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = time.Minute
	if err := cmd.Run(); err != nil {
		return out.Bytes(), fmt.Errorf("terraform %s: %w\n%s", strings.Join(args, " "), err, problem.Bytes())
	}
	return out.Bytes(), nil
}

// environment is the environment of the process, without anything that leads
// to an account.
func (d Dir) environment() []string {
	var env []string
	for _, entry := range os.Environ() {
		if !strings.HasPrefix(entry, "AWS_") {
			env = append(env, entry)
		}
	}
	env = append(
		env, "AWS_ENDPOINT_URL="+d.Emulator, "AWS_ACCESS_KEY_ID=test", "AWS_SECRET_ACCESS_KEY=test",
		"AWS_EC2_METADATA_DISABLED=true", "CHECKPOINT_DISABLE=1", "TF_IN_AUTOMATION=1",
	)
	return append(env, d.Env...)
}
