package functions

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/zclconf/go-cty/cty"
)

// The limits of one call. Terraform has none but range's 1024 elements; these
// are far above what configurations need, and far below what hurts.
const (
	maxBytes    = 64 << 20 // bytes of a string, a file, or all arguments of a call
	maxElements = 100_000  // elements that setproduct may multiply its arguments to
	maxDigits   = 1 << 20  // decimal digits before the point of a number
	maxNesting  = 1_000    // depth of a document or template that is parsed
)

// nodeWeight is what a value weighs beside its text, in bytes: about what cty
// needs to hold it.
const nodeWeight = 16

// A limit returns an error when the result of a call with these arguments
// would be too large. It meets null, unknown and marked arguments, and leaves
// what it cannot measure to the function.
type limit func(args []cty.Value) error

// limits holds the functions whose result can be far larger than their
// arguments, by name.
var limits = map[string]limit{
	"format":           limitFormat,
	"formatlist":       limitFormatList,
	"indent":           limitIndent,
	"join":             limitJoin,
	"jsondecode":       limitNesting,
	"replace":          limitReplace,
	"setproduct":       limitSetProduct,
	"yamldecode":       limitNesting,
	"tostring":         limitDigits,
	"jsonencode":       limitDigits,
	"yamlencode":       limitDigits,
	"textencodebase64": nil,
}

func tooLarge(what string, limit int) error {
	return fmt.Errorf("%s would be larger than the limit of %d bytes", what, limit)
}

// checkSizes refuses arguments that are too heavy to walk, then asks limit.
func checkSizes(args []cty.Value, limit limit) error {
	left := maxBytes
	for _, arg := range args {
		left = weigh(arg, left)
		if left < 0 {
			return fmt.Errorf("the arguments are larger than the limit of %d bytes", maxBytes)
		}
	}
	if limit == nil {
		return nil
	}
	return limit(args)
}

// weigh returns what remains of budget after v, negative as soon as it is
// used up: values can share their parts, so that a walk over all of one may
// never end.
func weigh(v cty.Value, budget int) int {
	budget -= nodeWeight
	v, _ = v.Unmark()
	if budget < 0 || v.IsNull() || !v.IsKnown() {
		return budget
	}
	ty := v.Type()
	if ty == cty.String {
		return budget - len(v.AsString())
	}
	if !v.CanIterateElements() {
		return budget
	}
	for _, element := range v.Elements() {
		if budget = weigh(element, budget); budget < 0 {
			return budget
		}
	}
	return budget
}

// text returns the string that v holds, and whether it holds one now.
func text(v cty.Value) (string, bool) {
	v, _ = v.Unmark()
	if v.Type() != cty.String || v.IsNull() || !v.IsKnown() {
		return "", false
	}
	return v.AsString(), true
}

// count returns how many elements v has, and whether that is known now.
func count(v cty.Value) (int, bool) {
	v, _ = v.Unmark()
	if v.IsNull() || !v.IsKnown() || !v.CanIterateElements() {
		return 0, false
	}
	return v.LengthInt(), true
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

// small returns the whole number in v, no more than most, and whether v holds
// a number now.
func small(v cty.Value, most int) (int, bool) {
	v, _ = v.Unmark()
	if v.Type() != cty.Number || v.IsNull() || !v.IsKnown() {
		return 0, false
	}
	f, _ := v.AsBigFloat().Float64()
	if f > float64(most) {
		return most, true
	}
	return int(f), true
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

// limitNesting refuses documents so deep that parsing them would exhaust the
// stack, which Go cannot recover from.
func limitNesting(args []cty.Value) error {
	doc, ok := text(args[0])
	if !ok {
		return nil
	}
	return checkNesting(doc)
}

// checkNesting counts open brackets without knowing the language, so it may
// overrate a text whose strings hold brackets that are never closed.
func checkNesting(doc string) error {
	depth := 0
	for i := range len(doc) {
		switch doc[i] {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth = max(depth-1, 0)
		}
		if depth > maxNesting {
			return fmt.Errorf("brackets are nested deeper than the limit of %d", maxNesting)
		}
	}
	return nil
}

// limitDigits refuses numbers that would be written with more digits than a
// document can be expected to have: 1e100000000 is ten characters to write.
func limitDigits(args []cty.Value) error {
	for _, arg := range args {
		if mostDigits(arg) > maxDigits {
			return fmt.Errorf("a number has more than the limit of %d digits", maxDigits)
		}
	}
	return nil
}

// mostDigits returns how many decimal digits the longest number within v
// takes, at most.
func mostDigits(v cty.Value) int {
	v, _ = v.Unmark()
	if v.IsNull() || !v.IsKnown() {
		return 0
	}
	if v.Type() == cty.Number {
		exponent := v.AsBigFloat().MantExp(nil)
		return max(exponent, -exponent) / 3
	}
	if !v.CanIterateElements() {
		return 0
	}
	most := 0
	for _, element := range v.Elements() {
		most = max(most, mostDigits(element))
	}
	return most
}

var formatNumber = regexp.MustCompile(`[0-9]+`)

// formatted returns how long the text can get that format makes of args.
func formatted(format string, args []cty.Value) int {
	widths := 0
	for _, digits := range formatNumber.FindAllString(format, -1) {
		n, err := strconv.Atoi(digits)
		if err != nil || n > maxBytes {
			return maxBytes + 1
		}
		widths = min(widths+n*utf8.UTFMax, maxBytes)
	}
	heaviest := 0
	for _, arg := range args {
		heaviest = max(heaviest, maxBytes-weigh(arg, maxBytes)+mostDigits(arg))
	}
	verbs := strings.Count(format, "%")
	if verbs > 0 && heaviest > maxBytes/verbs {
		return maxBytes + 1
	}
	return len(format) + widths + verbs*heaviest
}

func limitFormat(args []cty.Value) error {
	format, ok := text(args[0])
	if ok && formatted(format, args[1:]) > maxBytes {
		return tooLarge("the formatted text", maxBytes)
	}
	return nil
}

func limitFormatList(args []cty.Value) error {
	format, ok := text(args[0])
	if !ok {
		return nil
	}
	items, single := 1, make([]cty.Value, 0, len(args))
	for _, arg := range args[1:] {
		n, known := count(arg)
		if known && !isMapping(arg.Type()) {
			items = max(items, n)
			arg = heaviestElement(arg)
		}
		single = append(single, arg)
	}
	if one := formatted(format, single); one > maxBytes/items {
		return tooLarge("the formatted list", maxBytes)
	}
	return nil
}

func isMapping(ty cty.Type) bool { return ty.IsMapType() || ty.IsObjectType() }

func heaviestElement(list cty.Value) cty.Value {
	list, _ = list.Unmark()
	heaviest, least := cty.NullVal(cty.DynamicPseudoType), maxBytes
	for _, element := range list.Elements() {
		if left := weigh(element, maxBytes) - mostDigits(element); left < least {
			heaviest, least = element, left
		}
	}
	return heaviest
}
