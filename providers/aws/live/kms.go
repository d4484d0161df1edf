package live

import (
	"context"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/aws/aws-sdk-go-v2/service/kms/types"
)

// keyCollector reads the keys that customers made. Those that AWS keeps for its
// services are nobody's to delete.
var keyCollector = Collector{
	Service: "kms",
	Actions: []string{"kms:DescribeKey", "kms:ListAliases", "kms:ListKeys"},
	Types:   keyTypes,
	Collect: func(ctx context.Context, c *Call) { collectKeys(ctx, c, kms.NewFromConfig(c.Config)) },
}

var keyTypes = []string{"aws_kms_key", "aws_kms_replica_key"}

// keyAPI is what is asked of KMS.
type keyAPI interface {
	kms.ListAliasesAPIClient
	kms.ListKeysAPIClient
	DescribeKey(context.Context, *kms.DescribeKeyInput, ...func(*kms.Options)) (*kms.DescribeKeyOutput, error)
}

func collectKeys(ctx context.Context, c *Call, api keyAPI) {
	c.Try(ctx, keyReader{api}.keys, keyTypes...)
}

type keyReader struct{ api keyAPI }

// The most that KMS tells on one page.
const (
	keysAPage    = 1000
	aliasesAPage = 100
)

func (k keyReader) keys(ctx context.Context, c *Call) error {
	kept, err := k.keptByAWS(ctx)
	if err != nil {
		return err
	}
	return Pages(ctx, kms.NewListKeysPaginator(k.api, &kms.ListKeysInput{Limit: aws.Int32(keysAPage)}), func(page *kms.ListKeysOutput) {
		Each(page.Keys, func(key types.KeyListEntry) {
			if !kept[text(key.KeyId)] {
				k.key(ctx, c, key)
			}
		})
	})
}

// keptByAWS returns the ids of the keys that AWS keeps for its services: each
// has an alias that nobody else may use.
func (k keyReader) keptByAWS(ctx context.Context) (map[string]bool, error) {
	kept := map[string]bool{}
	err := Pages(ctx, kms.NewListAliasesPaginator(k.api, &kms.ListAliasesInput{Limit: aws.Int32(aliasesAPage)}), func(page *kms.ListAliasesOutput) {
		for _, alias := range page.Aliases {
			if strings.HasPrefix(text(alias.AliasName), "alias/aws/") {
				kept[text(alias.TargetKeyId)] = true
			}
		}
	})
	return kept, err
}

// key reads one key. Where the key's own policy denies to be asked about it,
// there is a customer's key all the same.
func (k keyReader) key(ctx context.Context, c *Call, key types.KeyListEntry) {
	typ, arn := "aws_kms_key", text(key.KeyArn)
	v := Values{}
	v.Text("id", key.KeyId)
	v.Text("key_id", key.KeyId)
	v.Text("arn", key.KeyArn)
	out, err := k.api.DescribeKey(ctx, &kms.DescribeKeyInput{KeyId: key.KeyId})
	switch {
	case err != nil:
		c.Missing(ctx, err, arn)
	case isNoKey(out.KeyMetadata):
		return
	case isReplica(out.KeyMetadata):
		typ = "aws_kms_replica_key"
	}
	c.Add(typ, arn, v, "kms:ListKeys")
}

// isNoKey reports whether a key encrypts nothing that a customer would miss: it
// is AWS's, or about to be deleted.
func isNoKey(key *types.KeyMetadata) bool {
	if key == nil {
		return false
	}
	deleting := key.KeyState == types.KeyStatePendingDeletion || key.KeyState == types.KeyStatePendingReplicaDeletion
	return deleting || key.KeyManager == types.KeyManagerTypeAws
}

func isReplica(key *types.KeyMetadata) bool {
	return key != nil && key.MultiRegionConfiguration != nil && key.MultiRegionConfiguration.MultiRegionKeyType == types.MultiRegionKeyTypeReplica
}
