package analysis

import (
	"slices"

	"spof/analysis/failure"
	"spof/estate"
)

// A link is one step of a chain: a resource that is down because a need of it
// failed, or because it was struck.
type link struct {
	node failure.Node
	need int // -1 when struck
	down []failure.Node
}

// A prover replays how a failure reaches a service: in rounds, from what is
// struck, each resource going down when enough of the members of one of its
// needs have.
type prover struct {
	view    view
	waiting map[waiter]int
	needers map[failure.Node][]waiter
	tallies map[waiter]tally
	fell    map[failure.Node]fall
	queue   []failure.Node
}

// A waiter is a need of a resource, by number.
type waiter struct {
	node failure.Node
	need int
}

// A fall says when a resource went down, and by which need.
type fall struct{ round, need int }

// chain returns the chain that takes a resource down: of several, the one that
// is complete first. Where a need has several members, all of which had to go,
// it follows the one that went last: the others would not have sufficed. What
// was down before the event proves nothing of it.
func (v view) chain(from failure.Node) []link {
	p := prover{
		view: v, waiting: map[waiter]int{}, needers: map[failure.Node][]waiter{},
		tallies: map[waiter]tally{}, fell: map[failure.Node]fall{},
	}
	v.cone(from, p.collect)
	for len(p.queue) > 0 {
		n := p.queue[0]
		p.queue = p.queue[1:]
		p.drop(n)
	}
	if _, fell := p.fell[from]; !fell {
		return nil
	}
	return p.follow(from)
}

// collect notes what each failed need waits for. What is struck, or would be
// down for want of what was not read, is where the replay starts.
func (p *prover) collect(n failure.Node, _ *estate.Resource, failed []tally) bool {
	source := p.view.strikes(n)
	for _, t := range failed {
		if t.enough <= 0 || len(t.down) < t.enough {
			source = true
			continue
		}
		w := waiter{n, t.need}
		p.waiting[w], p.tallies[w] = t.enough, t
		for _, m := range t.down {
			to := p.view.f.net.index[m.Address]
			p.needers[to] = append(p.needers[to], w)
		}
	}
	if source || len(failed) == 0 {
		p.fell[n] = fall{need: -1}
		p.queue = append(p.queue, n)
	}
	return true
}

// drop tells those who need a resource that it is down.
func (p *prover) drop(n failure.Node) {
	for _, w := range p.needers[n] {
		p.waiting[w]--
		if _, down := p.fell[w.node]; down || p.waiting[w] > 0 {
			continue
		}
		p.fell[w.node] = fall{round: p.fell[n].round + 1, need: w.need}
		p.queue = append(p.queue, w.node)
	}
}

// follow walks from a resource to what is struck.
func (p *prover) follow(n failure.Node) []link {
	var links []link
	for {
		f := p.fell[n]
		l := link{node: n, need: f.need}
		if f.need < 0 {
			return append(links, l)
		}
		next := failure.Node(-1)
		for _, m := range p.tallies[waiter{n, f.need}].down {
			to := p.view.f.net.index[m.Address]
			g, down := p.fell[to]
			if !down || g.round >= f.round {
				continue
			}
			l.down = append(l.down, to)
			if next < 0 || p.later(to, next) {
				next = to
			}
		}
		links = append(links, l)
		n = next
	}
}

// later says whether one resource went down after another. Of two that went
// down together, what only lost a need tells more than what the event strikes.
func (p *prover) later(n, other failure.Node) bool {
	always := func(n failure.Node) bool { return p.view.f.solution.Down(p.view.reading, n).Always() }
	if before := always(n); before != always(other) {
		return !before
	}
	if a, b := p.fell[n].round, p.fell[other].round; a != b {
		return a > b
	}
	return !p.isStruck(n) && p.isStruck(other)
}

// isStruck says whether the event strikes a resource or another part of it.
func (p *prover) isStruck(n failure.Node) bool {
	f := p.view.f
	address := wholeOf(f.resources[n])
	parts := append([]failure.Node{n}, f.net.parts[address]...)
	return slices.ContainsFunc(parts, p.view.strikes)
}
