package failure_test

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"strconv"
	"testing"

	"spof/analysis/failure"
)

// auditReadings are the readings of a whole audit: twelve hard ones and a soft.
func auditReadings() []failure.Reading { return readings()[:13] }

func BenchmarkLayered(b *testing.B) {
	for _, nodes := range []int{100_000, 1_000_000} {
		b.Run(strconv.Itoa(nodes), func(b *testing.B) { measure(b, layered(nodes)) })
	}
}

func BenchmarkChain(b *testing.B) {
	for _, end := range []string{"settled", "open"} {
		b.Run(end, func(b *testing.B) { measure(b, chain(100_000, end == "open")) })
	}
}

func BenchmarkRing(b *testing.B) { measure(b, ring(100_000)) }

func BenchmarkLadder(b *testing.B) { measure(b, ladder(50_000)) }

func BenchmarkHub(b *testing.B) { measure(b, hub(10_000)) }

func BenchmarkTangle(b *testing.B) { measure(b, tangle(10_000)) }

func BenchmarkColdStart(b *testing.B) {
	net := layered(100_000).builder.Build()
	for b.Loop() {
		if circles := net.ColdStart(failure.Reading{}); len(circles) > 0 {
			b.Fatal(circles)
		}
	}
}

func BenchmarkSimulate(b *testing.B) {
	net := layered(100_000).builder.Build()
	for b.Loop() {
		net.Simulate(failure.Reading{}, failure.Scenario{Events: []failure.Event{0}})
	}
}

// measure reports building and solving apart, and what the solution holds.
func measure(b *testing.B, e *estate) {
	b.Helper()
	b.Run("build", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			e.builder.Build()
		}
		b.ReportMetric(float64(e.gates), "gates")
		b.ReportMetric(float64(e.members), "members")
	})
	net := e.builder.Build()
	for _, n := range []int{1, 13} {
		b.Run(fmt.Sprintf("solve-%d", n), func(b *testing.B) {
			b.ReportAllocs()
			var s *failure.Solution
			before := heap()
			for b.Loop() {
				s = net.Solve(auditReadings()[:n]...)
			}
			b.ReportMetric(float64(heap()-before)/1e6, "MB-kept")
			b.ReportMetric(meanSize(s), "events/set")
		})
	}
}

// meanSize returns the mean size of the sets under the first reading.
func meanSize(s *failure.Solution) float64 {
	sum := 0
	for n := range s.Network().Nodes() {
		sum += s.Down(auditReadings()[0], failure.Node(n)).Len()
	}
	return float64(sum) / float64(s.Network().Nodes())
}

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// An estate is a large network being put together.
type estate struct {
	builder        failure.Builder
	r              *rand.Rand
	gates, members int
}

// thing adds a node that an event of its own strikes.
func (e *estate) thing() failure.Node {
	n := e.builder.Node()
	e.builder.Event(failure.Strike{Nodes: []failure.Node{n}})
	return n
}

func (e *estate) need(n failure.Node, g failure.Gate) {
	e.gates++
	e.members += len(g.Members)
	e.builder.Need(n, g)
}

func (e *estate) requires(n failure.Node, others ...failure.Node) {
	for _, o := range others {
		e.need(n, failure.Gate{Quorum: 1, Members: of(o)})
	}
}

func of(nodes ...failure.Node) []failure.Member {
	all := make([]failure.Member, len(nodes))
	for i, n := range nodes {
		all[i].Node = n
	}
	return all
}

// chain is nodes that each need the one before; the first is open or not.
func chain(n int, open bool) *estate {
	e := &estate{}
	last := e.thing()
	if open {
		e.need(last, failure.Gate{Quorum: 1, Open: true})
	}
	for range n - 1 {
		next := e.thing()
		e.requires(next, last)
		last = next
	}
	return e
}

// ring is a chain whose first needs its last.
func ring(n int) *estate {
	e := chain(n, false)
	e.requires(0, failure.Node(n-1))
	return e
}

// ladder is two chains that meet at every rung, where either will do.
func ladder(rungs int) *estate {
	e := &estate{}
	last := e.thing()
	for range rungs {
		left, right, rung := e.thing(), e.thing(), e.thing()
		e.requires(left, last)
		e.requires(right, last)
		e.need(rung, failure.Gate{Quorum: 1, Members: of(left, right)})
		last = rung
	}
	return e
}

