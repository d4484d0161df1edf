package schema

import (
	"github.com/zclconf/go-cty/cty"

	"spof/parsers/tfconfig"
)

// renderedTemplate answers template_file, which the templatefile function has
// replaced and old configurations still render their user data with.
// See https://registry.terraform.io/providers/hashicorp/template/latest/docs/data-sources/file.
func (p *Provider) renderedTemplate(r tfconfig.Instance) (answer cty.Value, known bool) {
	template, vars := field(r.Values, "template"), field(r.Values, "vars")
	if vars.IsNull() {
		vars = cty.EmptyObjectVal
	}
	rendered, err := p.render().Call([]cty.Value{template, vars})
	if err != nil {
		return cty.DynamicVal, false
	}
	return cty.ObjectVal(map[string]cty.Value{"rendered": rendered}), true
}
