package report

import (
	"regexp"
	"strings"
)

// plainly writes a text so that Markdown shows it as it is: no markup, no HTML,
// no mention of a person and no link to an issue comes of what a resource is
// called. GitHub finds mentions after it has made HTML of the text, so that
// they can only be broken, by a space without width.
func plainly(s string) string {
	s = markup().Replace(strings.Join(strings.Fields(s), " "))
	s = beginnings.ReplaceAllString(s, `$1\$2`)
	return references.ReplaceAllString(s, "$1&#8203;$2")
}

// beginnings matches what makes a heading or a list of a text that it begins.
var beginnings = regexp.MustCompile(`^(\d*)([#+.)=-])`)

// references matches what forges make links of: @name, #12, !12, GH-12.
var references = regexp.MustCompile(`([@#!]|GH-)(\w)`)

func markup() *strings.Replacer {
	return strings.NewReplacer(
		"&", "&amp;", "<", "&lt;", ">", "&gt;",
		`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "|", `\|`, "~", `\~`, "$", `\$`,
	)
}

// code writes a text as code, within which nothing is live. The fence is longer
// than any in the text.
func code(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if s == "" {
		return ""
	}
	fence := "`"
	for strings.Contains(s, fence) {
		fence += "`"
	}
	if strings.HasPrefix(s, "`") || strings.HasSuffix(s, "`") {
		s = " " + s + " "
	}
	return fence + s + fence
}
