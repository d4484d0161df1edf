package functions_test

import (
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
		call := regexp.MustCompile(`(^|[^\w:])` + name + `\(`)
		asked := map[string]bool{}
		for _, expr := range exprs {
			if !call.MatchString(expr) {
				continue
			}
			asked["null"] = asked["null"] || strings.Contains(expr, "null")
			asked["unknown"] = asked["unknown"] || strings.Contains(expr, "local.unknown")
			asked["empty"] = asked["empty"] || strings.Contains(expr, `""`) || strings.Contains(expr, "[]") || strings.Contains(expr, "{}")
			asked["marked"] = asked["marked"] || strings.Contains(expr, "sensitive(")
			asked["wrong"] = asked["wrong"] || strings.HasPrefix(expr, name+"(") && recorded[expr].Error != ""
		}
		for _, kind := range []string{"null", "unknown", "empty", "marked", "wrong"} {
			if !asked[kind] && (kind != "wrong" || !slices.Contains(takeAnything, name)) {
				t.Errorf("%s is not asked what is %s", name, kind)
			}
		}
	}
}
