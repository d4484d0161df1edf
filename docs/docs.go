// Package docs holds the pages of this directory that the program shows.
package docs

import (
	"embed"
	"strings"
)

//go:embed rules/*.md
var pages embed.FS

// Example returns the Terraform that the page of a rule shows it at work on, or
// "" where there is none.
func Example(id string) string {
	page, err := pages.ReadFile("rules/" + id + ".md")
	if err != nil {
		return ""
	}
	_, rest, _ := strings.Cut(string(page), "## Example\n\n```terraform\n")
	block, _, found := strings.Cut(rest, "```\n")
	if !found {
		return ""
	}
	return block
}
