package inventory_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/zclconf/go-cty/cty"

	"spof/estate"
	"spof/inventory"
)

func TestWriteJSON(t *testing.T) {
	t.Parallel()
	token := inventory.Token + strings.Repeat("a", inventory.TokenSize-len(inventory.Token))
	ids := &inventory.Identities{}
	ids.Add(token, inventory.Reference{Address: "aws_subnet.a", Attribute: "id"})
	id := cty.StringVal("subnet-" + token)
	inv := &inventory.Inventory{
		Identities: ids,
		Resources: []*inventory.Resource{{
			Address: "aws_lb.a", Mode: inventory.Managed, Type: "aws_lb", Provider: "registry.terraform.io/hashicorp/aws",
			Region: estate.Set("eu-west-1", estate.Origin{}).Assume(),
			Values: cty.ObjectVal(map[string]cty.Value{
				"absent":   cty.NullVal(cty.String),
				"count":    cty.NumberIntVal(12345678901),
				"name":     cty.StringVal("<a>"),
				"list":     cty.ListVal([]cty.Value{id, cty.StringVal("subnet-1"), cty.UnknownVal(cty.String)}),
				"set":      cty.SetVal([]cty.Value{id, cty.StringVal("subnet-1")}),
				"sorted":   cty.SetVal([]cty.Value{cty.StringVal("b"), cty.StringVal("a")}),
				"tags":     cty.MapVal(map[string]cty.Value{"a": cty.StringVal("1"), "b": cty.UnknownVal(cty.String)}),
				"keyed":    cty.ObjectVal(map[string]cty.Value{"subnet-" + token: cty.True}),
				"password": cty.StringVal("hunter2").Mark(inventory.Sensitive),
				"zones":    cty.ListVal([]cty.Value{cty.StringVal("eu-west-1a").Mark(inventory.Assumed)}),
				"rule": cty.ListVal([]cty.Value{cty.ObjectVal(map[string]cty.Value{
					"cidr": cty.StringVal("10.0.0.0/8"), "key": cty.StringVal("k").Mark(inventory.Sensitive),
				})}),
			}),
			Origin: estate.Origin{File: "a.tf", Start: estate.Position{Line: 3}, Callers: []estate.Origin{{File: "main.tf", Start: estate.Position{Line: 1}}}},
		}},
		Gaps: []estate.Gap{{What: `module "db"`, Why: "it is not installed"}},
	}
	var out strings.Builder
	if err := inv.WriteJSON(&out); err != nil {
		t.Fatal(err)
	}
	want := `{
  "schema": 1,
  "resources": [
    {
      "address": "aws_lb.a",
      "mode": "managed",
      "type": "aws_lb",
      "provider": "registry.terraform.io/hashicorp/aws",
      "region": "eu-west-1",
      "values": {
        "count": 12345678901,
        "list": [
          null,
          "subnet-1",
          null
        ],
        "name": "<a>",
        "rule": [
          {
            "cidr": "10.0.0.0/8"
          }
        ],
        "sorted": [
          "a",
          "b"
        ],
        "zones": [
          "eu-west-1a"
        ]
      },
      "unknown": [
        "keyed",
        "list[0]",
        "list[2]",
        "set",
        "tags"
      ],
      "sensitive": [
        "password",
        "rule[0].key"
      ],
      "assumed": [
        "zones[0]",
        "region"
      ],
      "origin": {
        "file": "a.tf",
        "line": 3,
        "callers": [
          {
            "file": "main.tf",
            "line": 1
          }
        ]
      }
    }
  ],
  "gaps": [
    {
      "what": "module \"db\"",
      "why": "it is not installed"
    }
  ]
}
`
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// The AWS provider plans a map that is known in part as unknown; those of
// random, null and time, whose maps hold what others are made of, do not.
func TestWriteJSONOfMapsKnownInPart(t *testing.T) {
	t.Parallel()
	part := cty.MapVal(map[string]cty.Value{"known": cty.StringVal("1"), "open": cty.UnknownVal(cty.String)})
	for typ, want := range map[string]string{
		"aws_lb":        `"values": {}, "unknown": [ "m" ]`,
		"null_resource": `"values": { "m": { "known": "1" } }, "unknown": [ "m.open" ]`,
	} {
		inv := &inventory.Inventory{Identities: &inventory.Identities{}, Resources: []*inventory.Resource{
			{Type: typ, Values: cty.ObjectVal(map[string]cty.Value{"m": part})},
		}}
		var out strings.Builder
		if err := inv.WriteJSON(&out); err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(strings.Fields(out.String()), " "); !strings.Contains(got, want) {
			t.Errorf("%s: %s, want %s", typ, got, want)
		}
	}
}
