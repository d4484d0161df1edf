package estatetest_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

const (
	newer     = "version 5.100 of the provider does not know it"
	elsewhere = "it names what is kept elsewhere, and not in the emulator"
	creating  = "the emulator never ends creating an OpenSearch domain"
	sameID    = "the emulator gives all databases of a region one resource id, by which the provider looks for each"
	noAnswer  = "the emulator does not serve the API: it answers 500"
)

// unplanned are the estates that Terraform does not plan, and why.
var unplanned = map[string]string{
	"blue-green-service":       "aws_ecs_service.deployment_configuration: " + newer,
	"ecs-on-instances":         "the provider wants a launch template of every auto scaling group",
	"nat-regional":             "aws_nat_gateway.vpc_id: " + newer,
	"nat-regional-in-one-zone": "aws_nat_gateway.vpc_id: " + newer,
	"regions-by-argument":      "region as an argument: " + newer,
	"shards-told-apart":        "aws_elasticache_replication_group.node_group_configuration: " + newer,
}

// unapplied are the estates that are planned and not applied, and why: the plan
// of each is recorded, and no state.
var unapplied = map[string]string{
	"balancer-in-unknown-zones":  elsewhere,
	"cache-in-one-zone":          "the emulator does not find the member of a replication group: CacheClusterNotFound",
	"cloudfront-origin-group":    "the emulator knows no origin groups: NoSuchOrigin",
	"cluster-placement":          "CreatePlacementGroup: " + noAnswer,
	"copied-backup":              "StartDBInstanceAutomatedBackupsReplication: " + noAnswer,
	"dual-stack-name":            elsewhere,
	"each-of-unknown-many":       sameID,
	"global-table":               "the emulator drops the replicas of a table, and the provider waits for them",
	"local-zones":                "the emulator has no Local Zones",
	"members-over-unknown-zones": "the emulator knows no engine docdb",
	"pilot-light":                "the emulator looks for a replica's subnet group in the region of its source",
	"replica-by-hand":            sameID,
	"replica-readers":            sameID,
	"scaled-service":             elsewhere,
	"search-of-unknown-size":     creating,
	"search-over-two-zones":      creating,
	"tcp-and-http-checks":        sameID,
	"traffic-source":             elsewhere,
}

// unsteady are the estates of which a plan over what was applied changes
// something, and why: there is no plan of theirs that changes nothing.
var unsteady = map[string]string{
	"aurora-default-network":     scaling,
	"aurora-lone-writer":         scaling,
	"aurora-members":             scaling,
	"aurora-one-zone":            scaling,
	"basic":                      connection,
	"cloudfront-behaviours":      "the emulator changes cache behaviours and the viewer's certificate",
	"ecs-tasks":                  "the emulator does not tell aws_ecs_service.availability_zone_rebalancing",
	"endpoint-in-private-record": "the emulator does not tell the network of a private zone",
	"function-mounts":            "the emulator drops the file system of a function",
	"improved":                   connection,
}

const (
	scaling    = "the emulator fills aws_rds_cluster.scaling_configuration"
	connection = "the emulator drops aws_api_gateway_integration.connection_id"
)

// unsaidRegion is where those estates are planned that leave their region to
// the environment, and not to the default of all others.
var unsaidRegion = map[string]string{"region-by-its-zones": "eu-west-2"}

// given are the values of variables that the estates leave to others.
var given = map[string]map[string]string{
	"balancer-in-unknown-zones": {"subnet_ids": `["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]`},
	"dual-stack-name":           {"zone_id": "Z0123456789ABCDEFGHIJ"},
	"each-of-unknown-many":      {"databases": `{ orders = { engine = "postgres" }, users = { engine = "mysql" } }`},
	"function-mounts":           {"subnet_ids": `["subnet-0123456789abcdef0"]`},
	"members-of-unknown-cluster": {
		"clusters": `{ friends = { instances = 1 }, places = { instances = 2 } }`,
	},
	"members-over-unknown-zones": {"subnet_group": "main"},
	"nat-of-unknown-many":        {"zones": `{ us-east-1a = 0, us-east-1b = 1 }`},
	"scaled-service": {
		"environment":  "production",
		"listener_arn": "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/main/0123456789abcdef/0123456789abcdef",
	},
	"search-of-unknown-size": {"nodes": "2"},
	"unknown-zone":           {"second_zone": "us-east-1b"},
}

// keepsFile says of which estates the file of the plan is kept too.
func keepsFile(name string) bool {
	return slices.Contains([]string{"basic", "group-per-zone", "improved", "nat-per-zone", "pilot-light", "serverless"}, name)
}

// anyEstate, isPlanned, isApplied and isSteady say of which estates there is a
// recording: of the others the tables above say why there is none.
func anyEstate(string) bool { return true }

func isPlanned(name string) bool { return unplanned[name] == "" }

func isApplied(name string) bool { return unplanned[name]+unapplied[name] == "" }

func isSteady(name string) bool { return isApplied(name) && unsteady[name] == "" }

// everyRecording runs a test for each estate, given where it is and where its
// recordings are.
func everyRecording(t *testing.T, of func(name string) bool, test func(t *testing.T, dir, to string)) {
	t.Helper()
	dirs, err := filepath.Glob(fixtures + "/estates/*")
	if err != nil || len(dirs) == 0 {
		t.Fatalf("no estates: %v", err)
	}
	for _, dir := range dirs {
		name := filepath.Base(dir)
		if !of(name) {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, dir, filepath.Join(recordings, name))
		})
	}
}

// TestRecordings requires that all that Terraform makes of the estates is
// recorded, and of the estates as they are.
func TestRecordings(t *testing.T) {
	t.Parallel()
	everyRecording(t, anyEstate, func(t *testing.T, dir, to string) {
		t.Helper()
		name := filepath.Base(dir)
		if *record && readRecording(t, to).Of != configured(t, dir, given[name]) {
			recordEstate(t, dir, to, given[name])
		}
		has(t, filepath.Join(to, "plan.json.gz"), unplanned[name])
		if unplanned[name] != "" {
			return
		}
		has(t, filepath.Join(to, "state.json.gz"), unapplied[name])
		has(t, filepath.Join(to, "noop.json.gz"), unapplied[name]+unsteady[name])
		if readRecording(t, to).Of != configured(t, dir, given[name]) {
			t.Error("it is not what was recorded: see CONTRIBUTING.md")
		}
	})
}

// has requires that a recording is there, unless a reason says why it is not.
func has(t *testing.T, file, reason string) {
	t.Helper()
	_, err := os.Stat(file)
	switch {
	case err != nil && reason == "":
		t.Errorf("%v: see CONTRIBUTING.md", err)
	case err == nil && reason != "":
		t.Errorf("%s is there, although: %s", file, reason)
	}
}
