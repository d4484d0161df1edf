package failure_test

import (
	"fmt"
	"strings"
	"testing"

	"spof/analysis/failure"
)

func TestZeroSetIsEmpty(t *testing.T) {
	t.Parallel()
	var s failure.Set
	for e := range s.All() {
		t.Errorf("has %d", e)
	}
	if s.Len() != 0 || s.Has(0) || s.Always() || s.Open() {
		t.Errorf("not empty: %+v", s)
	}
}

func TestWalkingASetCanStop(t *testing.T) {
	t.Parallel()
	solution := chain(500, false).builder.Build().Solve(failure.Reading{})
	for _, length := range []int{1, 50, 400} {
		seen := 0
		for range solution.Down(failure.Reading{}, 499).All() {
			if seen++; seen == length {
				break
			}
		}
		if seen != length {
			t.Errorf("walked %d, not %d", seen, length)
		}
	}
}

// TestBugsPanic: naming what does not exist is the caller's bug, and the panic
// says what it was.
func TestBugsPanic(t *testing.T) {
	t.Parallel()
	bugs := map[string]func(*failure.Builder){
		"member 7 of 1": func(b *failure.Builder) { b.Requires(0, 7) },
		"gate unless node 3 of 1": func(b *failure.Builder) {
			b.Need(0, failure.Gate{Checked: true, Unless: 3})
		},
		"gate of node 2 of 1":           func(b *failure.Builder) { b.Need(2, failure.Gate{}) },
		"event strikes node -1 of 1":    func(b *failure.Builder) { b.Event(failure.Strike{Nodes: []failure.Node{-1}}) },
		"reading {Standbys:0 Ill:false": func(b *failure.Builder) { b.Build().Solve().Down(failure.Reading{}, 0) },
	}
	for want, bug := range bugs {
		t.Run(want, func(t *testing.T) {
			t.Parallel()
			defer func() {
				if got := fmt.Sprint(recover()); !strings.Contains(got, want) {
					t.Errorf("panicked with %q, not %q", got, want)
				}
			}()
			var b failure.Builder
			b.Node()
			bug(&b)
			b.Build()
		})
	}
}
