package live

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"golang.org/x/sync/errgroup"

	"spof/estate"
	"spof/inventory"
)

// Options say what to read.
type Options struct {
	// Config is whose account, and how to reach AWS. Its region is where the
	// account is asked who it is.
	Config aws.Config
	// Name is what people call the account, where that is known.
	Name string
	// Regions are those to read; all that the account has enabled where none is
	// named.
	Regions []string
	// Collectors are those to use; all where none is named.
	Collectors []Collector
	// Patience is how long one service of one region may leave us without an
	// answer; two minutes where it is zero.
	Patience time.Duration
	// Progress is told of each service of a region that was read, and before the
	// first of how many there are: of one after the other. Nil is told nothing.
	Progress func(Step)
}

// A Step says that a service of a region was read, whatever came of it. The
// first, which says only how many there are to read, has no service.
type Step struct {
	Account, Region, Service string
	Done, Of                 int
}

// atOnce is how many services of regions are read side by side.
const atOnce = 48

// Read reads an account. What could not be read is a gap of the inventory; an
// error says that nothing could be.
func Read(ctx context.Context, opts Options) (*inventory.Inventory, error) {
	limit := &limiter{}
	config := opts.Config.Copy()
	config.APIOptions = append(slices.Clone(config.APIOptions), limit.hold)
	config.Retryer = retrying(config)
	if config.BaseEndpoint != nil {
		config.APIOptions = append(config.APIOptions, plainHost)
	}
	a, err := whose(ctx, config)
	if err != nil {
		return nil, err
	}
	regions := slices.Compact(slices.Sorted(slices.Values(opts.Regions)))
	if len(regions) == 0 {
		if regions, err = enabled(ctx, config); err != nil {
			return nil, err
		}
	}
	collectors := opts.Collectors
	if len(collectors) == 0 {
		collectors = Collectors()
	}
	calls := plan(collectors, config, a, regions)
	run(ctx, calls, opts)
	if err := untold(calls); err != nil && ctx.Err() == nil { // who stops reading sees what there is
		return nil, err
	}
	inv := gathered(calls)
	inv.Name = accountName(a.id, opts.Name)
	if len(opts.Regions) > 0 {
		inv.Name += " in " + strings.Join(regions, ", ")
		inv.Notes = append(inv.Notes, "only some regions were asked for: what stands by in others is not seen")
	}
	return inv, nil
}

// run has all collectors ask, side by side.
func run(ctx context.Context, calls []planned, opts Options) {
	tell := opts.Progress
	if tell == nil {
		tell = func(Step) {}
	}
	var mu sync.Mutex
	tell(Step{Of: len(calls)})
	done := 0
	var group errgroup.Group
	group.SetLimit(atOnce)
	for _, c := range calls {
		group.Go(func() error {
			c.run(ctx, opts.Patience)
			mu.Lock()
			defer mu.Unlock()
			done++
			tell(Step{Account: c.Account, Region: c.Region, Service: c.by.Service, Done: done, Of: len(calls)})
			return nil
		})
	}
	_ = group.Wait() // none fails
}

// untold returns the error of an account that told nothing but who it is, nil
// where it told anything.
func untold(calls []planned) error {
	var first *estate.Gap
	for _, c := range calls {
		if c.told || len(c.resources) > 0 {
			return nil
		}
		if first == nil && len(c.gaps) > 0 {
			first = &c.gaps[0]
		}
	}
	if first == nil {
		return nil
	}
	asked := cmp.Or(first.Origin.API, first.Asked.Service) + " in " + first.Asked.Region
	return fmt.Errorf("%s: %s, and nothing else was told; %s", asked, first.Why, first.Advice)
}

// A planned call is one that a collector will make.
type planned struct {
	*Call
	by Collector
}

// plan returns each collector in each region where it is to be asked. They
// stand by service, so that one region that does not answer holds up none.
func plan(collectors []Collector, config aws.Config, a account, regions []string) []planned {
	var out []planned
	for _, by := range collectors {
		where := regions
		if by.Global {
			where = []string{a.home()}
		}
		for _, region := range where {
			own := config.Copy()
			own.Region = region
			out = append(out, planned{&Call{
				Config: own, Account: a.id, Partition: a.partition, Region: region, service: by.Service, global: by.Global,
			}, by})
		}
	}
	return out
}

// run has the collector ask, for as long as it is answered. A panic, which is a
// mistake of ours, costs what the collector would have read, and is told.
func (c planned) run(ctx context.Context, patience time.Duration) {
	ctx, w := watched(ctx, patience)
	defer func() {
		w.end()
		c.answered = w.heard.Load()
	}()
	c.Config.APIOptions = append(slices.Clone(c.Config.APIOptions), w.listen)
	defer func() {
		if p := recover(); p != nil {
			c.Fail(ctx, bugError{p}, c.by.Types...)
		}
	}()
	if err := ctx.Err(); err != nil {
		c.Fail(ctx, err, c.by.Types...)
		return
	}
	c.by.Collect(ctx, c.Call)
}

// gathered joins what the calls brought. What is the same in every region is
// told by each of them, and stands once.
func gathered(calls []planned) *inventory.Inventory {
	inv := &inventory.Inventory{Kind: inventory.Account}
	members, held := map[string]string{}, holders{}
	absent := absences(calls)
	inv.Notes = append(inv.Notes, absent.notes()...)
	for _, c := range calls {
		if absent[c.Region][c.service] {
			continue
		}
		inv.Resources = append(inv.Resources, c.resources...)
		inv.Gaps = append(inv.Gaps, c.gaps...)
		inv.Unread = append(inv.Unread, c.unread...)
		maps.Copy(members, c.members)
		maps.Copy(held, c.holders)
	}
	slices.SortStableFunc(inv.Resources, byAddress)
	inv.Notes = append(inv.Notes, stoppedOf(inv.Resources).notes()...)
	inv.Resources = oneOfReplicas(regrouped(inv.Resources, members, held))
	inv.Declared = len(inv.Resources)
	slices.SortStableFunc(inv.Resources, byAddress)
	slices.SortStableFunc(inv.Gaps, func(a, b estate.Gap) int {
		return cmp.Or(cmp.Compare(a.What, b.What), a.Origin.Compare(b.Origin), cmp.Compare(a.Why, b.Why), slices.Compare(a.Unsettles, b.Unsettles))
	})
	inv.Gaps = alike(inv.Gaps)
	return inv
}

func byAddress(a, b *inventory.Resource) int { return estate.CompareAddresses(a.Address, b.Address) }

// alike joins gaps that are the same but for what they unsettle: a denied call
// that asks more of each of a thousand resources is one gap.
func alike(gaps []estate.Gap) []estate.Gap {
	type key struct{ what, why, action string }
	var out []estate.Gap
	at := map[key]int{}
	for _, g := range gaps {
		k := key{g.What, g.Why, g.Origin.API}
		i, known := at[k]
		if !known {
			at[k] = len(out)
			out = append(out, g)
			continue
		}
		out[i].Unsettles = append(out[i].Unsettles, g.Unsettles...)
	}
	return out
}
