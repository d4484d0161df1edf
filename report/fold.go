package report

import (
	"strings"
	"unicode/utf8"
)

// fold breaks a text into lines of at most first columns, then rest. It breaks
// between words, and inside one only where it is longer than a line. A link and an
// ARN are left whole: broken, they lead nowhere.
func fold(text string, first, rest int) []string {
	var lines []string
	room, current := max(first, 1), ""
	flush := func() {
		lines = append(lines, current)
		room, current = max(rest, 1), ""
	}
	for word := range strings.FieldsSeq(text) {
		if current != "" && width(current)+1+width(word) <= room {
			current += " " + word
			continue
		}
		if current != "" {
			flush()
		}
		for width(word) > room && !isWhole(word) {
			head := cut(word, room)
			current, word = head, word[len(head):]
			flush()
		}
		current = word
	}
	if current != "" || len(lines) == 0 {
		flush()
	}
	return lines
}

// isWhole reports whether a word is one to be copied, and is not broken.
func isWhole(word string) bool {
	return strings.HasPrefix(word, "https://") || strings.HasPrefix(word, "arn:")
}

// cut returns the head of a word that fits n columns, up to a place where an
// address or a path is easily read on: after a dot, a slash or a comma.
func cut(word string, n int) string {
	end, nice := 0, 0
	for i, r := range word {
		next := i + utf8.RuneLen(r)
		if width(word[:next]) > n {
			break
		}
		end = next
		if strings.ContainsRune("./,:", r) {
			nice = next
		}
	}
	if nice > n/2 {
		return word[:nice]
	}
	return word[:max(end, 1)]
}

// head is how many of n things are shown when a list is folded at most: one
// that would hide a single thing is not folded, as saying so takes its place.
func head(n, most int) int {
	if n <= most+1 {
		return n
	}
	return most
}

// elide shortens a text to n columns, dropping its middle: both ends of an
// address tell it from others.
func elide(s string, n int) string {
	if width(s) <= n {
		return s
	}
	runes := []rune(s)
	tail := max((n-1)*2/3, 1)
	head := max(n-1-tail, 0)
	return string(runes[:head]) + "…" + string(runes[len(runes)-tail:])
}
