package planmake_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"testing"

	"spof/internal/planmake"
)

func TestWrite(t *testing.T) {
	t.Parallel()
	for _, resources := range []int{0, 1, 100, 1_000} {
		var once, again bytes.Buffer
		if err := errors.Join(planmake.Write(&once, resources), planmake.Write(&again, resources)); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(once.Bytes(), again.Bytes()) {
			t.Errorf("%d resources: two plans differ", resources)
		}
		var p struct {
			Changes []struct {
				Address string `json:"address"`
			} `json:"resource_changes"`
		}
		if err := json.Unmarshal(once.Bytes(), &p); err != nil {
			t.Fatalf("%d resources: %v", resources, err)
		}
		seen := map[string]bool{}
		for _, c := range p.Changes {
			seen[c.Address] = true
		}
		if len(seen) != len(p.Changes) || len(seen) < resources || len(seen) > resources+50 {
			t.Errorf("%d resources: %d changes of %d addresses", resources, len(p.Changes), len(seen))
		}
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("full") }

func TestWriteFails(t *testing.T) {
	t.Parallel()
	if err := planmake.Write(full{}, 1_000); err == nil {
		t.Error("no error")
	}
}
