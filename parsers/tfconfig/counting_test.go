package tfconfig_test

import "io/fs"

// counting counts how often each file is opened.
type counting struct {
	fs.FS

	opened map[string]int
}

// Stat opens nothing.
func (c counting) Stat(name string) (fs.FileInfo, error) { return fs.Stat(c.FS, name) }

func (c counting) Open(name string) (fs.File, error) {
	c.opened[name]++
	return c.FS.Open(name)
}
