// Package cli is the command as users meet it: its flags, its exit codes, and
// the joining of what reads, means, judges and shows.
//
// It knows the terminal and the file system. It knows nothing of Terraform, of
// AWS or of what makes a single point of failure.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"
)

// A Command is spof in one process, with all that it may touch of it.
type Command struct {
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Env            func(name string) (string, bool)
	Dir            string // the working directory, from which paths are named
}

// Main runs spof and returns its exit code.
func (c Command) Main(ctx context.Context, args []string) int {
	err := c.run(ctx, args)
	if err == nil {
		return exitClean
	}
	if err.Error() != "" {
		fmt.Fprintf(c.Stderr, "spof: %s\n", sayable(err.Error()))
	}
	return exitCode(err)
}

func (c Command) run(ctx context.Context, args []string) (err error) {
	defer caught(&err)
	root := c.root() //nolint:contextcheck // cobra hands the context to the command that runs
	root.SetArgs(args)
	return root.ExecuteContext(ctx)
}

func (c Command) root() *cobra.Command {
	var versioned bool
	root := &cobra.Command{
		Use:   "spof",
		Short: "Find what takes an AWS estate down by its loss alone",
		Long: `Spof finds every single point of failure of an AWS estate: each resource, zone
or region whose loss alone takes a service down. It reads Terraform as it will
be after apply, without running it and without a network, and says what fails,
why, what goes down with it and how to mend it.`,
		Example: `  spof audit                      judge the root modules here
  spof fail zone:us-east-1a       what goes down with a zone
  spof explain rds-single-az      what a rule looks for, and why`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          c.knownCommand,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if !versioned {
				return cmd.Help()
			}
			_, err := fmt.Fprintf(c.Stdout, "spof %s\n", version())
			return err //nolint:wrapcheck // as all that is printed
		},
	}
	root.SetIn(c.Stdin)
	root.SetOut(c.Stdout)
	root.SetErr(c.Stderr)
	// Cobra's own flag takes a template, and with templates comes every method of
	// every type: four times the size.
	root.Flags().BoolVarP(&versioned, "version", "v", false, "version for spof")
	root.SetFlagErrorFunc(flagError)
	root.CompletionOptions.HiddenDefaultCmd = false
	root.AddCommand(c.auditCommand(), c.diffCommand(), c.failCommand(), c.inspectCommand(), c.snapshotCommand(), c.rulesCommand(), c.explainCommand(), c.reportCommand(), c.iamPolicyCommand())
	return root
}

// knownCommand refuses what is no command, and guesses what was meant.
func (c Command) knownCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	if c.exists(args[0]) {
		return usagef("%q is a path, not a command; did you mean `spof audit %s`?", args[0], args[0])
	}
	var names []string
	for _, sub := range cmd.Commands() {
		names = append(names, sub.Name())
	}
	return usagef("there is no command %q%s; `spof help` lists them", args[0], didYouMean(args[0], names))
}

// exactly wants a number of arguments, and says which.
func exactly(n int, names string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) != n {
			return usagef("%s takes %s", cmd.CommandPath(), names)
		}
		return nil
	}
}

// atLeast wants a number of arguments or more, and says which.
func atLeast(n int, names string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) < n {
			return usagef("%s takes %s", cmd.CommandPath(), names)
		}
		return nil
	}
}

func exitCode(err error) int {
	var quiet exitError
	var usage usageError
	switch {
	case errors.As(err, &quiet):
		return int(quiet)
	case errors.As(err, &usage):
		return exitUsage
	default:
		return exitFailed
	}
}
