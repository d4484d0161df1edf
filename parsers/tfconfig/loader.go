package tfconfig

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"sync"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	hcljson "github.com/hashicorp/hcl/v2/json"

	"spof/estate"
	"spof/inventory"
	"spof/parsers/tfconfig/bounds"
)

// A loader reads modules, each directory once. It is shared by both runs.
type loader struct {
	opts      Options
	installed map[string]string // modules.json: "a.b" to a directory in FS

	mu      sync.Mutex
	modules map[string]*module
	diags   hcl.Diagnostics
	gaps    []estate.Gap
}

func newLoader(opts Options) *loader {
	l := &loader{opts: opts, modules: map[string]*module{}}
	l.installed = l.readInstalled()
	return l
}

// module returns the module in a directory. Where there is none it is empty:
// its files tell.
func (l *loader) module(dir string) *module {
	l.mu.Lock()
	defer l.mu.Unlock()
	if m, ok := l.modules[dir]; ok {
		return m
	}
	m := newModule(dir)
	l.modules[dir] = m
	names, err := configFiles(l.opts.FS, dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) && dir != l.opts.Dir {
		l.unread(m, dir, err)
	}
	m.files = len(names)
	d := decoder{loader: l, module: m, seen: map[string]*block{}}
	for _, name := range names {
		if b := l.parse(m, name); b != nil {
			d.add(b.blocks, isOverride(name))
		}
	}
	d.decode()
	return m
}

// root returns the root module, and reports a directory that holds none.
func (l *loader) root() *module {
	m := l.module(l.opts.Dir)
	entries, err := fs.ReadDir(l.opts.FS, l.opts.Dir)
	for _, e := range entries {
		if gap, ok := foreign(path.Join(l.opts.Dir, e.Name()), l.opts.Display); ok {
			m.gaps = append(m.gaps, gap)
		}
	}
	if m.files > 0 {
		return m
	}
	dir := l.opts.Display(l.opts.Dir)
	gap := estate.Gap{What: dir, Why: "there is no Terraform in it", Origin: estate.Origin{File: dir}}
	if err != nil {
		gap.Why = "it could not be read: " + reason(err)
	}
	m.gaps = append(m.gaps, gap)
	l.diags = append(l.diags, &hcl.Diagnostic{
		Severity: hcl.DiagError, Summary: "no Terraform", Detail: dir + ": " + gap.Why + ".",
	})
	return m
}

// parse reads one file; of a file with errors it returns what could be read.
func (l *loader) parse(m *module, name string) *body {
	src, err := readFile(l.opts.FS, name)
	if err != nil {
		l.unread(m, name, err)
		return nil
	}
	file, diags := parseAny(name, src)
	if file == nil {
		l.broken(m, name, diags)
		return nil
	}
	if native, ok := file.Body.(*hclsyntax.Body); ok {
		l.broken(m, name, diags)
		m.findIgnores(l, name, src)
		return fromNative(native)
	}
	out, more := fromJSON(file.Body, func(kind, typ string) *Block {
		return l.opts.Provider.Schema(modeOf(kind), typ)
	})
	l.broken(m, name, append(diags, more...))
	return out
}

// parseAny parses a file in the syntax that its name tells. It returns no file
// where nothing could be made of it.
func parseAny(name string, src []byte) (*hcl.File, hcl.Diagnostics) {
	if err := bounds.CheckConfig(src); err != nil {
		return nil, hcl.Diagnostics{tooDeep(hcl.Range{Filename: name, Start: hcl.InitialPos, End: hcl.InitialPos}, err)}
	}
	parse := func() (*hcl.File, hcl.Diagnostics) { return hclsyntax.ParseConfig(src, name, hcl.InitialPos) }
	if strings.HasSuffix(name, ".json") {
		parse = func() (*hcl.File, hcl.Diagnostics) { return hcljson.Parse(src, name) }
	}
	file, diags := parse()
	if file == nil || file.Body == nil {
		return nil, diags
	}
	return file, diags
}

func tooDeep(at hcl.Range, err error) *hcl.Diagnostic {
	return &hcl.Diagnostic{Severity: hcl.DiagError, Summary: "too deep to be read: " + err.Error(), Subject: &at}
}

func modeOf(blockType string) inventory.Mode {
	if blockType == "data" {
		return inventory.Data
	}
	return inventory.Managed
}

// unread records a file or directory of which nothing could be read.
func (l *loader) unread(m *module, name string, err error) {
	l.diags = append(l.diags, &hcl.Diagnostic{
		Severity: hcl.DiagError,
		Summary:  "unreadable file",
		Detail:   fmt.Sprintf("%s could not be read: %s", l.opts.Display(name), reason(err)),
		Subject:  &hcl.Range{Filename: name, Start: hcl.InitialPos, End: hcl.InitialPos},
	})
	m.gaps = append(m.gaps, estate.Gap{
		What:   l.opts.Display(name),
		Why:    "it could not be read: " + reason(err),
		Origin: estate.Origin{File: l.opts.Display(name)},
	})
}

// broken records the errors in a file of which the rest was read.
func (l *loader) broken(m *module, name string, diags hcl.Diagnostics) {
	l.diags = append(l.diags, diags...)
	for _, d := range diags {
		if d.Severity != hcl.DiagError {
			continue
		}
		gap := estate.Gap{
			What:   "part of " + l.opts.Display(name),
			Why:    "syntax error: " + d.Summary,
			Advice: "run terraform validate",
			Origin: estate.Origin{File: l.opts.Display(name)},
		}
		if d.Subject != nil {
			gap.Origin = l.origin(*d.Subject)
		}
		m.gaps = append(m.gaps, gap)
		return
	}
}

// reason leaves the path out of a file error, which says it in its own words.
func reason(err error) string {
	if pathErr := new(fs.PathError); errors.As(err, &pathErr) {
		return pathErr.Err.Error()
	}
	return err.Error()
}

// origin says where a range stands, as the user would open it.
func (l *loader) origin(r hcl.Range) estate.Origin {
	return estate.Origin{
		File:  l.opts.Display(r.Filename),
		Start: estate.Position{Line: r.Start.Line, Column: r.Start.Column, Byte: r.Start.Byte},
		End:   estate.Position{Line: r.End.Line, Column: r.End.Column, Byte: r.End.Byte},
	}
}
