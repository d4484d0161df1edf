package tfjson

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"

	"spof/estate"
)

// An Error is something in a document that is not as it should be.
type Error struct {
	At   estate.Position
	Path string // "resources[3].instances[0].attributes", "" at the top
	Err  error
}

// Error gives "line 4, byte 81, resources[0].mode: expected text, found a number".
func (e *Error) Error() string {
	path := e.Path
	if path != "" {
		path = ", " + shortened(path)
	}
	return fmt.Sprintf("line %d, byte %d%s: %v", e.At.Line, e.At.Byte, path, e.Err)
}

// Unwrap returns what is wrong, without its place.
func (e *Error) Unwrap() error { return e.Err }

// lines tells on which line the bytes stand that pass through it. It keeps only
// the ends of lines that nobody has asked behind yet.
type lines struct {
	r      io.Reader
	read   int64   // how many bytes have passed
	ends   []int64 // of lines, that were not counted yet
	line   int     // how many ends were counted
	behind int64   // where the line begins that follows them
}

// Read passes bytes on.
func (l *lines) Read(p []byte) (int, error) {
	n, err := l.r.Read(p)
	for rest := p[:n]; ; {
		i := bytes.IndexByte(rest, '\n')
		if i < 0 {
			break
		}
		rest = rest[i+1:]
		l.ends = append(l.ends, l.read+int64(n-len(rest)))
	}
	l.read += int64(n)
	return n, err //nolint:wrapcheck // it is a reader
}

// at returns the place of a byte. It must not stand before one that was asked
// for earlier.
func (l *lines) at(offset int64) estate.Position {
	i := 0
	for i < len(l.ends) && l.ends[i] <= offset {
		l.behind = l.ends[i]
		i++
	}
	l.line += i
	l.ends = l.ends[i:]
	return estate.Position{Line: l.line + 1, Column: max(1, int(offset-l.behind)+1), Byte: int(offset)}
}

// pathOf writes the tokens of a JSON pointer as one names what they lead to.
func pathOf(tokens func(yield func(string) bool)) string {
	var out strings.Builder
	for token := range tokens {
		switch {
		case token != "" && strings.Trim(token, "0123456789") == "":
			out.WriteString("[" + token + "]")
		case strings.ContainsFunc(token, unicode.IsControl):
			out.WriteString("[" + strconv.Quote(token) + "]")
		case out.Len() > 0:
			out.WriteString("." + token)
		default:
			out.WriteString(token)
		}
	}
	return out.String()
}

// maxPath is how much of a path is shown.
const maxPath = 200

func shortened(path string) string {
	if len(path) <= maxPath {
		return path
	}
	return strings.ToValidUTF8(path[:maxPath], "") + "..."
}
