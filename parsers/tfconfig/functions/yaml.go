package functions

import (
	"fmt"

	ctyyaml "github.com/zclconf/go-cty-yaml"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"

	"spof/parsers/tfconfig/bounds"
)

// yamlDecode differs from go-cty-yaml's own function in that it never walks
// the result before its size is known: aliases of aliases can make a value of
// billions of parts from a few lines, all of them shared.
func yamlDecode() function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{stringParam("src")},
		Type:   function.StaticReturnType(cty.DynamicPseudoType),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			v, err := ctyyaml.Standard.Unmarshal([]byte(args[0].AsString()), cty.DynamicPseudoType)
			if err != nil {
				return cty.NilVal, err
			}
			if bytes, _ := bounds.Measure(v, maxBytes); bytes > maxBytes {
				return cty.NilVal, fmt.Errorf("with its aliases the document is larger than the limit of %d bytes", maxBytes)
			}
			return v, nil
		},
	})
}
