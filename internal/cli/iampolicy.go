package cli

import (
	"encoding/json"
	"fmt"
	"slices"
	"sort"

	"github.com/spf13/cobra"

	"spof/providers/aws/live"
)

// A policy is a document of IAM.
type policy struct {
	Version   string      `json:"Version"`
	Statement []statement `json:"Statement"`
}

type statement struct {
	Sid      string   `json:"Sid"`
	Effect   string   `json:"Effect"`
	Action   []string `json:"Action"`
	Resource string   `json:"Resource"`
}

// most is how many characters a managed policy may have, of which white space
// does not count.
//
// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
const most = 6144

func (c Command) iamPolicyCommand() *cobra.Command {
	var role string
	var part int
	cmd := &cobra.Command{
		Use:   "iam-policy",
		Short: "Print the least that reading a live account needs to be allowed",
		Long: `Iam-policy prints a policy of IAM that allows what --aws asks of an account, and
nothing else: it lists and describes, and changes nothing. What is too long for
one managed policy is printed as several, in a list; --part prints one of them.

With --organization it is that of whoever reads an organization: besides, it
lists the accounts and assumes the role.`,
		Example: "  spof iam-policy > spof-policy.json",
		Args:    exactly(0, "no arguments"),
		RunE: func(*cobra.Command, []string) error {
			parts := policies(permissions(role))
			var out any = parts
			switch {
			case part < 0 || part > len(parts):
				return usagef("--part %d: there are %d", part, len(parts))
			case part > 0:
				out = parts[part-1]
			case len(parts) == 1:
				out = parts[0]
			}
			src, err := json.MarshalIndent(out, "", "  ")
			if err != nil {
				return fmt.Errorf("write the policy: %w", err)
			}
			_, err = fmt.Fprintf(c.Stdout, "%s\n", src)
			return err //nolint:wrapcheck // as all that is printed
		},
	}
	cmd.Flags().StringVar(&role, "organization", "", "who reads each account of an organization, through its `ROLE` of that name")
	cmd.Flags().IntVar(&part, "part", 0, "print the `N`th of several policies only")
	return cmd
}

// permissions are what reading needs, of an account or of an organization.
func permissions(role string) []statement {
	out := []statement{{Sid: "SpofReads", Effect: "Allow", Action: live.Actions(), Resource: "*"}}
	if role != "" {
		out = append(out,
			statement{Sid: "SpofListsAccounts", Effect: "Allow", Action: live.MembersActions, Resource: "*"},
			statement{Sid: "SpofEntersAccounts", Effect: "Allow", Action: []string{"sts:AssumeRole"}, Resource: "arn:*:iam::*:role/" + role})
	}
	return out
}

// policies makes as few policies of statements as IAM takes: a statement is
// parted where it does not fit.
func policies(statements []statement) []policy {
	const version = "2012-10-17"
	out := []policy{{Version: version}}
	for _, s := range statements {
		for len(s.Action) > 0 {
			last := &out[len(out)-1]
			n := last.room(s)
			if n == 0 && len(last.Statement) > 0 {
				out = append(out, policy{Version: version})
				continue
			}
			first := s
			first.Action, s.Action = s.Action[:max(n, 1)], s.Action[max(n, 1):]
			last.Statement = append(last.Statement, first)
		}
	}
	return out
}

// room is how many actions of a statement still find room in a policy.
func (p policy) room(s statement) int {
	return sort.Search(len(s.Action), func(n int) bool {
		more := s
		more.Action = s.Action[:n+1]
		src, _ := json.Marshal(policy{p.Version, append(slices.Clone(p.Statement), more)})
		return len(src) > most
	})
}
