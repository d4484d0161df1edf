package tfconfig

import (
	"io/fs"
	"path"
	"slices"
	"strings"
)

// suffixes are the endings of configuration files. A .tofu file shadows the
// .tf file of the same name, as OpenTofu has it.
var suffixes = []string{".tf", ".tf.json", ".tofu", ".tofu.json"}

// suffixOf returns which of the suffixes a file name has, or "".
func suffixOf(name string) string {
	if strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") ||
		strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#") {
		return ""
	}
	for _, s := range suffixes {
		if strings.HasSuffix(name, s) && len(name) > len(s) {
			return s
		}
	}
	return ""
}

// configFiles returns the names of a directory's configuration files, those
// that override others last, each group sorted.
func configFiles(fsys fs.FS, dir string) ([]string, error) {
	entries, err := fs.ReadDir(fsys, dir)
	if err != nil {
		return nil, err
	}
	present := map[string]bool{}
	for _, e := range entries {
		if suffixOf(e.Name()) != "" && !isDir(fsys, dir, e) {
			present[e.Name()] = true
		}
	}
	var plain, overrides []string
	for _, e := range entries {
		name := e.Name()
		switch {
		case !present[name] || shadowed(name, present):
		case isOverride(name):
			overrides = append(overrides, path.Join(dir, name))
		default:
			plain = append(plain, path.Join(dir, name))
		}
	}
	slices.Sort(plain)
	slices.Sort(overrides)
	return append(plain, overrides...), nil
}

// isDir reports whether an entry is a directory, or a link to one.
func isDir(fsys fs.FS, dir string, e fs.DirEntry) bool {
	if e.Type()&fs.ModeSymlink == 0 {
		return e.IsDir()
	}
	info, err := fs.Stat(fsys, path.Join(dir, e.Name()))
	return err == nil && info.IsDir()
}

func shadowed(name string, present map[string]bool) bool {
	switch suffix := suffixOf(name); suffix {
	case ".tf":
		return present[strings.TrimSuffix(name, suffix)+".tofu"]
	case ".tf.json":
		return present[strings.TrimSuffix(name, suffix)+".tofu.json"]
	}
	return false
}

// isOverride reports whether a file's blocks replace parts of others of the
// same name instead of standing beside them.
func isOverride(name string) bool {
	base := path.Base(name)
	base = strings.TrimSuffix(base, suffixOf(base))
	return base == "override" || strings.HasSuffix(base, "_override")
}
