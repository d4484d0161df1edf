package cli

import (
	"encoding/json"
	"fmt"

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

func (c Command) iamPolicyCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "iam-policy",
		Short: "Print the least that reading a live account needs to be allowed",
		Long: `Iam-policy prints a policy of IAM that allows what --aws asks of an account, and
nothing else: it lists and describes, and changes nothing.`,
		Example: "  spof iam-policy > spof-policy.json",
		Args:    exactly(0, "no arguments"),
		RunE: func(*cobra.Command, []string) error {
			out, err := json.MarshalIndent(policy{
				Version:   "2012-10-17",
				Statement: []statement{{Sid: "SpofReads", Effect: "Allow", Action: live.Actions(), Resource: "*"}},
			}, "", "  ")
			if err != nil {
				return fmt.Errorf("write the policy: %w", err)
			}
			_, err = fmt.Fprintf(c.Stdout, "%s\n", out)
			return err //nolint:wrapcheck // as all that is printed
		},
	}
}
