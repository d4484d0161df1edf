package live_test

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/middleware"

	"spof/inventory"
	"spof/providers/aws/live"
)

// A fake answers the calls of an account, by the service's name in the SDK and
// the operation: "RDS DescribeDBInstances". Each is given the input and the
// region, and returns the SDK's output. A call that it does not know fails.
type fake map[string]func(region string, in any) (any, error)

// account is what a fake says of whose account it is.
const account = "123456789012"

// config is that of an account that a fake answers for. Calls do not get as far
// as the network.
func (f fake) config() aws.Config {
	answer := middleware.InitializeMiddlewareFunc("fake", func(
		ctx context.Context, in middleware.InitializeInput, _ middleware.InitializeHandler,
	) (out middleware.InitializeOutput, meta middleware.Metadata, err error) {
		service, operation := awsmiddleware.GetServiceID(ctx), awsmiddleware.GetOperationName(ctx)
		if action := live.Action(service, operation); !allowed()[action] {
			return out, meta, fmt.Errorf("%s is an action that nobody declares", action)
		}
		result, err := f.call(service+" "+operation, awsmiddleware.GetRegion(ctx), in.Parameters)
		out.Result = copied(result)
		return out, meta, err
	})
	return aws.Config{
		Region: "eu-west-1", Credentials: credentials.NewStaticCredentialsProvider("test", "test", ""),
		APIOptions: []func(*middleware.Stack) error{func(s *middleware.Stack) error { return s.Initialize.Add(answer, middleware.After) }},
	}
}

// allowed are the actions that the policy allows.
var allowed = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for _, a := range slices.Concat(live.Actions(), live.MembersActions) {
		out[a] = true
	}
	return out
})

func (f fake) call(name, region string, in any) (any, error) {
	switch reply := f[name]; {
	case reply != nil:
		return reply(region, in)
	case name == "STS GetCallerIdentity":
		return &sts.GetCallerIdentityOutput{Account: aws.String(account), Arn: aws.String("arn:aws:iam::" + account + ":user/test")}, nil
	case name == "EC2 DescribeRegions":
		return &ec2.DescribeRegionsOutput{}, nil
	}
	return nil, fmt.Errorf("the fake does not answer %s", name)
}

// copied is an output of its own: the SDK writes into what it is given, and calls
// are made side by side.
func copied(output any) any {
	v := reflect.ValueOf(output)
	if v.Kind() != reflect.Pointer || v.IsNil() {
		return output
	}
	own := reflect.New(v.Elem().Type())
	own.Elem().Set(v.Elem())
	return own.Interface()
}

// answer is a reply that is always the same.
func answer(out any) func(string, any) (any, error) {
	return func(string, any) (any, error) { return out, nil }
}

// readFake reads one region of an account with some collectors.
func readFake(t *testing.T, f fake, collectors ...live.Collector) *inventory.Inventory {
	t.Helper()
	return readRegions(t, f, []string{"eu-west-1"}, collectors...)
}

// readRegions reads several.
func readRegions(t *testing.T, f fake, regions []string, collectors ...live.Collector) *inventory.Inventory {
	t.Helper()
	inv, err := live.Read(t.Context(), live.Options{Config: f.config(), Regions: regions, Collectors: collectors})
	if err != nil {
		t.Fatal(err)
	}
	return inv
}

// collector returns the collector of a service.
func collector(t *testing.T, service string) live.Collector {
	t.Helper()
	all := live.Collectors()
	i := slices.IndexFunc(all, func(c live.Collector) bool { return c.Service == service })
	if i < 0 {
		t.Fatalf("there is no collector of %s", service)
	}
	return all[i]
}

// collectorsOf returns the collectors of some services.
func collectorsOf(t *testing.T, services ...string) []live.Collector {
	t.Helper()
	var out []live.Collector
	for _, s := range services {
		out = append(out, collector(t, s))
	}
	return out
}

// find returns the resource of a type whose address ends in a name.
func find(t *testing.T, inv *inventory.Inventory, typ, name string) *inventory.Resource {
	t.Helper()
	for _, r := range inv.Resources {
		if r.Type == typ && strings.HasSuffix(r.Address, name) {
			return r
		}
	}
	t.Fatalf("there is no %s %s", typ, name)
	return nil
}

// denyIt is a reply that denies.
func denyIt(string, any) (any, error) {
	return nil, &smithy.GenericAPIError{Code: "AccessDenied", Message: "no"}
}
