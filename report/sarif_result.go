package report

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"spof/analysis"
	"spof/estate"
)

// failuresNamed is how many failures the message of their cause names.
const failuresNamed = 3

func (b *sarifBuilder) result(c candidate) sarifResult {
	f := c.finding
	proof := c.proof()
	related, links := b.related(f.Origin, proof)
	return sarifResult{
		RuleID: f.Rule.ID, RuleIndex: b.rules[f.Rule.ID], Level: level(c.severity),
		Message:      sarifMessage{Text: c.message(links)},
		Locations:    []sarifLocation{b.main(c)},
		Related:      related,
		CodeFlows:    b.flow(proof),
		State:        c.state,
		Fingerprints: map[string]string{"primaryLocationLineHash": fingerprint(c.prefix + f.Identity())},
	}
}

// proof is that of the worst failure which the finding explains, else its own.
func (c candidate) proof() []analysis.Step {
	proof := c.finding.Proof
	var worst *analysis.Finding
	for _, f := range c.failures {
		if len(f.Proof) > 0 && (worst == nil || f.Severity > worst.Severity) {
			worst, proof = f, f.Proof
		}
	}
	return proof
}

// message says what is wrong, what fails of it, what to do, and how users
// reach it. Its first sentence is the title that GitHub shows.
func (c candidate) message(links []string) string {
	f := c.finding
	parts := []string{sentence(f.Message)}
	for _, failure := range c.failures[:min(len(c.failures), failuresNamed)] {
		parts = append(parts, sentence(failure.Message))
	}
	if rest := len(c.failures) - failuresNamed; rest > 0 {
		parts = append(parts, "It explains "+count(rest, "more failure")+".")
	}
	switch {
	case f.Fix.Edit != "":
		parts = append(parts, "To mend it, write `"+f.Fix.Edit+"`.")
	case f.Fix.Text != "":
		parts = append(parts, "To mend it: "+sentence(f.Fix.Text))
	}
	if f.Cost != nil {
		parts = append(parts, sentence("Cost: "+costWords(f.Cost)))
	}
	if len(links) > 1 {
		parts = append(parts, "Path: "+strings.Join(links, " → "))
	}
	return strings.Join(parts, " ")
}

// sentence ends a text with a full stop.
func sentence(s string) string {
	if s == "" || strings.HasSuffix(s, ".") {
		return s
	}
	return s + "."
}

// main is the line to mend, or the nearest place to it that the repository
// holds.
func (b *sarifBuilder) main(c candidate) sarifLocation {
	f := c.finding
	origins := []estate.Origin{f.Origin}
	for _, step := range slices.Backward(f.Proof) {
		origins = append(origins, step.Origin)
	}
	at := estate.Origin{File: c.root}
	for _, o := range origins {
		if shown, ok := b.place.shown(o); ok {
			at = shown
			break
		}
	}
	return sarifLocation{
		Physical: b.place.physical(at),
		Logical:  logical(f),
	}
}

// logical names what is at fault as Terraform does and, where that is something
// else, as the account does.
func logical(f *analysis.Finding) []sarifLogical {
	out := []sarifLogical{{Name: f.Address, Kind: "resource"}}
	if f.ARN != "" {
		out = append(out, sarifLogical{Name: f.ARN, Kind: "resource"})
	}
	return out
}

// related returns the places that a result refers to, and the steps of the
// proof as text that links to them.
func (b *sarifBuilder) related(o estate.Origin, proof []analysis.Step) (places []sarifLocation, links []string) {
	add := func(at estate.Origin, text string) int {
		id := len(places) + 1
		places = append(places, sarifLocation{ID: id, Physical: b.place.physical(at), Message: &sarifMessage{Text: text}})
		return id
	}
	for i, s := range proof {
		if i > 0 && label(s) == label(proof[i-1]) {
			continue
		}
		at, ok := b.place.shown(s.Origin)
		if !ok {
			links = append(links, label(s))
			continue
		}
		id := add(at, describe(s))
		links = append(links, "["+escape(label(s))+"]("+strconv.Itoa(id)+")")
	}
	if shown, ok := b.place.shown(o); ok && shown.File != o.File {
		add(o, "here, in the module that this call installs")
	} else if ok {
		for _, call := range o.Callers {
			if _, ours := b.place.inside(call.File); ours {
				add(call, "the module is called here")
			}
		}
	}
	return places, links
}

func (b *sarifBuilder) flow(proof []analysis.Step) []sarifCodeFlow {
	var steps []sarifFlowLocation
	for _, s := range proof {
		if at, ok := b.place.shown(s.Origin); ok {
			steps = append(steps, sarifFlowLocation{sarifLocation{
				Physical: b.place.physical(at), Message: &sarifMessage{Text: describe(s)},
			}})
		}
	}
	if len(steps) < 2 {
		return nil
	}
	return []sarifCodeFlow{{ThreadFlows: []sarifThreadFlow{{Locations: steps}}}}
}

// describe says what a step is, and why the one before needs it.
func describe(s analysis.Step) string {
	if s.Why == "" {
		return label(s)
	}
	return s.Why + " " + label(s)
}

// escape keeps the brackets of an address from ending the text of a link.
func escape(s string) string {
	return strings.NewReplacer(`\`, `\\`, "[", `\[`, "]", `\]`).Replace(s)
}

// notifications says what could not be read, and what could not be decided.
func (b *sarifBuilder) notifications(v view) []sarifNotification {
	var out []sarifNotification
	for _, g := range v.audit.Gaps {
		out = append(out, b.notification("warning", "Not read: "+g.What+": "+joined([]string{g.Why, g.Advice}, "; "), g.Origin))
	}
	for _, f := range v.undecided {
		text := "Undecided (" + f.Rule.ID + "): " + sentence(f.Message)
		if len(f.Settles) > 0 {
			text += " It hangs on " + list(f.Settles, 5) + "."
		}
		out = append(out, b.notification("note", text, f.Origin))
	}
	return out
}

func (b *sarifBuilder) notification(level, text string, o estate.Origin) sarifNotification {
	n := sarifNotification{Level: level, Message: sarifMessage{Text: text}}
	if at, ok := b.place.shown(o); ok {
		n.Locations = []sarifLocation{{Physical: b.place.physical(at)}}
	}
	return n
}

// fingerprint makes an alert the same one when lines move.
func fingerprint(identity string) string {
	sum := sha256.Sum256([]byte(identity))
	return hex.EncodeToString(sum[:16]) + ":1"
}
