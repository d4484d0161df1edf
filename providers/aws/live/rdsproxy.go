package live

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/rds"
	"github.com/aws/aws-sdk-go-v2/service/rds/types"
)

func (r rdsReader) proxies(ctx context.Context, c *Call) error {
	pages := rds.NewDescribeDBProxiesPaginator(r.api, &rds.DescribeDBProxiesInput{})
	return Pages(ctx, pages, func(page *rds.DescribeDBProxiesOutput) {
		for _, p := range page.DBProxies {
			v := Values{}
			v.Text("id", p.DBProxyName)
			v.Text("arn", p.DBProxyArn)
			v.Text("name", p.DBProxyName)
			v.Text("endpoint", p.Endpoint)
			v.Text("engine_family", p.EngineFamily)
			Texts(v, "vpc_subnet_ids", p.VpcSubnetIds)
			Texts(v, "vpc_security_group_ids", p.VpcSecurityGroupIds)
			c.Add("aws_db_proxy", text(p.DBProxyArn), v, "rds:DescribeDBProxies")
			if err := r.proxyTargets(ctx, c, text(p.DBProxyName)); err != nil {
				c.Fail(ctx, err, "aws_db_proxy_target") // whoever uses the proxy is in doubt
			}
		}
	})
}

func (r rdsReader) proxyTargets(ctx context.Context, c *Call, proxy string) error {
	pages := rds.NewDescribeDBProxyTargetsPaginator(r.api, &rds.DescribeDBProxyTargetsInput{DBProxyName: &proxy})
	return Pages(ctx, pages, func(page *rds.DescribeDBProxyTargetsOutput) {
		for _, t := range page.Targets {
			v := Values{}
			v.Text("db_proxy_name", &proxy)
			v.Text("endpoint", t.Endpoint)
			name := "db_instance_identifier"
			if t.Type == types.TargetTypeTrackedCluster {
				name = "db_cluster_identifier"
			}
			v.Text("db_cluster_identifier", t.TrackedClusterId)
			v.Text(name, t.RdsResourceId)
			address := c.Name("proxy", proxy, "target", text(t.RdsResourceId))
			v.Text("id", &address)
			c.Add("aws_db_proxy_target", address, v, "rds:DescribeDBProxyTargets")
		}
	})
}
