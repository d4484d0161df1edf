package analysis

import (
	"slices"

	"spof/estate"
)

// ignore accepts the findings that comments name, and the failures that only
// accepted findings explain. It returns a gap for each comment without effect.
func (r *runner) ignore(comments []estate.Ignore) []estate.Gap {
	var unused []estate.Gap
	for _, comment := range comments {
		used := false
		for _, f := range r.findings() {
			if f.Rule.ID == comment.Rule && follows(comment.Origin, f.Origin) {
				f.Ignored = comment.Reason
				used = true
			}
		}
		if !used {
			unused = append(unused, estate.Gap{
				What:   "spof:ignore " + comment.Rule,
				Why:    "no finding of this rule stands on its line or on the line after",
				Advice: "remove the comment, or move it to the line that the finding names",
				Origin: comment.Origin,
			})
		}
	}
	for _, t := range r.told {
		if len(t.causes) > 0 && !slices.ContainsFunc(t.causes, func(c *telling) bool { return c.finding.Ignored == "" }) {
			t.finding.Ignored = t.causes[0].finding.Ignored
		}
	}
	return unused
}

// follows says whether a finding stands on the line of a comment or the next.
func follows(comment, finding estate.Origin) bool {
	line := finding.Start.Line - comment.Start.Line
	return finding.File != "" && finding.File == comment.File && (line == 0 || line == 1)
}
