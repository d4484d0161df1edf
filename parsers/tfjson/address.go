package tfjson

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"github.com/zclconf/go-cty/cty"
)

// Key writes the key of an instance as Terraform does: `[0]`, `["a"]`, "" for
// none.
func Key(key cty.Value) string {
	switch {
	case key == cty.NilVal || key.IsNull():
		return ""
	case key.Type() == cty.Number:
		return "[" + key.AsBigFloat().Text('f', -1) + "]"
	}
	return "[" + Quote(key.AsString()) + "]"
}

// Quote writes text as Terraform quotes it in addresses.
func Quote(s string) string {
	var out strings.Builder
	out.WriteByte('"')
	for i, c := range s {
		switch {
		case c == '"' || c == '\\':
			out.WriteString(`\` + string(c))
		case strings.ContainsRune("\n\r\t", c):
			out.WriteString(strings.Trim(strconv.QuoteRune(c), "'"))
		case (c == '$' || c == '%') && strings.HasPrefix(s[i+1:], "{"):
			out.WriteString(string(c) + string(c))
		case unicode.IsPrint(c):
			out.WriteRune(c)
		case c < 1<<16:
			fmt.Fprintf(&out, `\u%04x`, c)
		default:
			fmt.Fprintf(&out, `\U%08x`, c)
		}
	}
	out.WriteByte('"')
	return out.String()
}

// Unquote is the inverse of Quote for the quoted text that s begins with; rest
// is what follows it.
func Unquote(s string) (text, rest string, ok bool) {
	quoted, err := strconv.QuotedPrefix(s)
	if err != nil || quoted[0] != '"' {
		return "", "", false
	}
	text, err = strconv.Unquote(quoted)
	text = strings.ReplaceAll(strings.ReplaceAll(text, "$${", "${"), "%%{", "%{")
	return text, s[len(quoted):], err == nil
}

// A Call is one step of a module instance's address.
type Call struct {
	Name string
	Key  cty.Value // a string or a number; cty.NilVal without count and for_each
}

// Calls splits an address, of a module instance or of what is in one, into the
// module calls that lead there and the rest.
func Calls(address string) (calls []Call, rest string, ok bool) {
	for rest = address; ; {
		after, more := strings.CutPrefix(rest, "module.")
		if !more {
			return calls, rest, true
		}
		end := strings.IndexAny(after, ".[")
		if end < 0 {
			end = len(after)
		}
		call := Call{Name: after[:end]}
		rest = after[end:]
		if strings.HasPrefix(rest, "[") {
			if call.Key, rest, ok = keyOf(rest[1:]); !ok {
				return nil, "", false
			}
		}
		if rest, ok = strings.CutPrefix(rest, "."); !ok && rest != "" || call.Name == "" {
			return nil, "", false
		}
		calls = append(calls, call)
	}
}

// keyOf reads a key and the bracket that closes it.
func keyOf(s string) (key cty.Value, rest string, ok bool) {
	if strings.HasPrefix(s, `"`) {
		text, rest, ok := Unquote(s)
		rest, closed := strings.CutPrefix(rest, "]")
		return cty.StringVal(text), rest, ok && closed
	}
	digits, rest, ok := strings.Cut(s, "]")
	n, err := strconv.ParseInt(digits, 10, 64)
	return cty.NumberIntVal(n), rest, ok && err == nil
}

// Provider splits the name that a state or a plan gives to a provider
// configuration, `module.a.provider["registry.terraform.io/hashicorp/aws"].dr`,
// into the module that it stands in and the name that [inventory.Resource] has:
// "registry.terraform.io/hashicorp/aws.dr".
func Provider(configuration string) (module, name string, ok bool) {
	_, rest, ok := Calls(configuration)
	if !ok {
		return "", "", false
	}
	module = strings.TrimSuffix(strings.TrimSuffix(configuration, rest), ".")
	if old, is := strings.CutPrefix(rest, "provider."); is {
		return module, old, old != "" // as Terraform 0.12 names it
	}
	rest, is := strings.CutPrefix(rest, "provider[")
	source, rest, quoted := Unquote(rest)
	rest, closed := strings.CutPrefix(rest, "]")
	return module, source + rest, is && quoted && closed && source != ""
}
