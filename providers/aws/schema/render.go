package schema

import (
	"strings"
)

// render fills a shape for an attribute.
func (m *maker) render(attribute, shape string) string {
	if rest, ok := strings.CutPrefix(shape, "arn:"); ok && !strings.HasPrefix(rest, "{partition}") {
		service, resource, _ := strings.Cut(rest, ":")
		shape = "arn:{partition}:" + service + ":{region}:{account}:" + resource
	}
	if rest, ok := strings.CutPrefix(shape, "arn-global:"); ok {
		service, resource, _ := strings.Cut(rest, ":")
		shape = "arn:{partition}:" + service + "::{account}:" + resource
	}
	var out strings.Builder
	for {
		before, rest, found := strings.Cut(shape, "{")
		out.WriteString(before)
		if !found {
			return out.String()
		}
		var hole string
		hole, shape, _ = strings.Cut(rest, "}")
		out.WriteString(m.fill(attribute, hole))
	}
}

// fill returns what stands in one hole of a shape.
func (m *maker) fill(attribute, hole string) string {
	switch hole {
	case "":
		return m.mint(attribute)
	case "region", "short", "account", "partition", "suffix":
		return m.place.part(hole)
	case "port":
		return m.port(attribute)
	case "version":
		return madeUpNumber(m.mint(attribute))
	}
	if other, ok := strings.CutPrefix(hole, "#"); ok {
		return m.mint(other)
	}
	if special, ok := strings.CutPrefix(hole, "%"); ok {
		return m.word(special)
	}
	for alternative := range strings.SplitSeq(hole, "|") {
		if text := m.alternative(attribute, alternative); text != "" {
			return text
		}
	}
	return m.mint(attribute)
}

// alternative returns one of the alternatives of a hole, or "" where it is not
// set.
func (m *maker) alternative(attribute, hole string) string {
	if literal, ok := strings.CutPrefix(hole, "="); ok {
		return literal
	}
	name, withToken := strings.CutSuffix(hole, "+")
	name, last := strings.CutSuffix(name, "%last")
	text, made := m.text(name)
	if text == "" {
		return ""
	}
	if last {
		text = text[strings.LastIndexAny(text, "/:")+1:]
	}
	if made || !withToken {
		return text
	}
	// The names of first-in-first-out queues and topics must end so.
	if base, ok := strings.CutSuffix(text, ".fifo"); ok {
		return base + "-" + m.mint(attribute) + ".fifo"
	}
	return text + "-" + m.mint(attribute)
}
