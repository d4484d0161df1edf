package planned

import (
	"context"
	"slices"
	"strconv"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"spof/estate"
	"spof/inventory"
	"spof/parsers/tfconfig"
	"spof/parsers/tfplan"
)

// Options say how a plan becomes inventories.
type Options struct {
	// Name is the plan's, as origins show it.
	Name     string
	Provider Provider
	// Tree and Load lead to the configuration that was planned; without a tree
	// what only apply can tell is followed through the references that the plan
	// holds.
	Tree *tfconfig.Tree
	Load tfconfig.Options
}

// A Provider tells what a plan does not say.
type Provider interface {
	tfconfig.Provider
	// RegionOf returns the region that a resource's own values tell.
	RegionOf(typ string, values cty.Value) (region string, ok bool)
	// Secrets returns the paths of what is sensitive of a type, by the names of
	// attributes and nested blocks: an empty one is all of it.
	Secrets(mode inventory.Mode, typ string) [][]string
}

// Inventory returns what will be after the change, and in it what there was
// before. What stands at another address afterwards stands there in both.
//
// What the plan knows is as the plan has it. What only apply can tell comes
// from the configuration, where there is one: identities, links and lines are
// then those of [tfconfig.Tree.Load].
func Inventory(ctx context.Context, p *tfplan.Plan, opts Options) (*inventory.Inventory, hcl.Diagnostics) {
	b := newBuilder(p, opts)
	b.inv = &inventory.Inventory{Identities: &inventory.Identities{}}
	var diags hcl.Diagnostics
	if opts.Tree != nil {
		b.inv, diags = b.configured(ctx)
	}
	b.complete()
	b.inv.Name, b.inv.Kind = opts.Name, inventory.Plan
	b.inv.Module = false
	b.inv.Gaps = append(b.inv.Gaps, p.Gaps...)
	for _, c := range p.Changes {
		if c.PreviousAddress != "" {
			b.inv.Moves = append(b.inv.Moves, estate.Move{From: c.PreviousAddress, To: c.Address})
		}
	}
	b.conceal(b.inv.Resources)
	b.share(b.inv.Resources)
	b.inv.Before = b.before()
	return b.inv, diags
}

// configured reads the configuration as the plan knows it. What the plan does
// not have is not of it: the files may have changed since.
func (b *builder) configured(ctx context.Context) (*inventory.Inventory, hcl.Diagnostics) {
	load := b.opts.Load
	load.Record = record(b.plan)
	load.Workspace = b.plan.Workspace
	inv, diags := b.opts.Tree.Load(ctx, load)
	planned := addresses(b.plan)
	var strangers []string
	inv.Resources = slices.DeleteFunc(inv.Resources, func(r *inventory.Resource) bool {
		if r.Mode != inventory.Managed || planned[r.Address] || len(b.plan.Gaps) > 0 {
			return false
		}
		strangers = append(strangers, r.Address)
		return true
	})
	if len(strangers) > 0 {
		inv.Gaps = append(inv.Gaps, stale(strangers, inv.Name))
	}
	return inv, diags
}

// stale is the gap of a configuration that is not the one that was planned.
func stale(strangers []string, dir string) estate.Gap {
	what, why := strangers[0], "the plan does not have it"
	if n := len(strangers) - 1; n > 0 {
		what, why = what+" and "+strconv.Itoa(n)+" more", "the plan does not have them"
	}
	return estate.Gap{
		What: what + " of the configuration", Why: why,
		Advice: "plan anew, or give the configuration that was planned: --config-dir DIR",
		Origin: estate.Origin{File: dir},
	}
}

// addresses are those of all that there will be.
func addresses(p *tfplan.Plan) map[string]bool {
	out := make(map[string]bool, len(p.Changes))
	for _, c := range p.Changes {
		if c.After != cty.NilVal {
			out[c.Address] = true
		}
	}
	return out
}

// record is what the evaluator is told.
func record(p *tfplan.Plan) *tfconfig.Record {
	out := &tfconfig.Record{Variables: p.Variables, Complete: len(p.Gaps) == 0}
	for _, c := range p.Changes {
		if c.After == cty.NilVal {
			continue
		}
		out.Instances = append(out.Instances, tfconfig.Recorded{
			Module: c.Module, Mode: inventory.Managed, Type: c.Type, Name: c.Name, Key: c.Key, Values: c.After,
		})
	}
	for _, d := range p.Data {
		out.Instances = append(out.Instances, tfconfig.Recorded{
			Module: d.Module, Mode: inventory.Data, Type: d.Type, Name: d.Name, Key: d.Key, Values: d.Values, Deferred: d.Deferred,
		})
	}
	return out
}
