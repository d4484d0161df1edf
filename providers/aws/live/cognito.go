package live

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	cognito "github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider"
)

// userCollector reads that there are user pools of Cognito.
var userCollector = Collector{
	Service: "cognito-idp",
	Actions: []string{"cognito-idp:ListUserPools"},
	Types:   []string{"aws_cognito_user_pool"},
	Collect: func(ctx context.Context, c *Call) { collectUsers(ctx, c, cognito.NewFromConfig(c.Config)) },
}

func collectUsers(ctx context.Context, c *Call, api cognito.ListUserPoolsAPIClient) {
	c.Try(ctx, userReader{api}.pools, "aws_cognito_user_pool")
}

type userReader struct {
	api cognito.ListUserPoolsAPIClient
}

// poolPage is how many user pools Cognito lists at once, at the most.
const poolPage = 60

func (u userReader) pools(ctx context.Context, c *Call) error {
	pages := cognito.NewListUserPoolsPaginator(u.api, &cognito.ListUserPoolsInput{MaxResults: aws.Int32(poolPage)})
	return Pages(ctx, pages, func(page *cognito.ListUserPoolsOutput) {
		for i := range page.UserPools {
			pool := &page.UserPools[i]
			arn := c.ARN("cognito-idp", "userpool/"+text(pool.Id))
			v := Values{}
			v.Text("id", pool.Id)
			v.Text("arn", &arn)
			v.Text("name", pool.Name)
			c.Add("aws_cognito_user_pool", arn, v, "cognito-idp:ListUserPools")
		}
	})
}
