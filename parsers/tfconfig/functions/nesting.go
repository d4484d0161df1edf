package functions

import (
	"fmt"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"spof/parsers/tfconfig/bounds"
)

// Documents too deep for the stack are refused before they are parsed: Go
// cannot recover from an exhausted stack.

func limitDocument(args []cty.Value) error {
	doc, ok := text(args[0])
	if ok && len(doc) > maxDocument {
		return fmt.Errorf("the document is larger than the limit of %d bytes", maxDocument)
	}
	return nil
}

func limitJSON(args []cty.Value) error {
	if err := limitDocument(args); err != nil {
		return err
	}
	doc, ok := text(args[0])
	if ok && nesting(withoutStrings(doc)) > maxJSONNest {
		return fmt.Errorf("the document is nested deeper than the limit of %d", maxJSONNest)
	}
	return nil
}

func limitYAML(args []cty.Value) error {
	if err := limitDocument(args); err != nil {
		return err
	}
	doc, ok := text(args[0])
	if !ok {
		return nil
	}
	for line := range strings.Lines(doc) {
		// Sequences can be nested on one line: "- - - x".
		indicators := line[:len(line)-len(strings.TrimLeft(line, " \t-?"))]
		if strings.Count(indicators, "- ")+strings.Count(indicators, "? ") > maxNesting {
			return fmt.Errorf("the document is nested deeper than the limit of %d", maxNesting)
		}
	}
	return checkNesting(doc)
}

func limitTFVars(args []cty.Value) error {
	if err := limitDocument(args); err != nil {
		return err
	}
	doc, _ := text(args[0])
	return bounds.CheckConfig([]byte(doc))
}

// checkNesting counts open brackets without knowing the language, so it
// overrates a text whose strings hold brackets that are never closed.
func checkNesting(doc string) error {
	if nesting(doc) > maxNesting {
		return fmt.Errorf("brackets are nested deeper than the limit of %d", maxNesting)
	}
	return nil
}

func nesting(doc string) int {
	depth, deepest := 0, 0
	for i := range len(doc) {
		switch doc[i] {
		case '(', '[', '{':
			depth++
			deepest = max(deepest, depth)
		case ')', ']', '}':
			depth = max(depth-1, 0)
		}
	}
	return deepest
}

// withoutStrings drops the strings of a JSON document.
func withoutStrings(doc string) string {
	var out strings.Builder
	inside := false
	for i := 0; i < len(doc); i++ {
		switch {
		case inside && doc[i] == '\\':
			i++
		case doc[i] == '"':
			inside = !inside
		case !inside:
			out.WriteByte(doc[i])
		}
	}
	return out.String()
}
