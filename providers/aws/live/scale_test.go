package live_test

import (
	"fmt"
	"strconv"
	"sync/atomic"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/rds"
	"github.com/aws/aws-sdk-go-v2/service/rds/types"
)

// TestPages requires that each page of a long list is asked for once, and that
// all that is on them is read.
func TestPages(t *testing.T) {
	t.Parallel()
	const pages, each = 50, 100
	f := emptyRDS()
	var calls atomic.Int32
	f["RDS DescribeDBInstances"] = func(_ string, in any) (any, error) {
		calls.Add(1)
		at := 0
		if input, ok := in.(*rds.DescribeDBInstancesInput); ok && input.Marker != nil {
			if _, err := fmt.Sscan(*input.Marker, &at); err != nil {
				return nil, err
			}
		}
		out := &rds.DescribeDBInstancesOutput{}
		for i := range each {
			out.DBInstances = append(out.DBInstances, types.DBInstance{DBInstanceArn: aws.String(fmt.Sprintf("arn:aws:rds:eu-west-1:123456789012:db:%d-%d", at, i))})
		}
		if at < pages-1 {
			out.Marker = aws.String(strconv.Itoa(at + 1))
		}
		return out, nil
	}
	inv := readFake(t, f, collector(t, "rds"))
	if len(inv.Resources) != pages*each || calls.Load() != pages || len(inv.Gaps) != 0 {
		t.Errorf("%d resources by %d calls, gaps %v", len(inv.Resources), calls.Load(), inv.Gaps)
	}
}
