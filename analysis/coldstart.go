package analysis

import (
	"slices"

	"spof/analysis/failure"
	"spof/estate"
)

// ColdStarts returns the circles of resources that need each other to start, so
// that none of them comes up again once all are down; parts as their wholes.
func (f *Failures) ColdStarts() [][]*estate.Resource {
	var circles [][]*estate.Resource
	for _, nodes := range f.net.engine.ColdStart(failure.Reading{}) {
		var circle []*estate.Resource
		for _, n := range nodes {
			if int(n) >= len(f.estate.Resources) {
				continue
			}
			r := f.estate.Find(wholeOf(f.resources[n]))
			if r != nil && !slices.Contains(circle, r) {
				circle = append(circle, r)
			}
		}
		if len(circle) > 0 {
			circles = append(circles, circle)
		}
	}
	return circles
}
