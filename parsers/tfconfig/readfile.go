package tfconfig

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
)

// maxFile is how many bytes a file of configuration, or of values, may have.
// Parsed it takes some hundred times as much.
const maxFile = 8 << 20

var errNotRegular = errors.New("it is not a regular file")

// readFile reads a regular file. Nothing else is opened: opening a pipe waits
// for somebody to write to it, and a device may never end.
func readFile(fsys fs.FS, name string) ([]byte, error) {
	info, err := fs.Stat(fsys, name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errNotRegular
	}
	if info.Size() > maxFile {
		return nil, fmt.Errorf("it is larger than the limit of %d bytes", maxFile)
	}
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // Nothing was written to it.
	src, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err == nil && len(src) > maxFile {
		return nil, fmt.Errorf("it is larger than the limit of %d bytes", maxFile)
	}
	return src, err
}