// hub is many nodes that one needs, and as many that need it.
func hub(n int) *estate {
	e := &estate{}
	centre := e.thing()
	for range n {
		e.requires(centre, e.thing())
		e.requires(e.thing(), centre)
	}
	return e
}

// tangle is nodes that each need three of the thousand before them.
func tangle(n int) *estate {
	e := &estate{r: rand.New(rand.NewPCG(7, 7))}
	e.thing()
	for i := 1; i < n; i++ {
		node := e.thing()
		for range 3 {
			e.requires(node, failure.Node(i-1-e.r.IntN(min(i, 1000))))
		}
	}
	return e
}

// layered is regions of zones, and in them services: a record, a load balancer,
// a fleet that relaunches, a database pair, a cache and what they share, with
// needs between services.
func layered(nodes int) *estate {
	e := &estate{r: rand.New(rand.NewPCG(7, 7))}
	var regions []*region
	for range 100 {
		regions = append(regions, e.region())
	}
	for added := 1100; added < nodes; {
		added += e.service(regions[e.r.IntN(len(regions))], regions[e.r.IntN(len(regions))])
	}
	return e
}

// A region is what the services of a region share.
type region struct {
	itself, key failure.Node
	zones, nats []failure.Node
	services    []failure.Node
}

func (e *estate) region() *region {
	g := &region{itself: e.thing()}
	g.key = e.thing()
	e.requires(g.key, g.itself)
	for range 4 {
		zone, nat := e.thing(), e.thing()
		e.requires(zone, g.itself)
		e.requires(nat, zone)
		g.zones, g.nats = append(g.zones, zone), append(g.nats, nat)
	}
	return g
}

// service adds a service to a region, with a copy to promote in another, and
// returns how many nodes it took.
func (e *estate) service(g, away *region) int {
	record, balancer, database, cache := e.thing(), e.thing(), e.thing(), e.thing()
	check, secret := e.thing(), e.thing()
	fleet := 2 + e.r.IntN(9)
	slot := e.builder.Node()
	e.builder.Starts(slot)
	e.need(slot, failure.Gate{Quorum: 1, Members: of(g.zones...)})
	e.need(slot, failure.Gate{Quorum: 1, Members: of(secret), Strength: failure.Startup})
	targets := []failure.Member{{Node: slot, Mode: failure.Relaunch}}
	spread := 1 + e.r.IntN(3)
	for i := range fleet {
		server, z := e.thing(), i%spread
		e.requires(server, g.zones[z])
		e.requires(server, g.nats[z*e.r.IntN(2)])
		e.need(server, failure.Gate{Quorum: 1, Members: of(database)})
		e.need(server, failure.Gate{Quorum: 1, Members: of(cache), Strength: failure.Soft})
		e.need(server, failure.Gate{Quorum: 1, Members: of(secret), Strength: failure.Startup})
		targets = append(targets, failure.Member{Node: server})
	}
	e.need(balancer, failure.Gate{Quorum: 1 + e.r.IntN(fleet/2+1), Members: targets})
	e.need(balancer, failure.Gate{Quorum: 1, Members: of(g.zones[:2]...)})
	if e.r.IntN(20) == 0 {
		e.need(balancer, failure.Gate{Quorum: 1, Open: true})
	}
	e.requires(check, balancer)
	e.requires(secret, g.key)
	n := 7 + fleet + e.pair(database, g, away) + e.pair(cache, g, away)
	e.need(record, failure.Gate{
		Quorum: 1, Members: of(balancer), Checked: e.r.IntN(10) == 0, Unless: check, Split: e.r.IntN(2) == 0,
	})
	for range min(e.r.IntN(3), len(g.services)) {
		e.requires(balancer, g.services[max(0, len(g.services)-1-e.r.IntN(5))])
	}
	if len(g.services) == 0 || e.r.IntN(4) == 0 {
		g.services = append(g.services, record)
	}
	return n
}

// pair makes a database or a cache of one node or two, or one and a replica to
// promote in another region.
func (e *estate) pair(whole failure.Node, g, away *region) int {
	e.requires(whole, g.itself, g.key)
	members := of(e.thing())
	e.requires(members[0].Node, g.zones[0])
	if kind := e.r.IntN(3); kind > 0 {
		second := failure.Member{Node: e.thing()}
		e.requires(second.Node, g.zones[1])
		if kind == 2 {
			second.Mode = failure.ByHand
			e.requires(second.Node, away.zones[2])
		}
		members = append(members, second)
	}
	e.need(whole, failure.Gate{Quorum: 1, Members: members})
	return len(members)
}
