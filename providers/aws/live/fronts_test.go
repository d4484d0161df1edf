package live_test

import (
	"errors"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/apprunner"
	runner "github.com/aws/aws-sdk-go-v2/service/apprunner/types"
	"github.com/aws/aws-sdk-go-v2/service/appsync"
	graph "github.com/aws/aws-sdk-go-v2/service/appsync/types"
	cognito "github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider"
	users "github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider/types"
	"github.com/aws/aws-sdk-go-v2/service/globalaccelerator"
	accelerator "github.com/aws/aws-sdk-go-v2/service/globalaccelerator/types"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"github.com/google/go-cmp/cmp"
)

// fronts are what is only told to be there.
var fronts = []string{"apprunner", "appsync", "cognito-idp", "globalaccelerator"}

// TestFronts requires each of them, on all pages, and none that is gone.
func TestFronts(t *testing.T) {
	t.Parallel()
	f := fake{
		"AppRunner ListServices": func(_ string, in any) (any, error) {
			if input, ok := in.(*apprunner.ListServicesInput); ok && input.NextToken == nil {
				return &apprunner.ListServicesOutput{NextToken: aws.String("2"), ServiceSummaryList: []runner.ServiceSummary{
					{ServiceArn: aws.String("arn:gone"), Status: runner.ServiceStatusDeleted}, {ServiceArn: aws.String("arn:web"), ServiceName: aws.String("web"), Status: runner.ServiceStatusRunning},
				}}, nil
			}
			return &apprunner.ListServicesOutput{ServiceSummaryList: []runner.ServiceSummary{{ServiceArn: aws.String("arn:other"), Status: runner.ServiceStatusPaused}}}, nil
		},
		"AppSync ListGraphqlApis":                 answer(&appsync.ListGraphqlApisOutput{GraphqlApis: []graph.GraphqlApi{{ApiId: aws.String("api1"), Arn: aws.String("arn:api1")}}}),
		"Cognito Identity Provider ListUserPools": answer(&cognito.ListUserPoolsOutput{UserPools: []users.UserPoolDescriptionType{{Id: aws.String("eu-west-1_abc"), Name: aws.String("shop")}}}),
		"Global Accelerator ListAccelerators": func(region string, _ any) (any, error) {
			if region != "us-west-2" {
				return nil, errors.New("it is not here")
			}
			return &globalaccelerator.ListAcceleratorsOutput{Accelerators: []accelerator.Accelerator{{
				AcceleratorArn: aws.String("arn:accelerator"), DnsName: aws.String("a1.awsglobalaccelerator.com"), Enabled: aws.Bool(true),
			}}}, nil
		},
	}
	inv := readFake(t, f, collectorsOf(t, fronts...)...)
	want := map[string]int{"aws_apprunner_service": 2, "aws_appsync_graphql_api": 1, "aws_cognito_user_pool": 1, "aws_globalaccelerator_accelerator": 1}
	if diff := cmp.Diff(want, countTypes(inv)); diff != "" || len(inv.Gaps) != 0 {
		t.Errorf("gaps %v, types (-want +got)\n%s", inv.Gaps, diff)
	}
	requireValues(t, find(t, inv, "aws_cognito_user_pool", ":userpool/eu-west-1_abc"), map[string]string{"arn": `"arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_abc"`})
	requireValues(t, find(t, inv, "aws_globalaccelerator_accelerator", "arn:accelerator"), map[string]string{"dns_name": `"a1.awsglobalaccelerator.com"`, "enabled": "true"})
}

// TestThereAreNoAcceleratorsInOtherPartitions requires that they are not asked
// for there: nobody would answer.
func TestThereAreNoAcceleratorsInOtherPartitions(t *testing.T) {
	t.Parallel()
	f := fake{"STS GetCallerIdentity": answer(&sts.GetCallerIdentityOutput{Account: aws.String(account), Arn: aws.String("arn:aws-us-gov:iam::" + account + ":user/test")})}
	if inv := readFake(t, f, collector(t, "globalaccelerator")); len(inv.Gaps) != 0 {
		t.Errorf("gaps %v", inv.Gaps)
	}
}
