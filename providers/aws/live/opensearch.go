package live

import (
	"context"
	"slices"

	"github.com/aws/aws-sdk-go-v2/service/opensearch"
	"github.com/aws/aws-sdk-go-v2/service/opensearch/types"
)

// searchCollector reads domains of OpenSearch, and of Elasticsearch, which
// answer through its API too.
var searchCollector = Collector{
	Service: "es",
	Actions: []string{"es:DescribeDomains", "es:ListDomainNames"},
	Types:   searchTypes,
	Collect: func(ctx context.Context, c *Call) { collectSearch(ctx, c, opensearch.NewFromConfig(c.Config)) },
}

var searchTypes = []string{"aws_opensearch_domain", "aws_elasticsearch_domain"}

// domainsAtOnce is how many domains are described by one call at most.
const domainsAtOnce = 5

// searchAPI is what is asked of OpenSearch.
type searchAPI interface {
	DescribeDomains(context.Context, *opensearch.DescribeDomainsInput, ...func(*opensearch.Options)) (*opensearch.DescribeDomainsOutput, error)
	ListDomainNames(context.Context, *opensearch.ListDomainNamesInput, ...func(*opensearch.Options)) (*opensearch.ListDomainNamesOutput, error)
}

func collectSearch(ctx context.Context, c *Call, api searchAPI) {
	c.Try(ctx, searchReader{api}.domains, searchTypes...)
}

type searchReader struct{ api searchAPI }

func (r searchReader) domains(ctx context.Context, c *Call) error {
	list, err := r.api.ListDomainNames(ctx, &opensearch.ListDomainNamesInput{})
	if err != nil {
		return err //nolint:wrapcheck // it names the service and the operation
	}
	typeOf := map[string]string{}
	var names []string
	for _, d := range list.DomainNames {
		names = append(names, text(d.DomainName))
		typeOf[text(d.DomainName)] = "aws_opensearch_domain"
		if d.EngineType == types.EngineTypeElasticsearch {
			typeOf[text(d.DomainName)] = "aws_elasticsearch_domain"
		}
	}
	Each(slices.Collect(slices.Chunk(names, domainsAtOnce)), func(some []string) {
		out, err := r.api.DescribeDomains(ctx, &opensearch.DescribeDomainsInput{DomainNames: some})
		if err != nil {
			c.Fail(ctx, err, searchTypes...)
			return
		}
		for i := range out.DomainStatusList {
			d := &out.DomainStatusList[i]
			if d.Deleted == nil || !*d.Deleted {
				c.Add(typeOf[text(d.DomainName)], text(d.ARN), searchDomain(d), "es:DescribeDomains")
			}
		}
	})
	return nil
}

func searchDomain(d *types.DomainStatus) Values {
	v := Values{}
	v.Text("id", d.ARN)
	v.Text("arn", d.ARN)
	v.Text("domain_name", d.DomainName)
	v.Text("domain_id", d.DomainId)
	v.Text("engine_version", d.EngineVersion)
	v.Text("endpoint", d.Endpoint)
	if e, inside := d.Endpoints["vpc"]; inside {
		v.Text("endpoint", &e)
	}
	if n := d.VPCOptions; n != nil && len(n.SubnetIds) > 0 {
		b := Values{}
		b.Text("vpc_id", n.VPCId)
		Texts(b, "subnet_ids", n.SubnetIds)
		Texts(b, "security_group_ids", n.SecurityGroupIds)
		Texts(b, "availability_zones", n.AvailabilityZones)
		v.Blocks("vpc_options", b)
	}
	if n := d.ClusterConfig; n != nil {
		b := Values{}
		Word(b, "instance_type", n.InstanceType)
		Number(b, "instance_count", n.InstanceCount)
		b.Flag("zone_awareness_enabled", n.ZoneAwarenessEnabled)
		b.Maybe("multi_az_with_standby_enabled", n.MultiAZWithStandbyEnabled)
		b.Flag("dedicated_master_enabled", n.DedicatedMasterEnabled)
		if z := n.ZoneAwarenessConfig; z != nil {
			zones := Values{}
			Number(zones, "availability_zone_count", z.AvailabilityZoneCount)
			b.Blocks("zone_awareness_config", zones)
		}
		v.Blocks("cluster_config", b)
	} else {
		v.Unknown("cluster_config")
	}
	return v
}
