package inventory_test

import (
	"testing"

	"spof/inventory"
)

func TestIdentitiesKnowAddresses(t *testing.T) {
	t.Parallel()
	const token = inventory.Token + "a1b2c3d4e5f6"
	var ids inventory.Identities
	if !ids.Add(token, inventory.Reference{Address: "aws_eip.a", Attribute: "public_ip"}) {
		t.Fatal("the token was refused")
	}
	address := inventory.Address(token)
	if address[:2] != "24" {
		t.Fatalf("address %s is not of the reserved block", address)
	}
	for text, want := range map[string]string{
		address + "/32":                     "aws_eip.a/32",
		"http://" + address + ".:80/":       "http://aws_eip.a.:80/",
		"1" + address:                       "1" + address,
		address + "1":                       address + "1",
		"id eipalloc-" + token + " is here": "id eipalloc-aws_eip.a is here",
		"24.1.2.3":                          "24.1.2.3",
	} {
		got := ids.Replace(text, func(_ string, of inventory.Reference) string { return of.Address })
		if got != want {
			t.Errorf("Replace(%q) = %q, want %q", text, got, want)
		}
		if holds := ids.Holds(text); holds != (want != text) {
			t.Errorf("Holds(%q) = %v", text, holds)
		}
	}
}

func TestIdentitiesRefuseASharedAddress(t *testing.T) {
	t.Parallel()
	var ids inventory.Identities
	ids.Add(inventory.Token+"00000a1b2c3d", inventory.Reference{Address: "aws_eip.a", Attribute: "public_ip"})
	if ids.Add(inventory.Token+"11111a1b2c3d", inventory.Reference{Address: "aws_eip.b", Attribute: "public_ip"}) {
		t.Error("two tokens with one address were both accepted")
	}
}
