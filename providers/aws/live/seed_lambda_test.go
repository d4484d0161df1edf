package live_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/lambda"
	"github.com/aws/aws-sdk-go-v2/service/lambda/types"
	"github.com/aws/aws-sdk-go-v2/service/rds"
)

var functionSowing = sowing{
	sow: (*seed).functions, want: map[string]int{"aws_lambda_function": 2}, unanswered: []string{"lambda:ListFunctionUrlConfigs"},
}

// functions makes the one that the APIs lead to, in the network and with a
// database, and one that starts from an image.
func (s *seed) functions(ctx context.Context) {
	role := s.role(ctx)
	db, err := rds.NewFromConfig(s.config).DescribeDBInstances(ctx, &rds.DescribeDBInstancesInput{DBInstanceIdentifier: aws.String("orders")})
	address := made(s, db, err).DBInstances[0].Endpoint.Address
	api := lambda.NewFromConfig(s.config)
	_, err = api.CreateFunction(ctx, &lambda.CreateFunctionInput{
		FunctionName: aws.String("orders"), Role: &role, Runtime: types.RuntimePython313, Handler: aws.String("main.handler"), Code: &types.FunctionCode{ZipFile: s.archive()},
		VpcConfig:   &types.VpcConfig{SubnetIds: s.subnets, SecurityGroupIds: []string{s.group}},
		Environment: &types.Environment{Variables: map[string]string{"DB": *address}},
	})
	made(s, 0, err)
	_, err = api.CreateFunction(ctx, &lambda.CreateFunctionInput{
		FunctionName: aws.String("pictures"), Role: &role, PackageType: types.PackageTypeImage,
		Code: &types.FunctionCode{ImageUri: aws.String("123456789012.dkr.ecr.us-east-1.amazonaws.com/pictures:1")},
	})
	made(s, 0, err)
}

// archive is that of a function's code.
func (s *seed) archive() []byte {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	_, err := w.Create("main.py")
	made(s, 0, errors.Join(err, w.Close()))
	return out.Bytes()
}

// role makes the role that functions take on, and returns its ARN.
func (s *seed) role(ctx context.Context) string {
	call := url.Values{
		"Action": {"CreateRole"}, "Version": {"2010-05-08"}, "RoleName": {"function"},
		"AssumeRolePolicyDocument": {`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":"lambda.amazonaws.com"}}]}`},
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, *s.config.BaseEndpoint, strings.NewReader(call.Encode()))
	made(s, 0, err)
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
	request.Header.Set("Authorization", "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=none")
	answer, err := http.DefaultClient.Do(request)
	if made(s, 0, err); answer.StatusCode != http.StatusOK {
		s.t.Fatalf("the emulator answers %s", answer.Status)
	}
	made(s, 0, answer.Body.Close())
	return "arn:aws:iam::123456789012:role/function"
}
