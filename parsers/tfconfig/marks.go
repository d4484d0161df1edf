package tfconfig

import (
	"github.com/zclconf/go-cty/cty"

	"spof/inventory"
)

// withoutMark takes one mark off a value and everything in it.
func withoutMark(v cty.Value, mark inventory.Mark) cty.Value {
	if !v.HasMarkDeep(mark) {
		return v
	}
	bare, paths := v.UnmarkDeepWithPaths()
	kept := paths[:0]
	for _, p := range paths {
		delete(p.Marks, mark)
		if len(p.Marks) > 0 {
			kept = append(kept, p)
		}
	}
	return bare.MarkWithPaths(kept)
}
