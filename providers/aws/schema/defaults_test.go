package schema_test

import (
	"testing"

	"github.com/zclconf/go-cty/cty"

	"spof/inventory"
	"spof/providers/aws/schema"
)

func TestDefaultsAreOfTheProvider(t *testing.T) {
	t.Parallel()
	p := schema.New()
	for _, c := range []struct {
		typ, name string
		want      cty.Value
	}{
		{"aws_lb", "idle_timeout", cty.NumberIntVal(60)},
		{"aws_docdb_cluster", "port", cty.NumberIntVal(27017)},
		{"aws_lb_target_group", "deregistration_delay", cty.StringVal("300")},
		{"aws_db_instance", "multi_az", cty.NilVal},
	} {
		if got := p.Schema(inventory.Managed, c.typ).Attributes[c.name].Default; got != c.want && !got.RawEquals(c.want) {
			t.Errorf("%s.%s is %#v by default, want %#v", c.typ, c.name, got, c.want)
		}
	}
}
