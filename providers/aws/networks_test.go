package aws_test

import (
	"testing"

	"spof/estate"
)

// TestUnknownNetworks requires that gateways are in one network where the ids of
// their networks hang on the same, and not because neither is known.
func TestUnknownNetworks(t *testing.T) {
	t.Parallel()
	for other, want := range map[string]int{"var.network": 1, "var.other": 0} {
		e := mean(t, `
variable "network" {}

variable "other" {}

resource "aws_subnet" "a" {
  vpc_id            = var.network
  availability_zone = "us-east-1a"
}

resource "aws_subnet" "b" {
  vpc_id            = `+other+`
  availability_zone = "us-east-1b"
}

resource "aws_nat_gateway" "a" {
  subnet_id = aws_subnet.a.id
}

resource "aws_nat_gateway" "b" {
  subnet_id = aws_subnet.b.id
}
`)
		for r, facts := range estate.Each[*estate.EgressTraits](e) {
			if got := len(facts.Others); got != want {
				t.Errorf("beside %s: %s has %d others, want %d", other, r.Address, got, want)
			}
		}
	}
}
