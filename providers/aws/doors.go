package aws

import (
	"spof/inventory"
)

// served returns the address that users of a resource need: its own, or that
// of the datastore which it is a door to.
func (m *model) served(r *inventory.Resource) string {
	if a, ok := m.servedBy[r.Address]; ok {
		return a
	}
	b := attrs(r)
	switch r.Type {
	case "aws_rds_cluster_endpoint", "aws_rds_cluster_instance", "aws_docdb_cluster_instance", "aws_neptune_cluster_instance":
		if c := m.resource(b, "cluster_identifier", clusterTypes...); c != nil {
			return c.Address
		}
	case "aws_db_proxy":
		if db := m.behindProxy(b); db != nil {
			return db.Address
		}
	}
	return r.Address
}

// behindProxy returns the database that an RDS proxy leads to.
func (m *model) behindProxy(proxy block) *inventory.Resource {
	for _, t := range m.types["aws_db_proxy_target"] {
		b := attrs(t)
		if b.text("db_proxy_name", "").Or("") != proxy.text("name", "").Or("") {
			continue
		}
		for _, name := range []string{"db_cluster_identifier", "db_instance_identifier"} {
			if db := m.resource(b, name, "aws_rds_cluster", "aws_db_instance"); db != nil {
				return db
			}
		}
	}
	return nil
}
