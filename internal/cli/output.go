package cli

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"spof/report"
)

// outputs are the values of --output and --color.
type outputs struct {
	given []string
	color string
}

// An output is one thing to write: in a format, to a file or standard output.
type output struct {
	format report.Format
	file   string
}

func (o *outputs) flags(cmd *cobra.Command) {
	cmd.Flags().StringArrayVarP(&o.given, "output", "o", nil,
		"write as `FORMAT[=FILE]`; may be repeated (formats: "+strings.Join(formatNames(), ", ")+")")
	cmd.Flags().StringVar(&o.color, "color", "auto", "colour the text: `auto`, always or never")
	complete(cmd, "output", formatNames()...)
	complete(cmd, "color", "auto", "always", "never")
}

func complete(cmd *cobra.Command, flag string, words ...string) {
	// The only error is a flag that does not exist, which tests would see.
	_ = cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
}

func formatNames() []string {
	var names []string
	for _, f := range report.Formats() {
		names = append(names, f.Name)
	}
	return names
}

// parse checks the flags. Without --output it is text on standard output.
func (o *outputs) parse() ([]output, error) {
	if o.color != "auto" && o.color != "always" && o.color != "never" {
		return nil, usagef("--color is auto, always or never, not %q", o.color)
	}
	given := o.given
	if len(given) == 0 {
		given = []string{"text"}
	}
	var out []output
	toStdout := ""
	for _, g := range given {
		name, file, _ := strings.Cut(g, "=")
		format, ok := report.FormatNamed(name)
		if !ok {
			return nil, usagef("there is no format %q%s; the formats are %s",
				name, didYouMean(name, formatNames()), strings.Join(formatNames(), ", "))
		}
		if file == "" {
			if toStdout != "" {
				return nil, usagef("--output %s and --output %s both write to standard output; give one a file: --output %s=FILE", toStdout, name, name)
			}
			toStdout = name
		}
		out = append(out, output{format, file})
	}
	return out, nil
}

// parseOnly is parse for a command that does not write all formats.
func (o *outputs) parseOnly(names ...string) ([]output, error) {
	outs, err := o.parse()
	for _, out := range outs {
		if !slices.Contains(names, out.format.Name) {
			return nil, usagef("this command writes %s, not %s", strings.Join(names, " or "), out.format.Name)
		}
	}
	return outs, err
}

// write writes a report to each of the outputs.
func (c Command) write(r report.Report, outs []output, color string) error {
	return c.writeEach(outs, color, func(w io.Writer, o output, page report.Report) error {
		r := r
		r.Width, r.Color = page.Width, page.Color
		return o.format.Write(w, r)
	})
}

// writeEach has each output written; page tells the width and colours that the
// text may have there.
func (c Command) writeEach(outs []output, color string, write func(io.Writer, output, report.Report) error) error {
	var page report.Report
	page.Width, page.Color = c.page(color)
	for _, o := range outs {
		if o.file == "" {
			if err := write(c.Stdout, o, page); err != nil {
				return err
			}
			continue
		}
		// A file is read later, and elsewhere: it gets no colours unless asked.
		plain := report.Report{Color: color == "always"}
		if err := c.writeFile(o.file, func(w io.Writer) error { return write(w, o, plain) }); err != nil {
			return err
		}
	}
	return nil
}

// writeFile writes a file at once, so that a failure leaves none half written.
func (c Command) writeFile(name string, write func(io.Writer) error) error {
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return err
	}
	if err := os.WriteFile(c.path(name), b.Bytes(), 0o644); err != nil {
		return fmt.Errorf("write %s: %w", name, unwrapPath(err))
	}
	return nil
}
