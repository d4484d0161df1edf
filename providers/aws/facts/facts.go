// Package facts holds what AWS publishes of its services, as data with source
// and date: how long a takeover takes and what it may lose, what an hour of
// something costs, and what contracts promise.
//
// The figures are AWS's words, not measurements and not promises.
package facts

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"sync"
)

// A Takeover is what AWS says of one way of taking over.
type Takeover struct {
	Time   string `json:"time"`   // how long it takes: "typically 60 to 120 seconds"
	Data   string `json:"data"`   // what it may lose
	Source string `json:"source"` // the page that says so
	Read   string `json:"read"`   // the month in which the page was read: "2026-11"
}

//go:embed takeovers.json
var takeoversJSON []byte

// Takeovers returns all takeovers, by name.
var Takeovers = sync.OnceValue(func() map[string]Takeover {
	out := map[string]Takeover{}
	if err := json.Unmarshal(takeoversJSON, &out); err != nil {
		panic(fmt.Errorf("decode embedded takeovers.json: %w", err))
	}
	return out
})

// String gives the takeover's figures in a sentence's end: "typically 60 to 120
// seconds; no committed data is lost".
func (t Takeover) String() string {
	if t.Data == "" {
		return t.Time
	}
	return t.Time + "; " + t.Data
}
