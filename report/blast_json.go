package report

import (
	"io"

	"spof/analysis"
	"spof/estate"
)

// A blastJSON is what `spof fail --output json` prints of one estate.
type blastJSON struct {
	Input     string             `json:"input"`
	Event     eventJSON          `json:"event"`
	Services  []blastServiceJSON `json:"services"`
	Survivors []survivorJSON     `json:"survivors"`
	Down      []blastThingJSON   `json:"down"`
	Maybe     []blastThingJSON   `json:"maybe"`
}

type blastServiceJSON struct {
	Name    string     `json:"name"`
	Outcome string     `json:"outcome"`
	InPart  bool       `json:"in_part"`
	Parts   []string   `json:"parts"`
	Verdict string     `json:"verdict"`
	Because []string   `json:"because"`
	Proof   []stepJSON `json:"proof"`
}

type survivorJSON struct {
	Name    string       `json:"name"`
	Because []string     `json:"because"`
	Unless  []unlessJSON `json:"unless"`
}

type unlessJSON struct {
	Address string `json:"address"`
	Outcome string `json:"outcome"`
	InPart  bool   `json:"in_part"`
}

type blastThingJSON struct {
	Address string      `json:"address"`
	Kind    string      `json:"kind"`
	Name    string      `json:"name"`
	Origin  *originJSON `json:"origin"`
}

type blastsJSON struct {
	Schema int         `json:"schema"`
	Fails  []blastJSON `json:"fails"`
}

// BlastJSON writes what events do as JSON.
func BlastJSON(w io.Writer, blasts []Blast) error {
	things := func(resources []*estate.Resource) []blastThingJSON {
		return each(resources, func(r *estate.Resource) blastThingJSON {
			return blastThingJSON{r.Address, string(r.Kind), r.Name, newOrigin(r.Origin)}
		})
	}
	return writeJSON(w, blastsJSON{SchemaVersion, each(blasts, func(b Blast) blastJSON {
		return blastJSON{
			Input: b.Input, Event: newEvent(b.Event),
			Services: each(b.Hits, func(h Hit) blastServiceJSON {
				return blastServiceJSON{
					h.Service, h.Outcome.Outcome.String(), h.Outcome.InPart, some(h.Outcome.Parts),
					h.Outcome.Verdict.String(), some(h.Outcome.Because), each(h.Proof, newStep),
				}
			}),
			Survivors: each(b.Survivors, func(s Survivor) survivorJSON {
				return survivorJSON{s.Service, some(s.Because), each(s.Unless, func(o analysis.EventOutcome) unlessJSON {
					return unlessJSON{o.Event.Address, o.Outcome.String(), o.InPart}
				})}
			}),
			Down: things(b.Down), Maybe: things(b.Maybe),
		}
	})})
}
