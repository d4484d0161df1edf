package cli

import (
	"cmp"
	"fmt"
	"runtime/debug"
	"slices"
	"strings"
	"unicode"

	"github.com/agext/levenshtein"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// What the exit code says.
const (
	exitClean    = 0 // nothing at or above --fail-on
	exitFindings = 1 // findings at or above it
	exitUsage    = 2 // the command line is wrong
	exitFailed   = 3 // the work could not be done, or with --strict not all of it
)

// An exitError ends the command with a code, and nothing to say.
type exitError int

func (exitError) Error() string { return "" }

// A usageError is a mistake on the command line.
type usageError struct{ message string }

func (e usageError) Error() string { return e.message }

func usagef(format string, args ...any) error { return usageError{fmt.Sprintf(format, args...)} }

// A bugError is a panic that was caught: a mistake of ours, said as one.
type bugError struct {
	panicked any
	stack    []byte
}

func (e bugError) Error() string { return fmt.Sprintf("a bug in spof: %v\n%s", e.panicked, e.stack) }

// caught turns a panic into the error of the function that defers it.
func caught(err *error) {
	if p := recover(); p != nil {
		*err = bugError{p, debug.Stack()}
	}
}

// sayable is a message that a terminal shows as it is, however long the names
// are that it holds, and whatever is in them.
func sayable(message string) string {
	const longest, kept = 300, 100
	shown := strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return unicode.ReplacementChar
		}
		return r
	}, message)
	words := strings.Split(shown, " ")
	for i, w := range words {
		if len(w) > longest && !strings.Contains(w, "\n") {
			words[i] = strings.ToValidUTF8(w[:kept], "") + "..." + strings.ToValidUTF8(w[len(w)-kept:], "")
		}
	}
	return strings.Join(words, " ")
}

// flagError guesses which flag was meant by one that there is not.
func flagError(cmd *cobra.Command, err error) error {
	message := strings.TrimSuffix(err.Error(), ".")
	if name, unknown := strings.CutPrefix(message, "unknown flag: --"); unknown {
		var names []string
		cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
		message = fmt.Sprintf("there is no flag --%s%s", name, didYouMean(name, names, "--"))
	}
	return usagef("%s; see `%s --help`", message, cmd.CommandPath())
}

// didYouMean names the known word that is most like a wrong one: ", did you
// mean X?", or "" where none is near.
func didYouMean(wrong string, known []string, prefix ...string) string {
	best, found := nearest(wrong, known)
	if !found {
		return ""
	}
	return fmt.Sprintf(" (did you mean %s%s?)", strings.Join(prefix, ""), best)
}

// nearest returns the known word with the fewest edits, if they are few for
// its length.
func nearest(wrong string, known []string) (string, bool) {
	if len(known) == 0 {
		return "", false
	}
	distance := func(word string) int {
		return levenshtein.Distance(strings.ToLower(wrong), strings.ToLower(word), nil)
	}
	best := slices.MinFunc(known, func(a, b string) int {
		return cmp.Or(cmp.Compare(distance(a), distance(b)), cmp.Compare(a, b))
	})
	near := distance(best) <= max(2, len(best)/3)
	return best, near || (len(wrong) > 2 && strings.HasPrefix(best, wrong))
}
