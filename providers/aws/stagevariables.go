package aws

import (
	"regexp"

	"github.com/zclconf/go-cty/cty"

	"spof/estate"
	"spof/inventory"
)

// stageVariable is what each stage of an API fills in: "${stageVariables.host}".
// See https://docs.aws.amazon.com/apigateway/latest/developerguide/stage-variables.html.
var stageVariable = regexp.MustCompile(`\$\{stageVariables\.(\w+)\}`)

// stageTypes are the types of stages, with what names their API in them and what
// holds their variables.
var stageTypes = []struct{ typ, api, variables string }{
	{"aws_api_gateway_stage", "rest_api_id", "variables"},
	{"aws_apigatewayv2_stage", "api_id", "stage_variables"},
}

// staged returns what a text of an integration is in each stage of its API: as
// it stands where it names no variable, or nobody says what one is.
func (m *model) staged(api *inventory.Resource, v estate.Value[string]) []estate.Value[string] {
	var out []estate.Value[string]
	if stageVariable.MatchString(v.Or("")) {
		for _, s := range stageTypes {
			for _, stage := range m.types[s.typ] {
				if b := attrs(stage); m.resource(b, s.api, apiTypes...) == api {
					out = append(out, filled(v, b, s.variables)...)
				}
			}
		}
	}
	if len(out) == 0 {
		out = append(out, v)
	}
	return out
}

// filled returns a text with the variables of a stage in it, which are not to be
// shown; nothing where the stage lacks one.
func filled(v estate.Value[string], stage block, name string) []estate.Value[string] {
	variables, _ := stage.raw(name)
	known := map[string]string{}
	if variables.IsKnown() && !variables.IsNull() && variables.CanIterateElements() {
		for key, value := range variables.Elements() {
			if key.Type() == cty.String && value.Type() == cty.String && value.IsKnown() && !value.IsNull() {
				known[key.AsString()] = value.AsString()
			}
		}
	}
	text, lacks := v.Or(""), false
	text = stageVariable.ReplaceAllStringFunc(text, func(found string) string {
		s, ok := known[stageVariable.FindStringSubmatch(found)[1]]
		lacks = lacks || !ok
		return s
	})
	if lacks {
		return nil
	}
	return []estate.Value[string]{estate.Set(text, v.Origin()).Conceal()}
}
