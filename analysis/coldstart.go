package analysis

import (
	"slices"

	"spof/analysis/failure"
	"spof/estate"
)

// ColdStarts returns the circles of resources that need each other to start, so
// that none of them comes up again once all are down. Parts stand for their
// wholes, and circles that share one are one.
func (f *Failures) ColdStarts() [][]*estate.Resource {
	var circles [][]*estate.Resource
	for _, nodes := range f.net.engine.ColdStart(failure.Reading{}) {
		circle := f.wholesOf(nodes)
		if len(circle) == 0 {
			continue
		}
		shared := slices.IndexFunc(circles, func(known []*estate.Resource) bool {
			return slices.ContainsFunc(known, func(r *estate.Resource) bool { return slices.Contains(circle, r) })
		})
		if shared < 0 {
			circles = append(circles, circle)
			continue
		}
		circles[shared] = distinct(append(circles[shared], circle...))
	}
	return circles
}

// wholesOf returns the resources of nodes, wholes in the place of parts.
func (f *Failures) wholesOf(nodes []failure.Node) []*estate.Resource {
	var all []*estate.Resource
	for _, n := range nodes {
		if int(n) >= len(f.estate.Resources) {
			continue
		}
		if r := f.estate.Find(wholeOf(f.resources[n])); r != nil {
			all = append(all, r)
		}
	}
	return distinct(all)
}
