package analysis

import (
	"slices"
)

// Services returns the services of the estate: those with a known entry point
// by name, then those whose users were not read, by address.
func (f *Failures) Services() []*Service {
	var all []*Service
	for _, s := range f.services {
		all = append(all, s.Service)
	}
	return all
}

// ServicesOf returns the services that need a resource or a part of it, in
// whatever strength.
func (f *Failures) ServicesOf(address string) []*Service {
	var all []*Service
	for _, s := range f.usersOf(address) {
		all = append(all, s.Service)
	}
	return all
}

func (f *Failures) usersOf(address string) []*judged {
	n, read := f.net.index[address]
	if !read {
		return nil
	}
	if len(f.net.parts[address]) == 0 {
		return f.users[n]
	}
	var all []*judged
	for _, part := range append(f.net.parts[address], n) {
		all = append(all, f.users[part]...)
	}
	return f.inOrder(all)
}

// inOrder returns services in the order of all services, each once.
func (f *Failures) inOrder(some []*judged) []*judged {
	slices.SortFunc(some, func(a, b *judged) int { return a.number - b.number })
	return slices.Compact(some)
}
