package tfconfig

import (
	"path"
	"strings"

	"github.com/zclconf/go-cty/cty"
)

// pathObject is what "path" stands for. Paths are relative to the root module,
// as they are for who runs Terraform there.
func (n *node) pathObject() cty.Value {
	if n.paths == cty.NilVal {
		n.paths = cty.ObjectVal(map[string]cty.Value{
			"module": cty.StringVal(relative(n.ev.opts.Dir, n.module.dir)),
			"root":   cty.StringVal("."),
			"cwd":    cty.StringVal(path.Join("/", n.ev.opts.Dir)),
		})
	}
	return n.paths
}

// relative returns the path that leads from one directory to another.
func relative(from, to string) string {
	if from == to {
		return "."
	}
	a, b := steps(from), steps(to)
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	return path.Join(strings.Repeat("../", len(a)), path.Join(b...))
}

func steps(dir string) []string {
	if dir == "." {
		return nil
	}
	return strings.Split(dir, "/")
}
