package live_test

import (
	"reflect"
	"sync/atomic"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/kms"
	kmstypes "github.com/aws/aws-sdk-go-v2/service/kms/types"
	"github.com/aws/aws-sdk-go-v2/service/secretsmanager"
	secrettypes "github.com/aws/aws-sdk-go-v2/service/secretsmanager/types"
	"github.com/aws/aws-sdk-go-v2/service/ssm"
	ssmtypes "github.com/aws/aws-sdk-go-v2/service/ssm/types"
	"github.com/aws/smithy-go"
	"github.com/google/go-cmp/cmp"
)

const keyARN = "arn:aws:kms:eu-west-1:123456789012:key/"

// keyring answers for keys, of which each is what is said of it; of one of which
// nothing is said, it may not be asked.
func keyring(kept []string, keys map[string]*kmstypes.KeyMetadata) fake {
	list, aliases := &kms.ListKeysOutput{}, &kms.ListAliasesOutput{Aliases: []kmstypes.AliasListEntry{{AliasName: aws.String("alias/aws/none-yet")}}}
	for id := range keys {
		list.Keys = append(list.Keys, kmstypes.KeyListEntry{KeyId: &id, KeyArn: aws.String(keyARN + id)})
		aliases.Aliases = append(aliases.Aliases, kmstypes.AliasListEntry{AliasName: aws.String("alias/shop-" + id), TargetKeyId: &id})
	}
	for _, id := range kept {
		list.Keys = append(list.Keys, kmstypes.KeyListEntry{KeyId: &id, KeyArn: aws.String(keyARN + id)})
		aliases.Aliases = append(aliases.Aliases, kmstypes.AliasListEntry{AliasName: aws.String("alias/aws/" + id), TargetKeyId: &id})
	}
	return fake{
		"KMS ListKeys": answer(list), "KMS ListAliases": answer(aliases),
		"KMS DescribeKey": func(_ string, in any) (any, error) {
			if input, ok := in.(*kms.DescribeKeyInput); ok && keys[*input.KeyId] != nil {
				return &kms.DescribeKeyOutput{KeyMetadata: keys[*input.KeyId]}, nil
			}
			return nil, &smithy.OperationError{ServiceID: "KMS", OperationName: "DescribeKey", Err: &smithy.GenericAPIError{Code: "AccessDeniedException"}}
		},
	}
}

// TestKeys requires that the keys are read that a customer made and keeps.
func TestKeys(t *testing.T) {
	t.Parallel()
	key := func(state kmstypes.KeyState, multi kmstypes.MultiRegionKeyType) *kmstypes.KeyMetadata {
		k := &kmstypes.KeyMetadata{KeyManager: kmstypes.KeyManagerTypeCustomer, KeyState: state}
		if multi != "" {
			k.MultiRegionConfiguration = &kmstypes.MultiRegionConfiguration{MultiRegionKeyType: multi}
		}
		return k
	}
	inv := readFake(t, keyring([]string{"aws-kept"}, map[string]*kmstypes.KeyMetadata{
		"plain": key(kmstypes.KeyStateEnabled, ""), "disabled": key(kmstypes.KeyStateDisabled, ""), "newer": key("ANewerWord", ""),
		"primary": key(kmstypes.KeyStateEnabled, kmstypes.MultiRegionKeyTypePrimary), "replica": key(kmstypes.KeyStateEnabled, kmstypes.MultiRegionKeyTypeReplica),
		"leaving": key(kmstypes.KeyStatePendingDeletion, ""), "waiting": key(kmstypes.KeyStatePendingReplicaDeletion, kmstypes.MultiRegionKeyTypePrimary),
		"aws-own": {KeyManager: kmstypes.KeyManagerTypeAws, KeyState: kmstypes.KeyStateEnabled},
	}), collector(t, "kms"))
	requireTypes(t, inv, map[string]int{"aws_kms_key": 4, "aws_kms_replica_key": 1})
	requireValues(t, find(t, inv, "aws_kms_replica_key", "/replica"), map[string]string{
		"id": `"replica"`, "key_id": `"replica"`, "arn": `"` + keyARN + `replica"`,
	})
}

// TestFullPages requires that lists are asked for in the longest pages there are.
func TestFullPages(t *testing.T) {
	t.Parallel()
	f, asked := fake{}, atomic.Int32{}
	for name, list := range map[string]struct {
		field   string
		longest int32
		out     any
	}{
		"KMS ListKeys":                {"Limit", 1000, &kms.ListKeysOutput{}},
		"KMS ListAliases":             {"Limit", 100, &kms.ListAliasesOutput{}},
		"Secrets Manager ListSecrets": {"MaxResults", 100, &secretsmanager.ListSecretsOutput{}},
		"SSM DescribeParameters":      {"MaxResults", 50, &ssm.DescribeParametersOutput{}},
	} {
		f[name] = func(_ string, in any) (any, error) {
			asked.Add(1)
			if most, ok := reflect.TypeAssert[*int32](reflect.ValueOf(in).Elem().FieldByName(list.field)); !ok || aws.ToInt32(most) != list.longest {
				t.Errorf("%s: %d on a page, want %d", name, aws.ToInt32(most), list.longest)
			}
			return list.out, nil
		}
	}
	readFake(t, f, collector(t, "kms"), collector(t, "secretsmanager"), collector(t, "ssm"))
	if int(asked.Load()) != len(f) {
		t.Errorf("%d lists are asked for, want %d", asked.Load(), len(f))
	}
}

