package tfconfig

import (
	"cmp"
	"io/fs"
	"path"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty/function"

	"spof/estate"
	"spof/inventory"
	"spof/parsers/tfconfig/functions"
)

// A loader reads one root module. It is shared by both runs.
type loader struct {
	log

	tree      *Tree
	opts      Options
	installed map[string]string // modules.json: "a.b" to a directory in FS
	read      map[string]bool   // the directories whose modules are in the log
	functions map[string]function.Function
	record    *record
	worked    int // how many bytes the functions of an expression went through
}

func newLoader(t *Tree, opts Options) *loader {
	l := &loader{log: log{display: t.Display}, tree: t, opts: opts, read: map[string]bool{}, record: newRecord(opts.Record)}
	l.opts.Workspace = cmp.Or(opts.Workspace, l.selected(), "default")
	l.installed = l.readInstalled()
	l.functions = functions.Table(functions.Env{
		FS: t.FS, BaseDir: opts.Dir, Resolve: l.resolveFile, WorkDir: "/" + opts.Dir,
		Sensitive: inventory.Sensitive, Ephemeral: ephemeral, Work: l.work,
	})
	return l
}

// module returns the module in a directory.
func (l *loader) module(dir string) *module {
	m := l.tree.module(dir)
	if !l.read[dir] {
		l.read[dir] = true
		l.diags = append(l.diags, m.diags...)
	}
	return m
}

// root returns the root module, and reports a directory that holds none.
func (l *loader) root() *module {
	m := l.module(l.opts.Dir)
	entries, err := fs.ReadDir(l.tree.FS, l.opts.Dir)
	for _, e := range entries {
		if gap, ok := foreign(path.Join(l.opts.Dir, e.Name()), l.display); ok {
			l.gaps = append(l.gaps, gap)
		}
	}
	if m.files > 0 {
		return m
	}
	dir := l.display(l.opts.Dir)
	gap := estate.Gap{What: dir, Why: "there is no Terraform in it", Origin: estate.Origin{File: dir}}
	if err != nil {
		gap.Why = "it could not be read: " + reason(err)
	}
	l.gaps = append(l.gaps, gap)
	l.diags = append(l.diags, &hcl.Diagnostic{
		Severity: hcl.DiagError, Summary: "no Terraform", Detail: dir + ": " + gap.Why + ".",
	})
	return m
}
