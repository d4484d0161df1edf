package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync/atomic"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/spf13/cobra"

	"spof/inventory"
	"spof/providers/aws/live"
)

// account are the flags that say which live account to read.
type account struct {
	live         bool
	login        live.Login
	organization string   // the role through which each of its accounts is read
	terraform    []string // root modules and states that declare what it holds
	told         bool     // what is being read is told wherever standard error leads
}

func (a *account) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.BoolVar(&a.live, "aws", false, "read the live account that the credentials are of, in each `--region`; in all that it has enabled by default")
	f.StringVar(&a.login.Profile, "profile", "", "with --aws: the `NAME` of a profile of AWS's shared files")
	f.StringVar(&a.login.RoleARN, "role-arn", "", "with --aws: the `ARN` of a role to assume")
	f.StringVar(&a.login.ExternalID, "external-id", "", "with --aws: the `ID` that the roles ask for")
	f.StringVar(&a.organization, "organization", "", "with --aws: read each account of the organization, through its `ROLE` of that name")
	f.StringArrayVar(&a.terraform, "terraform", nil, "with --aws or a snapshot of an account: the `PATH` of a root module, or of a state, that declares what it holds; may be repeated")
	f.BoolVar(&a.told, "progress", false, "say what is being read also where standard error is no terminal")
	f.StringVar(&a.login.Endpoint, "endpoint-url", "", "with --aws: the `URL` of an emulator of AWS")
}

// allRegions is the --region that stands for all that an account has enabled.
const allRegions = "all"

// check refuses flags of live accounts where none is read, and paths where one
// is.
func (a *account) check(paths []string, together bool) error {
	if a.live {
		switch {
		case len(paths) > 0:
			return usagef("--aws reads an account, and no path: %s is one", paths[0])
		case together && a.organization == "":
			return usagef("--together is for paths and for the accounts of an --organization, and --aws reads one account")
		}
		return nil
	}
	for _, f := range []struct{ name, value string }{
		{"--profile", a.login.Profile},
		{"--role-arn", a.login.RoleARN},
		{"--external-id", a.login.ExternalID},
		{"--organization", a.organization},
		{"--endpoint-url", a.login.Endpoint},
	} {
		if f.value != "" {
			return usagef("%s is for --aws", f.name)
		}
	}
	return nil
}

// accountSources are the sources of live accounts: of that which the
// credentials are of, or of each of its organization.
func (r *reader) accountSources(ctx context.Context) ([]source, error) {
	login := r.login
	login.Code = r.code
	if regions := r.asked(); len(regions) > 0 {
		login.Region = regions[0]
	}
	config, err := login.Config(ctx)
	if err != nil {
		return nil, err //nolint:wrapcheck // it says what it is
	}
	if r.organization == "" {
		return []source{{name: "the account", read: func(ctx context.Context) (*inventory.Inventory, error) {
			inv, err := r.account(ctx, live.Options{Config: config})
			if err != nil {
				return nil, fmt.Errorf("read the account: %w", err)
			}
			return inv, nil
		}}}, nil
	}
	members, err := live.Members(ctx, config)
	if err != nil {
		return nil, fmt.Errorf("read the organization: %w", err)
	}
	return r.memberSources(config, members), nil
}

// code asks whoever sits at the terminal for the code of a device, which some
// profiles want.
func (r *reader) code() (string, error) {
	if _, terminal := terminalWidth(r.Stderr); !terminal {
		return "", errors.New("the profile wants the code of a device, and there is no terminal to ask at")
	}
	r.progress.done()
	fmt.Fprint(r.Stderr, "code of the device: ")
	var code string
	if _, err := fmt.Fscanln(r.Stdin, &code); err != nil {
		return "", fmt.Errorf("read the code of the device: %w", err)
	}
	return code, nil
}

// memberSources are the sources of the accounts of an organization. That one of
// them cannot be read is a gap; that none can is an error.
func (r *reader) memberSources(config aws.Config, members []live.Member) []source {
	r.progress.accounts(len(members))
	var unread atomic.Int64
	var out []source
	for _, m := range members {
		out = append(out, source{name: m.String(), read: func(ctx context.Context) (*inventory.Inventory, error) {
			if m.Closed != "" {
				unread.Add(1)
				return m.Skipped(), nil
			}
			inv, err := r.account(ctx, live.Options{Config: r.login.In(config, m, r.organization), Name: m.Name})
			switch {
			case err == nil:
				return inv, nil
			case unread.Add(1) == int64(len(members)):
				return nil, fmt.Errorf("read the organization: none of its %d accounts could be read: %w", len(members), err)
			}
			return m.Unreadable(err), nil
		}})
	}
	return out
}

func (r *reader) account(ctx context.Context, opts live.Options) (*inventory.Inventory, error) {
	opts.Regions, opts.Progress = r.asked(), r.progress.step
	inv, err := live.Read(ctx, opts)
	if err != nil {
		return nil, err //nolint:wrapcheck // the caller says of what
	}
	r.located(inv)
	return inv, nil
}

// asked are the regions to read, none for all.
func (r *reader) asked() []string {
	if slices.Contains(r.regions, allRegions) {
		return nil
	}
	return r.regions
}
