// Package failure computes what goes down with what: for every node of a
// network, the exact set of single events that take it down.
//
// It knows nodes, gates, events and readings. It knows nothing of clouds,
// resources or services: what a node stands for is its caller's business.
//
// # Definition
//
// A node is down when an event strikes it, or when one of its gates fails. A
// gate is met while at least Quorum of its members are up, and fails when it is
// not met. So the events that alone take node n down are
//
//	S(n) = { events that strike n } ∪ ⋃ over the gates of n:
//	       { events in at least m-k+1 of the sets of its m members }, less S(Unless)
//
// For one event at a time this is exact. Where nodes need each other, down is
// the least fixed point: a circle of needs does not kill itself.
//
// A Reading says which members count, how unknown facts count, and which gates
// count. The same network solved under several readings shares all that the
// readings do not change.
//
// # Representation
//
// A set is an immutable value in an arena: up to 64 events a sorted run of
// words, above that a binary tree over the bits of the events' indices (a
// Patricia trie with runs as leaves). Its shape follows from its contents, and
// an operation returns its operand when nothing changes, so sets share parts:
// one event more than a set of 100,000 costs a few hundred bytes, and equal
// parts meet by reference without being compared. An event that stands for a
// failure domain is an event like any other.
package failure
