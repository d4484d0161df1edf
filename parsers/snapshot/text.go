package snapshot

import (
	"encoding/base64"
	"fmt"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"spof/inventory"
)

// In texts a dollar sign is written twice, and ${id of aws_subnet.a[0]} stands
// for the identity that was made up for the attribute. ${address for private_ip
// of aws_instance.a} is the address that stands for one, and ${base64} says that
// the rest of the text is kept in base64.
const (
	open       = "${"
	closing    = "}"
	of         = " of "
	addressFor = "address for "
	encoded    = "${base64}"
)

func escape(s string) string { return strings.ReplaceAll(s, "$", "$$") }

func escapeReference(s string) string { return strings.ReplaceAll(escape(s), "}", "$}") }

// template writes a text with a reference in the place of each made up
// identity.
func template(ids *inventory.Identities, s string) string {
	if plain, is := inventory.Decoded(s); is && ids.Holds(plain) {
		return encoded + template(ids, plain)
	}
	if !ids.Holds(s) {
		return escape(s)
	}
	var out strings.Builder
	rest := ids.Parts(s, func(before, text, token string, owner inventory.Reference) {
		out.WriteString(escape(before) + open)
		if text != token {
			out.WriteString(addressFor)
		}
		out.WriteString(escapeReference(owner.Attribute + of + owner.Address))
		out.WriteString(closing)
	})
	out.WriteString(escape(rest))
	return out.String()
}

// A texts makes texts of templates.
type texts struct {
	ids  *inventory.Identities
	made bool // there were references
}

// text makes the text of a template, with identities that are made up in the
// place of references.
func (t *texts) text(s string) (string, error) {
	if rest, is := strings.CutPrefix(s, encoded); is {
		plain, err := t.text(rest)
		return base64.StdEncoding.EncodeToString([]byte(plain)), err
	}
	var out strings.Builder
	for {
		before, after, found := strings.Cut(s, "$")
		out.WriteString(before)
		switch {
		case !found:
			return out.String(), nil
		case strings.HasPrefix(after, "$"):
			out.WriteByte('$')
			s = after[1:]
		case strings.HasPrefix(after, "{"):
			reference, rest, err := cutReference(after[1:])
			if err != nil {
				return "", err
			}
			made, err := t.identity(reference)
			if err != nil {
				return "", err
			}
			out.WriteString(made)
			s = rest
		default:
			return "", fmt.Errorf("expected $$ or a reference, found %q", shortened("$"+after))
		}
	}
}

// cutReference splits what is within braces from what follows them.
func cutReference(s string) (reference, rest string, err error) {
	var out strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '}':
			return out.String(), s[i+1:], nil
		case s[i] == '$' && i+1 < len(s):
			i++
		}
		out.WriteByte(s[i])
	}
	return "", "", fmt.Errorf("expected a reference that ends, found %q", shortened(open+s))
}

// identity makes up what a reference stands for.
func (t *texts) identity(reference string) (string, error) {
	rest, isAddress := strings.CutPrefix(reference, addressFor)
	attribute, address, ok := strings.Cut(rest, of)
	if !ok || attribute == "" || address == "" {
		return "", fmt.Errorf("expected a reference such as ${id of aws_subnet.a}, found %q", shortened(reference))
	}
	t.made = true
	token := t.ids.Mint(inventory.Reference{Address: address, Attribute: attribute})
	if isAddress {
		return inventory.Address(token), nil
	}
	return token, nil
}

// value makes the texts of a value, and the names in it, of templates. Lists are
// tuples then.
func (t *texts) value(v cty.Value) (cty.Value, error) {
	v, marks := v.Unmark()
	var err error
	switch {
	case !v.IsKnown() || v.IsNull():
	case v.Type() == cty.String:
		var s string
		s, err = t.text(v.AsString())
		v = cty.StringVal(s)
	case v.Type().IsObjectType():
		v, err = t.object(v)
	case v.CanIterateElements():
		list := v.AsValueSlice()
		for i := 0; i < len(list) && err == nil; i++ {
			list[i], err = t.value(list[i])
		}
		v = cty.TupleVal(list)
	}
	return v.WithMarks(marks), err
}

func (t *texts) object(v cty.Value) (cty.Value, error) {
	parts := v.AsValueMap()
	out := make(map[string]cty.Value, len(parts))
	for name, part := range parts {
		made, err := t.text(name)
		if err == nil {
			out[made], err = t.value(part)
		}
		if err != nil {
			return v, err
		}
	}
	return cty.ObjectVal(out), nil
}

func shortened(s string) string {
	const most = 60
	if len(s) > most {
		return strings.ToValidUTF8(s[:most], "") + "..."
	}
	return s
}
