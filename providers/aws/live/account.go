package live

import (
	"context"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/sts"
)

// accountActions are what finding out whose account it is, and which regions it
// has, needs.
var accountActions = []string{"ec2:DescribeRegions", "sts:GetCallerIdentity"}

// An account is what is read.
type account struct{ id, partition string }

// whose asks which account the credentials are of.
func whose(ctx context.Context, config aws.Config) (account, error) {
	out, err := sts.NewFromConfig(config).GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{})
	if err != nil {
		return account{}, failed(ctx, "find out whose account it is", err)
	}
	a := account{id: text(out.Account), partition: "aws"}
	if parts := strings.SplitN(text(out.Arn), ":", 3); len(parts) == 3 {
		a.partition = parts[1]
	}
	return a, nil
}

// enabled returns the regions that the account can use.
func enabled(ctx context.Context, config aws.Config) ([]string, error) {
	out, err := ec2.NewFromConfig(config).DescribeRegions(ctx, &ec2.DescribeRegionsInput{})
	if err != nil {
		return nil, failed(ctx, "find the regions that the account has enabled", err)
	}
	var regions []string
	for _, r := range out.Regions {
		if name := text(r.RegionName); name != "" {
			regions = append(regions, name)
		}
	}
	slices.Sort(regions)
	return regions, nil
}

// home is the region where the services that are the same everywhere are asked,
// and in which what they hold is said to be.
func (a account) home() string {
	switch a.partition {
	case "aws-cn":
		return "cn-north-1"
	case "aws-us-gov":
		return "us-gov-west-1"
	default:
		return "us-east-1"
	}
}
