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
// the directories with Terraform that no other one there calls by path. Hidden
// directories, .terraform among them, are not entered. Configurations of other
// tools, which are not read, and directories that cannot be read are gaps.
func Roots(fsys fs.FS, dir string, display func(name string) string) (roots []string, gaps []estate.Gap) {
	if display == nil {
		display = func(name string) string { return name }
	}
	s := search{fsys: fsys, display: display, calls: map[string][]string{}}
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
	if suffixOf(base) != "" && !isDir(s.fsys, path.Dir(name), e) {
		s.file(name)
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

// file notes which directories a file calls.
func (s *search) file(name string) {
	dir := path.Dir(name)
	s.calls[dir] = append(s.calls[dir], s.called(name)...)
}

func (s *search) called(name string) []string {
	src, err := readFile(s.fsys, name)
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
				out = append(out, path.Join(path.Dir(name), source))
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
