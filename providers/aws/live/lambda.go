package live

import (
	"cmp"
	"context"
	"strings"
	"sync"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/lambda"
	"github.com/aws/aws-sdk-go-v2/service/lambda/types"
)

// functionCollector reads functions and the addresses that they answer at.
// Aliases and versions are not asked for: what names one names the function, for
// its ARN begins with that of the function.
var functionCollector = Collector{
	Service: "lambda",
	Actions: []string{"lambda:GetFunction", "lambda:ListFunctionUrlConfigs", "lambda:ListFunctions"},
	Types:   []string{"aws_lambda_function", functionURLType},
	Collect: func(ctx context.Context, c *Call) { collectFunctions(ctx, c, lambda.NewFromConfig(c.Config)) },
}

const functionURLType = "aws_lambda_function_url"

// functionAPI is what is asked of Lambda.
type functionAPI interface {
	lambda.ListFunctionsAPIClient
	lambda.ListFunctionUrlConfigsAPIClient
	GetFunction(context.Context, *lambda.GetFunctionInput, ...func(*lambda.Options)) (*lambda.GetFunctionOutput, error)
}

func collectFunctions(ctx context.Context, c *Call, api functionAPI) {
	f := &functionReader{api: api}
	c.Try(ctx, f.functions, "aws_lambda_function", functionURLType)
	if f.failed != nil {
		c.Fail(ctx, f.failed, functionURLType)
	}
}

type functionReader struct {
	api    functionAPI
	mu     sync.Mutex
	failed error // the first that says why addresses were not read
}

// functionPage is how many functions Lambda lists at once, at the most.
const functionPage = 50

func (f *functionReader) functions(ctx context.Context, c *Call) error {
	pages := lambda.NewListFunctionsPaginator(f.api, &lambda.ListFunctionsInput{MaxItems: aws.Int32(functionPage)})
	return Pages(ctx, pages, func(page *lambda.ListFunctionsOutput) {
		Each(page.Functions, func(one types.FunctionConfiguration) {
			if one.State == types.StateDeleting {
				return
			}
			f.function(ctx, c, &one)
			f.addresses(ctx, c, &one)
		})
	})
}

func (f *functionReader) function(ctx context.Context, c *Call, one *types.FunctionConfiguration) {
	arn := text(one.FunctionArn)
	qualified := arn + ":" + text(one.Version)
	v := Values{}
	v.Text("id", one.FunctionName)
	v.Text("arn", one.FunctionArn)
	v.Text("qualified_arn", &qualified)
	v.Text("invoke_arn", invoking(c, arn))
	v.Text("qualified_invoke_arn", invoking(c, qualified))
	v.Text("function_name", one.FunctionName)
	Word(v, "package_type", one.PackageType)
	if n := one.VpcConfig; n != nil && len(n.SubnetIds) > 0 {
		b := Values{}
		Texts(b, "subnet_ids", n.SubnetIds)
		Texts(b, "security_group_ids", n.SecurityGroupIds)
		b.Text("vpc_id", n.VpcId)
		v.Blocks("vpc_config", b)
	}
	var mounted []Values
	for _, m := range one.FileSystemConfigs {
		b := Values{}
		b.Text("arn", m.Arn)
		b.Text("local_mount_path", m.LocalMountPath)
		mounted = append(mounted, b)
	}
	v.Blocks("file_system_config", mounted...)
	environment(ctx, c, v, one)
	if one.PackageType == types.PackageTypeImage {
		f.image(ctx, c, v, one)
	}
	if one.CapacityProviderConfig != nil {
		c.Unjudged("the instances that "+arn+" runs on", "lambda:ListFunctions")
	}
	c.Add("aws_lambda_function", arn, v, "lambda:ListFunctions")
}

// invoking is how API Gateway names a function.
func invoking(c *Call, arn string) *string {
	s := "arn:" + c.Partition + ":apigateway:" + c.Region + ":lambda:path/2015-03-31/functions/" + arn + "/invocations"
	return &s
}

// environment sets what a function is given to read, which Lambda does not tell
// who may not use the key that it is encrypted with.
func environment(ctx context.Context, c *Call, v Values, one *types.FunctionConfiguration) {
	e := one.Environment
	if e == nil {
		return
	}
	b := Values{}
	if e.Error != nil {
		b.Unknown("variables")
		v.Blocks("environment", b)
		c.Missing(ctx, leftOut(lambda.ServiceID, "ListFunctions", failure{
			"it does not tell the environment" + quoted(text(e.Error.ErrorCode)), "allow kms:Decrypt with the key that it is encrypted with",
		}), text(one.FunctionArn))
		return
	}
	b.Secrets("variables", e.Variables)
	v.Blocks("environment", b)
}

// image sets the image that a function starts from, which no list tells.
func (f *functionReader) image(ctx context.Context, c *Call, v Values, one *types.FunctionConfiguration) {
	out, err := f.api.GetFunction(ctx, &lambda.GetFunctionInput{FunctionName: one.FunctionArn})
	switch {
	case err != nil:
		v.Unknown("image_uri")
		c.Missing(ctx, err, text(one.FunctionArn))
	case out.Code == nil || out.Code.ImageUri == nil:
		v.Unknown("image_uri")
	default:
		v.Text("image_uri", out.Code.ImageUri)
	}
}

// addresses reads the addresses of a function, by itself and of its aliases.
func (f *functionReader) addresses(ctx context.Context, c *Call, one *types.FunctionConfiguration) {
	pages := lambda.NewListFunctionUrlConfigsPaginator(f.api, &lambda.ListFunctionUrlConfigsInput{
		FunctionName: one.FunctionName, MaxItems: aws.Int32(functionPage),
	})
	err := Pages(ctx, pages, func(page *lambda.ListFunctionUrlConfigsOutput) {
		for _, u := range page.FunctionUrlConfigs {
			addAddress(c, text(one.FunctionName), u)
		}
	})
	f.mu.Lock()
	defer f.mu.Unlock()
	f.failed = cmp.Or(f.failed, err)
}

func addAddress(c *Call, function string, u types.FunctionUrlConfig) {
	id := function
	v := Values{}
	v.Text("function_name", &function)
	v.Text("function_arn", u.FunctionArn)
	v.Text("function_url", u.FunctionUrl)
	if _, alias, ok := strings.Cut(text(u.FunctionArn), ":function:"+function+":"); ok {
		v.Text("qualifier", &alias)
		id += "/" + alias
	}
	v.Text("id", &id)
	c.Add(functionURLType, text(u.FunctionArn)+"/url", v, "lambda:ListFunctionUrlConfigs")
}
