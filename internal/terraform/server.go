package terraform

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
)

// Emulated is the emulator of AWS that tests are held against, as pip installs
// it: the Makefile names the same.
const Emulated = "moto[server]==5.2.1"

// Server returns the program that emulates AWS: that of the repository's virtual
// environment, which is made where it is not there. A test that needs it fails
// without Python, and says so.
func Server(t *testing.T) string {
	t.Helper()
	root := repository(t)
	program := filepath.Join(root, ".venv", "bin", "moto_server")
	unlock := lock(t, filepath.Join(root, ".venv.lock"))
	defer unlock()
	if _, err := os.Stat(program); err == nil {
		return program
	}
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Fatalf("this test reads an emulator of AWS, %s, for which python3 is needed: %v", Emulated, err)
	}
	for _, args := range [][]string{
		{python, "-m", "venv", filepath.Join(root, ".venv")},
		{filepath.Join(root, ".venv", "bin", "pip"), "install", "--quiet", Emulated},
	} {
		if out, err := exec.CommandContext(t.Context(), args[0], args[1:]...).CombinedOutput(); err != nil {
			t.Fatalf("install %s, which emulates AWS: %v\n%s", Emulated, err, out)
		}
	}
	return program
}

// repository returns the directory of the module.
func repository(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}
	for ; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		if dir == filepath.Dir(dir) {
			t.Fatal(errors.New("there is no go.mod above"))
		}
	}
}

// lock keeps other tests out that want to install the same.
func lock(t *testing.T, name string) (unlock func()) {
	t.Helper()
	f, err := os.OpenFile(name, os.O_CREATE|os.O_RDWR, 0o600)
	if err == nil {
		err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX)
	}
	if err != nil {
		t.Fatal(err)
	}
	return func() { _ = f.Close() } // which unlocks it
}
