package live

import (
	"context"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
)

// bucketCollector reads buckets of S3: one list tells those of all regions. What
// is asked of a bucket is asked in its own.
var bucketCollector = Collector{
	Service: "s3", Global: true,
	Actions: []string{"s3:GetBucketLocation", "s3:GetBucketWebsite", "s3:GetReplicationConfiguration", "s3:ListAllMyBuckets"},
	Types:   []string{"aws_s3_bucket", "aws_s3_bucket_replication_configuration", "aws_s3_bucket_website_configuration"},
	Collect: func(ctx context.Context, c *Call) {
		collectBuckets(ctx, c, s3.NewFromConfig(c.Config, func(o *s3.Options) {
			o.UsePathStyle = c.Config.BaseEndpoint != nil  // only AWS's own finds a bucket by the name of a host
			o.DisableS3ExpressSessionAuth = aws.Bool(true) // it is a call more
		}))
	},
}

// bucketsAPage makes S3 tell the regions of buckets, which it does on pages
// only, and is the most that there are on one.
const bucketsAPage = 1000

// bucketAPI is what is asked of S3.
type bucketAPI interface {
	s3.ListBucketsAPIClient
	GetBucketLocation(context.Context, *s3.GetBucketLocationInput, ...func(*s3.Options)) (*s3.GetBucketLocationOutput, error)
	GetBucketReplication(context.Context, *s3.GetBucketReplicationInput, ...func(*s3.Options)) (*s3.GetBucketReplicationOutput, error)
	GetBucketWebsite(context.Context, *s3.GetBucketWebsiteInput, ...func(*s3.Options)) (*s3.GetBucketWebsiteOutput, error)
}

func collectBuckets(ctx context.Context, c *Call, api bucketAPI) {
	c.Try(ctx, bucketReader{api}.buckets, "aws_s3_bucket", "aws_s3_bucket_replication_configuration", "aws_s3_bucket_website_configuration")
}

type bucketReader struct{ api bucketAPI }

func (r bucketReader) buckets(ctx context.Context, c *Call) error {
	pages := s3.NewListBucketsPaginator(r.api, &s3.ListBucketsInput{MaxBuckets: aws.Int32(bucketsAPage)})
	return Pages(ctx, pages, func(page *s3.ListBucketsOutput) {
		Each(page.Buckets, func(b types.Bucket) { r.bucket(ctx, c, b) })
	})
}

func (r bucketReader) bucket(ctx context.Context, c *Call, b types.Bucket) {
	name, region := text(b.Name), text(b.BucketRegion)
	arn := "arn:" + c.Partition + ":s3:::" + name
	if region == "" {
		var err error
		if region, err = r.location(ctx, name); err != nil {
			c.Missing(ctx, err, arn)
		}
	}
	v := Values{}
	v.Text("id", &name)
	v.Text("arn", &arn)
	v.Text("bucket", &name)
	v.Text("region", &region)
	if host := bucketHost(ctx, region); host != "" {
		regional, global := name+"."+host, name+"."+strings.Replace(host, "."+region+".", ".", 1)
		v.Text("bucket_domain_name", &global)
		v.Text("bucket_regional_domain_name", &regional)
	}
	c.AddIn(region, "aws_s3_bucket", arn, v, "s3:ListBuckets")
	r.replication(ctx, c, name, region, arn)
	r.website(ctx, c, name, region, arn)
}

// location returns the region of a bucket, of which the list does not tell it.
func (r bucketReader) location(ctx context.Context, name string) (string, error) {
	out, err := r.api.GetBucketLocation(ctx, &s3.GetBucketLocationInput{Bucket: &name})
	if err != nil {
		return "", err //nolint:wrapcheck // it names the service and the operation
	}
	region := string(out.LocationConstraint)
	if oldest := map[string]string{"": "us-east-1", "EU": "eu-west-1"}[region]; oldest != "" {
		return oldest, nil
	}
	return region, nil
}

// bucketHost is the host of S3 in a region, which the names of buckets end in;
// "" where it is not known.
func bucketHost(ctx context.Context, region string) string {
	if region == "" {
		return ""
	}
	at, err := s3.NewDefaultEndpointResolverV2().ResolveEndpoint(ctx, s3.EndpointParameters{Region: &region}.WithDefaults())
	if err != nil {
		return ""
	}
	return at.URI.Hostname()
}

// in has a call go to a region, where that is known.
func in(region string) func(*s3.Options) {
	return func(o *s3.Options) {
		if region != "" {
			o.Region = region
		}
	}
}

// lacks reports whether an error says that a bucket has none of what was asked
// for, or is no more.
func lacks(err error) bool {
	return slices.Contains([]string{
		"ReplicationConfigurationNotFoundError", "NoSuchReplicationConfiguration", "NoSuchWebsiteConfiguration", "NoSuchBucket",
	}, codeOf(err))
}

func (r bucketReader) replication(ctx context.Context, c *Call, name, region, arn string) {
	v := Values{}
	v.Text("id", &name)
	v.Text("bucket", &name)
	out, err := r.api.GetBucketReplication(ctx, &s3.GetBucketReplicationInput{Bucket: &name}, in(region))
	switch {
	case lacks(err) || err == nil && out.ReplicationConfiguration == nil:
		return
	case err != nil:
		v.Unknown("rule")
		c.Missing(ctx, err, arn)
	default:
		var rules []Values
		for _, rule := range out.ReplicationConfiguration.Rules {
			b := Values{}
			b.Text("id", rule.ID)
			Word(b, "status", rule.Status)
			if d := rule.Destination; d != nil {
				to := Values{}
				to.Text("bucket", d.Bucket)
				to.Text("account", d.Account)
				b.Blocks("destination", to)
			}
			rules = append(rules, b)
		}
		v.Blocks("rule", rules...)
	}
	c.AddIn(region, "aws_s3_bucket_replication_configuration", arn+"/replication", v, "s3:GetReplicationConfiguration")
}

func (r bucketReader) website(ctx context.Context, c *Call, name, region, arn string) {
	_, err := r.api.GetBucketWebsite(ctx, &s3.GetBucketWebsiteInput{Bucket: &name}, in(region))
	switch {
	case lacks(err):
		return
	case err != nil:
		c.Missing(ctx, err, arn)
		return
	}
	v := Values{}
	v.Text("id", &name)
	v.Text("bucket", &name)
	if _, suffix, ok := strings.Cut(bucketHost(ctx, region), region+"."); ok {
		domain := "s3-website" + websiteDash(region) + region + "." + suffix
		endpoint := name + "." + domain
		v.Text("website_domain", &domain)
		v.Text("website_endpoint", &endpoint)
	}
	c.AddIn(region, "aws_s3_bucket_website_configuration", arn+"/website", v, "s3:GetBucketWebsite")
}

// websiteDash is what stands before the region in the name of a website: in the
// oldest regions a dash, in the others a dot.
// See https://docs.aws.amazon.com/general/latest/gr/s3.html#s3_website_region_endpoints.
func websiteDash(region string) string {
	switch region {
	case "us-east-1", "us-west-1", "us-west-2", "ap-southeast-1", "ap-southeast-2", "ap-northeast-1", "eu-west-1", "sa-east-1", "us-gov-west-1":
		return "-"
	}
	return "."
}
