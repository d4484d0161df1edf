package tfjson

// Regions are where the resources of each provider configuration stand: a
// configuration has one region.
type Regions map[string]map[string]bool

// Tell notes that something of a configuration stands in a region.
func (r Regions) Tell(configuration, region string) {
	if r[configuration] == nil {
		r[configuration] = map[string]bool{}
	}
	r[configuration][region] = true
}

// Of returns the region of a configuration. Told says that something of it tells
// one; where several are told, each that tells none may stand in any of them, or
// elsewhere, and the region is "".
func (r Regions) Of(configuration string) (region string, told bool) {
	all := r[configuration]
	for only := range all {
		if len(all) == 1 {
			region = only
		}
	}
	return region, len(all) > 0
}
