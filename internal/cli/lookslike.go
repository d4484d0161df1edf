package cli

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"regexp"
	"unicode/utf8"
)

// looksLike says what a text is that is no JSON object, "" where it may be one.
func looksLike(in *bufio.Reader) string {
	head, err := in.Peek(in.Size())
	text := bytes.TrimLeft(head, " \t\r\n")
	whole := errors.Is(err, io.EOF)
	switch {
	case len(text) == 0 && whole:
		return "it is empty; expected " + expected
	case len(text) == 0 || text[0] == '{':
		return ""
	case isBinary(head, whole):
		return "it is binary, and no plan file; expected " + expected
	case text[0] == '<':
		return "it looks like HTML or XML; expected " + expected
	case bytes.HasPrefix(text, []byte("[command]")):
		return "it is what the wrapper of hashicorp/setup-terraform prints, which adds its own lines; set terraform_wrapper: false"
	case text[0] == '[':
		return "it is a JSON list; expected " + expected
	case told.Match(text):
		return "it is what `terraform plan` tells people; give the plan file, or what `terraform show -json PLANFILE` prints"
	case configuration.Match(text):
		return errConfiguration.Error() + ", or what `terraform show -json` prints"
	case yaml.Match(text):
		return "it looks like YAML; expected " + expected
	}
	return "it is text, but no JSON; expected " + expected
}

// isBinary reports whether bytes are no text. The last rune may be cut off.
func isBinary(head []byte, whole bool) bool {
	if bytes.IndexByte(head, 0) >= 0 {
		return true
	}
	if !whole {
		for range utf8.UTFMax {
			if r, size := utf8.DecodeLastRune(head); r != utf8.RuneError || size != 1 {
				break
			}
			head = head[:len(head)-1]
		}
	}
	return !utf8.Valid(head)
}

var (
	// configuration begins as Terraform's does, or as what `terraform show` prints
	// without -json.
	configuration = regexp.MustCompile(`(?m)\A(\s*(#|//).*\n|\s*/\*(?s:.*?)\*/|\s)*` +
		`(resource|data|provider|terraform|module|variable|output|locals|moved|import|check|removed|ephemeral)\b[^\n=:]*\{`)
	// told matches what Terraform and OpenTofu print of a plan without -json.
	told = regexp.MustCompile(`(?m)^(\x1b\[\d+m)*((Terraform|OpenTofu) (used the selected providers|will perform the following)|No changes\. )`)
	yaml = regexp.MustCompile(`(?m)\A(\s*#.*\n|\s)*(---|%YAML|- |["']?[\w.-]+["']?:(\s|$))`)
)
