package cli

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// path returns a path as the process can open it, wherever spof was started.
func (c Command) path(name string) string {
	if filepath.IsAbs(name) {
		return filepath.Clean(name)
	}
	return filepath.Join(c.Dir, name)
}

func (c Command) exists(name string) bool {
	_, err := os.Stat(c.path(name))
	return err == nil
}

// display names a file as the user would open it from where spof runs.
func (c Command) display(name string) string {
	relative, err := filepath.Rel(c.Dir, name)
	if err != nil {
		return filepath.ToSlash(name)
	}
	return filepath.ToSlash(relative)
}

// base is the working directory from the root of its repository, "" where that
// is the same or there is none.
func (c Command) base() string {
	for dir := c.Dir; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, ".git")); err == nil {
			relative, err := filepath.Rel(dir, c.Dir)
			if err != nil || relative == "." {
				return ""
			}
			return filepath.ToSlash(relative)
		}
		if dir == filepath.Dir(dir) {
			return ""
		}
	}
}

// unwrapPath drops the path from an error of the file system, for messages
// that name the path as the user gave it.
func unwrapPath(err error) error {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return e.Err
	}
	return err
}

// volume splits an absolute path into the directory at its top and the rest,
// as a file system rooted there names it.
func volume(name string) (root, rest string) {
	root = filepath.VolumeName(name) + string(filepath.Separator)
	rest = filepath.ToSlash(strings.TrimPrefix(name, root))
	if rest == "" {
		rest = "."
	}
	return root, rest
}
