package live_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/lambda"
	"github.com/aws/aws-sdk-go-v2/service/lambda/types"
	"github.com/google/go-cmp/cmp"

	"spof/inventory"
)

// functionsOf answers with functions, which have no addresses.
func functionsOf(list ...types.FunctionConfiguration) fake {
	for i := range list {
		list[i].FunctionArn = aws.String("arn:aws:lambda:eu-west-1:123456789012:function:" + *list[i].FunctionName)
		list[i].Version = aws.String("$LATEST")
	}
	return fake{
		"Lambda ListFunctions":          answer(&lambda.ListFunctionsOutput{Functions: list}),
		"Lambda ListFunctionUrlConfigs": answer(&lambda.ListFunctionUrlConfigsOutput{}),
	}
}

func TestFunctions(t *testing.T) {
	t.Parallel()
	f := functionsOf(
		types.FunctionConfiguration{
			FunctionName:      aws.String("orders"),
			VpcConfig:         &types.VpcConfigResponse{SubnetIds: []string{"subnet-1", "subnet-2"}, SecurityGroupIds: []string{"sg-1"}, VpcId: aws.String("vpc-1")},
			Environment:       &types.EnvironmentResponse{Variables: map[string]string{"DB": "orders.example.com"}},
			FileSystemConfigs: []types.FileSystemConfig{{Arn: aws.String("arn:point"), LocalMountPath: aws.String("/mnt")}},
		},
		types.FunctionConfiguration{FunctionName: aws.String("bare"), VpcConfig: &types.VpcConfigResponse{VpcId: aws.String("")}, PackageType: "NEWER"},
		types.FunctionConfiguration{FunctionName: aws.String("pictures"), PackageType: types.PackageTypeImage},
		types.FunctionConfiguration{FunctionName: aws.String("gone"), State: types.StateDeleting},
		types.FunctionConfiguration{FunctionName: aws.String("owned"), CapacityProviderConfig: &types.CapacityProviderConfig{}},
	)
	f["Lambda GetFunction"] = answer(&lambda.GetFunctionOutput{Code: &types.FunctionCodeLocation{ImageUri: aws.String("1.dkr.ecr.eu-west-1.amazonaws.com/pictures:1")}})
	inv := readFake(t, f, collector(t, "lambda"))
	owned := []string{"the instances that arn:aws:lambda:eu-west-1:123456789012:function:owned runs on: what they survive, and who needs them, is not judged yet"}
	if diff := cmp.Diff(owned, whatIsMissing(inv)); diff != "" || len(inv.Resources) != 4 {
		t.Fatalf("%d resources, gaps (-want +got)\n%s", len(inv.Resources), diff)
	}
	orders := find(t, inv, "aws_lambda_function", ":orders")
	const arn = "arn:aws:lambda:eu-west-1:123456789012:function:orders"
	requireValues(t, orders, map[string]string{
		"id": `"orders"`, "arn": `"` + arn + `"`, "vpc_config": `[{"security_group_ids":["sg-1"],"subnet_ids":["subnet-1","subnet-2"],"vpc_id":"vpc-1"}]`,
		"invoke_arn":         `"arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/` + arn + `/invocations"`,
		"qualified_arn":      `"` + arn + `:$LATEST"`,
		"file_system_config": `[{"arn":"arn:point","local_mount_path":"/mnt"}]`, "environment": `[{"variables":{"DB":"orders.example.com"}}]`, "image_uri": "",
	})
	if db := orders.Values.GetAttr("environment").AsValueSlice()[0].GetAttr("variables").GetAttr("DB"); !db.HasMark(inventory.Sensitive) {
		t.Error("what is in the environment may be shown")
	}
	requireValues(t, find(t, inv, "aws_lambda_function", ":bare"), map[string]string{"vpc_config": "", "environment": "", "package_type": `"NEWER"`})
	requireValues(t, find(t, inv, "aws_lambda_function", ":pictures"), map[string]string{"image_uri": `"1.dkr.ecr.eu-west-1.amazonaws.com/pictures:1"`})
}

