package schema_test

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hcldec"
	"github.com/hashicorp/hcl/v2/hclparse"
	"github.com/zclconf/go-cty/cty"

	"spof/inventory"
	"spof/parsers/tfconfig"
	"spof/providers/aws/schema"
)

// dataBlocks reads the data blocks of a file whose values are literals.
func dataBlocks(t *testing.T, p *schema.Provider, file string) map[string]cty.Value {
	t.Helper()
	f, diags := hclparse.NewParser().ParseHCLFile(file)
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	content, diags := f.Body.Content(&hcl.BodySchema{Blocks: []hcl.BlockHeaderSchema{{Type: "data", LabelNames: []string{"type", "name"}}}})
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	all := map[string]cty.Value{}
	for _, block := range content.Blocks {
		v, diags := hcldec.Decode(block.Body, specOf(p.Schema(inventory.Data, block.Labels[0])), nil)
		if diags.HasErrors() {
			t.Fatal(diags)
		}
		all[block.Labels[1]] = v
	}
	return all
}

// specOf decodes a block of a shape.
func specOf(b *tfconfig.Block) hcldec.Spec {
	spec := hcldec.ObjectSpec{}
	for name, a := range b.Attributes {
		spec[name] = &hcldec.AttrSpec{Name: name, Type: a.Type, Required: a.Required}
	}
	for name, n := range b.Blocks {
		switch n.Nesting {
		case tfconfig.NestSet:
			spec[name] = &hcldec.BlockSetSpec{TypeName: name, Nested: specOf(&n.Block)}
		case tfconfig.NestList:
			spec[name] = &hcldec.BlockListSpec{TypeName: name, Nested: specOf(&n.Block)}
		case tfconfig.NestSingle, tfconfig.NestMap:
			spec[name] = &hcldec.BlockSpec{TypeName: name, Nested: specOf(&n.Block)}
		}
	}
	return spec
}

// The documents are those that the provider itself rendered.
func TestPolicyDocumentsAreRenderedAsTheProviderDoes(t *testing.T) {
	t.Parallel()
	recorded, err := os.ReadFile("testdata/policies.json")
	if err != nil {
		t.Fatal(err)
	}
	var want map[string]map[string]string
	if err := json.Unmarshal(recorded, &want); err != nil {
		t.Fatal(err)
	}
	p := schema.New()
	documents := dataBlocks(t, p, "testdata/policies.tf")
	if len(documents) != len(want) {
		t.Fatalf("%d documents, %d recorded", len(documents), len(want))
	}
	for name, values := range documents {
		answer, known := p.Answer(tfconfig.Instance{Type: "aws_iam_policy_document", Values: values}, nil)
		if !known {
			t.Errorf("%s is not known", name)
			continue
		}
		got := map[string]string{}
		for attribute, v := range answer.AsValueMap() {
			got[attribute] = v.AsString()
		}
		if diff := cmp.Diff(want[name], got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}
