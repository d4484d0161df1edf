package live_test

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/aws/aws-sdk-go-v2/service/secretsmanager"
	secrettypes "github.com/aws/aws-sdk-go-v2/service/secretsmanager/types"
	"github.com/aws/aws-sdk-go-v2/service/ssm"
	ssmtypes "github.com/aws/aws-sdk-go-v2/service/ssm/types"
)

var keySowing = sowing{sow: (*seed).keys, want: map[string]int{
	"aws_kms_key": 1, "aws_kms_replica_key": 1, "aws_secretsmanager_secret": 1, "aws_ssm_parameter": 1,
}}

// elsewhere is the configuration of another region of the account.
func (s *seed) elsewhere() aws.Config {
	config := s.config.Copy()
	config.Region = "us-west-2"
	return config
}

// keys makes a key and a secret, and those of another region with replicas here.
func (s *seed) keys(ctx context.Context) {
	_, err := kms.NewFromConfig(s.config).CreateKey(ctx, &kms.CreateKeyInput{})
	made(s, 0, err)
	west := kms.NewFromConfig(s.elsewhere())
	key, err := west.CreateKey(ctx, &kms.CreateKeyInput{MultiRegion: aws.Bool(true)})
	_, err2 := west.ReplicateKey(ctx, &kms.ReplicateKeyInput{KeyId: made(s, key, err).KeyMetadata.KeyId, ReplicaRegion: aws.String("us-east-1")})
	made(s, 0, err2)
	for name, at := range map[string]struct {
		config aws.Config
		to     string
	}{"shop": {s.config, "us-west-2"}, "office": {s.elsewhere(), "us-east-1"}} {
		_, err = secretsmanager.NewFromConfig(at.config).CreateSecret(ctx, &secretsmanager.CreateSecretInput{
			Name: &name, SecretString: aws.String("for-the-emulator-only"), AddReplicaRegions: []secrettypes.ReplicaRegionType{{Region: &at.to}},
		})
		made(s, 0, err)
	}
	_, err = ssm.NewFromConfig(s.config).PutParameter(ctx, &ssm.PutParameterInput{
		Name: aws.String("/shop/database"), Value: aws.String("orders.example.com"), Type: ssmtypes.ParameterTypeString,
	})
	made(s, 0, err)
}
