package tfplan

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
)

// The members of a plan file.
const (
	planMember     = "tfplan"
	stateMember    = "tfstate"
	lockMember     = ".terraform.lock.hcl"
	configPrefix   = "tfconfig/m-"
	configManifest = "tfconfig/modules.json"
)

// What a member of a plan file may have once it is unpacked, in bytes. A plan
// of 100,000 resources has less.
const (
	maxMember = 512 << 20
	maxSource = 8 << 20
	// maxRatio is how many times smaller deflate makes anything at most. An
	// archive that claims more is not believed.
	maxRatio = 1032
)

// ReadFile reads a plan file, as terraform plan -out and tofu plan -out write
// it. It tells less than JSON does: variables that were left to their defaults
// are not in it; a number without an exact binary fraction, such as 0.1, is a
// string in it; and older versions of Terraform do not write down in it what a
// provider's schema calls sensitive, so that only one who knows the schema can
// mark that.
func ReadFile(r io.ReaderAt, size int64) (*Plan, error) {
	archive, err := zip.NewReader(r, size)
	if err != nil {
		return nil, noArchive(r, err)
	}
	f, err := newPlanFile(archive, size)
	if err != nil {
		return nil, err
	}
	src, err := f.member(planMember, maxMember)
	if err != nil {
		return nil, err
	}
	var p planMessage
	if err := p.read(message{src: src}); err != nil {
		return nil, fmt.Errorf("%s %w", planMember, err)
	}
	if err := f.readState(&p.store); err != nil {
		return nil, err
	}
	if err := p.store.finish(); err != nil {
		return nil, fmt.Errorf("%s: %w", stateMember, err)
	}
	if err := f.readConfig(&p.store); err != nil {
		return nil, err
	}
	return &p.plan, nil
}

// noArchive says what the file is instead, where its beginning tells.
func noArchive(r io.ReaderAt, err error) error {
	head := make([]byte, 512)
	n, _ := r.ReadAt(head, 0)
	head = head[:n]
	switch {
	case n == 0:
		return errors.New("the file is empty; expected a plan file, as terraform plan -out writes it")
	case bytes.HasPrefix(head, []byte("PK")):
		return fmt.Errorf("the file is a zip archive that is damaged or cut off: %w; make the plan anew", err)
	case bytes.Contains(head, []byte(`"encrypted_data"`)) || bytes.Contains(head, []byte(`"encryption_version"`)):
		return errEncrypted
	case bytes.HasPrefix(bytes.TrimSpace(head), []byte("{")):
		return errors.New("the file is JSON; expected a plan file, as terraform plan -out writes it")
	}
	return errors.New("the file is no zip archive; expected a plan file, as terraform plan -out writes it")
}

var errEncrypted = errors.New("the plan is encrypted by OpenTofu; give what tofu show -json prints of it")

// A planFile is the archive that a plan file is.
type planFile struct {
	members map[string]*zip.File
	size    int64
}

func newPlanFile(archive *zip.Reader, size int64) (*planFile, error) {
	out := &planFile{members: make(map[string]*zip.File, len(archive.File)), size: size}
	for _, f := range archive.File {
		if _, twice := out.members[f.Name]; twice {
			return nil, fmt.Errorf("the archive has two members %q; expected a plan file, as terraform plan -out writes it", f.Name)
		}
		out.members[f.Name] = f
	}
	if _, ok := out.members[planMember]; !ok {
		return nil, fmt.Errorf("the archive has no member %q; expected a plan file, as terraform plan -out writes it", planMember)
	}
	return out, nil
}

// member unpacks a member, up to a limit of bytes.
func (f *planFile) member(name string, limit int64) ([]byte, error) {
	errLarge := fmt.Errorf("%s is larger than the limit of %d bytes; give what terraform show -json prints of the plan", name, limit)
	m := f.members[name]
	if m.UncompressedSize64 > uint64(limit) { //nolint:gosec // a limit is positive
		return nil, errLarge
	}
	r, err := m.Open()
	if err != nil {
		return nil, fmt.Errorf("%s: %w; make the plan anew", name, err)
	}
	defer r.Close() //nolint:errcheck // Nothing was written to it.
	var out bytes.Buffer
	out.Grow(int(min(m.UncompressedSize64, uint64(f.size)*maxRatio)) + bytes.MinRead) //nolint:gosec // no more than the limit
	switch n, err := out.ReadFrom(io.LimitReader(r, limit+1)); {
	case err != nil:
		return nil, fmt.Errorf("%s: damaged or cut off after %d bytes: %w; make the plan anew", name, n, err)
	case n > limit:
		return nil, errLarge
	}
	return out.Bytes(), nil
}
