package functions

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"spof/parsers/tfconfig/bounds"
)

// The limits of one call. Terraform has none but range's 1024 elements; these
// are far above what configurations need, and far below what hurts.
const (
	maxBytes    = 64 << 20  // bytes of a string, a file, or all arguments of a call
	maxElements = 100_000   // elements that setproduct may multiply its arguments to
	maxDigits   = 1 << 20   // decimal digits before the point of a number
	maxDocument = 8 << 20   // bytes of a document that is parsed into values
	maxParts    = 1_000_000 // parts that a text may be cut into
	maxNesting  = 10_000    // depth of a document that is parsed
	maxJSONNest = 1_000     // the same for JSON, which takes time by its square
)

// A limit returns an error when the result of a call with these arguments
// would be too large. It meets null, unknown and marked arguments, and leaves
// what it cannot measure to the function.
type limit func(args []cty.Value) error

// limits holds the functions whose result can be far larger than their
// arguments, by name.
var limits = map[string]limit{
	"csvdecode":                          limitDocument,
	"format":                             limitFormat,
	"formatlist":                         limitFormatList,
	"indent":                             limitIndent,
	"join":                               limitJoin,
	"jsondecode":                         limitJSON,
	"jsonencode":                         limitDigits,
	"provider::terraform::decode_tfvars": limitTFVars,
	"regexall":                           limitRegexAll,
	"replace":                            limitReplace,
	"setproduct":                         limitSetProduct,
	"split":                              limitSplit,
	"tostring":                           limitDigits,
	"yamldecode":                         limitYAML,
	"yamlencode":                         limitDigits,
}

func tooLarge(what string, limit int) error {
	return fmt.Errorf("%s would be larger than the limit of %d bytes", what, limit)
}

func limitSplit(args []cty.Value) error {
	separator, okSep := text(args[0])
	str, okStr := text(args[1])
	if okSep && okStr && strings.Count(str, separator) >= maxParts {
		return fmt.Errorf("the text would have more than the limit of %d parts", maxParts)
	}
	return nil
}

func limitRegexAll(args []cty.Value) error {
	pattern, okPattern := text(args[0])
	str, okStr := text(args[1])
	if !okPattern || !okStr || len(str) < maxParts {
		return nil
	}
	re, err := regexp.Compile(pattern)
	if err != nil {
		return nil //nolint:nilerr // The function itself reports a wrong pattern.
	}
	if len(re.FindAllStringIndex(str, maxParts)) >= maxParts {
		return fmt.Errorf("the text would have more than the limit of %d matches", maxParts)
	}
	return nil
}

func limitSetProduct(args []cty.Value) error {
	total := 1
	for _, arg := range args {
		n, known := count(arg)
		if !known {
			return nil
		}
		if n == 0 {
			return nil
		}
		if total > maxElements/n {
			return fmt.Errorf("the product would have more than the limit of %d elements", maxElements)
		}
		total *= n
	}
	return nil
}

func limitIndent(args []cty.Value) error {
	str, ok := text(args[1])
	if !ok {
		return nil
	}
	spaces, ok := small(args[0], maxBytes)
	if !ok || spaces <= 0 {
		return nil
	}
	if lines := strings.Count(str, "\n"); lines > 0 && spaces > (maxBytes-len(str))/lines {
		return tooLarge("the indented text", maxBytes)
	}
	return nil
}

func limitJoin(args []cty.Value) error {
	separator, ok := text(args[0])
	if !ok {
		return nil
	}
	items := 0
	for _, arg := range args[1:] {
		n, _ := count(arg)
		items += n
	}
	if len(separator) > 0 && items > maxBytes/len(separator) {
		return tooLarge("the joined text", maxBytes)
	}
	return nil
}

func limitReplace(args []cty.Value) error {
	str, okStr := text(args[0])
	substr, okSub := text(args[1])
	with, okWith := text(args[2])
	if !okStr || !okSub || !okWith {
		return nil
	}
	// With a pattern each $ may insert what it matched, all matches together
	// no more than the whole string.
	matches, inserted := strings.Count(str, substr), 0
	if pattern, ok := replacePattern(substr); ok {
		re, err := regexp.Compile(pattern)
		if err != nil {
			return nil //nolint:nilerr // The function itself reports a wrong pattern.
		}
		matches = len(re.FindAllStringIndex(str, -1))
		inserted = strings.Count(with, "$") * len(str)
	}
	if inserted+len(str)+matches*len(with) > maxBytes {
		return tooLarge("the text", maxBytes)
	}
	return nil
}

// limitDigits refuses numbers that would be written with more digits than a
// document can be expected to have: 1e100000000 is ten characters to write.
func limitDigits(args []cty.Value) error {
	for _, arg := range args {
		if _, digits := bounds.Measure(arg, maxBytes); digits > maxDigits {
			return fmt.Errorf("a number has more than the limit of %d digits", maxDigits)
		}
	}
	return nil
}
