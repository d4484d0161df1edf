package schema

import (
	_ "embed"
	"strings"
)

// identityTable says which attributes are identities, in the form that its own
// comment describes.
//
//go:embed identities.txt
var identityTable string

// A form is how the identity of one attribute looks.
type form struct {
	kind      string // "", or one of "ip", "number", "list", "[]", "code" and "no"
	condition string // see holds
	shape     string // for "[]" the fields, as "field=shape field=shape"
}

// forms reads the table: type, attribute, form.
func forms(table string) map[string]map[string]form {
	all := map[string]map[string]form{}
	var typ string
	for line := range strings.Lines(table) {
		line = strings.TrimRight(line, "\n")
		switch {
		case line == "" || line[0] == '#':
		case line[0] != ' ':
			typ = line
			all[typ] = map[string]form{}
		default:
			attribute, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
			all[typ][attribute] = parseForm(rest)
		}
	}
	return all
}

func parseForm(text string) form {
	var f form
	if after, ok := strings.CutPrefix(text, "?"); ok {
		f.condition, text, _ = strings.Cut(after, " ")
	}
	word, rest, _ := strings.Cut(text, " ")
	switch word {
	case "ip", "number", "list", "[]", "code", "no":
		f.kind, text = word, rest
	}
	f.shape = text
	return f
}
