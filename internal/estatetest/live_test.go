//go:build live

package estatetest_test

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"

	"spof/inventory"
	"spof/parsers/snapshot"
	"spof/parsers/tfstate"
	spofaws "spof/providers/aws"
	"spof/providers/aws/declared"
	"spof/providers/aws/live"
	"spof/providers/aws/schema"
)

var saveTo = flag.String("save", "", "the `FILE` to save the account of an estate to, as a snapshot")

var liveEstates = flag.String("live", "all", "the `ESTATES`, with commas between them, to have Terraform make in an emulator and to read from there; or all")

// TestLive has Terraform make estates in an emulator of AWS, and requires that
// each is found the same from its account as from its configuration, but for
// what is listed.
func TestLive(t *testing.T) {
	t.Parallel()
	asked := func(name string) bool {
		return isApplied(name) && (*liveEstates == "all" || slices.Contains(strings.Split(*liveEstates, ","), name))
	}
	everyRecording(t, asked, func(t *testing.T, dir, _ string) {
		t.Helper()
		name := filepath.Base(dir)
		account := judged(t, liveEstate(t, dir), "account")
		same(t, "live", differentLive[name], configEstate(t, dir), account)
		savedSame(t, account, "account")
	})
}

// liveEstate makes an estate in an emulator, and reads it from there, with the
// addresses that it has in Terraform.
func liveEstate(t *testing.T, dir string) *inventory.Inventory {
	t.Helper()
	r := newRecorder(t, dir, given[filepath.Base(dir)])
	_, err := r.plan(t, "plan.bin")
	if err == nil {
		err = r.apply(t, "plan.bin")
	}
	if err != nil {
		t.Fatal(err)
	}
	src, err := r.Run(t.Context(), "state", "pull")
	if err != nil {
		t.Fatal(err)
	}
	state, err := tfstate.Read(bytes.NewReader(src), tfstate.Options{Name: "x", Provider: schema.New()})
	if err != nil {
		t.Fatal(err)
	}
	account, err := live.Read(t.Context(), live.Options{
		Config:  aws.Config{Region: "us-east-1", BaseEndpoint: &r.Emulator, RetryMaxAttempts: 3, Credentials: credentials.NewStaticCredentialsProvider("test", "test", "")},
		Regions: regionsOf(state),
	})
	if err != nil {
		t.Fatal(err)
	}
	if *saveTo != "" {
		file, err := os.Create(*saveTo)
		if err == nil {
			err = errors.Join(snapshot.Write(file, spofaws.Reduce(account)), file.Close())
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	declared.Locate(account, []declared.Source{{States: []*inventory.Inventory{state}}}, declared.Options{})
	return account
}

// regionsOf are the regions that a state holds something of.
func regionsOf(state *inventory.Inventory) []string {
	regions := []string{"us-east-1"}
	for _, r := range state.Resources {
		if region, known := r.Region.Get(); known {
			regions = append(regions, region)
		}
	}
	return regions
}

// differentLive are those of an account, and not of the configuration that
// Terraform made it of.
var differentLive = map[string]map[string]string{
	"api-authorizer": {
		"in doubt only now: zone-takes-down-service aws_apigatewayv2_api.main": noAuthorizers,
		"in doubt: apigw-single-region aws_apigatewayv2_api.main":              noAuthorizers,
	},
	"aurora-lone-writer": {
		"in doubt only now: zone-takes-down-service aws_lb_target_group.main":          noEndpoints,
		"in doubt: resource-takes-down-service aws_rds_cluster_instance.orders":        noEndpoints,
		"in doubt: zone-takes-down-service zone:us-east-1a":                            noEndpoints,
		"survives instead of down: rds-no-cross-region-standby aws_rds_cluster.orders": noEndpoints,
	},
	"aurora-members": {
		"in doubt only now: zone-takes-down-service aws_lb_target_group.main":          noEndpoints,
		"in doubt only now: zone-takes-down-service zone:us-east-1a":                   noEndpoints,
		"only now: aurora-instances-same-az aws_rds_cluster.orders":                    crowded,
		"survives instead of down: rds-no-cross-region-standby aws_rds_cluster.orders": noEndpoints,
	},
	"aurora-one-zone": {
		"in doubt only now: zone-takes-down-service aws_lb_target_group.main":          noEndpoints,
		"in doubt: zone-takes-down-service zone:us-east-1a":                            noEndpoints,
		"survives instead of down: rds-no-cross-region-standby aws_rds_cluster.orders": noEndpoints,
	},
	"cloudfront-behaviours": {
		"in doubt only now: zone-takes-down-service aws_cloudfront_distribution.main": noOrigins,
	},
	"zone-ids": {
		"no longer: zone-takes-down-service zone:use1-az1":  byName,
		"only now: zone-takes-down-service zone:us-east-1b": byName,
	},
}

const (
	noEndpoints   = "the emulator does not serve DescribeDBClusterEndpoints: what the servers call besides the cluster is not known"
	noAuthorizers = "the emulator does not serve GetAuthorizers of version 2: who is asked before is not known"
	noOrigins     = "the emulator lists distributions without their origins: what they lead to is not known"
)
