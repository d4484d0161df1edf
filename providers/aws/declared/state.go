package declared

import (
	"slices"

	"spof/inventory"
)

// byState pairs by what states tell: the ARN, which names one thing everywhere;
// else the id, where one of the two has no ARN.
func (m *matcher) byState() {
	m.pairUp(func(i *item) []*inventory.Resource { return m.have(i.typ, "arn", storedText(i, "arn")) })
	// Types have second names, as aws_alb is one for aws_lb.
	m.pairUp(func(i *item) []*inventory.Resource { return m.have(anyType, "arn", storedText(i, "arn")) })
	m.pairUp(func(i *item) []*inventory.Resource {
		return slices.DeleteFunc(slices.Clone(m.have(i.typ, "id", storedText(i, "id"))), func(r *inventory.Resource) bool {
			return storedText(i, "arn") != "" && textOf(r, "arn") != ""
		})
	})
}

func storedText(i *item, name string) string {
	if i.stored == nil {
		return ""
	}
	return textOf(i.stored, name)
}
