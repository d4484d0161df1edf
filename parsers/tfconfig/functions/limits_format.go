package functions

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/zclconf/go-cty/cty"

	"spof/parsers/tfconfig/bounds"
)

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
		bytes, digits := bounds.Measure(arg, maxBytes)
		heaviest = max(heaviest, bytes+digits)
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
	heaviest, most := cty.NullVal(cty.DynamicPseudoType), 0
	for _, element := range list.Elements() {
		if bytes, digits := bounds.Measure(element, maxBytes); bytes+digits > most {
			heaviest, most = element, bytes+digits
		}
	}
	return heaviest
}
