package live

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/secretsmanager"
	"github.com/aws/aws-sdk-go-v2/service/secretsmanager/types"
)

// secretCollector reads which secrets there are, and never what they hold.
var secretCollector = Collector{
	Service: "secretsmanager",
	Actions: []string{"secretsmanager:DescribeSecret", "secretsmanager:ListSecrets"},
	Types:   []string{"aws_secretsmanager_secret"},
	Collect: func(ctx context.Context, c *Call) { collectSecrets(ctx, c, secretsmanager.NewFromConfig(c.Config)) },
}

// secretAPI is what is asked of Secrets Manager.
type secretAPI interface {
	secretsmanager.ListSecretsAPIClient
	DescribeSecret(
		context.Context, *secretsmanager.DescribeSecretInput, ...func(*secretsmanager.Options),
	) (*secretsmanager.DescribeSecretOutput, error)
}

func collectSecrets(ctx context.Context, c *Call, api secretAPI) {
	c.Try(ctx, secretReader{api}.secrets, "aws_secretsmanager_secret")
}

type secretReader struct{ api secretAPI }

// secretsAPage is the most that Secrets Manager tells on one page.
const secretsAPage = 100

// secrets leaves out the replicas of secrets of other regions: each is told by
// the secret that it is of.
func (s secretReader) secrets(ctx context.Context, c *Call) error {
	pages := secretsmanager.NewListSecretsPaginator(s.api, &secretsmanager.ListSecretsInput{MaxResults: aws.Int32(secretsAPage)})
	return Pages(ctx, pages, func(page *secretsmanager.ListSecretsOutput) {
		Each(page.SecretList, func(secret types.SecretListEntry) {
			if home := text(secret.PrimaryRegion); secret.DeletedDate == nil && (home == "" || home == c.Region) {
				s.secret(ctx, c, secret)
			}
		})
	})
}

func (s secretReader) secret(ctx context.Context, c *Call, secret types.SecretListEntry) {
	v := Values{}
	v.Text("id", secret.ARN)
	v.Text("arn", secret.ARN)
	v.Text("name", secret.Name)
	v.Tags(Tagged(secret.Tags, func(t types.Tag) (name, value *string) { return t.Key, t.Value }))
	out, err := s.api.DescribeSecret(ctx, &secretsmanager.DescribeSecretInput{SecretId: secret.ARN})
	if err != nil {
		v.Unknown("replica")
		c.Missing(ctx, err, text(secret.ARN))
	} else {
		v.Blocks("replica", secretReplicas(out.ReplicationStatus)...)
	}
	c.Add("aws_secretsmanager_secret", text(secret.ARN), v, "secretsmanager:ListSecrets")
}

// secretReplicas are the replicas of a secret, without those that could not be
// made.
func secretReplicas(list []types.ReplicationStatusType) []Values {
	var out []Values
	for _, replica := range list {
		if replica.Status == types.StatusTypeFailed {
			continue
		}
		v := Values{}
		v.Text("region", replica.Region)
		Word(v, "status", replica.Status)
		out = append(out, v)
	}
	return out
}
