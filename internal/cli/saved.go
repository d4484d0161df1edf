package cli

import (
	"bufio"
	"bytes"
	"compress/gzip"
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

// saved reads a saved audit, which gzip may have compressed.
func (c Command) saved(name string) (report.Report, error) {
	var r io.Reader
	switch name {
	case "":
		return report.Report{}, usagef("spof report needs --from FILE")
	case "-":
		r, name = c.Stdin, "standard input"
	default:
		f, err := os.Open(c.path(name))
		if err != nil {
			return report.Report{}, fmt.Errorf("read %s: %w", name, unwrapPath(err))
		}
		defer f.Close() //nolint:errcheck // nothing was written to it
		r = f
	}
	r, err := plain(r)
	if err != nil {
		return report.Report{}, fmt.Errorf("read %s: %w", name, err)
	}
	out, err := report.Read(r)
	if err != nil {
		return report.Report{}, fmt.Errorf("%s: %w", name, err)
	}
	return out, nil
}

// plain decompresses what gzip compressed, and leaves all else as it is.
func plain(r io.Reader) (io.Reader, error) {
	b := bufio.NewReader(r)
	head, err := b.Peek(2)
	if err != nil || !bytes.Equal(head, []byte{0x1f, 0x8b}) {
		return b, nil //nolint:nilerr // what cannot be read is told by who reads it
	}
	z, err := gzip.NewReader(b)
	if err != nil {
		return nil, fmt.Errorf("decompress: %w", err)
	}
	return z, nil
}
