package tfconfig

import (
	"context"
	"fmt"
	"math"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"

	"spof/inventory"
	"spof/parsers/tfconfig/functions"
)

// The limits that keep any input from taking all time or memory. Each refusal
// names its limit.
const (
	maxDepth     = 3000    // thunks waiting for each other
	maxModules   = 64      // modules inside each other
	maxInstances = 100_000 // instances of blocks and modules together
)

// An evaluator evaluates a tree of module instances once, with one of two sets
// of identities. It is used by one goroutine.
type evaluator struct {
	*loader
	ctx       context.Context
	run       run
	functions map[string]function.Function
	inputs    map[string]input
	ids       *inventory.Identities
	first     *evaluator // the first run, while this is the second
	minted    map[inventory.Reference]string
	leaves    map[inventory.Reference]string // the identities that the provider made of tokens
	whole     map[string]inventory.Reference // what each identity stands for
	realPaths map[string]string
	known     map[string][]Instance // all managed resources of a type, once they are evaluated
	root      *node
	stack     []frame
	lowest    int // the lowest frame of the stack that a quiet cycle has met
	quiet     int // how many searches are under way that may meet themselves
	deferred  int // results thrown away because of quiet cycles
	instances int
	diags     hcl.Diagnostics
	refused   bool // the limit on instances was reported
	touched   bool // whether what is being evaluated met an identity
}

// A frame is a thunk that is being evaluated.
type frame struct {
	node *node
	kind string
	name string
	rng  hcl.Range
}

func (f frame) String() string { return f.node.address + f.kind + f.name }

// A thunk is a value that is evaluated when first asked for.
type thunk[T any] struct {
	state thunkState
	depth int // its place on the stack while it is evaluated
	value T
	// touched says that an identity had a part in the value: the other run may
	// have another one.
	touched bool
	twin    *thunk[T] // of the first run, nil in that run itself
}

// reuse reports whether the value is there, or is the first run's.
func (t *thunk[T]) reuse() bool {
	if t.state == untouched && t.twin != nil && t.twin.state == done && !t.twin.touched {
		t.state, t.value = done, t.twin.value
	}
	return t.state == done
}

type thunkState uint8

const (
	untouched thunkState = iota
	underway
	done
)

// evaluate evaluates a tree, for the second time where the first run is given.
func evaluate(ctx context.Context, l *loader, root *module, inputs map[string]input, first *evaluator) *evaluator {
	ev := &evaluator{
		loader: l, ctx: ctx, first: first, run: first != nil, inputs: inputs, ids: &inventory.Identities{}, lowest: math.MaxInt,
		known: map[string][]Instance{}, realPaths: map[string]string{}, minted: map[inventory.Reference]string{}, leaves: map[inventory.Reference]string{}, whole: map[string]inventory.Reference{},
	}
	ev.functions = functions.Table(functions.Env{
		FS: l.opts.FS, BaseDir: l.opts.Dir, Resolve: l.resolveFile, WorkDir: "/" + l.opts.Dir,
		Sensitive: inventory.Sensitive, Ephemeral: ephemeral,
	})
	ev.root = newNode(ev, root)
	// Both runs are forced whole: what is made up in an identity and holds no
	// token, such as an account number, is learned from all that both made.
	ev.root.forceAll()
	return ev
}

// force returns a thunk's value. A thunk that is asked for while it is being
// evaluated, or that stands too deep, has the given fallback instead.
func force[T any](ev *evaluator, t *thunk[T], f frame, compute func() T, fallback T) (value T) {
	if t.reuse() {
		ev.touched = ev.touched || t.touched
		return t.value
	}
	if t.state == underway {
		ev.cycle(t.depth, f)
		return fallback
	}
	if len(ev.stack) >= maxDepth || ev.ctx.Err() != nil {
		ev.tooDeep(f)
		return fallback
	}
	t.state, t.depth = underway, len(ev.stack)
	ev.stack = append(ev.stack, f)
	around, before := ev.lowest, ev.touched
	ev.lowest, ev.touched = math.MaxInt, false
	defer func() {
		t.touched = ev.touched
		ev.touched = ev.touched || before
		// cty panics on some values that hcl lets through. One value must not
		// cost the whole reading.
		if p := recover(); p != nil {
			value = fallback
			ev.stack, ev.lowest = ev.stack[:t.depth], around
			t.state, t.value = done, fallback
			ev.report(failed(f, p))
		}
	}()
	value = compute()
	ev.stack = ev.stack[:t.depth]
	t.state, t.value = done, value
	if ev.lowest < t.depth && ev.deferred < maxDeferred {
		// It rests on a frame below that a search met: evaluated again after
		// that, it may be known.
		ev.deferred++
		t.state = untouched
		ev.lowest = min(ev.lowest, around)
		return value
	}
	ev.lowest = around
	return value
}

func failed(f frame, problem any) *hcl.Diagnostic {
	return &hcl.Diagnostic{
		Severity: hcl.DiagError,
		Summary:  "not evaluated",
		Detail:   fmt.Sprintf("%s could not be evaluated: %v.", f, problem),
		Subject:  f.rng.Ptr(),
	}
}

// maxDeferred bounds the work that is done again.
const maxDeferred = 10_000

// cycle reports that the frame at depth needs itself.
func (ev *evaluator) cycle(depth int, f frame) {
	if ev.quiet > 0 {
		ev.lowest = min(ev.lowest, depth)
		return
	}
	last := ev.stack[len(ev.stack)-1]
	var detail strings.Builder
	detail.WriteString(f.String())
	for i := depth + 1; i < len(ev.stack) && i < depth+10; i++ {
		s := ev.stack[i]
		fmt.Fprintf(&detail, " needs %s (%s:%d), which", s, ev.opts.Display(s.rng.Filename), s.rng.Start.Line)
	}
	ev.report(&hcl.Diagnostic{
		Severity: hcl.DiagError,
		Summary:  "cycle",
		Detail: fmt.Sprintf("%s needs %s (%s:%d) again: none of them can be known.",
			detail.String(), f, ev.opts.Display(f.rng.Filename), f.rng.Start.Line),
		Subject: last.rng.Ptr(),
		Context: f.rng.Ptr(),
	})
}

func (ev *evaluator) tooDeep(f frame) {
	if ev.ctx.Err() != nil {
		return
	}
	ev.report(&hcl.Diagnostic{
		Severity: hcl.DiagError,
		Summary:  "references too deep",
		Detail:   fmt.Sprintf("%s stands behind more than %d references; it is not evaluated.", f, maxDepth),
		Subject:  f.rng.Ptr(),
	})
}

func (ev *evaluator) report(diags ...*hcl.Diagnostic) { ev.diags = append(ev.diags, diags...) }

// room reports whether n more instances may be made, and says why not.
func (ev *evaluator) room(n int, at hcl.Range) bool {
	if n <= maxInstances-ev.instances {
		ev.instances += n
		return true
	}
	if !ev.refused {
		ev.refused = true
		ev.report(&hcl.Diagnostic{
			Severity: hcl.DiagError,
			Summary:  "too many instances",
			Detail:   fmt.Sprintf("this block would take the configuration over the limit of %d instances; it is not expanded.", maxInstances),
			Subject:  at.Ptr(),
		})
	}
	return false
}

// unknown is a value of which nothing can be said.
func unknown() cty.Value { return cty.DynamicVal }
