package schema

import (
	"github.com/zclconf/go-cty/cty"

	"spof/inventory"
	"spof/parsers/tfconfig"
	"spof/parsers/tfconfig/functions"
)

// renderedTemplate answers template_file, which the templatefile function has
// replaced and old configurations still render their user data with.
// See https://registry.terraform.io/providers/hashicorp/template/latest/docs/data-sources/file.
func renderedTemplate(r tfconfig.Instance) (answer cty.Value, known bool) {
	template, vars := field(r.Values, "template"), field(r.Values, "vars")
	if vars.IsNull() {
		vars = cty.EmptyObjectVal
	}
	render := functions.Table(functions.Env{Sensitive: inventory.Sensitive})["templatestring"]
	rendered, err := render.Call([]cty.Value{template, vars})
	if err != nil {
		return cty.DynamicVal, false
	}
	return cty.ObjectVal(map[string]cty.Value{"rendered": rendered}), true
}
