package declared

import (
	"slices"
	"strings"

	"spof/inventory"
)

// byReference pairs by what is known of pairs already: it reports whether that
// led to another pair.
func (m *matcher) byReference() bool {
	back := m.byReferrer()
	return m.byReferred() || back
}

// byReferred pairs those that agree in all that is known of both, and among that
// in what they refer to, or in what people call them.
func (m *matcher) byReferred() bool { return m.pairUp(m.fitting) }

// fitting returns the live resources that an item may be.
func (m *matcher) fitting(i *item) []*inventory.Resource {
	f := m.facts(i)
	var out []*inventory.Resource
	for _, r := range m.likely(i.typ, f) {
		if !slices.Contains(out, r) && f.tells(r) && f.fit(r) {
			out = append(out, r)
		}
	}
	return out
}

// likely returns those among which all are that facts may fit: those that have one
// of what tells it from others, or, where that are fewer, those that have what all
// of the type are known to have something of.
func (m *matcher) likely(typ string, f facts) []*inventory.Resource {
	telling := [][]*inventory.Resource{m.have(typ, theTag, f.name)}
	for _, name := range f.telling {
		telling = append(telling, m.have(typ, name, strings.Join(f.texts[name], " ")))
	}
	many := 0
	for _, list := range telling {
		many += len(list)
	}
	var fewest []*inventory.Resource
	for name, list := range f.texts {
		if m.known[fact{typ: typ, attribute: name}] < m.known[fact{typ: typ}] {
			continue
		}
		if fewer := m.have(typ, name, strings.Join(list, " ")); len(fewer) < many {
			fewest, many = fewer, len(fewer)
			telling = nil
		}
	}
	if telling == nil {
		return fewest
	}
	return slices.Concat(telling...)
}

// facts are what is written of a declared resource, with the ids that what it
// refers to really has.
type facts struct {
	texts   map[string][]string
	name    string   // its tag
	telling []string // those attributes that tell it from others
}

// namings are the attributes by which people tell things apart, beside those that
// refer to others.
var namings = []string{"name", "domain_name", "reference_name", "service_name"}

func (m *matcher) facts(i *item) facts {
	r := i.told()
	f := facts{texts: map[string][]string{}, name: tag(r)}
	if r.Identities.Holds(f.name) {
		f.name = ""
	}
	for _, name := range i.attributes() {
		list, ok := texts(r, name)
		if !ok || len(list) == 0 || list[0] == "" {
			continue
		}
		is, referred, ok := m.really(i, list)
		if !ok {
			continue
		}
		f.texts[name] = is
		if referred || slices.Contains(namings, name) {
			f.telling = append(f.telling, name)
		}
	}
	return f
}

// tells reports whether a live resource has any of what tells it from others.
func (f facts) tells(r *inventory.Resource) bool {
	if f.name != "" && alike(tag(r)) == alike(f.name) {
		return true
	}
	return slices.ContainsFunc(f.telling, func(name string) bool {
		got, ok := texts(r, name)
		return ok && slices.EqualFunc(got, f.texts[name], func(a, b string) bool { return alike(a) == alike(b) })
	})
}

// fit reports whether a live resource has all that is written, as far as both are
// known.
func (f facts) fit(r *inventory.Resource) bool {
	if f.name != "" && alike(tag(r)) != alike(f.name) {
		return false
	}
	for name, want := range f.texts {
		got, ok := texts(r, name)
		if ok && !slices.EqualFunc(got, want, func(a, b string) bool { return alike(a) == alike(b) }) {
			return false
		}
	}
	return true
}

// really gives the texts of a declared resource what the things that they name
// are really called. Referred says that one is such a thing; it is not ok where
// one of them is not known.
func (m *matcher) really(i *item, list []string) (called []string, referred, ok bool) {
	for _, s := range list {
		owner, attribute := m.owner(i, s)
		switch {
		case owner != nil && m.of[owner] != nil:
			s = textOf(m.of[owner], attribute)
			referred = true
		case owner != nil || i.told().Identities.Holds(s):
			return nil, false, false
		case i.stored != nil:
			referred = referred || m.called[s]
		}
		if s == "" {
			return nil, false, false
		}
		called = append(called, s)
	}
	slices.Sort(called)
	return called, referred, true
}

// owner returns the declared resource of which a text is an identity as a whole,
// and the attribute that is.
func (m *matcher) owner(i *item, s string) (owner *item, attribute string) {
	if i.stored != nil {
		return nil, ""
	}
	var ref inventory.Reference
	i.declared.Identities.Replace(s, func(_ string, of inventory.Reference) string { ref = of; return "" })
	owner = m.at[place{i.source, ref.Address}]
	if owner == nil || owner.declared == nil {
		return nil, ""
	}
	for _, name := range []string{ref.Attribute, "id", "arn"} { // some identities are made of others
		if textOf(owner.declared, name) == s {
			return owner, name
		}
	}
	return nil, ""
}