// TestAKeyThatMayNotBeAskedAbout requires that it is there, and in doubt alone:
// a key's own policy may deny what the account allows.
func TestAKeyThatMayNotBeAskedAbout(t *testing.T) {
	t.Parallel()
	inv := readFake(t, keyring([]string{"aws-kept"}, map[string]*kmstypes.KeyMetadata{"plain": {}, "closed": nil}), collector(t, "kms"))
	if diff := cmp.Diff(map[string]int{"aws_kms_key": 2}, countTypes(inv)); diff != "" {
		t.Errorf("resources (-want +got)\n%s", diff)
	}
	if len(inv.Unread) != 1 || inv.Unread[0].Of != keyARN+"closed" || len(inv.Gaps) != 1 {
		t.Errorf("unread %v, gaps %v", inv.Unread, inv.Gaps)
	}
}

// TestSecrets requires that a secret is read where it is kept, with the regions
// that it was replicated to, and not as each of its replicas.
func TestSecrets(t *testing.T) {
	t.Parallel()
	const arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:"
	entry := func(name, home string) secrettypes.SecretListEntry {
		return secrettypes.SecretListEntry{ARN: aws.String(arn + name), Name: &name, PrimaryRegion: &home}
	}
	gone := entry("gone", "")
	gone.DeletedDate = aws.Time(time.Unix(0, 0))
	f := fake{
		"Secrets Manager ListSecrets": answer(&secretsmanager.ListSecretsOutput{SecretList: []secrettypes.SecretListEntry{
			entry("shop", "eu-west-1"), entry("alone", ""), entry("office", "eu-central-1"), entry("closed", ""), gone,
		}}),
		"Secrets Manager DescribeSecret": func(_ string, in any) (any, error) {
			input, ok := in.(*secretsmanager.DescribeSecretInput)
			switch {
			case ok && *input.SecretId == arn+"shop":
				return &secretsmanager.DescribeSecretOutput{ReplicationStatus: []secrettypes.ReplicationStatusType{
					{Region: aws.String("us-east-1"), Status: secrettypes.StatusTypeInSync},
					{Region: aws.String("us-west-2"), Status: secrettypes.StatusTypeFailed},
				}}, nil
			case ok && *input.SecretId == arn+"alone":
				return &secretsmanager.DescribeSecretOutput{}, nil
			}
			return nil, &smithy.OperationError{ServiceID: "Secrets Manager", OperationName: "DescribeSecret", Err: &smithy.GenericAPIError{Code: "AccessDeniedException"}}
		},
	}
	inv := readFake(t, f, collector(t, "secretsmanager"))
	if len(inv.Resources) != 3 || len(inv.Gaps) != 1 || len(inv.Unread) != 1 || inv.Unread[0].Of != arn+"closed" {
		t.Errorf("%d resources, gaps %v, unread %v", len(inv.Resources), inv.Gaps, inv.Unread)
	}
	for name, replicas := range map[string]string{"shop": `[{"region":"us-east-1","status":"InSync"}]`, "alone": "", "closed": "unknown"} {
		requireValues(t, find(t, inv, "aws_secretsmanager_secret", ":"+name), map[string]string{
			"id": `"` + arn + name + `"`, "arn": `"` + arn + name + `"`, "name": `"` + name + `"`, "replica": replicas,
		})
	}
}

// TestParameters requires that what a parameter holds is unknown.
func TestParameters(t *testing.T) {
	t.Parallel()
	inv := readFake(t, fake{"SSM DescribeParameters": answer(&ssm.DescribeParametersOutput{Parameters: []ssmtypes.ParameterMetadata{
		{Name: aws.String("/shop/database")}, {Name: aws.String("database")},
	}})}, collector(t, "ssm"))
	requireTypes(t, inv, map[string]int{"aws_ssm_parameter": 2})
	for name, arn := range map[string]string{
		"/shop/database": "arn:aws:ssm:eu-west-1:123456789012:parameter/shop/database", "database": "arn:aws:ssm:eu-west-1:123456789012:parameter/database",
	} {
		requireValues(t, find(t, inv, "aws_ssm_parameter", arn), map[string]string{
			"id": `"` + name + `"`, "name": `"` + name + `"`, "arn": `"` + arn + `"`, "value": "unknown",
		})
	}
}
