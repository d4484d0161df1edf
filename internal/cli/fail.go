package cli

import (
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"spof/analysis"
	"spof/estate"
	"spof/report"
)

func (c Command) failCommand() *cobra.Command {
	var in inputs
	var out outputs
	cmd := &cobra.Command{
		Use:   "fail DOMAIN|ADDRESS|NAME [PATH...]",
		Short: "Say what goes down when one thing fails",
		Long: `Fail takes one zone, region or resource away and says what that does to each
service, and which resources go down with it. It exits 0 whatever the answer.`,
		Example: `  spof fail zone:us-east-1a
  spof fail region:us-east-1 infra
  spof fail zone:us-east-1a network.tfstate shop.tfstate
  spof fail module.database.aws_db_instance.this`,
		Args: atLeast(1, "what fails, then the paths"),
		RunE: func(cmd *cobra.Command, args []string) error {
			outs, err := out.parseOnly("text", "json")
			if err != nil {
				return err
			}
			estates, err := readEach(cmd.Context(), c, args[1:], in, understand)
			if err != nil {
				return err
			}
			blasts, err := blastsOf(args[0], estates)
			if err != nil {
				return err
			}
			return c.writeEach(outs, out.color, func(w io.Writer, o output, r report.Report) error {
				if o.format.Name == "json" {
					return report.BlastJSON(w, blasts)
				}
				return report.BlastText(w, r, blasts)
			})
		},
	}
	in.flags(cmd)
	out.flags(cmd)
	return cmd
}

// blastsOf simulates what a word of the command line names, in each estate
// that knows it.
func blastsOf(word string, estates []result) ([]report.Blast, error) {
	var blasts []report.Blast
	var known []string
	for _, r := range estates {
		events, names := eventsNamed(word, r.estate)
		known = append(known, names...)
		if len(events) > 1 {
			return nil, usagef("%q is the name of several resources: %s", word, listEvents(events))
		}
		if len(events) == 1 {
			blasts = append(blasts, blastOf(r, events[0]))
		}
	}
	if len(blasts) > 0 {
		return blasts, nil
	}
	slices.Sort(known)
	return nil, usagef("nothing here is called %q%s; give a zone as zone:us-east-1a, a region as region:us-east-1, or a resource by its address or name",
		word, didYouMean(word, slices.Compact(known)))
}

// eventsNamed returns the events that a word may mean in an estate, and the
// words that would mean something.
func eventsNamed(word string, e *estate.Estate) (events []analysis.Event, known []string) {
	if r := e.Find(word); r != nil {
		return []analysis.Event{unit(r)}, nil
	}
	for _, d := range domains(e) {
		known = append(known, d.String())
		if word == d.String() || word == d.Name {
			return []analysis.Event{domainEvent(d)}, nil
		}
	}
	if address, ok := strings.CutPrefix(word, string(analysis.ZoneOfEvent)+":"); ok {
		if r := e.Find(address); r != nil {
			return []analysis.Event{{Kind: analysis.ZoneOfEvent, Name: r.Address, Address: r.Address}}, nil
		}
	}
	for _, r := range e.Resources {
		if r.Of != "" {
			continue
		}
		known = append(known, r.Address, r.Name)
		if r.Name == word || slices.Contains(report.ShortNames(r.Address, ""), word) || slices.Contains(report.ShortNames(r.Address, r.Tag), word) {
			events = append(events, unit(r))
		}
	}
	return events, known
}

func unit(r *estate.Resource) analysis.Event {
	return analysis.Event{Kind: analysis.UnitEvent, Name: r.Address, Address: r.Address}
}

func domainEvent(d estate.Domain) analysis.Event {
	if d.Scope == estate.Region {
		return analysis.Event{Kind: analysis.RegionEvent, Name: d.Name}
	}
	return analysis.Event{Kind: analysis.ZoneEvent, Name: d.Name}
}

// domains returns the regions that an estate touches and their zones, regions
// first.
func domains(e *estate.Estate) []estate.Domain {
	seen := make(map[string]bool)
	var out []estate.Domain
	add := func(d estate.Domain) {
		if d.Name != "" && !seen[d.String()] {
			seen[d.String()] = true
			out = append(out, d)
		}
	}
	for _, r := range e.Resources {
		region := r.Placement.Region
		add(estate.RegionOf(region))
		if zones, known := zonesOf(region); known {
			for _, z := range zones {
				add(estate.ZoneOf(region, z))
			}
		}
		for _, z := range r.Placement.Zones {
			add(z)
		}
	}
	slices.SortFunc(out, estate.Domain.Compare)
	return out
}

func listEvents(events []analysis.Event) string {
	var names []string
	for _, e := range events {
		names = append(names, e.Name)
	}
	return strings.Join(names, ", ")
}
