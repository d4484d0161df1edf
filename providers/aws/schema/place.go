package schema

import (
	"strings"

	"spof/parsers/tfconfig"
)

// A place is what names a region and an account in identities.
type place struct {
	region    string
	short     string // as host names abbreviate the region: use1
	account   string
	partition string
	suffix    string // of host names
}

// placeOf returns the place of a resource. Its account number is made up from
// the mint, so that nobody can rely on it.
func placeOf(region string, mint tfconfig.Mint) place {
	p := place{region: region, account: accountOf(mint("arn")), short: shortRegion(region)}
	if region == "" {
		p.region, p.short = tfconfig.SymbolicRegion, tfconfig.SymbolicRegion
	}
	part := partitionOf(region)
	p.partition, p.suffix = part.name, part.suffix
	return p
}

// part returns what a hole of a shape stands for.
func (p place) part(hole string) string {
	switch hole {
	case "region":
		return p.region
	case "short":
		return p.short
	case "account":
		return p.account
	case "partition":
		return p.partition
	default:
		return p.suffix
	}
}

// accountOf returns the digits of an account number from a token.
func accountOf(token string) string {
	const digits = 12
	var out strings.Builder
	for i := max(0, len(token)-digits); i < len(token); i++ {
		c := token[i]
		if c >= 'a' {
			c = '0' + (c - 'a' + 1)
		}
		out.WriteByte(c)
	}
	return out.String()
}

// shortRegion abbreviates a region as zone ids do: us-east-1 gives use1,
// ap-southeast-2 apse2, us-gov-west-1 usgw1.
func shortRegion(region string) string {
	var out strings.Builder
	for i, word := range strings.Split(region, "-") {
		switch {
		case i == 0 || word == "":
			out.WriteString(word)
		case word == "northeast", word == "northwest", word == "southeast", word == "southwest":
			out.WriteString(word[:1] + word[5:6])
		default:
			out.WriteString(word[:1])
		}
	}
	return out.String()
}

// A partition is one of AWS's separate clouds.
type partition struct{ name, suffix, reverse string }

// partitionOf returns the partition of a region; an unknown region is taken for
// one of the commercial partition.
//
// Source: partitions.json of the AWS SDKs.
func partitionOf(region string) partition {
	for _, p := range []struct {
		prefix string
		partition
	}{
		{"cn-", partition{"aws-cn", "amazonaws.com.cn", "cn.com.amazonaws"}},
		{"us-gov-", partition{"aws-us-gov", "amazonaws.com", "com.amazonaws"}},
		{"us-isob-", partition{"aws-iso-b", "sc2s.sgov.gov", "gov.sgov.sc2s"}},
		{"us-isof-", partition{"aws-iso-f", "csp.hci.ic.gov", "gov.ic.hci.csp"}},
		{"us-iso-", partition{"aws-iso", "c2s.ic.gov", "gov.ic.c2s"}},
		{"eu-isoe-", partition{"aws-iso-e", "cloud.adc-e.uk", "uk.adc-e.cloud"}},
		{"eusc-", partition{"aws-eusc", "amazonaws.eu", "eu.amazonaws"}},
	} {
		if strings.HasPrefix(region, p.prefix) {
			return p.partition
		}
	}
	return partition{"aws", "amazonaws.com", "com.amazonaws"}
}
