package live

import (
	"context"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/organizations"
	"github.com/aws/aws-sdk-go-v2/service/organizations/types"

	"spof/estate"
	"spof/inventory"
)

// A Member is an account of an organization.
type Member struct {
	ID, Name string
	// Own says that it is the account that the credentials are of, which is read
	// with them.
	Own bool
	// Closed is why there is nothing to read: the account is suspended, say.
	// It is "" otherwise.
	Closed    string
	partition string
}

// MembersActions are those of IAM that listing the members needs.
var MembersActions = []string{"organizations:ListAccounts"}

// Members lists the accounts of the organization that the credentials are of,
// in the order in which AWS tells them. Only its management account, or one that
// administration was delegated to, may ask.
//
// Source: https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html
func Members(ctx context.Context, config aws.Config) ([]Member, error) {
	config = config.Copy()
	config.Retryer = retrying(config)
	own, err := whose(ctx, config)
	if err != nil {
		return nil, err
	}
	config.Region = own.home()
	var out []Member
	pages := organizations.NewListAccountsPaginator(organizations.NewFromConfig(config), &organizations.ListAccountsInput{})
	err = Pages(ctx, pages, func(page *organizations.ListAccountsOutput) {
		for _, a := range page.Accounts {
			out = append(out, Member{
				ID: text(a.Id), Name: text(a.Name), Own: text(a.Id) == own.id, Closed: closed(a), partition: own.partition,
			})
		}
	})
	if err != nil {
		return nil, failed(ctx, "list the accounts of the organization", err)
	}
	return out, nil
}

// closed says why there is nothing to read in an account, "" where there is.
func closed(a types.Account) string {
	switch a.State {
	case types.AccountStateSuspended, types.AccountStateClosed:
		return "the account is closed or suspended: nobody can ask what it holds"
	case types.AccountStatePendingActivation:
		return "the account is not active yet"
	default:
		return ""
	}
}

// Role is the ARN of a role of the account.
func (m Member) Role(name string) string {
	return "arn:" + m.partition + ":iam::" + m.ID + ":role/" + name
}

// String names the account as reports do.
func (m Member) String() string { return accountName(m.ID, m.Name) }

func accountName(id, name string) string {
	if name == "" {
		return "account " + id
	}
	return fmt.Sprintf("account %s (%s)", id, name)
}

// Unreadable is the inventory of an account of which nothing could be read.
func (m Member) Unreadable(err error) *inventory.Inventory {
	return m.unread(estate.Gap{Why: err.Error()})
}

// Skipped is the inventory of an account that is closed.
func (m Member) Skipped() *inventory.Inventory {
	return m.unread(estate.Gap{Why: m.Closed})
}

func (m Member) unread(g estate.Gap) *inventory.Inventory {
	g.What = "all that there is in " + m.String()
	return &inventory.Inventory{Name: m.String(), Kind: inventory.Account, Gaps: []estate.Gap{g}}
}
