package tfconfig

import (
	"io/fs"
	"path"
	"strings"
)

// maxLinks bounds how many symbolic links stand in one path.
const maxLinks = 40

// realPath follows the links in a directory's path, once.
func (t *Tree) realPath(dir string) string {
	return t.real.get(dir, func(dir string) string { return realPath(t.FS, dir) })
}

// realPath follows the symbolic links in a path, as Terraform does with the
// directory of a called module: what that calls by a relative path starts from
// where it really stands. A path that cannot be followed, out of the tree or in
// a circle, stays as it is.
func realPath(fsys fs.FS, name string) string {
	done, rest := ".", strings.Split(path.Clean(name), "/")
	for links := 0; len(rest) > 0; {
		next := path.Join(done, rest[0])
		rest = rest[1:]
		target, err := fs.ReadLink(fsys, next)
		if err != nil {
			done = next
			continue
		}
		if links++; links > maxLinks {
			return name
		}
		if rooted, ok := strings.CutPrefix(target, "/"); ok {
			done, target = ".", rooted
		}
		// The link's target is followed name by name, as a name of its own.
		rest = append(strings.Split(path.Clean(target), "/"), rest...)
	}
	if !fs.ValidPath(done) {
		return name
	}
	return done
}