// TestWhatAFunctionDoesNotTell requires that a function is in doubt of which the
// environment cannot be decrypted, or the image is not told.
func TestWhatAFunctionDoesNotTell(t *testing.T) {
	t.Parallel()
	f := functionsOf(
		types.FunctionConfiguration{FunctionName: aws.String("locked"), Environment: &types.EnvironmentResponse{Error: &types.EnvironmentError{ErrorCode: aws.String("AccessDeniedException")}}},
		types.FunctionConfiguration{FunctionName: aws.String("pictures"), PackageType: types.PackageTypeImage},
	)
	f["Lambda GetFunction"] = denyIt
	inv := readFake(t, f, collector(t, "lambda"))
	want := []string{
		"lambda in eu-west-1 of account 123456789012: it was denied (AccessDenied)",
		"lambda in eu-west-1 of account 123456789012: it does not tell the environment (AccessDeniedException)",
	}
	if diff := cmp.Diff(want, whatIsMissing(inv)); diff != "" || len(inv.Unread) != 2 {
		t.Fatalf("unread %v, gaps (-want +got)\n%s", inv.Unread, diff)
	}
	if g := inv.Gaps[1]; g.Origin.API != "lambda:ListFunctions" || g.Advice != "allow kms:Decrypt with the key that it is encrypted with" {
		t.Errorf("gap %+v", g)
	}
	for _, u := range inv.Unread {
		find(t, inv, "aws_lambda_function", u.Of)
	}
	requireValues(t, find(t, inv, "aws_lambda_function", ":locked"), map[string]string{"environment": "unknown"})
	requireValues(t, find(t, inv, "aws_lambda_function", ":pictures"), map[string]string{"image_uri": "unknown"})
}

// TestAddressesOfFunctions requires those of a function's aliases too, and that
// a denial, of however many functions, is told once.
func TestAddressesOfFunctions(t *testing.T) {
	t.Parallel()
	f := functionsOf(types.FunctionConfiguration{FunctionName: aws.String("one")}, types.FunctionConfiguration{FunctionName: aws.String("two")})
	const arn = "arn:aws:lambda:eu-west-1:123456789012:function:one"
	f["Lambda ListFunctionUrlConfigs"] = func(_ string, in any) (any, error) {
		input, ok := in.(*lambda.ListFunctionUrlConfigsInput)
		switch {
		case !ok || *input.FunctionName != "one":
			return &lambda.ListFunctionUrlConfigsOutput{}, nil
		case input.Marker == nil:
			return &lambda.ListFunctionUrlConfigsOutput{NextMarker: aws.String("2"), FunctionUrlConfigs: []types.FunctionUrlConfig{{
				FunctionArn: aws.String(arn), FunctionUrl: aws.String("https://a.lambda-url.eu-west-1.on.aws/"),
			}}}, nil
		}
		return &lambda.ListFunctionUrlConfigsOutput{FunctionUrlConfigs: []types.FunctionUrlConfig{{
			FunctionArn: aws.String(arn + ":live"), FunctionUrl: aws.String("https://b.lambda-url.eu-west-1.on.aws/"),
		}}}, nil
	}
	inv := readFake(t, f, collector(t, "lambda"))
	if len(inv.Gaps) != 0 || len(inv.Resources) != 4 {
		t.Fatalf("%d resources, gaps %v", len(inv.Resources), inv.Gaps)
	}
	requireValues(t, find(t, inv, "aws_lambda_function_url", ":one/url"), map[string]string{
		"id": `"one"`, "function_name": `"one"`, "qualifier": "", "function_url": `"https://a.lambda-url.eu-west-1.on.aws/"`,
	})
	requireValues(t, find(t, inv, "aws_lambda_function_url", ":live/url"), map[string]string{"id": `"one/live"`, "qualifier": `"live"`, "function_name": `"one"`})

	f["Lambda ListFunctionUrlConfigs"] = denyIt
	inv = readFake(t, f, collector(t, "lambda"))
	if len(inv.Gaps) != 1 || len(inv.Unread) != 1 || inv.Unread[0].Type != "aws_lambda_function_url" || len(inv.Resources) != 2 {
		t.Errorf("gaps %v, unread %v", inv.Gaps, inv.Unread)
	}
}
