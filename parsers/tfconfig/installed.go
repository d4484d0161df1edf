package tfconfig

import (
	"encoding/json"
	"errors"
	"io/fs"
	"path"
	"path/filepath"
	"strings"

	"github.com/hashicorp/hcl/v2"
)

// readInstalled reads what terraform init has downloaded: by the names of the
// calls that lead to a module, the directory it stands in.
func (l *loader) readInstalled() map[string]string {
	name := path.Join(l.dataDir(), "modules/modules.json")
	src, err := readFile(l.tree.FS, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	var manifest struct {
		Modules []struct {
			Key string `json:"Key"`
			Dir string `json:"Dir"`
		} `json:"Modules"`
	}
	if err == nil {
		err = json.Unmarshal(src, &manifest)
	}
	if err != nil {
		l.diags = append(l.diags, &hcl.Diagnostic{
			Severity: hcl.DiagError,
			Summary:  "unreadable list of installed modules",
			Detail:   l.display(name) + ": " + reason(err) + "; run terraform init.",
			Subject:  &hcl.Range{Filename: name, Start: hcl.InitialPos, End: hcl.InitialPos},
		})
		return nil
	}
	out := make(map[string]string, len(manifest.Modules))
	for _, m := range manifest.Modules {
		if dir, ok := l.resolveFile(filepath.ToSlash(m.Dir)); ok {
			out[m.Key] = dir
		}
	}
	return out
}

func (l *loader) dataDir() string {
	dir, ok := l.opts.Env("TF_DATA_DIR")
	if !ok || dir == "" {
		return path.Join(l.opts.Dir, ".terraform")
	}
	if resolved, ok := l.resolveFile(filepath.ToSlash(dir)); ok {
		return resolved
	}
	return dir
}

// selected returns the workspace that terraform workspace select has noted in
// the data directory, "" where there is none.
func (l *loader) selected() string {
	src, err := readFile(l.tree.FS, path.Join(l.dataDir(), "environment"))
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(src))
}

// resolveFile maps a path as the configuration writes it, which starts from
// the root module's directory, to a name in FS.
func (l *loader) resolveFile(name string) (string, bool) {
	if strings.HasPrefix(name, "/") {
		name = path.Clean(name)[1:]
	} else {
		name = path.Join(l.opts.Dir, name)
	}
	if name == "" {
		name = "."
	}
	return name, fs.ValidPath(name)
}
