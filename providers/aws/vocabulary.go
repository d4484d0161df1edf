package aws

import (
	"regexp"
	"slices"
	"strings"

	"spof/providers/aws/schema"
)

// isVocabulary reports whether a text is AWS's and not its owner's: a region, a
// zone, a type of server, or one of the words that this package compares with.
func isVocabulary(s string, provider *schema.Provider) bool {
	_, region := provider.Zones(s)
	_, zone := provider.RegionOfZone(s)
	return region || zone || slices.Contains(strings.Fields(words), s) || form.MatchString(s)
}

// words are those that are compared with.
const words = `true false
	any ANY all local units vcpu memory-mib
	PRIMARY SECONDARY CALCULATED CNAME AAAA
	application network gateway internal internet-facing public private
	zonal regional EDGE REGIONAL PRIVATE single-az cross-az
	cluster spread partition
	http https tcp ssl HTTP HTTPS TCP TCP_UDP UDP TLS GENEVE MOCK
	Interface Gateway GatewayLoadBalancer
	ingress egress
	serverless provisioned
	DAEMON REPLICA FARGATE FARGATE_SPOT EXTERNAL CODE_DEPLOY ECS
	LINUX X86_64 ARM64
	Multiple Enabled Disabled
	SINGLE_INSTANCE ACTIVE_STANDBY_MULTI_AZ CLUSTER_MULTI_AZ
	$default {proxy+}
	postgres mysql mariadb aurora aurora-mysql aurora-postgresql docdb neptune redis valkey memcached`

// form matches networks, ids of zones, types of servers, names of services and
// hosts of AWS's own, and paths that name an integration or a service.
var form = regexp.MustCompile(`^(` + strings.Join([]string{
	`\d+\.\d+\.\d+\.\d+/\d+`, `[0-9a-f:]*::[0-9a-f.:]*/\d+`,
	`[a-z]+\d-az\d`,
	`((db|cache|dms)\.)?[a-z]+\d+[a-z0-9-]*\.([0-9]*x?(nano|micro|small|medium|large|metal)[a-z0-9-]*)(\.(search|elasticsearch))?`,
	`(com|cn\.com)\.amazonaws\.[a-z0-9.-]+`, `[a-z0-9.-]+\.(amazonaws\.com(\.cn)?|cloudfront\.net)`,
	`integrations/[\w-]+`, `service/[\w-]+/[\w-]+`,
}, "|") + `)$`)
