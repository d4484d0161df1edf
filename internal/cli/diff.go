package cli

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"spof/analysis"
	"spof/report"
)

// diffCommand compares two audits.
func (c Command) diffCommand() *cobra.Command {
	var in inputs
	var out outputs
	var judged verdicts
	cmd := &cobra.Command{
		Use:   "diff BEFORE AFTER",
		Short: "Say which single points of failure AFTER adds and removes",
		Long: `Diff judges BEFORE and AFTER and shows only what is not the same: which single
points of failure come and go, and what happens to each service now. Each is
what audit takes, or an audit that was saved with --output json=FILE. Findings
are the same when their rule and address are, or when a moved block says so.

It exits as audit does, for what AFTER adds or makes worse.`,
		Example: `  spof diff main.json .
  git worktree add ../main main && spof diff ../main/infra infra --output markdown`,
		Args: exactly(2, "two inputs: what was before, and what is after"),
		RunE: func(cmd *cobra.Command, args []string) error {
			outs, err := out.parse()
			if err != nil {
				return err
			}
			if err := judged.check(); err != nil {
				return err
			}
			if args[0] == stdin && args[1] == stdin {
				return usagef("standard input can be read once, and both inputs are -")
			}
			before, errBefore := c.auditsOf(cmd.Context(), args[0], in)
			after, errAfter := c.auditsOf(cmd.Context(), args[1], in)
			broken := errors.Join(errBefore, errAfter)
			if before == nil || after == nil {
				return broken
			}
			r := report.Report{Version: version(), Base: c.base(), Audits: differences(args[0], before, args[1], after)}
			if err := c.write(r, outs, out.color); err != nil {
				return err
			}
			if broken != nil {
				return broken
			}
			return judged.exit(r.Audits)
		},
	}
	in.flags(cmd)
	out.flags(cmd)
	judged.flags(cmd)
	return cmd
}

// auditsOf judges an input, or reads the audits that it holds. Audits beside an
// error are whole but for the rules that broke.
func (c Command) auditsOf(ctx context.Context, name string, in inputs) ([]*analysis.Audit, error) {
	isAudit, c, err := c.holdsAudit(name)
	if err != nil {
		return nil, err
	}
	if isAudit {
		saved, err := c.saved(name)
		return saved.Audits, err
	}
	judgements, err := readEach(ctx, c, []string{name}, in, judge)
	if err != nil {
		return nil, err
	}
	return split(judgements)
}

// holdsAudit says whether an input is a saved audit. The command that it returns
// still has all of the standard input. What cannot be opened, or is nothing that
// is known, is left to who reads it.
func (c Command) holdsAudit(name string) (bool, Command, error) {
	if name == stdin {
		found, in, err := sniff(c.Stdin)
		if err != nil {
			return false, c, fmt.Errorf("read standard input: %w", err)
		}
		c.Stdin = in
		return found == savedAudit, c, nil
	}
	info, err := os.Stat(c.path(name))
	if err != nil || !info.Mode().IsRegular() {
		return false, c, nil
	}
	f, err := os.Open(c.path(name))
	if err != nil {
		return false, c, nil
	}
	defer f.Close() //nolint:errcheck // nothing was written to it
	found, _, err := sniff(f)
	return err == nil && found == savedAudit, c, nil
}

// differences compares the audits of two inputs, root by root. A root that is
// on one side only is all new, or all gone.
func differences(nameBefore string, before []*analysis.Audit, nameAfter string, after []*analysis.Audit) []*analysis.Audit {
	var out []*analysis.Audit
	with := named(nameBefore)
	for _, p := range pairs(side{before, nameBefore}, side{after, nameAfter}) {
		if p.before == nil {
			p.before = &analysis.Audit{}
		}
		if p.after == nil {
			p.after = &analysis.Audit{Input: analysis.Input{Path: p.before.Input.Path, Kind: p.before.Input.Kind}}
		}
		analysis.Compare(p.before, p.after, analysis.Comparison{With: with, NewOnly: true})
		out = append(out, p.after)
	}
	return out
}
