package tfconfig

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"sync"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	hcljson "github.com/hashicorp/hcl/v2/json"
	"golang.org/x/sync/errgroup"

	"spof/estate"
	"spof/inventory"
	"spof/parsers/tfconfig/bounds"
)

// A Tree is a tree of files that holds root modules and the modules that they
// call. Each file and module is read once, however many root modules need it.
// Its fields are set before its first use and not changed; it is safe for
// concurrent use after that, and must not be copied.
type Tree struct {
	// FS holds the whole tree, rooted so that modules above the root modules
	// can be read.
	FS fs.FS
	// Display gives the name under which a file of FS is shown in origins.
	// Without it files are shown by their names in FS.
	Display func(name string) string
	// Provider tells what the configuration does not. May be nil.
	Provider Provider

	once    sync.Once
	files   shelf[*file]
	modules shelf[*module]
	real    shelf[string] // paths of directories, without links
}

// A shelf holds what is made once for each name.
type shelf[T any] struct{ made sync.Map }

// get returns what stands under a name, made by the first who asks.
func (s *shelf[T]) get(name string, read func(name string) T) T {
	once, ok := s.made.Load(name)
	if !ok {
		once, _ = s.made.LoadOrStore(name, sync.OnceValue(func() T { return read(name) }))
	}
	return once.(func() T)() //nolint:forcetypeassert,errcheck // Nothing else is stored there.
}

func (t *Tree) init() {
	t.once.Do(func() {
		if t.Display == nil {
			t.Display = func(name string) string { return name }
		}
		if t.Provider == nil {
			t.Provider = noProvider{}
		}
	})
}

// module returns the module in a directory. Where there is none it is empty:
// its files tell.
func (t *Tree) module(dir string) *module { return t.modules.get(dir, t.readModule) }

func (t *Tree) readModule(dir string) *module {
	m := newModule(dir)
	m.display = t.Display
	names, err := configFiles(t.FS, dir)
	if !errors.Is(err, fs.ErrNotExist) {
		m.err = err
	}
	m.files = len(names)
	d := decoder{module: m, schema: t.schemaOf, seen: map[string]*block{}}
	for i, f := range t.parse(names) {
		m.add(f.log)
		m.ignores = append(m.ignores, f.ignores...)
		d.add(f.blocks, isOverride(names[i]))
	}
	d.decode()
	return m
}

// parse reads files side by side: most of the time that reading takes is this.
func (t *Tree) parse(names []string) []*file {
	out := make([]*file, len(names))
	var g errgroup.Group
	for i, name := range names {
		g.Go(func() error {
			out[i] = t.file(name)
			return nil
		})
	}
	_ = g.Wait() // none of them fails: what cannot be read is in a file's log
	return out
}

// A file is what one file of configuration holds.
type file struct {
	log

	blocks  []*block
	ignores []estate.Ignore
}

func (t *Tree) file(name string) *file { return t.files.get(name, t.readFile) }

// readFile reads one file; of a file with errors it returns what could be read.
func (t *Tree) readFile(name string) *file {
	out := &file{log: log{display: t.Display}}
	// One file must not cost the whole reading.
	defer func() {
		if p := recover(); p != nil {
			out.unread(name, fmt.Errorf("its parser fails: %v", p))
		}
	}()
	src, err := readFile(t.FS, name)
	if err != nil {
		out.unread(name, err)
		return out
	}
	parsed, diags := parseAny(name, src)
	if parsed == nil {
		out.broken(name, diags)
		return out
	}
	if native, ok := parsed.Body.(*hclsyntax.Body); ok {
		out.broken(name, diags)
		out.findIgnores(name, src)
		out.blocks = fromNative(native).blocks
		return out
	}
	body, more := fromJSON(parsed.Body, func(kind, typ string) *Block { return t.schemaOf(modeOf(kind), typ) })
	out.broken(name, append(diags, more...))
	out.blocks = body.blocks
	return out
}

func (t *Tree) schemaOf(mode inventory.Mode, typ string) *Block { return t.Provider.Schema(mode, typ) }

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
