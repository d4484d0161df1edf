package facts

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"sync"
)

// An SLA is what AWS's contract promises of one service in several zones and
// in one: below that it pays some of the bill back. It is no measurement.
type SLA struct {
	Multi  float64 `json:"multi"`  // percent of a month, over several zones
	Single float64 `json:"single"` // percent of a month, in one zone
	Date   string  `json:"date"`   // when the page was last changed
	Page   string  `json:"page"`   // where it was read
}

//go:embed slas.json
var slasJSON []byte

// SLAs returns, by product, the contracts that tell one zone from several.
// Those of which only one of the two numbers was seen are not among them.
var SLAs = sync.OnceValue(func() map[string]SLA {
	out := map[string]SLA{}
	if err := json.Unmarshal(slasJSON, &out); err != nil {
		panic(fmt.Errorf("decode embedded slas.json: %w", err))
	}
	return out
})
