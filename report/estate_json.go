package report

import (
	"io"

	"spof/estate"
)

// The types below are what `spof inspect --estate` prints.

type estateJSON struct {
	Schema    int            `json:"schema"`
	Name      string         `json:"name"`
	Resources []resourceJSON `json:"resources"`
	Gaps      []gapJSON      `json:"gaps"`
}

type resourceJSON struct {
	Address   string         `json:"address"`
	ARN       string         `json:"arn,omitempty"`
	Of        string         `json:"of,omitempty"`
	Type      string         `json:"type"`
	Kind      string         `json:"kind"`
	Name      string         `json:"name"`
	Region    string         `json:"region,omitempty"`
	Fails     string         `json:"fails"`
	Starts    bool           `json:"starts,omitempty"`
	Entry     string         `json:"entry"`
	Placement *placementJSON `json:"placement"`
	Guards    []string       `json:"guards,omitempty"`
	Needs     []needJSON     `json:"needs"`
	Origin    *originJSON    `json:"origin"`
}

type placementJSON struct {
	Scope   string   `json:"scope"`
	Region  string   `json:"region,omitempty"`
	Zones   []string `json:"zones,omitempty"`
	Chosen  bool     `json:"chosen,omitempty"`
	Assumed bool     `json:"assumed,omitempty"`
	Settles []string `json:"settles,omitempty"`
}

type needJSON struct {
	Why      string       `json:"why"`
	Strength string       `json:"strength"`
	Quorum   int          `json:"quorum"`
	Members  []memberJSON `json:"members"`
	Open     bool         `json:"open,omitempty"`
	Split    bool         `json:"split,omitempty"`
	Assumed  bool         `json:"assumed,omitempty"`
	Unless   string       `json:"unless,omitempty"`
	Settles  []string     `json:"settles,omitempty"`
	Origin   *originJSON  `json:"origin"`
}

type memberJSON struct {
	Address  string `json:"address"`
	Takeover string `json:"takeover"`
	Part     string `json:"part,omitempty"`
	Default  bool   `json:"default,omitempty"`
	Weight   int    `json:"weight,omitempty"`
}

// EstateJSON writes what was read means, as JSON: the resources, where they
// run, what they need. docs/json.md describes it.
func EstateJSON(w io.Writer, e *estate.Estate) error {
	return writeJSON(w, estateJSON{
		Schema: SchemaVersion, Name: e.Name,
		Resources: each(e.Resources, newResource),
		Gaps:      each(e.Gaps, func(g estate.Gap) gapJSON { return newGap("", g) }),
	})
}

func newResource(r *estate.Resource) resourceJSON {
	return resourceJSON{
		Address: r.Address, ARN: r.ARN, Of: r.Of, Type: r.Type, Kind: string(r.Kind), Name: r.Name, Region: r.Region.Or(""),
		Fails: failsWord(r.Fails), Starts: r.Starts, Entry: knownWord(r.Entry), Guards: r.Guards,
		Placement: newPlacement(r.Placement), Needs: each(r.Needs, newNeed), Origin: newOrigin(r.Origin),
	}
}

func newPlacement(p estate.Placement) *placementJSON {
	if p.Scope == estate.Unit {
		return nil
	}
	out := &placementJSON{Scope: p.Scope.String(), Region: p.Region, Chosen: p.Chosen, Assumed: p.Assumed, Settles: p.Settles}
	for _, z := range p.Zones {
		out.Zones = append(out.Zones, z.Name)
	}
	return out
}

func newNeed(n estate.Need) needJSON {
	return needJSON{
		Why: n.Why, Strength: strengthWord(n.Strength), Quorum: n.Quorum,
		Members: each(n.Members, func(m estate.Member) memberJSON {
			return memberJSON{m.Address, takeoverWord(m.Takeover), m.Part, m.Default, m.Weight}
		}),
		Open: n.Open, Split: n.Split, Assumed: n.Assumed, Unless: n.Unless, Settles: n.Settles, Origin: newOrigin(n.Origin),
	}
}

func failsWord(f estate.Fails) string {
	return [...]string{estate.FailsNever: "never", estate.FailsAlone: "alone", estate.FailsChanged: "when changed"}[f]
}

func strengthWord(s estate.Strength) string {
	return [...]string{estate.Hard: "hard", estate.Startup: "startup", estate.Soft: "soft"}[s]
}

func takeoverWord(t estate.Takeover) string {
	return [...]string{estate.Running: "running", estate.Relaunch: "relaunch", estate.ByHand: "by hand"}[t]
}

func knownWord(v estate.Value[bool]) string {
	switch yes, known := v.Get(); {
	case !known:
		return "unknown"
	case yes:
		return "yes"
	default:
		return "no"
	}
}
