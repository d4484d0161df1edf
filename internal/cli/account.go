package cli

import (
	"context"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"spof/inventory"
	"spof/providers/aws/live"
)

// account are the flags that say which live account to read.
type account struct {
	live  bool
	login live.Login
}

func (a *account) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.BoolVar(&a.live, "aws", false, "read the live account that the credentials are of, in each `--region`; in all that it has enabled by default")
	f.StringVar(&a.login.Profile, "profile", "", "with --aws: the `NAME` of a profile of AWS's shared files")
	f.StringVar(&a.login.RoleARN, "role-arn", "", "with --aws: the `ARN` of a role to assume")
	f.StringVar(&a.login.ExternalID, "external-id", "", "with --aws: the `ID` that the role asks for")
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
		case together:
			return usagef("--together is for paths, and --aws reads one account")
		}
		return nil
	}
	for _, f := range []struct{ name, value string }{
		{"--profile", a.login.Profile}, {"--role-arn", a.login.RoleARN}, {"--external-id", a.login.ExternalID}, {"--endpoint-url", a.login.Endpoint},
	} {
		if f.value != "" {
			return usagef("%s is for --aws", f.name)
		}
	}
	return nil
}

// accountSource is the source of a live account.
func (r *reader) accountSource() source {
	return source{name: "the account", read: func(ctx context.Context) (*inventory.Inventory, error) {
		login := r.login
		regions := r.regions
		if slices.Contains(regions, allRegions) {
			regions = nil
		}
		if len(regions) > 0 {
			login.Region = regions[0]
		}
		config, err := login.Config(ctx)
		if err != nil {
			return nil, err //nolint:wrapcheck // it says what it is
		}
		inv, err := live.Read(ctx, live.Options{Config: config, Regions: regions})
		if err != nil {
			return nil, fmt.Errorf("read the account: %w", err)
		}
		return inv, nil
	}}
}
