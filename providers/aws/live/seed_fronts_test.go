package live_test

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/appsync"
	graph "github.com/aws/aws-sdk-go-v2/service/appsync/types"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront"
	edge "github.com/aws/aws-sdk-go-v2/service/cloudfront/types"
	cognito "github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider"
)

var frontSowing = sowing{
	sow: (*seed).fronts, want: map[string]int{"aws_appsync_graphql_api": 1, "aws_cloudfront_distribution": 1, "aws_cognito_user_pool": 1},
	// Of a distribution the emulator lists no origins.
	unanswered: []string{"apprunner:ListServices", "cloudfront:ListDistributions", "globalaccelerator:ListAccelerators"},
}

func (s *seed) fronts(ctx context.Context) {
	_, err := appsync.NewFromConfig(s.config).CreateGraphqlApi(ctx, &appsync.CreateGraphqlApiInput{Name: aws.String("shop"), AuthenticationType: graph.AuthenticationTypeApiKey})
	made(s, 0, err)
	_, err = cognito.NewFromConfig(s.config).CreateUserPool(ctx, &cognito.CreateUserPoolInput{PoolName: aws.String("shop")})
	made(s, 0, err)
	_, err = cloudfront.NewFromConfig(s.config).CreateDistribution(ctx, &cloudfront.CreateDistributionInput{DistributionConfig: &edge.DistributionConfig{
		CallerReference: aws.String("1"), Comment: aws.String("shop"), Enabled: aws.Bool(true),
		Origins: &edge.Origins{Quantity: aws.Int32(1), Items: []edge.Origin{{
			Id: aws.String("web"), DomainName: aws.String("web.example.com"),
			CustomOriginConfig: &edge.CustomOriginConfig{HTTPPort: aws.Int32(80), HTTPSPort: aws.Int32(443), OriginProtocolPolicy: edge.OriginProtocolPolicyHttpOnly},
		}}},
		DefaultCacheBehavior: &edge.DefaultCacheBehavior{TargetOriginId: aws.String("web"), ViewerProtocolPolicy: edge.ViewerProtocolPolicyAllowAll},
	}})
	made(s, 0, err)
}
