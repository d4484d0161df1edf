package schema

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
)

// A policy is an IAM policy document, its keys in the order in which the
// provider writes them.
type policy struct {
	Version    string       `json:"Version,omitempty"`
	ID         string       `json:"Id,omitempty"`
	Statements []*statement `json:"Statement,omitempty"`
}

// A statement is one statement of a policy. A list of one that was written as
// text stays text, as the provider keeps it.
type statement struct {
	Sid           string                    `json:"Sid,omitempty"`
	Effect        string                    `json:"Effect,omitempty"`
	Actions       any                       `json:"Action,omitempty"`
	NotActions    any                       `json:"NotAction,omitempty"`
	Resources     any                       `json:"Resource,omitempty"`
	NotResources  any                       `json:"NotResource,omitempty"`
	Principals    any                       `json:"Principal,omitempty"`
	NotPrincipals any                       `json:"NotPrincipal,omitempty"`
	Conditions    map[string]map[string]any `json:"Condition,omitempty"`
}

var errPolicy = errors.New("not a policy document that the provider accepts")

// parsePolicy reads a policy document as the provider does.
func parsePolicy(text string) (*policy, error) {
	doc := &policy{}
	if err := json.Unmarshal([]byte(text), doc); err != nil {
		return nil, fmt.Errorf("read a policy document: %w", err)
	}
	for _, s := range doc.Statements {
		if s == nil {
			return nil, errPolicy
		}
		if err := s.normalise(); err != nil {
			return nil, err
		}
	}
	return doc, nil
}

// normalise changes what was read to what the provider writes again: anybody
// is "*", a condition's truth values are text, its numbers are dropped, and a
// list of one value is that value.
func (s *statement) normalise() error {
	for _, principals := range []*any{&s.Principals, &s.NotPrincipals} {
		if _, ok := (*principals).(string); ok {
			*principals = "*"
		}
	}
	for test, variables := range s.Conditions {
		for name, values := range variables {
			text, err := conditionText(values)
			if err != nil {
				return err
			}
			if text == nil {
				delete(variables, name)
				continue
			}
			variables[name] = text
		}
		if len(variables) == 0 {
			delete(s.Conditions, test)
		}
	}
	return nil
}

// conditionText returns a condition's values as text, nil where they are
// dropped.
func conditionText(values any) (any, error) {
	switch v := values.(type) {
	case string:
		return v, nil
	case bool:
		return strconv.FormatBool(v), nil
	case []any:
		var list []string
		for _, item := range v {
			text, ok := item.(string)
			if !ok {
				return nil, errPolicy
			}
			list = append(list, text)
		}
		return oneOrMore(list), nil
	default:
		return nil, nil
	}
}

// oneOrMore returns a list as it stands in a document: one string by itself.
func oneOrMore(list []string) any {
	switch len(list) {
	case 0:
		return nil
	case 1:
		return list[0]
	default:
		return list
	}
}

// merge adds another document: its statements replace those of the same sid.
func (p *policy) merge(newer *policy) {
	if newer.ID != "" {
		p.ID = newer.ID
	}
	p.Version = max(p.Version, newer.Version)
	for _, s := range newer.Statements {
		if i := p.find(s.Sid); i >= 0 {
			p.Statements[i] = s
			continue
		}
		p.Statements = append(p.Statements, s)
	}
}

// find returns the place of the statement with a sid, or -1. Statements
// without one are never the same.
func (p *policy) find(sid string) int {
	for i, s := range p.Statements {
		if sid != "" && s.Sid == sid {
			return i
		}
	}
	return -1
}

// distinct reports whether no two statements have the same sid.
func (p *policy) distinct() bool {
	for i, s := range p.Statements {
		if p.find(s.Sid) >= 0 && p.find(s.Sid) != i {
			return false
		}
	}
	return true
}
