package aws

import (
	"regexp"

	"spof/estate"
)

// tellHashedScripts makes a gap of the scripts that servers start with, where a
// state holds no more than a hash of each: what they name cannot be read.
func (m *model) tellHashedScripts() {
	var of []string
	var at estate.Origin
	for _, typ := range []string{"aws_instance", "aws_launch_configuration", "aws_spot_instance_request"} {
		for _, r := range m.types[typ] {
			if !hash.MatchString(attrs(r).text("user_data", "").Or("")) {
				continue
			}
			if len(of) == 0 {
				at = attrs(r).at("user_data")
			}
			of = append(of, r.Address)
		}
	}
	if len(of) == 0 {
		return
	}
	m.gaps = append(m.gaps, estate.Gap{
		What: "the user data of " + andMore(of), Why: "the provider keeps a hash of it in the state, and not what it names",
		Advice: "audit the configuration, or its plan, to have it read", Origin: at, Unsettles: of,
	})
}

// hash matches a SHA-1 hash in hexadecimal digits.
var hash = regexp.MustCompile(`^[0-9a-f]{40}$`)
