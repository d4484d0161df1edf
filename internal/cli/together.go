package cli

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"spof/estate"
	"spof/inventory"
)

// join makes one inventory of several: of roots and accounts, for --together,
// and of states. Each becomes what a module of that name would be, so that equal
// addresses stay apart.
func join(inventories []*inventory.Inventory) *inventory.Inventory {
	out := &inventory.Inventory{Kind: inventories[0].Kind}
	var names []string
	for _, inv := range inventories {
		names = append(names, inv.Name)
		if inv.Identities != nil {
			out.Identities = &inventory.Identities{}
		}
	}
	calls := callNames(names)
	for i, inv := range inventories {
		j := joiner{from: inv, into: out.Identities, prefix: "module." + calls[i] + "."}
		if inv.Kind == inventory.Account {
			j.prefix = callNames(names[i : i+1])[0] + "/"
		}
		for _, r := range inv.Resources {
			out.Resources = append(out.Resources, j.resource(r))
		}
		for _, g := range inv.Gaps {
			out.Gaps = append(out.Gaps, j.gap(g))
		}
		for _, u := range inv.Unread {
			out.Unread = append(out.Unread, j.unread(u))
		}
		out.Ignores = append(out.Ignores, inv.Ignores...)
		out.Notes = append(out.Notes, inv.Notes...)
		out.Moves = append(out.Moves, j.moves()...)
		out.Declared += inv.Declared
	}
	if slices.ContainsFunc(inventories, func(inv *inventory.Inventory) bool { return inv.Before != nil }) {
		out.Before = join(befores(inventories))
	}
	out.Name, out.Notes = list(names), distinct(out.Notes)
	slices.SortStableFunc(out.Resources, func(a, b *inventory.Resource) int {
		return estate.CompareAddresses(a.Address, b.Address)
	})
	return out
}

// distinct returns each of a list of texts once, in the order of the list.
func distinct(all []string) []string {
	seen := map[string]bool{}
	return slices.DeleteFunc(all, func(s string) bool {
		was := seen[s]
		seen[s] = true
		return was
	})
}

// callNames returns what stands for each of the inputs in addresses: their
// names, without what tells only that they are states, where that keeps them
// apart.
func callNames(names []string) []string {
	plain := make([]string, len(names))
	short := make([]string, len(names))
	seen := map[string]bool{}
	for i, name := range names {
		plain[i] = callName(name)
		for _, suffix := range []string{".gz", ".json", ".tfstate", "/terraform"} {
			name = strings.TrimSuffix(name, suffix)
		}
		short[i] = callName(name)
		seen[short[i]] = true
	}
	if len(seen) < len(names) || seen[""] {
		return plain
	}
	return short
}

func callName(name string) string {
	return strings.NewReplacer(".", "_", "[", "_", "]", "_", " ", "_").Replace(name)
}

// A joiner renames what belongs to one of the inputs.
type joiner struct {
	from   *inventory.Inventory
	into   *inventory.Identities
	prefix string
}

// address is what something is called among all inputs. An ARN is nothing
// else's name anywhere.
func (j joiner) address(was string) string {
	if strings.HasPrefix(was, "arn:") {
		return was
	}
	return j.prefix + was
}

func (j joiner) resource(r *inventory.Resource) *inventory.Resource {
	out := *r
	out.Address = j.address(r.Address)
	out.Identities = j.into
	// What a state holds is real, and the same wherever it is named.
	if r.Values != cty.NilVal && j.from.Identities != nil {
		out.Values = j.value(r.Values)
	}
	return &out
}

// moves are those of an account, in which what is declared has another address.
func (j joiner) moves() []estate.Move {
	var out []estate.Move
	for _, m := range j.from.Moves {
		if j.from.Kind == inventory.Account {
			out = append(out, estate.Move{From: j.address(m.From), To: j.address(m.To)})
		}
	}
	return out
}

func (j joiner) gap(g estate.Gap) estate.Gap {
	g.Unsettles = slices.Clone(g.Unsettles)
	for i, address := range g.Unsettles {
		g.Unsettles[i] = j.address(address)
	}
	return g
}

func (j joiner) unread(u inventory.Unread) inventory.Unread {
	if u.Of != "" {
		u.Of = j.address(u.Of)
	}
	return u
}

// value gives the identities in a value the tokens that they have in the joined
// inventory.
func (j joiner) value(v cty.Value) cty.Value {
	out, err := cty.Transform(v, func(_ cty.Path, v cty.Value) (cty.Value, error) {
		bare, marks := v.Unmark()
		if bare.IsNull() || !bare.IsKnown() || bare.Type() != cty.String {
			return v, nil
		}
		return cty.StringVal(j.text(bare.AsString())).WithMarks(marks), nil
	})
	if err != nil {
		return v // the function above returns none
	}
	return out
}

// text renames the identities of a string, and those that it holds under
// base64, as user data does.
func (j joiner) text(s string) string {
	if plain, encoded := inventory.Decoded(s); encoded && j.from.Identities.Holds(plain) {
		return base64.StdEncoding.EncodeToString([]byte(j.text(plain)))
	}
	j.from.Identities.Replace(s, func(token string, of inventory.Reference) string {
		j.into.Add(j.token(token), inventory.Reference{Address: j.prefix + of.Address, Attribute: of.Attribute})
		return ""
	})
	return j.from.Identities.Rename(s, j.token)
}

// token is the token that stands for another one in the joined inventory.
func (j joiner) token(old string) string {
	sum := sha256.Sum256([]byte(j.prefix + old))
	digits := hex.EncodeToString(sum[:])
	return inventory.Token + digits[:inventory.TokenSize-len(inventory.Token)]
}

// list joins names as one says them.
func list(names []string) string {
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

// befores are what there was before: of what does not change, what there is.
func befores(inventories []*inventory.Inventory) []*inventory.Inventory {
	out := slices.Clone(inventories)
	for i, inv := range inventories {
		if inv.Before != nil {
			out[i] = inv.Before
		}
	}
	return out
}
