package cli

import (
	"io"
	"strconv"

	"golang.org/x/term"
)

// page returns the width that text may have, 0 for the usual one, and whether
// it may be coloured.
func (c Command) page(color string) (width int, colored bool) {
	columns, terminal := terminalWidth(c.Stdout)
	if set, ok := c.Env("COLUMNS"); ok && !terminal {
		columns, _ = strconv.Atoi(set)
	}
	switch color {
	case "always":
		return columns, true
	case "never":
		return columns, false
	default:
		return columns, terminal && !c.isSet("NO_COLOR") && !c.isSet("CI") && c.env("TERM") != "dumb"
	}
}

// isSet reports whether a variable is there and not empty, which is what
// https://no-color.org asks for.
func (c Command) isSet(name string) bool { return c.env(name) != "" }

func (c Command) env(name string) string {
	value, _ := c.Env(name)
	return value
}

// terminalWidth returns the columns of a terminal, and whether w is one.
func terminalWidth(w io.Writer) (columns int, terminal bool) {
	f, ok := w.(interface{ Fd() uintptr })
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return 0, false
	}
	columns, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return 0, true
	}
	return columns, true
}
