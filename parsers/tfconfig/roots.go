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
// the directories with Terraform that no other one there calls by path. Hidden
// directories, .terraform among them, are not entered. Configurations of other
// tools, which are not read, and directories that cannot be read are gaps.
func (t *Tree) Roots(dir string) (roots []string, gaps []estate.Gap) {
	t.init()
	s := search{tree: t, calls: map[string][]string{}}
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
	if suffixOf(base) != "" && !isDir(s.tree.FS, path.Dir(name), e) {
		s.files = append(s.files, name)
	}
	return nil
}

// foreign recognises the files of tools that stand above Terraform and that
// are not read.
func foreign(name string, display func(string) string) (estate.Gap, bool) {
	gap := estate.Gap{What: display(name), Origin: estate.Origin{File: display(name)}}
	base := path.Base(name)
	switch {
	case base == "terragrunt.hcl" || base == "terragrunt.stack.hcl":
		gap.Why = "a Terragrunt configuration is not read"
		gap.Advice = "give the plan that terragrunt makes: terragrunt plan, terragrunt show -json"
	case strings.HasSuffix(base, ".tfcomponent.hcl"), strings.HasSuffix(base, ".tfstack.hcl"), strings.HasSuffix(base, ".tfdeploy.hcl"):
		gap.Why = "a stack's configuration is not read"
		gap.Advice = "give the plan of each deployment, or audit its components' modules one by one"
	default:
		return gap, false
	}
	return gap, true
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

// called returns the directories that a file calls.
func (t *Tree) called(name string) []string {
	var out []string
	for _, b := range t.file(name).blocks {
		if b.typ != "module" {
			continue
		}
		if source, ok := literal(b.body.attr("source")); ok && strings.HasPrefix(source, ".") {
			out = append(out, path.Join(path.Dir(name), source))
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
			if !reached[dir] && called[dir] == circular {
				out = append(out, dir)
				s.reach(dir, reached)
			}
		}
	}
	slices.Sort(out)
	return out
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
