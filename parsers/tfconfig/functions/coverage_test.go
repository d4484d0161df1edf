package functions_test

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"spof/parsers/tfconfig/functions"
)

// notTerraforms are the functions that Terraform 1.11 does not have, for which
// no answer can be recorded: TestDialects holds them.
var notTerraforms = regexp.MustCompile(`^(assume.*|base64gunzip|cidrcontains|convert|flip_sensitive|list|map|urldecode)$`)

// takeAnything are the functions that no argument is wrong for.
var takeAnything = []string{"can", "ephemeralasnull", "issensitive", "jsonencode", "nonsensitive", "sensitive", "yamlencode"}

// TestEveryFunctionIsAskedEverything requires that each function is compared
// with Terraform on what most often goes wrong.
func TestEveryFunctionIsAskedEverything(t *testing.T) {
	t.Parallel()
	recorded, exprs := readAnswers(t), calls(t)
	for name := range functions.Table(functions.Env{}) {
		if strings.Contains(name, "::") || notTerraforms.MatchString(name) {
			continue
		}
		asked := map[string]bool{}
		call := regexp.MustCompile(`(^|[^\w:])` + name + `\(`)
		for _, expr := range exprs {
			if call.MatchString(expr) {
				maps.Copy(asked, kindsIn(expr))
				asked["wrong"] = asked["wrong"] || strings.HasPrefix(expr, name+"(") && recorded[expr].Error != ""
			}
		}
		for _, kind := range []string{"null", "unknown", "empty", "marked", "wrong"} {
			if !asked[kind] && (kind != "wrong" || !slices.Contains(takeAnything, name)) {
				t.Errorf("%s is not asked what is %s", name, kind)
			}
		}
	}
}

// signs are what shows a kind of argument in a call.
var signs = map[string]*regexp.Regexp{
	"null":    regexp.MustCompile(`\bnull\b`),
	"unknown": regexp.MustCompile(`local\.unknown`),
	"empty":   regexp.MustCompile(`""|\[\]|\{\}`),
	"marked":  regexp.MustCompile(`sensitive\(`),
}

// kindsIn returns the kinds of arguments of a call, each true.
func kindsIn(expr string) map[string]bool {
	out := map[string]bool{}
	for kind, sign := range signs {
		if sign.MatchString(expr) {
			out[kind] = true
		}
	}
	return out
}
