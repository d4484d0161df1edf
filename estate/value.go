package estate

// A Value is a fact together with how much is known of it. The zero Value is
// unknown, so a reader that forgets a fact can never make a resource look
// healthy.
type Value[T any] struct {
	v         T
	certainty certainty
	assumed   bool
	sensitive bool
	origin    Origin
	settles   []string
}

type certainty uint8

const (
	unknown certainty = iota
	defaulted
	set
)

// Set returns a value that somebody wrote at o.
func Set[T any](v T, o Origin) Value[T] { return Value[T]{v: v, certainty: set, origin: o} }

// Default returns a value that nobody wrote and that AWS or its provider
// supplies; o is the block that leaves it out.
func Default[T any](v T, o Origin) Value[T] { return Value[T]{v: v, certainty: defaulted, origin: o} }

// Unknown returns a fact that cannot be known yet. settledBy names what would
// settle it: a variable, a data source, an attribute that AWS fills.
func Unknown[T any](o Origin, settledBy ...string) Value[T] {
	return Value[T]{origin: o, settles: settledBy}
}

// Assume returns v marked as resting on a stated default rather than on what
// was read.
func (v Value[T]) Assume() Value[T] { v.assumed = true; return v }

// Conceal returns v marked as sensitive: it may be judged by, and never shown.
func (v Value[T]) Conceal() Value[T] { v.sensitive = true; return v }

// Sensitive reports whether the value must not be shown.
func (v Value[T]) Sensitive() bool { return v.sensitive }

// Get returns the value, and whether it is known.
func (v Value[T]) Get() (T, bool) { return v.v, v.certainty != unknown }

// Or returns the value where it is known, and otherwise the given one.
func (v Value[T]) Or(otherwise T) T {
	if v.certainty == unknown {
		return otherwise
	}
	return v.v
}

// Known reports whether the value is known.
func (v Value[T]) Known() bool { return v.certainty != unknown }

// Written reports whether somebody wrote the value, as opposed to AWS
// supplying it.
func (v Value[T]) Written() bool { return v.certainty == set }

// Assumed reports whether the value rests on an assumption.
func (v Value[T]) Assumed() bool { return v.assumed }

// Origin returns where the value stands: the attribute where it is written,
// the block where it is not.
func (v Value[T]) Origin() Origin { return v.origin }

// SettledBy names what would make an unknown value known.
func (v Value[T]) SettledBy() []string { return v.settles }
