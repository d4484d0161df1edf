package cli

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"spof/parsers/tfjson"
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

// saved reads a saved audit from a file, or from standard input.
func (c Command) saved(name string) (report.Report, error) {
	switch name {
	case "":
		return report.Report{}, usagef("spof report needs --from FILE")
	case stdin:
		return readSaved(named(stdin), c.Stdin)
	}
	f, err := os.Open(c.path(name))
	if err != nil {
		return report.Report{}, fmt.Errorf("read %s: %w", name, unwrapPath(err))
	}
	defer f.Close() //nolint:errcheck // nothing was written to it
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return report.Report{}, fmt.Errorf("read %s: it is a directory, and no saved audit; %s", name, savesOne)
	}
	return readSaved(name, f)
}

// savesOne says where saved audits come from.
const savesOne = "`spof audit --output json=FILE` saves one"

func readSaved(name string, r io.Reader) (report.Report, error) {
	found, in, err := sniff(r)
	if broken, ok := errors.AsType[*tfjson.Error](err); ok {
		return report.Report{}, fmt.Errorf("read %s: %w; %s", name, broken, savesOne)
	}
	switch {
	case err != nil:
		return report.Report{}, fmt.Errorf("read %s: it is no saved audit; %s", name, savesOne)
	case found != savedAudit:
		return report.Report{}, fmt.Errorf("read %s: it is %s, and no saved audit; %s", name, found, savesOne)
	}
	out, err := report.Read(in)
	if err != nil {
		return report.Report{}, fmt.Errorf("%s: %w", name, err)
	}
	return out, nil
}
