package inventory

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
)

// Identities knows the synthetic strings that stand for what only apply can
// fill: ids, ARNs, endpoints. Each belongs to exactly one resource and holds
// that resource's token, so a string that carries one can be recognised
// wherever it turns up.
type Identities struct {
	owners    map[string]Reference // by token
	addresses map[string]string    // tokens, by the address that stands for one
}

// A Reference names the attribute that an identity stands for.
type Reference struct{ Address, Attribute string }

// String gives "aws_subnet.a[0].id".
func (r Reference) String() string { return r.Address + "." + r.Attribute }

// Token is the leading part of every synthetic identity's token, Complement
// that of its counterpart in the other set of identities; TokenSize is the
// length of a whole token, in hexadecimal digits, as in an AWS id. The two have
// no digit in common: what is cut out of an identity differs with the set.
const (
	Token      = "5f0f5"
	Complement = "a0f0a"
	TokenSize  = 17
)

// HoldsToken reports whether s holds what may be a token of either set.
func HoldsToken(s string) bool { return strings.Contains(s, Token) || strings.Contains(s, Complement) }

// Add records that a token belongs to an attribute of a resource. It reports
// false, and changes nothing, when another attribute has the token, or its
// [Address], already.
func (ids *Identities) Add(token string, of Reference) bool {
	if ids.owners == nil {
		ids.owners = map[string]Reference{}
		ids.addresses = map[string]string{}
	}
	if owner, taken := ids.owners[token]; taken && owner != of {
		return false
	}
	address := Address(token)
	if other, taken := ids.addresses[address]; taken && other != token {
		return false
	}
	ids.owners[token] = of
	ids.addresses[address] = token
	return true
}

// Mint returns the token of an attribute, which is the same whenever it is asked
// for.
func (ids *Identities) Mint(of Reference) string {
	for salt := 0; ; salt++ {
		if t := NewToken(of, salt); ids.Add(t, of) {
			return t
		}
	}
}

// NewToken makes a token of an attribute's name. Salt tells the next one apart
// where one is taken.
func NewToken(of Reference, salt int) string {
	name := of.Address + "\x00" + of.Attribute
	if salt > 0 {
		name += "\x00" + strconv.Itoa(salt)
	}
	sum := sha256.Sum256([]byte(name))
	return Token + hex.EncodeToString(sum[:])[:TokenSize-len(Token)]
}

// Holds reports whether s carries a synthetic identity, as it stands or under
// base64.
func (ids *Identities) Holds(s string) bool {
	if ids == nil {
		return false
	}
	_, _, token := ids.first(s)
	if text, encoded := Decoded(s); token == "" && encoded {
		_, _, token = ids.first(text)
	}
	return token != ""
}

// Replace returns s with each token replaced by what f makes of its owner.
func (ids *Identities) Replace(s string, f func(token string, of Reference) string) string {
	if ids == nil {
		return s
	}
	var out strings.Builder
	for {
		start, end, token := ids.first(s)
		if token == "" {
			out.WriteString(s)
			return out.String()
		}
		out.WriteString(s[:start])
		out.WriteString(f(token, ids.owners[token]))
		s = s[end:]
	}
}

// Parts calls f with each token of s, in order: with what stands before it since
// the last one, with the token or the address that stands for it, and with its
// owner. It returns what follows the last.
func (ids *Identities) Parts(s string, f func(before, text, token string, of Reference)) (rest string) {
	if ids == nil {
		return s
	}
	for {
		start, end, token := ids.first(s)
		if token == "" {
			return s
		}
		f(s[:start], s[start:end], token, ids.owners[token])
		s = s[end:]
	}
}

// first finds the first token, or address of one, in s; token is "" where
// there is none.
func (ids *Identities) first(s string) (start, end int, token string) {
	for i := range len(s) {
		switch {
		case len(s)-i >= TokenSize && (strings.HasPrefix(s[i:], Token) || strings.HasPrefix(s[i:], Complement)):
			if _, ok := ids.owners[s[i:i+TokenSize]]; ok {
				return i, i + TokenSize, s[i : i+TokenSize]
			}
		case strings.HasPrefix(s[i:], addressPrefix) && (i == 0 || !inAddress(s[i-1])):
			address := leadingAddress(s[i:])
			if token, ok := ids.addresses[address]; ok {
				return i, i + len(address), token
			}
		}
	}
	return 0, 0, ""
}

// Rename returns s with each token replaced by what to makes of it, and each
// address that stands for a token by the one that stands for the new token.
func (ids *Identities) Rename(s string, to func(token string) string) string {
	if ids == nil {
		return s
	}
	var out strings.Builder
	for {
		start, end, token := ids.first(s)
		if token == "" {
			out.WriteString(s)
			return out.String()
		}
		out.WriteString(s[:start])
		if s[start:end] == token {
			out.WriteString(to(token))
		} else {
			out.WriteString(Address(to(token)))
		}
		s = s[end:]
	}
}
