package report_test

import (
	"spof/analysis"
	"spof/estate"
)

// The audits below are written by hand, so that what a report shows of them is
// decided here and nowhere else.

func at(file string, line, column, end int) estate.Origin {
	return estate.Origin{
		File:  file,
		Start: estate.Position{Line: line, Column: column},
		End:   estate.Position{Line: line, Column: end},
	}
}

func through(o estate.Origin, callers ...estate.Origin) estate.Origin {
	o.Callers = callers
	return o
}

func zoneRule() *analysis.Rule {
	return &analysis.Rule{
		ID: "zone-takes-down-service", Severity: analysis.Critical, Scope: estate.Zone,
		Doc: analysis.Doc{
			Title: "A zone takes down a service", Why: "Zones fail as a whole, and the service with them.",
			Fix: "Run what the zone holds in a second zone.",
		},
	}
}

func resourceRule() *analysis.Rule {
	return &analysis.Rule{
		ID: "resource-takes-down-service", Severity: analysis.Critical,
		Doc: analysis.Doc{
			Title: "A resource takes down a service", Why: "When it fails, nothing else does its work.",
			Fix: "Run a second one beside it.",
		},
	}
}

func regionRule() *analysis.Rule {
	return &analysis.Rule{
		ID: "region-takes-down-service", Severity: analysis.Critical, Scope: estate.Region,
		Doc: analysis.Doc{
			Title: "A region takes down a service", Why: "Nothing runs in another region.",
			Fix: "Keep a standby in another region, and a failover record in front.",
		},
	}
}

func databaseRule() *analysis.Rule {
	return &analysis.Rule{
		ID: "rds-single-az", Severity: analysis.Critical, Scope: estate.Zone,
		Doc: analysis.Doc{
			Title:   "Database runs in one availability zone",
			Why:     "When its zone fails, the database is down until the zone returns.",
			Fix:     "Set multi_az = true.",
			Sources: []string{"https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZ.html"},
		},
	}
}

func serversRule() *analysis.Rule {
	return &analysis.Rule{
		ID: "ec2-instances-same-az", Severity: analysis.High, Scope: estate.Zone,
		Doc: analysis.Doc{
			Title: "All servers run in one availability zone", Why: "They fail together.",
			Fix: "Spread the servers over the zones of the load balancer.",
		},
	}
}

func natRule() *analysis.Rule {
	return &analysis.Rule{
		ID: "nat-single-az", Severity: analysis.High, Scope: estate.Zone,
		Doc: analysis.Doc{
			Title: "One NAT gateway carries every way out", Why: "Its zone takes the way out of all zones with it.",
			Fix: "Create a NAT gateway in each zone, and a route table for each.",
		},
	}
}

