package facts_test

import (
	"encoding/json"
	"math"
	"os"
	"testing"

	"spof/providers/aws/facts"
)

func TestHourly(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		offer, class string
		want         float64 // 0 for what is not listed
	}{
		{"rds/mysql", "db.m6g.large", 0.152},
		{"rds/postgres", "db.m6g.large", 0.159},
		{"aurora/standard", "db.r5.large", 0.290},
		{"elasticache/redis", "cache.m5.large", 0.156},
		{"elasticache/valkey", "cache.m5.large", 0.8 * 0.156},
		{"ec2/linux", "t3.micro", 0.0104},
		{"opensearch/nodes", "m6g.large.search", 0.128},
		{"vpc/hours", "nat-gateway", 0.045},
		{"rds/mysql", "db.x99.large", 0},
		{"rds/mysql", "", 0},
		{"rds/sqlserver-ee", "db.m6g.large", 0},
		{"", "db.m6g.large", 0},
	} {
		p, listed := facts.Hourly(c.offer, c.class)
		if listed != (c.want > 0) || math.Abs(p.Hourly-c.want) > 1e-9 {
			t.Errorf("%s of %s is %v (%v), want %v", c.class, c.offer, p.Hourly, listed, c.want)
		}
		if listed && (p.Source == "" || p.Date == "" || p.Region != "us-east-1") {
			t.Errorf("%s of %s does not say where its price is from: %+v", c.class, c.offer, p)
		}
	}
}

// Every class of every offer can be looked up, and has a source.
func TestEveryPriceHasASource(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("prices.json")
	if err != nil {
		t.Fatal(err)
	}
	var list struct {
		Offers map[string]struct {
			Like   string             `json:"like"`
			Hourly map[string]float64 `json:"hourly"`
		} `json:"offers"`
	}
	if err := json.Unmarshal(data, &list); err != nil {
		t.Fatal(err)
	}
	for name, o := range list.Offers {
		classes := o.Hourly
		if o.Like != "" {
			classes = list.Offers[o.Like].Hourly
		}
		if len(classes) == 0 {
			t.Errorf("%s has no prices", name)
		}
		for class := range classes {
			if p, ok := facts.Hourly(name, class); !ok || p.Hourly < 0 || p.Source == "" || p.Date == "" {
				t.Errorf("%s of %s: %+v, %v", class, name, p, ok)
			}
		}
	}
}

func TestSLAsTellOneZoneFromSeveral(t *testing.T) {
	t.Parallel()
	if len(facts.SLAs()) == 0 {
		t.Fatal("there are none")
	}
	for product, s := range facts.SLAs() {
		if s.Single <= 0 || s.Single >= s.Multi || s.Multi >= 100 || s.Date == "" || s.Page == "" {
			t.Errorf("%s: %+v", product, s)
		}
	}
}
