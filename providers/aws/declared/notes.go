package declared

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"spof/estate"
	"spof/inventory"
)

// notes say how much of the account was found declared, what is declared and was
// not found in the account, and what is not there as it is written.
func (m *matcher) notes(account *inventory.Inventory, opts Options) []string {
	var names []string
	for _, s := range m.sources {
		names = append(names, s.Name)
	}
	where := strings.Join(names, ", ")
	found := len(m.located())
	text := fmt.Sprintf("%d of the %s that were read %s declared in %s", found, counted(len(m.live), "resource"), verb(found, "is", "are"), where)
	if stray := len(m.live) - found; stray > 0 {
		text += fmt.Sprintf("; %d %s not found there, and %s", stray, verb(stray, "was", "were"), verb(stray, "keeps its ARN", "keep their ARNs"))
	}
	out := []string{text}
	if missing := m.missing(account, opts); len(missing) > 0 {
		out = append(out, fmt.Sprintf("%s that %s declares %s not found in the account: %s",
			counted(len(missing), "resource"), where, verb(len(missing), "was", "were"), firstOf(missing)))
	}
	if drifted := m.drifted(); len(drifted) > 0 {
		out = append(out, fmt.Sprintf("%s %s written otherwise than %s in the account, by which it was judged: %s",
			counted(len(drifted), "attribute"), verb(len(drifted), "is", "are"), verb(len(drifted), "it is", "they are"), firstOf(drifted)))
	}
	return out
}

// missing returns the addresses of what is declared in the regions, and of the
// types, that were read, and was not found.
func (m *matcher) missing(account *inventory.Inventory, opts Options) []string {
	mine := m.sourcesHere()
	maybe := map[string]int{} // how many of a block are there, of which nothing tells which they are
	for _, i := range m.blocks {
		maybe[m.block(i)]++
	}
	var out []string
	for _, i := range m.items {
		switch {
		case m.of[i] != nil || !mine[i.source] || !wasRead(i, account, opts):
		case maybe[m.block(i)] > 0:
			maybe[m.block(i)]--
		default:
			out = append(out, m.sources[i.source].Call+i.address)
		}
	}
	return out
}

// block is the address of an item's block.
func (m *matcher) block(i *item) string { return m.sources[i.source].Call + withoutKeys(i.address) }

// sourcesHere returns the sources of which the account holds anything: what others
// declare is somewhere else.
func (m *matcher) sourcesHere() map[int]bool {
	out := map[int]bool{}
	for i := range m.of {
		out[i.source] = true
	}
	return out
}

// wasRead reports whether an item would have been read, were it there.
func wasRead(i *item, account *inventory.Inventory, opts Options) bool {
	if !slices.Contains(opts.Types, i.typ) || slices.ContainsFunc(account.Unread, func(u inventory.Unread) bool { return u.Type == i.typ }) {
		return false
	}
	region, known := i.told().Region.Get()
	return !known || region == estate.SymbolicRegion || len(opts.Regions) == 0 || slices.Contains(opts.Regions, region)
}

// drifted returns the numbers and truths that are written otherwise than they
// are. Texts have too many spellings to compare.
func (m *matcher) drifted() []string {
	var out []string
	for _, i := range m.items {
		r := m.of[i]
		if r == nil || i.declared == nil || i.declared.Address != i.address {
			continue
		}
		for name := range i.declared.Origins {
			if isOtherwise(i.declared, r, name) && !slices.Contains(i.declared.IgnoreChanges, name) {
				out = append(out, m.sources[i.source].Call+i.address+" "+name)
			}
		}
	}
	slices.SortFunc(out, estate.CompareAddresses)
	return out
}

func isOtherwise(declared, live *inventory.Resource, name string) bool {
	want, ok := attribute(declared, name)
	got, told := attribute(live, name)
	if !ok || !told || !want.Type().IsPrimitiveType() || want.Type().FriendlyName() == "string" {
		return false
	}
	a, _ := scalar(want)
	b, is := scalar(got)
	return is && a != b
}

func counted(n int, what string) string { return strconv.Itoa(n) + " " + verb(n, what, what+"s") }

// verb is the first of two words of one thing, and the second of several.
func verb(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// firstOf names the first of several things, and how many more there are.
func firstOf(names []string) string {
	const most = 4
	if len(names) <= most {
		return strings.Join(names, ", ")
	}
	return strings.Join(names[:most-1], ", ") + " and " + strconv.Itoa(len(names)-most+1) + " more"
}
