package cli

import (
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"spof/report"
)

// reportCommand shows a saved audit again.
func (c Command) reportCommand() *cobra.Command {
	var out outputs
	var judged verdicts
	var from string
	cmd := &cobra.Command{
		Use:     "report --from FILE",
		Short:   "Show a saved audit again, in any format",
		Long:    "Report reads what `spof audit --output json=FILE` wrote, or standard input for -, and\nshows it again. It exits as audit does.",
		Example: "  spof report --from audit.json --output sarif",
		Args:    exactly(0, "no argument: say --from FILE"),
		RunE: func(*cobra.Command, []string) error {
			outs, err := out.parse()
			if err != nil {
				return err
			}
			if err := judged.check(); err != nil {
				return err
			}
			r, err := c.saved(from)
			if err != nil {
				return err
			}
			r.Base = c.base()
			if err := c.write(r, outs, out.color); err != nil {
				return err
			}
			return judged.exit(r.Audits)
		},
	}
	cmd.Flags().StringVar(&from, "from", "", "the `FILE` that was saved, - for standard input")
	out.flags(cmd)
	judged.flags(cmd)
	return cmd
}

func (c Command) saved(name string) (report.Report, error) {
	var r io.Reader
	switch name {
	case "":
		return report.Report{}, usagef("spof report needs --from FILE")
	case "-":
		r = c.Stdin
	default:
		f, err := os.Open(c.path(name))
		if err != nil {
			return report.Report{}, fmt.Errorf("read %s: %w", name, unwrapPath(err))
		}
		defer f.Close() //nolint:errcheck // nothing was written to it
		r = f
	}
	out, err := report.Read(r)
	if err != nil {
		return report.Report{}, fmt.Errorf("%s: %w", name, err)
	}
	return out, nil
}
