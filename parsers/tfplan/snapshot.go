package tfplan

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"spof/estate"
)

// maxConfig is what all files of a configuration may have together, in bytes.
const maxConfig = 256 << 20

// A moduleRecord is one module of the configuration in a plan file: the names of
// the calls that lead to it, and its directory as seen from the root module's.
type moduleRecord struct {
	Key    string `json:"Key"`
	Source string `json:"Source,omitempty"`
	Dir    string `json:"Dir"`
}

// readConfig makes a tree of files of the configuration in a plan file, as
// terraform init would have left it.
func (f *planFile) readConfig(s *store) error {
	p := s.plan
	if f.members[configManifest] == nil {
		p.Gaps = append(p.Gaps, estate.Gap{
			What: "the configuration of the plan", Why: "the plan file has no " + configManifest,
			Advice: "give the directory of the configuration beside the plan",
		})
		return nil
	}
	src, err := f.member(configManifest, maxSource)
	if err != nil {
		return err
	}
	var modules []moduleRecord
	if err := json.Unmarshal(src, &modules); err != nil {
		return fmt.Errorf("%s: %w; make the plan anew", configManifest, err)
	}
	root, err := above(modules)
	if err != nil {
		return fmt.Errorf("%s: %w", configManifest, err)
	}
	t := tree{root: root, files: map[string][]byte{}, dirs: map[string]string{}}
	if err := t.place(modules); err != nil {
		return fmt.Errorf("%s: %w", configManifest, err)
	}
	if err := t.fill(f); err != nil {
		return err
	}
	t.markVariables(s)
	p.Root = root
	p.Files, err = t.sealed()
	return err
}

// maxAbove is how many directories above the root module one may stand.
const maxAbove = 100

// above returns the directory that the root module gets: as deep in the tree as
// modules stand above it, and of a name that none of them has.
func above(modules []moduleRecord) (string, error) {
	name, levels := "root", 0
	taken := map[string]bool{}
	for _, m := range modules {
		parts := strings.Split(clean(m.Dir), "/")
		up := 0
		for _, part := range parts {
			taken[part] = true
			if part == ".." {
				up++
			}
		}
		if up > maxAbove {
			return "", fmt.Errorf("module %.200q stands more than the limit of %d directories above the root module", m.Key, maxAbove)
		}
		levels = max(levels, up)
	}
	for taken[name] {
		name += "_"
	}
	return path.Join(append([]string{"."}, slices.Repeat([]string{name}, levels)...)...), nil
}

// clean returns a directory with the slashes that every system but Windows has.
func clean(dir string) string { return path.Clean(strings.ReplaceAll(dir, `\`, "/")) }

// A tree is the files of a configuration by their names, as they are put into
// place.
type tree struct {
	root  string
	files map[string][]byte
	dirs  map[string]string // of modules, by key
}

// place gives every module its directory. One that stands at the top of a file
// system, as with TF_DATA_DIR, gets one in the root module's.
func (t *tree) place(modules []moduleRecord) error {
	placed := make([]moduleRecord, 0, len(modules))
	for _, m := range modules {
		dir := clean(m.Dir)
		if path.IsAbs(dir) || len(dir) > 1 && dir[1] == ':' {
			dir = path.Join(".terraform/absolute", strings.Replace(dir, ":", "", 1))
		}
		m.Dir = dir
		placed = append(placed, m)
		t.dirs[m.Key] = path.Join(t.root, dir)
	}
	src, err := json.Marshal(map[string][]moduleRecord{"Modules": placed})
	t.files[path.Join(t.root, ".terraform/modules/modules.json")] = src
	return err
}

// fill unpacks the files of all modules.
func (t *tree) fill(f *planFile) error {
	left := int64(maxConfig)
	for _, name := range slices.Sorted(maps.Keys(f.members)) {
		in, ok := strings.CutPrefix(name, configPrefix)
		if !ok && name != lockMember {
			continue
		}
		key, file := path.Split(in)
		dir, known := t.dirs[strings.TrimSuffix(key, "/")]
		if name == lockMember {
			dir, file, known = t.root, name, true
		}
		switch {
		case file == "":
			continue // a directory
		case !known || !fs.ValidPath(file):
			return fmt.Errorf("%s: a file of no module that %s lists; make the plan anew", name, configManifest)
		}
		src, err := f.member(name, min(maxSource, left))
		if err != nil {
			return err
		}
		left -= int64(len(src))
		t.files[path.Join(dir, file)] = src
	}
	return nil
}

// sealed returns the tree to be read: an archive in memory is one.
func (t *tree) sealed() (fs.FS, error) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, name := range slices.Sorted(maps.Keys(t.files)) {
		f, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err == nil {
			_, err = io.Copy(f, bytes.NewReader(t.files[name]))
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("the configuration: %w", err)
	}
	return zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
}
