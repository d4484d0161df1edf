package report

import (
	"charm.land/lipgloss/v2"

	"spof/analysis"
)

// An ink holds the styles of a page: the terminal's own sixteen colours, so
// that they read on the reader's background.
type ink struct {
	plain, strong, faint   lipgloss.Style
	bad, worse, warn, good lipgloss.Style
	cool                   lipgloss.Style
}

func newInk(color bool) ink {
	none := lipgloss.NewStyle()
	if !color {
		return ink{none, none, none, none, none, none, none, none}
	}
	return ink{
		plain:  none,
		strong: none.Bold(true),
		faint:  none.Faint(true),
		bad:    none.Foreground(lipgloss.Red),
		worse:  none.Foreground(lipgloss.Red).Bold(true),
		warn:   none.Foreground(lipgloss.Yellow),
		good:   none.Foreground(lipgloss.Green),
		cool:   none.Foreground(lipgloss.Cyan),
	}
}

// severity returns the style and the mark of a severity.
func (k ink) severity(s analysis.Severity) (lipgloss.Style, string) {
	switch s {
	case analysis.Critical:
		return k.worse, "✗"
	case analysis.High:
		return k.bad, "✗"
	case analysis.Medium:
		return k.warn, "!"
	case analysis.Low:
		return k.cool, "~"
	case analysis.Note:
		return k.faint, "·"
	}
	return k.plain, " "
}
