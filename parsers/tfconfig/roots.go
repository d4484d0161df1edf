package tfconfig

import (
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"spof/estate"
)

// Roots returns the root modules below a directory, itself included, sorted:
// the directories with Terraform that no other one there calls by path, and no
// test. Hidden directories, .terraform among them, are not entered.
// Configurations of other tools, which are not read, directories that cannot be
// read, and links that lead to Terraform elsewhere are gaps.
func (t *Tree) Roots(dir string) (roots []string, gaps []estate.Gap) {
	t.init()
	s := search{tree: t, calls: map[string][]string{}, tests: map[string]bool{}}
	// Errors are gaps, and walking goes on.
	_ = fs.WalkDir(t.FS, dir, func(name string, e fs.DirEntry, err error) error {
		return s.visit(dir, name, e, err)
	})
	s.follow()
	return s.roots(), s.gaps
}

// A search finds modules and which others they call.
type search struct {
	tree  *Tree
	files []string            // of configuration
	calls map[string][]string // by directory with Terraform
	tests map[string]bool     // directories called tests with Terraform's tests in them
	gaps  []estate.Gap
}

func (s *search) visit(top, name string, e fs.DirEntry, err error) error {
	if err != nil {
		s.gaps = append(s.gaps, estate.Gap{
			What: s.tree.Display(name), Why: "it could not be read: " + reason(err), Origin: estate.Origin{File: s.tree.Display(name)},
		})
		return fs.SkipDir
	}
	base := path.Base(name)
	if e.IsDir() {
		if name != top && strings.HasPrefix(base, ".") {
			return fs.SkipDir
		}
		return nil
	}
	if gap, ok := foreign(name, s.tree.Display); ok {
		s.gaps = append(s.gaps, gap)
	}
	link := isDir(s.tree.FS, path.Dir(name), e)
	switch {
	case link:
		s.elsewhere(top, name)
	case suffixOf(base) != "":
		s.files = append(s.files, name)
	case endsIn(base, tests) && path.Base(path.Dir(name)) == "tests":
		s.tests[path.Dir(name)] = true
	}
	return nil
}

// elsewhere reports a link to a directory with Terraform that the search does
// not come to by itself: links are not followed, since they may form circles.
func (s *search) elsewhere(top, name string) {
	top, target := s.tree.realPath(top), s.tree.realPath(name)
	if top == "." || target == top || strings.HasPrefix(target, top+"/") {
		return
	}
	if found, err := configFiles(s.tree.FS, target); err == nil && len(found) > 0 {
		s.gaps = append(s.gaps, estate.Gap{
			What: s.tree.Display(name), Why: "it is a link to a directory outside of what is searched, and holds Terraform",
			Advice: "give " + s.tree.Display(target) + " as a path", Origin: estate.Origin{File: s.tree.Display(name)},
		})
	}
}

// follow notes which directories the files call.
func (s *search) follow() {
	called := make([][]string, len(s.files))
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, name := range s.files {
		g.Go(func() error {
			called[i] = s.tree.called(name)
			return nil
		})
	}
	_ = g.Wait() // none of them fails
	for i, name := range s.files {
		dir := path.Dir(name)
		s.calls[dir] = append(s.calls[dir], called[i]...)
	}
}

// target is the directory that a path leads to from a module's.
func (t *Tree) target(dir, source string) string {
	return t.realPath(path.Join(t.realPath(dir), source))
}

// called returns the directories that a file calls.
func (t *Tree) called(name string) []string {
	var out []string
	for _, b := range t.file(name).blocks {
		if b.typ != "module" {
			continue
		}
		if source, ok := literal(b.body.attr("source")); ok && strings.HasPrefix(source, ".") {
			out = append(out, t.target(path.Dir(name), source))
		}
	}
	return out
}

// roots returns the directories that no other calls. Of directories that only
// call each other in a circle the first stands for all.
func (s *search) roots() []string {
	called := map[string]bool{}
	for dir, targets := range s.calls {
		for _, target := range targets {
			if target != dir {
				called[target] = true
			}
		}
	}
	reached := map[string]bool{}
	var out []string
	dirs := sortedKeys(s.calls)
	for _, circular := range []bool{false, true} {
		for _, dir := range dirs {
			if !reached[dir] && called[dir] == circular && !s.serves(dir) {
				out = append(out, dir)
				s.reach(dir, reached)
			}
		}
	}
	slices.Sort(out)
	return out
}

// serves reports whether a directory holds a module that is there for tests:
// what they set up is nobody's estate.
func (s *search) serves(dir string) bool {
	for ; dir != "." && dir != "/"; dir = path.Dir(dir) {
		if s.tests[dir] {
			return true
		}
	}
	return false
}

func (s *search) reach(dir string, reached map[string]bool) {
	if reached[dir] {
		return
	}
	reached[dir] = true
	for _, target := range s.calls[dir] {
		s.reach(target, reached)
	}
}
