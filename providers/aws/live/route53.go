package live

import (
	"context"
	"strconv"
	"strings"

	"github.com/aws/aws-sdk-go-v2/service/route53"
	"github.com/aws/aws-sdk-go-v2/service/route53/types"
)

// dnsCollector reads Route 53.
var dnsCollector = Collector{
	Service: "route53", Global: true,
	Actions: []string{"route53:GetHostedZone", "route53:ListHealthChecks", "route53:ListHostedZones", "route53:ListResourceRecordSets"},
	Types:   []string{"aws_route53_zone", "aws_route53_record", "aws_route53_health_check"},
	Collect: func(ctx context.Context, c *Call) { collectDNS(ctx, c, route53.NewFromConfig(c.Config)) },
}

// dnsAPI is what is asked of Route 53.
type dnsAPI interface {
	route53.ListHealthChecksAPIClient
	route53.ListHostedZonesAPIClient
	route53.ListResourceRecordSetsAPIClient
	GetHostedZone(context.Context, *route53.GetHostedZoneInput, ...func(*route53.Options)) (*route53.GetHostedZoneOutput, error)
}

func collectDNS(ctx context.Context, c *Call, api dnsAPI) {
	d := dnsReader{api}
	c.Try(ctx, d.healthChecks, "aws_route53_health_check")
	c.Try(ctx, d.zones, "aws_route53_zone", "aws_route53_record")
}

type dnsReader struct{ api dnsAPI }

func (d dnsReader) zones(ctx context.Context, c *Call) error {
	pages := route53.NewListHostedZonesPaginator(d.api, &route53.ListHostedZonesInput{})
	return Pages(ctx, pages, func(page *route53.ListHostedZonesOutput) {
		Each(page.HostedZones, func(z types.HostedZone) { d.zone(ctx, c, z) })
	})
}

func (d dnsReader) zone(ctx context.Context, c *Call, z types.HostedZone) {
	id := strings.TrimPrefix(text(z.Id), "/hostedzone/")
	arn := "arn:" + c.Partition + ":route53:::hostedzone/" + id
	name := dnsName(z.Name)
	v := Values{}
	v.Text("id", &id)
	v.Text("zone_id", &id)
	v.Text("arn", &arn)
	v.Text("name", &name)
	if z.Config != nil && z.Config.PrivateZone {
		d.networksOf(ctx, c, v, id, arn)
	}
	c.Add("aws_route53_zone", arn, v, "route53:ListHostedZones")
	if err := d.records(ctx, c, id, name); err != nil {
		c.Fail(ctx, err, "aws_route53_record")
	}
}

// networksOf sets the networks that a private zone is answered in.
func (d dnsReader) networksOf(ctx context.Context, c *Call, v Values, id, arn string) {
	out, err := d.api.GetHostedZone(ctx, &route53.GetHostedZoneInput{Id: &id})
	if err != nil {
		v.Unknown("vpc")
		c.Missing(ctx, err, arn)
		return
	}
	var networks []Values
	for _, n := range out.VPCs {
		b := Values{}
		b.Text("vpc_id", n.VPCId)
		Word(b, "vpc_region", n.VPCRegion)
		networks = append(networks, b)
	}
	if len(networks) == 0 {
		networks = append(networks, Values{}) // it is private all the same
	}
	v.Blocks("vpc", networks...)
}

func (d dnsReader) records(ctx context.Context, c *Call, zone, apex string) error {
	pages := route53.NewListResourceRecordSetsPaginator(d.api, &route53.ListResourceRecordSetsInput{HostedZoneId: &zone})
	return Pages(ctx, pages, func(page *route53.ListResourceRecordSetsOutput) {
		for i := range page.ResourceRecordSets {
			r := &page.ResourceRecordSets[i]
			if dnsName(r.Name) == apex && (r.Type == types.RRTypeNs || r.Type == types.RRTypeSoa) {
				continue // the zone's own
			}
			v, parts := recordValues(r, zone)
			c.Add("aws_route53_record", c.Name(parts...), v, "route53:ListResourceRecordSets")
		}
	})
}

// recordValues returns the values of a record, and the parts of its name.
func recordValues(r *types.ResourceRecordSet, zone string) (v Values, parts []string) {
	name := dnsName(r.Name)
	v = Values{}
	v.Text("zone_id", &zone)
	v.Text("name", &name)
	v.Text("fqdn", &name)
	Word(v, "type", r.Type)
	Count(v, "ttl", r.TTL)
	v.Text("set_identifier", r.SetIdentifier)
	v.Text("health_check_id", r.HealthCheckId)
	v.Maybe("multivalue_answer_routing_policy", r.MultiValueAnswer)
	var records []string
	for _, rr := range r.ResourceRecords {
		records = append(records, text(rr.Value))
	}
	Texts(v, "records", records)
	if a := r.AliasTarget; a != nil {
		b := Values{}
		target := dnsName(a.DNSName)
		b.Text("name", &target)
		b.Text("zone_id", a.HostedZoneId)
		b.Flag("evaluate_target_health", &a.EvaluateTargetHealth)
		v.Blocks("alias", b)
	}
	routing(v, r)
	parts = []string{zone, name, string(r.Type)}
	if id := text(r.SetIdentifier); id != "" {
		parts = append(parts, id)
	}
	joined := strings.Join(parts, "_")
	v.Text("id", &joined)
	return v, parts
}

// routing sets how Route 53 chooses a record.
func routing(v Values, r *types.ResourceRecordSet) {
	b := Values{}
	switch {
	case r.Failover != "":
		Word(b, "type", r.Failover)
		v.Blocks("failover_routing_policy", b)
	case r.Weight != nil:
		Count(b, "weight", r.Weight)
		v.Blocks("weighted_routing_policy", b)
	case r.Region != "":
		Word(b, "region", r.Region)
		v.Blocks("latency_routing_policy", b)
	case r.GeoLocation != nil:
		b.Text("continent", r.GeoLocation.ContinentCode)
		b.Text("country", r.GeoLocation.CountryCode)
		b.Text("subdivision", r.GeoLocation.SubdivisionCode)
		v.Blocks("geolocation_routing_policy", b)
	case r.GeoProximityLocation != nil:
		b.Text("aws_region", r.GeoProximityLocation.AWSRegion)
		v.Blocks("geoproximity_routing_policy", b)
	case r.CidrRoutingConfig != nil:
		b.Text("collection_id", r.CidrRoutingConfig.CollectionId)
		b.Text("location_name", r.CidrRoutingConfig.LocationName)
		v.Blocks("cidr_routing_policy", b)
	}
}

// dnsName is a name as Terraform writes it: without the final dot, and without
// the numbers in which Route 53 writes some characters.
func dnsName(name *string) string {
	s := strings.TrimSuffix(text(name), ".")
	var out strings.Builder
	for i := 0; i < len(s); i++ {
		const digits = 3
		if s[i] == '\\' && i+digits < len(s) {
			if n, err := strconv.ParseUint(s[i+1:i+1+digits], 8, 8); err == nil {
				out.WriteByte(byte(n))
				i += digits
				continue
			}
		}
		out.WriteByte(s[i])
	}
	return out.String()
}
