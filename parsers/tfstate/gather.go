package tfstate

import (
	"fmt"
	"maps"
	"slices"
	"strconv"

	"spof/estate"
	"spof/inventory"
	"spof/parsers/tfjson"
)

// A gatherer makes an inventory of what a state holds.
type gatherer struct {
	opts   Options
	inv    *inventory.Inventory
	blocks map[string]bool
	first  map[string]*inventory.Resource // by address
	more   map[string]int                 // how many have the address besides, where any has
	// regions are those that the resources of each provider configuration tell.
	regions tfjson.Regions
	// untold are the resources that do not tell where they stand, and the provider
	// configuration of each.
	untold map[*inventory.Resource]string
}

func newGatherer(opts Options) *gatherer {
	return &gatherer{
		opts: opts, inv: &inventory.Inventory{Name: opts.Name, Kind: inventory.State},
		blocks: map[string]bool{}, first: map[string]*inventory.Resource{}, more: map[string]int{},
		regions: tfjson.Regions{}, untold: map[*inventory.Resource]string{},
	}
}

// add adds a resource of a provider configuration.
func (g *gatherer) add(x *tfjson.Resource, configuration string) {
	if block := x.Block(); !g.blocks[block] {
		g.blocks[block] = true
		g.inv.Declared++
	}
	at := estate.Origin{File: g.opts.Name, Start: x.At, End: x.At}
	switch {
	case x.Mode != inventory.Managed && x.Mode != inventory.Data:
		g.inv.Gaps = append(g.inv.Gaps, estate.Gap{
			What: x.Address, Why: fmt.Sprintf("its mode is %.40q, and neither managed nor data", x.Mode), Origin: at,
		})
		return
	case x.Deposed:
		return
	case g.first[x.Address] != nil:
		g.more[x.Address]++
		return
	}
	provider := configuration
	if _, name, ok := tfjson.Provider(configuration); ok {
		provider = name
	}
	r := &inventory.Resource{
		Address: x.Address, Mode: x.Mode, Type: x.Type, Provider: provider, Values: x.Values, Origin: at,
	}
	g.first[x.Address] = r
	g.inv.Resources = append(g.inv.Resources, r)
	if x.Flat {
		g.flat(r)
	}
	g.place(r, configuration)
}

// flat tells of values in the form of Terraform 0.11, which it keeps until the
// resource is refreshed.
func (g *gatherer) flat(r *inventory.Resource) {
	g.inv.Gaps = append(g.inv.Gaps, estate.Gap{
		What: "the attributes of " + r.Address, Why: "they are in the form of Terraform 0.11",
		Advice: "terraform apply -refresh-only writes them anew",
		Origin: r.Origin, Unsettles: []string{r.Address},
	})
}

// place finds out where a resource stands, as far as it tells itself.
func (g *gatherer) place(r *inventory.Resource, configuration string) {
	region, ok := g.opts.Provider.RegionOf(r.Type, r.Values)
	if !ok {
		g.untold[r] = configuration
		return
	}
	r.Region = estate.Set(region, r.Origin)
	g.regions.Tell(configuration, region)
}

// inventory returns what was gathered.
func (g *gatherer) inventory() *inventory.Inventory {
	for r, configuration := range g.untold {
		r.Region = g.regionOf(configuration, r.Origin)
	}
	for _, address := range slices.Sorted(maps.Keys(g.more)) {
		g.inv.Gaps = append(g.inv.Gaps, estate.Gap{
			What:   strconv.Itoa(g.more[address]) + " more of " + address,
			Why:    "an address stands for one object, and the state has several that are not deposed",
			Advice: "the first is judged",
			Origin: g.first[address].Origin, Unsettles: []string{address},
		})
	}
	slices.SortStableFunc(g.inv.Resources, func(a, b *inventory.Resource) int {
		return estate.CompareAddresses(a.Address, b.Address)
	})
	return g.inv
}

// regionOf returns the region of a provider configuration: where all of its
// resources stand that tell. Where they tell several, each that tells none may
// stand in any, or elsewhere. `terraform show -json` names providers and not
// their configurations, of which there may be several: that they all have one
// region is assumed.
func (g *gatherer) regionOf(configuration string, at estate.Origin) estate.Value[string] {
	region, told := g.regions.Of(configuration)
	_, _, whole := tfjson.Provider(configuration)
	switch {
	case !told && g.opts.Region != "":
		return estate.Set(g.opts.Region, at)
	case region == "":
		return estate.Unknown[string](at, "the region of "+configuration)
	case !whole:
		return estate.Set(region, at).Assume()
	}
	return estate.Set(region, at)
}
