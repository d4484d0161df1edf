package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"spof/estate"
)

// rootsIn returns the root modules that a directory is or holds, absolute, and
// what could not be looked into while searching. A directory with Terraform is
// a root as it was asked for; any other is searched.
func (r *reader) rootsIn(name, dir string) (roots []string, gaps []estate.Gap, err error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, nil, fmt.Errorf("read %s: %w", name, unwrapPath(err))
	}
	if slices.ContainsFunc(entries, holdsTerraform) {
		return []string{dir}, nil, nil
	}
	top, _ := volume(dir)
	tree, rest := r.tree(dir)
	found, gaps := tree.Roots(rest)
	if len(found) == 0 {
		return nil, nil, fmt.Errorf("read %s: there is no Terraform, neither there nor below: no .tf, .tofu or .tf.json file%s", name, others(gaps))
	}
	for _, root := range found {
		roots = append(roots, filepath.Join(top, filepath.FromSlash(root)))
	}
	return roots, gaps, nil
}

// others says what was found instead of Terraform.
func others(gaps []estate.Gap) string {
	if len(gaps) == 0 {
		return ""
	}
	return fmt.Sprintf(" (but %s: %s)", gaps[0].What, gaps[0].Why)
}

func holdsTerraform(e os.DirEntry) bool {
	name := e.Name()
	if e.IsDir() || strings.HasPrefix(name, ".") {
		return false
	}
	return slices.ContainsFunc([]string{".tf", ".tofu", ".tf.json", ".tofu.json"}, func(suffix string) bool {
		return strings.HasSuffix(name, suffix)
	})
}

// given names the paths of the command line in a message.
func given(paths []string) string {
	if len(paths) == 0 {
		return "the current directory"
	}
	return head(paths)
}
