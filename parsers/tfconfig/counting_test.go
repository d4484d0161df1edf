package tfconfig_test

import (
	"io/fs"
	"sync"
)

// counting counts how often each file is opened.
type counting struct {
	fs.FS

	mu     sync.Mutex
	opened map[string]int
}

// Stat opens nothing.
func (c *counting) Stat(name string) (fs.FileInfo, error) { return fs.Stat(c.FS, name) }

func (c *counting) Open(name string) (fs.File, error) {
	c.mu.Lock()
	c.opened[name]++
	c.mu.Unlock()
	return c.FS.Open(name)
}
