package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"spof/analysis"
)

// known are the flags that say what a reader knows already, and does not want
// to be told again.
type known struct {
	baseline string
	newOnly  bool
}

func (k *known) flags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&k.baseline, "baseline", "", "leave out what a saved audit holds: a `FILE` of --output json=FILE")
	cmd.Flags().BoolVar(&k.newOnly, "new-only", false, "leave out what was there before: before the plan, or in the baseline")
}

// apply compares audits with the baseline, and has what is known left out.
func (k *known) apply(c Command, audits []*analysis.Audit) error {
	if k.baseline != "" {
		saved, err := c.saved(k.baseline)
		if err != nil {
			return err
		}
		k.compare(saved.Audits, audits)
	}
	for _, a := range audits {
		switch {
		case !k.newOnly:
		case a.Compared == nil:
			return usagef("--new-only: %s is compared with nothing; give a plan, or --baseline FILE", a.Input.Path)
		default:
			a.Compared.NewOnly = true
		}
	}
	return nil
}

// compare compares each audit with that of the same input in the baseline, or
// of the only input of both. Where there is none, everything is new.
func (k *known) compare(baseline, audits []*analysis.Audit) {
	for _, p := range pairs(side{baseline, ""}, side{audits, ""}) {
		if p.after == nil {
			continue // a root that was not asked for
		}
		before := p.before
		if before == nil {
			before = &analysis.Audit{}
			p.after.Notes = append(p.after.Notes,
				fmt.Sprintf("%s holds no audit of %s, so that all of its findings are new", k.baseline, p.after.Input.Path))
		}
		analysis.Compare(before, p.after, analysis.Comparison{With: k.baseline, Baseline: true, NewOnly: true})
	}
}
