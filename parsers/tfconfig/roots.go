package tfconfig

import (
	"bytes"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"spof/estate"
)

// Roots returns the root modules below a directory, itself included, sorted:
// the directories with Terraform that no other one there calls by path, and no
// test. Hidden directories, .terraform among them, are not entered.
// Configurations of other tools, which are not read, directories that cannot be
// read, and links that lead to Terraform elsewhere are gaps.
func Roots(fsys fs.FS, dir string, display func(name string) string) (roots []string, gaps []estate.Gap) {
	if display == nil {
		display = func(name string) string { return name }
	}
	s := search{fsys: fsys, display: display, calls: map[string][]string{}, tests: map[string]bool{}}
	// Errors are gaps, and walking goes on.
	_ = fs.WalkDir(fsys, dir, func(name string, e fs.DirEntry, err error) error {
		return s.visit(dir, name, e, err)
	})
	return s.roots(), s.gaps
}

// A search finds modules and which others they call.
type search struct {
	fsys    fs.FS
	display func(name string) string
	calls   map[string][]string // by directory with Terraform
	tests   map[string]bool     // directories called tests with Terraform's tests in them
	gaps    []estate.Gap
}

func (s *search) visit(top, name string, e fs.DirEntry, err error) error {
	if err != nil {
		s.gaps = append(s.gaps, estate.Gap{
			What: s.display(name), Why: "it could not be read: " + reason(err), Origin: estate.Origin{File: s.display(name)},
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
	if gap, ok := foreign(name, s.display); ok {
		s.gaps = append(s.gaps, gap)
	}
	link := isDir(s.fsys, path.Dir(name), e)
	switch {
	case link:
		s.elsewhere(top, name)
	case suffixOf(base) != "":
		s.file(name)
	case endsIn(base, tests) && path.Base(path.Dir(name)) == "tests":
		s.tests[path.Dir(name)] = true
	}
	return nil
}

// elsewhere reports a link to a directory with Terraform that the search does
// not come to by itself: links are not followed, since they may form circles.
func (s *search) elsewhere(top, name string) {
	top, target := realPath(s.fsys, top), realPath(s.fsys, name)
	if top == "." || target == top || strings.HasPrefix(target, top+"/") {
		return
	}
	if found, err := configFiles(s.fsys, target); err == nil && len(found) > 0 {
		s.gaps = append(s.gaps, estate.Gap{
			What: s.display(name), Why: "it is a link to a directory outside of what is searched, and holds Terraform",
			Advice: "give " + s.display(target) + " as a path", Origin: estate.Origin{File: s.display(name)},
		})
	}
}

// file notes which directories a file calls.
func (s *search) file(name string) {
	dir := path.Dir(name)
	s.calls[dir] = append(s.calls[dir], s.called(name)...)
}

// target is the directory that a path leads to from a module's.
func (s *search) target(dir, source string) string {
	return realPath(s.fsys, path.Join(realPath(s.fsys, dir), source))
}

func (s *search) called(name string) []string {
	src, err := fs.ReadFile(s.fsys, name)
	// Most files call nothing by path, and need not be parsed to see that.
	if err != nil || !bytes.Contains(src, []byte(`"./`)) && !bytes.Contains(src, []byte(`"..`)) {
		return nil
	}
	file, _ := parseAny(name, src)
	if file == nil {
		return nil
	}
	content, _, _ := file.Body.PartialContent(&hcl.BodySchema{Blocks: []hcl.BlockHeaderSchema{{Type: "module", LabelNames: []string{"name"}}}})
	var out []string
	for _, b := range content.Blocks {
		attrs, _, _ := b.Body.PartialContent(&hcl.BodySchema{Attributes: []hcl.AttributeSchema{{Name: "source"}}})
		if a := attrs.Attributes["source"]; a != nil {
			if source, ok := literal(newExpression(a.Expr)); ok && strings.HasPrefix(source, ".") {
				out = append(out, s.target(path.Dir(name), source))
			}
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
