package cli

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"spof/analysis"
	"spof/report"
)

// never is the value of --fail-on at which no finding makes the command fail.
const never = "never"

// verdicts are the flags that turn findings into an exit code.
type verdicts struct {
	failOn string
	strict bool
}

func (v *verdicts) flags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&v.failOn, "fail-on", "high", "exit 1 at a finding of this `SEVERITY` or a worse one, or never")
	cmd.Flags().BoolVar(&v.strict, "strict", false, "count undecided findings, and exit 3 when something was not read")
	complete(cmd, "fail-on", severityNames()...)
}

func severityNames() []string {
	var names []string
	for s := analysis.Critical; s > analysis.Note; s-- {
		names = append(names, s.String())
	}
	return append(names, analysis.Note.String(), never)
}

func (v *verdicts) check() error {
	if slices.Contains(severityNames(), v.failOn) {
		return nil
	}
	return usagef("--fail-on takes a severity, not %q%s", v.failOn, didYouMean(v.failOn, severityNames()))
}

// exit returns the error that gives audits their exit code, nil for 0.
func (v *verdicts) exit(audits []*analysis.Audit) error {
	for _, a := range audits {
		if v.strict && len(a.Gaps) > 0 {
			return exitError(exitFailed)
		}
	}
	for _, a := range audits {
		newOnly := a.Compared != nil && a.Compared.NewOnly
		if slices.ContainsFunc(a.Findings, func(f *analysis.Finding) bool { return v.counts(f) && (!newOnly || f.Change.IsNew()) }) {
			return exitError(exitFindings)
		}
	}
	return nil
}

func (v *verdicts) counts(f *analysis.Finding) bool {
	least, ok := analysis.ParseSeverity(v.failOn)
	decided := f.Verdict == analysis.Proven || v.strict
	return ok && decided && f.Ignored == "" && f.Severity >= least
}

func (c Command) auditCommand() *cobra.Command {
	var in inputs
	var out outputs
	var judged verdicts
	var told known
	cmd := &cobra.Command{
		Use:   "audit [PATH...]",
		Short: "Judge Terraform: what takes which service down, why, and what mends it",
		Long: `Audit reads each PATH (the current directory by default) and reports every
single point of failure. A PATH is a directory, a plan or a state: what Terraform
stores or ` + "`terraform show -json`" + ` prints, or - for standard input; gzip is
opened. A directory that is no root module is searched for some. Each root module
and each plan is an estate of its own, unless --together joins them; states are
one estate. Of a plan it also says which findings the change adds and removes.

With --baseline or --new-only, what was there before is left out and does not
fail, unless it is worse now.

It exits 0 when it found nothing at or above --fail-on, 1 when it did, 2 when
the command line is wrong, and 3 when the work could not be done.`,
		Example: `  spof audit infra
  spof audit infra --var-file infra/production.tfvars
  spof audit plan.tfplan --new-only
  terraform state pull | spof audit -
  spof audit --output text --output sarif=spof.sarif
  spof audit --baseline known.json`,
		RunE: func(cmd *cobra.Command, paths []string) error {
			outs, err := out.parse()
			if err != nil {
				return err
			}
			if err := judged.check(); err != nil {
				return err
			}
			judgements, err := readEach(cmd.Context(), c, paths, in, judge)
			if err != nil {
				return err
			}
			audits, broken := split(judgements)
			if err := told.apply(c, audits); err != nil {
				return err
			}
			r := report.Report{Version: version(), Base: c.base(), Audits: audits}
			if err := c.write(r, outs, out.color); err != nil {
				return err
			}
			switch stopped := cmd.Context().Err(); {
			case broken != nil:
				return broken
			case stopped != nil:
				return fmt.Errorf("not all was read: %w", stopped)
			}
			return judged.exit(r.Audits)
		},
	}
	in.flags(cmd)
	out.flags(cmd)
	judged.flags(cmd)
	told.flags(cmd)
	return cmd
}