// shop is an estate whose only zone holds everything.
func shop() *analysis.Audit {
	entry := analysis.Step{Address: "aws_route53_record.shop", Name: "shop.example.com", Kind: estate.RecordSet, Origin: at("dns.tf", 5, 1, 33)}
	api := analysis.Step{Address: "aws_apigatewayv2_api.shop", Name: "shop", Kind: estate.API, Why: "answers with", Origin: at("api.tf", 1, 1, 41)}
	lb := analysis.Step{Address: "module.servers.aws_lb.this", Name: "shop", Kind: estate.LoadBalancer, Why: "routes to", Origin: through(at("modules/servers/main.tf", 45, 1, 26), at("main.tf", 20, 1, 17))}
	web := analysis.Step{Address: "module.servers.aws_instance.web[0]", Name: "shop-web-0", Kind: estate.Server, Why: "forwards to", Origin: through(at("modules/servers/main.tf", 24, 1, 30), at("main.tf", 20, 1, 17))}
	db := analysis.Step{Address: "module.database.aws_db_instance.this", Name: "shop", Kind: estate.Datastore, Why: "reads", Assumed: true, Origin: through(at("modules/database/main.tf", 19, 1, 32), at("main.tf", 33, 1, 18))}
	zone := &analysis.Event{Kind: analysis.ZoneEvent, Name: "us-east-1a"}
	region := &analysis.Event{Kind: analysis.RegionEvent, Name: "us-east-1"}
	database := &analysis.Event{Kind: analysis.UnitEvent, Name: db.Address, Address: db.Address}
	zoneID := "zone-takes-down-service zone:us-east-1a us-east-1a"
	unitID := "resource-takes-down-service " + db.Address
	databaseID, serversID := "rds-single-az "+db.Address, "ec2-instances-same-az "+web.Address
	shopOnly := []string{"shop.example.com"}
	return &analysis.Audit{
		Input: analysis.Input{Path: "fixtures/estates/basic", Kind: "directory", Resources: 43, Declared: 41},
		Services: []*analysis.Service{{
			Name: "shop.example.com", Entry: []string{entry.Address}, Kind: estate.RecordSet, Needs: 19,
			Outcomes: []analysis.EventOutcome{
				{Event: *database, Outcome: analysis.Down},
				{Event: analysis.Event{Kind: analysis.UnitEvent, Name: "module.network.aws_nat_gateway.this", Address: "module.network.aws_nat_gateway.this"}, Outcome: analysis.Down},
				{Event: *zone, Outcome: analysis.Down},
				{Event: analysis.Event{Kind: analysis.ZoneEvent, Name: "us-east-1b"}, Outcome: analysis.Survives, Because: []string{"/health of module.servers.aws_lb_target_group.web checks what the servers need (assumed)"}},
				{Event: *region, Outcome: analysis.Down},
			},
			Only: []analysis.OnlyOne{
				{Address: api.Address, Name: api.Name, Kind: estate.API, Origin: api.Origin},
				{Address: lb.Address, Name: lb.Name, Kind: estate.LoadBalancer, Origin: lb.Origin, Guards: []string{"deletion protection"}},
			},
		}},
		Findings: []*analysis.Finding{
			{
				Rule: zoneRule(), Severity: analysis.Critical, Outcome: analysis.Down, Address: "zone:us-east-1a", Event: zone,
				Message: "zone us-east-1a takes down shop.example.com: the database and both servers run in it", Services: shopOnly,
				Proof: []analysis.Step{entry, api, lb, web}, ExplainedBy: []string{databaseID, serversID},
			},
			{
				Rule: resourceRule(), Severity: analysis.Critical, Outcome: analysis.Down, Address: db.Address, Event: database, Origin: db.Origin,
				Message: db.Address + " takes down shop.example.com: nothing else keeps its data", Services: shopOnly,
				Proof: []analysis.Step{entry, api, lb, web, db}, ExplainedBy: []string{databaseID},
			},
			{
				Rule: databaseRule(), Severity: analysis.Critical, Outcome: analysis.Down, Address: db.Address, Origin: through(at("modules/database/main.tf", 31, 3, 33), at("main.tf", 33, 1, 18)),
				Message: db.Address + " has no standby in another zone", Services: shopOnly,
				Evidence: []analysis.Evidence{{Fact: "multi_az of " + db.Address, Value: "false", Origin: at("modules/database/main.tf", 31, 3, 33)}},
				Fix:      analysis.Fix{Text: "Set multi_az = true.", Edit: "multi_az = true"}, Explains: []string{zoneID, unitID},
				Cost: &analysis.Cost{Monthly: 110.96, Hours: 39.42, Listed: "2025-05-28", Basis: "db.m6g.large of mysql, us-east-1 list price of 2025-05-28 (a list); not counted: storage"},
			},
			{
				Rule: serversRule(), Severity: analysis.High, Outcome: analysis.Down, Address: web.Address, Origin: through(at("modules/servers/main.tf", 29, 3, 28), at("main.tf", 20, 1, 17)),
				Message: "module.servers.aws_instance.web[0] and module.servers.aws_instance.web[1] both run in us-east-1a", Services: shopOnly,
				Fix: analysis.Fix{Text: "Spread the servers over the zones of the load balancer."}, Explains: []string{zoneID},
			},
			{
				Rule: natRule(), Severity: analysis.High, Outcome: analysis.Down, Address: "module.network.aws_nat_gateway.this", Origin: at("modules/network/main.tf", 49, 1, 34),
				Message: "module.network.aws_nat_gateway.this carries the egress of 2 subnets in 2 zones; when us-east-1a fails, both lose it", Services: shopOnly,
				Evidence: []analysis.Evidence{
					{Fact: "the zone of module.network.aws_nat_gateway.this", Value: "us-east-1a", Origin: at("variables.tf", 10, 3, 30)},
					{Fact: "the use of the way out", Value: "hard", Assumed: true},
				},
				Fix:  analysis.Fix{Text: "Create a NAT gateway in each zone, and a route table for each."},
				Cost: &analysis.Cost{Monthly: 32.85, PricedIn: "us-east-1", Listed: "2024-07 to 2026-05", Basis: "a NAT gateway"},
			},
			{
				Rule: regionRule(), Severity: analysis.Medium, Outcome: analysis.Down, Address: "region:us-east-1", Event: region,
				Message: "region us-east-1 takes down shop.example.com", Services: shopOnly, Proof: []analysis.Step{entry, api},
				Fix: analysis.Fix{Text: "Keep a standby in another region, and a failover record in front."},
			},
		},
	}
}

