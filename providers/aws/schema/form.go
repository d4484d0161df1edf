package schema

import (
	"strconv"
	"strings"
)

// word returns what a "{%...}" of the table stands for.
func (m *maker) word(name string) string {
	switch name {
	case "lb":
		return m.choose("load_balancer_type", "app", map[string]string{"network": "net", "gateway": "gwy"})
	case "elb":
		return m.choose("load_balancer_type", m.place.region+".elb", map[string]string{"network": "elb." + m.place.region})
	case "scheme":
		return m.choose("protocol_type", "https", map[string]string{"WEBSOCKET": "wss"})
	case "scope":
		return m.choose("scope", "regional", map[string]string{"CLOUDFRONT": "global"})
	case "vpc":
		if options := field(m.instance.Values, "vpc_options"); !options.IsNull() && options.IsKnown() && !empty(options) {
			return "vpc"
		}
		return "search"
	default:
		return ""
	}
}

// choose returns the choice for a configured attribute, else the usual one.
func (m *maker) choose(attribute, usual string, choices map[string]string) string {
	text, _ := m.text(attribute)
	if choice, ok := choices[text]; ok {
		return choice
	}
	return usual
}

// port returns the configured port, else the engine's default, else digits
// that nobody can rely on.
func (m *maker) port(attribute string) string {
	if v := field(m.instance.Values, "port"); !v.IsNull() {
		if n, known := integer(v); known {
			return strconv.FormatInt(n, 10)
		}
		return madeUpNumber(m.mint(attribute))
	}
	if port := m.defaultPort(); port != "" {
		return port
	}
	return madeUpNumber(m.mint(attribute))
}

// madeUpNumber is a port above those that are in use for anything, or any other
// number that nobody can rely on.
func madeUpNumber(token string) string {
	const first, count = 49152, 16384
	n, err := strconv.ParseUint(token[max(0, len(token)-4):], 16, 32)
	if err != nil {
		return ""
	}
	return strconv.FormatUint(first+n%count, 10)
}

// defaultPort returns the port of the engine when none is configured, or "".
//
// Sources: "Port" of CreateDBInstance and CreateDBCluster in the references of
// the RDS, DocumentDB, Neptune, ElastiCache and Redshift APIs.
func (m *maker) defaultPort() string {
	switch {
	case strings.HasPrefix(m.instance.Type, "aws_redshift"):
		return "5439"
	case strings.HasPrefix(m.instance.Type, "aws_neptune"):
		return "8182"
	case strings.HasPrefix(m.instance.Type, "aws_docdb"):
		return "27017"
	}
	engine, _ := m.text("engine")
	for _, known := range []struct{ prefix, port string }{
		{"aurora-postgresql", "5432"},
		{"aurora", "3306"},
		{"mysql", "3306"},
		{"mariadb", "3306"},
		{"custom-oracle", "1521"},
		{"oracle", "1521"},
		{"custom-sqlserver", "1433"},
		{"sqlserver", "1433"},
		{"postgres", "5432"},
		{"db2", "50000"},
		{"memcached", "11211"},
		{"redis", "6379"},
		{"valkey", "6379"},
	} {
		if strings.HasPrefix(engine, known.prefix) {
			return known.port
		}
	}
	return ""
}
