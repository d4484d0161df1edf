package aws_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"spof/analysis"
	"spof/estate"
	"spof/inventory"
	"spof/parsers/tfstate"
	"spof/providers/aws"
	"spof/providers/aws/schema"
	"spof/rules"
)

// An entry is one resource of a state: "aws_subnet.a", "data.aws_subnet.b", and
// its attributes.
type entry struct{ address, attributes string }

// held reads a state.
func held(t *testing.T, entries ...entry) *inventory.Inventory {
	t.Helper()
	var resources []map[string]any
	for _, e := range entries {
		mode := "managed"
		address, data := strings.CutPrefix(e.address, "data.")
		if data {
			mode = "data"
		}
		typ, name, _ := strings.Cut(address, ".")
		resources = append(resources, map[string]any{
			"mode": mode, "type": typ, "name": name, "provider": `provider["registry.terraform.io/hashicorp/aws"]`,
			"instances": []any{map[string]any{"attributes": json.RawMessage("{" + e.attributes + "}")}},
		})
	}
	src, err := json.Marshal(map[string]any{"version": 4, "resources": resources})
	if err != nil {
		t.Fatal(err)
	}
	inv, err := tfstate.Read(strings.NewReader(string(src)), tfstate.Options{Name: "s.tfstate", Provider: schema.New()})
	if err != nil {
		t.Fatal(err)
	}
	return inv
}

func find(t *testing.T, e *estate.Estate, address string) *estate.Resource {
	t.Helper()
	r := e.Find(address)
	if r == nil {
		t.Fatalf("the estate has no %s", address)
	}
	return r
}

// TestMultiAZInTheZoneOfItsPrimary: the zone that a state tells of a Multi-AZ
// instance is where its primary is for now.
func TestMultiAZInTheZoneOfItsPrimary(t *testing.T) {
	t.Parallel()
	e := aws.Mean(held(t, entry{"aws_db_instance.a", `"id":"db-A","identifier":"a","engine":"postgres","instance_class":"db.t3.micro","multi_az":true,
		"arn":"arn:aws:rds:us-east-1:1:db:a","availability_zone":"us-east-1a","replicate_source_db":""`}))
	audit, err := analysis.Run(e, rules.All(), analysis.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range audit.Findings {
		if f.Rule.Scope != estate.Region {
			t.Errorf("%s: %s", f.Rule.ID, f.Message)
		}
	}
}

func TestCacheNodesInSeveralZones(t *testing.T) {
	t.Parallel()
	e := aws.Mean(held(t, entry{"aws_elasticache_cluster.a", `"id":"a","cluster_id":"a","engine":"memcached","num_cache_nodes":3,"az_mode":"cross-az",
		"arn":"arn:aws:elasticache:us-east-1:1:cluster:a","availability_zone":"Multiple"`}))
	for _, r := range e.Resources {
		for _, z := range r.Placement.Zones {
			if z.Name == "Multiple" {
				t.Errorf("%s is in zone Multiple", r.Address)
			}
		}
	}
}

// TestEmptyTextIsNothing: the provider keeps what is left out as empty text.
func TestEmptyTextIsNothing(t *testing.T) {
	t.Parallel()
	e := aws.Mean(held(t, entry{"aws_db_instance.a", `"id":"db-A","identifier":"a","engine":"postgres","replicate_source_db":"","availability_zone":"us-east-1a"`}))
	db, ok := find(t, e, "aws_db_instance.a").Traits.(*estate.DatastoreTraits)
	if !ok || db.Replica.Or(true) {
		t.Errorf("a database without a source is a replica: %+v", db)
	}
}

// TestGroupsTellTheirZones: a group's zones are those of its subnets, read or
// not.
func TestGroupsTellTheirZones(t *testing.T) {
	t.Parallel()
	e := aws.Mean(held(t, entry{"aws_autoscaling_group.a", `"id":"a","name":"a","min_size":2,"max_size":2,"vpc_zone_identifier":["subnet-a","subnet-b"],
		"availability_zones":["us-east-1a","us-east-1b"]`}))
	group, ok := find(t, e, "aws_autoscaling_group.a").Traits.(*estate.GroupTraits)
	if !ok || group.Spread.Open || len(group.Spread.Zones) != 2 {
		t.Errorf("the group is spread %+v", group)
	}
}

// TestSubnetsThatOthersTell: a data source, and what stands in a subnet, tell
// where it is.
func TestSubnetsThatOthersTell(t *testing.T) {
	t.Parallel()
	e := aws.Mean(held(t,
		entry{"data.aws_subnet.a", `"id":"subnet-a","availability_zone":"us-east-1a"`},
		entry{"aws_instance.b", `"id":"i-b","subnet_id":"subnet-b","availability_zone":"us-east-1b"`},
		entry{"aws_lb.a", `"id":"a","load_balancer_type":"application","subnets":["subnet-a","subnet-b"],"arn":"arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/app/a/1"`},
		entry{"aws_lb.c", `"id":"c","load_balancer_type":"application","subnets":["subnet-a","subnet-c"],"arn":"arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/app/c/1"`},
	))
	traits, ok := find(t, e, "aws_lb.a").Traits.(*estate.BalancerTraits)
	if !ok || traits.Spread.Open || len(traits.Spread.Zones) != 2 {
		t.Errorf("the balancer is spread %+v", traits)
	}
	traits, ok = find(t, e, "aws_lb.c").Traits.(*estate.BalancerTraits)
	if !ok || !traits.Spread.Open || !slices.Equal(traits.Spread.Settles, []string{"the zone of subnet subnet-c"}) {
		t.Errorf("the balancer is spread %+v", traits)
	}
	if p := find(t, e, "aws_instance.b#host"); p.Placement.Scope != estate.Zone || len(p.Placement.Zones) != 1 {
		t.Errorf("the server is in %v", p.Placement)
	}
}

func TestHashedScriptsAreAGap(t *testing.T) {
	t.Parallel()
	script := `"user_data":"da39a3ee5e6b4b0d3255bfef95601890afd80709","availability_zone":"us-east-1a"`
	e := aws.Mean(held(t, entry{"aws_instance.a", script}, entry{"aws_instance.b", script}, entry{"aws_instance.c", `"user_data":"#!/bin/sh"`}))
	if len(e.Gaps) != 1 || e.Gaps[0].What != "the user data of aws_instance.a and 1 more" || !slices.Equal(e.Gaps[0].Unsettles, []string{"aws_instance.a", "aws_instance.b"}) {
		t.Errorf("gaps %+v", e.Gaps)
	}
}

// TestRealNamesLink: what AWS named a resource links to it wherever it stands.
func TestRealNamesLink(t *testing.T) {
	t.Parallel()
	e := aws.Mean(held(t,
		entry{"aws_db_instance.orders", `"id":"db-A","identifier":"orders","engine":"postgres","address":"orders.abc.us-east-1.rds.amazonaws.com","availability_zone":"us-east-1a"`},
		entry{"aws_lambda_function.a", `"id":"a","function_name":"a","arn":"arn:aws:lambda:us-east-1:1:function:a",
			"environment":[{"variables":{"DB":"postgres://orders.abc.us-east-1.rds.amazonaws.com:5432/x"}}]`},
	))
	var needs []string
	for _, r := range e.Resources {
		for _, n := range r.Needs {
			for _, member := range n.Members {
				if strings.HasPrefix(r.Address, "aws_lambda_function.a") {
					needs = append(needs, member.Address)
				}
			}
		}
	}
	if !slices.Contains(needs, "aws_db_instance.orders") {
		t.Errorf("the function needs %q", needs)
	}
}