// worker is an estate of which much is not known.
func worker() *analysis.Audit {
	lbRule := &analysis.Rule{ID: "lb-single-az", Severity: analysis.Critical, Scope: estate.Zone, Doc: analysis.Doc{Title: "Load balancer stands in one zone"}}
	recovery := &analysis.Event{Kind: analysis.RegionEvent, Name: "eu-west-1"}
	var doubts []*analysis.Finding
	for _, name := range []string{"a", "b", "c", "d", "e", "f"} {
		doubts = append(doubts, &analysis.Finding{
			Rule: lbRule, Verdict: analysis.Undecided, Severity: analysis.Critical, Address: "aws_lb." + name, Origin: at("live/worker/lb.tf", 3, 1, 20),
			Message: "aws_lb." + name + ": its subnets are not known before apply", Settles: []string{"data.aws_subnets.private"},
		})
	}
	return &analysis.Audit{
		Input: analysis.Input{Path: "live/worker", Kind: "directory", Resources: 120, Declared: 80},
		Services: []*analysis.Service{
			loneBucket("aws_s3_bucket.logs"), loneBucket("aws_s3_bucket.uploads"),
			{
				Name: "module.worker.module.queue_consumer.aws_ecs_service.this[\"orders-and-invoices\"]", Unread: true, Kind: estate.ContainerService,
				Outcomes: []analysis.EventOutcome{
					{Event: analysis.Event{Kind: analysis.UnitEvent, Name: "aws_ecs_service.x#task"}, Outcome: analysis.Heals},
					{Event: analysis.Event{Kind: analysis.ZoneOfEvent, Name: "module.db.aws_db_instance.main", Address: "module.db.aws_db_instance.main", Worst: "eu-west-1a"}, Outcome: analysis.Heals, InPart: true},
					{Event: *recovery, Outcome: analysis.Recovers},
				},
			},
			{
				Name: "admin.example.com", Kind: estate.RecordSet,
				Outcomes: []analysis.EventOutcome{
					{Event: analysis.Event{Kind: analysis.ZoneEvent, Name: "eu-west-1a"}, Verdict: analysis.Undecided, Outcome: analysis.Down},
					{Event: *recovery, Outcome: analysis.Survives},
				},
			},
		},
		Findings: append([]*analysis.Finding{
			{
				Rule: &analysis.Rule{ID: "rds-no-cross-region-standby", Severity: analysis.High, Scope: estate.Region}, Severity: analysis.Low, Outcome: analysis.Heals,
				Address: "module.db.module.db_instance.aws_db_instance.this[0]",
				Origin: through(at("live/worker/.terraform/modules/db/main.tf", 31, 1, 30),
					at("live/worker/.terraform/modules/db_outer/main.tf", 3, 1, 12), at("live/worker/main.tf", 12, 1, 12)),
				Message: "module.db.module.db_instance.aws_db_instance.this[0] keeps no copy in another region",
				Proof: []analysis.Step{
					{Address: "aws_lb.a", Name: "aws_lb.a", Kind: estate.LoadBalancer, Origin: at("live/worker/lb.tf", 3, 1, 20)},
					{Address: "module.db.module.db_instance.aws_db_instance.this[0]", Name: "orders", Kind: estate.Datastore, Why: "reads", Origin: through(at("live/worker/.terraform/modules/db/main.tf", 30, 1, 30), at("live/worker/main.tf", 12, 1, 12))},
				},
			},
			{
				Rule: regionRule(), Severity: analysis.Note, Outcome: analysis.Recovers, Address: "region:eu-west-1", Event: recovery,
				Message: "region eu-west-1 stops admin.example.com until a person promotes aws_db_instance.replica: about 30 minutes, and the last seconds of data",
			},
			{
				Rule: databaseRule(), Severity: analysis.Critical, Address: "aws_db_instance.nightly", Origin: at("live/worker/db.tf", 8, 1, 20),
				Message: "aws_db_instance.nightly has no standby in another zone", Ignored: "rebuilt every night",
			},
			{
				Rule: lbRule, Verdict: analysis.Undecided, Severity: analysis.Critical, Address: "aws_lb.g", Origin: at("live/worker/lb.tf", 30, 1, 20),
				Message: "aws_lb.g: its zones are not known", Settles: []string{"var.first_zone", "var.zones"},
			},
		}, doubts...),
		Gaps: []estate.Gap{
			{What: `module "vpc"`, Why: "it is not installed in .terraform/modules", Advice: "run terraform init, then spof again", Origin: at("live/worker/main.tf", 3, 1, 13), Unsettles: []string{"aws_lb.a"}},
			{What: "live/worker/broken.tf", Why: "it ends in the middle of a block", Origin: at("live/worker/broken.tf", 17, 1, 2)},
		},
		Notes: []string{"No region is written down: us-east-1 is assumed."},
	}
}

