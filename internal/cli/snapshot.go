package cli

import (
	"bufio"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"spof/inventory"
	"spof/parsers/snapshot"
	"spof/providers/aws"
)

func (c Command) snapshotCommand() *cobra.Command {
	var in inputs
	var file string
	var strict bool
	cmd := &cobra.Command{
		Use:   "snapshot [PATH...]",
		Short: "Save what was read, without secrets, to be judged later or elsewhere",
		Long: `Snapshot reads what audit reads, an account or each PATH, and saves it in one
file, to be given to audit, fail, inspect and diff in the place of what was read:
they say the same of it. Of environments, user data, secrets and whatever else is
sensitive only the links are kept that are found in it.

It exits 0 when the file was written, though something could not be read; the
file tells what. With --strict it exits 3 then, as it does when reading was
stopped before its end.`,
		Example: `  spof snapshot --aws -o account.json.gz
  spof audit account.json.gz
  spof diff last-week.json.gz account.json.gz`,
		RunE: func(cmd *cobra.Command, paths []string) error {
			read, err := readEach(cmd.Context(), c, paths, in, aws.Reduce)
			if err != nil {
				return err
			}
			save := func(w io.Writer) error { return snapshot.Write(w, read...) }
			if err := c.writeSnapshot(file, save); err != nil {
				return err
			}
			return c.incomplete(cmd.Context(), read, strict)
		},
	}
	in.flags(cmd)
	cmd.Flags().StringVarP(&file, "output", "o", "", "write to `FILE`, compressed where it ends in .gz; standard output by default")
	cmd.Flags().BoolVar(&strict, "strict", false, "exit 3 when something was not read")
	return cmd
}

// incomplete says what a snapshot lacks.
func (c Command) incomplete(ctx context.Context, read []*inventory.Inventory, strict bool) error {
	gaps := 0
	for _, inv := range read {
		gaps += len(inv.Gaps)
	}
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("not all was read: %w", err)
	}
	if gaps == 0 {
		return nil
	}
	fmt.Fprintf(c.Stderr, "spof: %s could not be read: an audit of the snapshot tells what\n", things(gaps))
	if strict {
		return exitError(exitFailed)
	}
	return nil
}

func things(n int) string {
	if n == 1 {
		return "1 thing"
	}
	return fmt.Sprintf("%d things", n)
}

// writeSnapshot writes a file as it comes, or standard output where no file is
// named. There is a whole file afterwards, or what was there before.
func (c Command) writeSnapshot(name string, write func(io.Writer) error) (err error) {
	if name == "" || name == stdin {
		return write(c.Stdout)
	}
	path := c.path(name)
	defer func() {
		if err != nil {
			err = fmt.Errorf("write %s: %w", name, unwrapPath(err))
		}
	}()
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		f, err := os.OpenFile(path, os.O_WRONLY, 0) // a pipe or a device
		if err != nil {
			return err
		}
		return errors.Join(compressed(name, f, write), f.Close())
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".spof-*")
	if err != nil {
		return err
	}
	if err := errors.Join(compressed(name, f, write), f.Close()); err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return os.Rename(f.Name(), path)
}

// compressed compresses what is written to a file whose name says so.
func compressed(name string, f io.Writer, write func(io.Writer) error) error {
	if !strings.HasSuffix(name, ".gz") {
		return write(f)
	}
	z := gzip.NewWriter(f)
	return errors.Join(write(z), z.Close())
}

// snapshot adds the estates of a snapshot to what was found. It is read at once,
// for only then is it known how many there are.
func (s *search) snapshot(name string, d document) error {
	if len(s.regions) > 0 {
		return usagef("--region: %s is a snapshot, which tells the region of each resource", named(name))
	}
	read, err := snapshot.Read(bufio.NewReader(d))
	if err != nil {
		return fmt.Errorf("read %s: %w", named(name), err)
	}
	for _, inv := range read {
		if inv.Kind == inventory.Account {
			s.accounts++
		}
		s.found = append(s.found, source{name: inv.Name, read: func(context.Context) (*inventory.Inventory, error) {
			s.located(inv)
			return inv, nil
		}})
	}
	return nil
}
