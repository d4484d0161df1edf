package live

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials/stscreds"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"github.com/aws/smithy-go/logging"
)

// A Login says as whom to read: by the chain of AWS's own command (variables,
// the shared files, single sign-on, the role of a container or an instance),
// where nothing else is said.
type Login struct {
	Profile    string
	RoleARN    string // a role to assume
	ExternalID string // what the role may ask for
	Endpoint   string // instead of AWS, for emulators
	Region     string // where the account is asked who it is; that of the profile by default
	// Code returns the code of a device, for which a profile's role may ask.
	Code func() (string, error)
}

// How long a connection, and the beginning of an answer, may take.
const (
	dialTimeout   = 5 * time.Second
	answerTimeout = 30 * time.Second
)

// Config returns what clients of the SDK need to read so.
func (l Login) Config(ctx context.Context) (aws.Config, error) {
	client := awshttp.NewBuildableClient().
		WithDialerOptions(func(d *net.Dialer) { d.Timeout = dialTimeout }).
		WithTransportOptions(func(t *http.Transport) { t.ResponseHeaderTimeout = answerTimeout })
	opts := []func(*config.LoadOptions) error{
		config.WithHTTPClient(client), config.WithSharedConfigProfile(l.Profile), config.WithLogger(logging.Nop{}),
		config.WithAssumeRoleCredentialOptions(func(o *stscreds.AssumeRoleOptions) { o.TokenProvider = l.Code }),
	}
	if l.Region != "" {
		opts = append(opts, config.WithRegion(l.Region))
	}
	if l.Endpoint != "" {
		opts = append(opts, config.WithBaseEndpoint(l.Endpoint))
	}
	c, err := config.LoadDefaultConfig(ctx, opts...)
	if err != nil {
		return aws.Config{}, fmt.Errorf("log in to AWS: %w", err)
	}
	if c.Region == "" {
		c.Region = account{}.home()
	}
	if l.RoleARN != "" {
		c = l.assume(c, l.RoleARN)
	}
	return c, nil
}

// In returns the configuration with which a member of an organization is read:
// through a role of that account, which the credentials of the given one may
// assume. Those credentials read the account that they are of themselves.
func (l Login) In(c aws.Config, m Member, role string) aws.Config {
	if m.Own {
		return c
	}
	return l.assume(c, m.Role(role))
}

// assume returns a configuration with the credentials of a role.
func (l Login) assume(c aws.Config, arn string) aws.Config {
	role := stscreds.NewAssumeRoleProvider(sts.NewFromConfig(c), arn, func(o *stscreds.AssumeRoleOptions) {
		o.RoleSessionName = "spof"
		if l.ExternalID != "" {
			o.ExternalID = &l.ExternalID
		}
	})
	c = c.Copy()
	c.Credentials = aws.NewCredentialsCache(role)
	return c
}