// sound is an estate in which nothing was found.
func sound() *analysis.Audit {
	return &analysis.Audit{
		Input: analysis.Input{Path: "live/sound", Kind: "directory", Resources: 1, Declared: 1},
		Services: []*analysis.Service{{
			Name: "www.example.com", Kind: estate.CDN,
			Outcomes: []analysis.EventOutcome{
				{Event: analysis.Event{Kind: analysis.ZoneEvent, Name: "eu-west-1a"}, Outcome: analysis.Survives},
				{Event: analysis.Event{Kind: analysis.RegionEvent, Name: "eu-west-1"}, Outcome: analysis.Survives},
			},
		}},
	}
}

// loneBucket is a bucket that nothing uses.
func loneBucket(address string) *analysis.Service {
	return &analysis.Service{
		Name: address, Entry: []string{address}, Kind: estate.Bucket, Unread: true, Needs: 1,
		Outcomes: []analysis.EventOutcome{{Event: analysis.Event{Kind: analysis.RegionEvent, Name: "eu-west-1"}, Outcome: analysis.Down}},
		Only:     []analysis.OnlyOne{{Address: address, Name: address, Kind: estate.Bucket, Origin: at("live/worker/s3.tf", 1, 1, 10)}},
	}
}

// idle is an estate without a service.
func idle() *analysis.Audit {
	return &analysis.Audit{Input: analysis.Input{Path: "live/policies", Kind: "directory", Resources: 3, Declared: 3}}
}
