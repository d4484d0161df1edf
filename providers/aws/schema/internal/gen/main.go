// Command gen reduces the output of "terraform providers schema -json" to the
// names, types and flags that package schema embeds.
//
//	go run ./internal/gen SCHEMA.json aws.schema
//
// The output is the same, byte for byte, for the same input.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
)

// provider is the part of Terraform's schema document that is kept.
type provider struct {
	Resources map[string]entry `json:"resource_schemas"`
	Data      map[string]entry `json:"data_source_schemas"`
}

type entry struct {
	Block block `json:"block"`
}

type block struct {
	Attributes map[string]attribute `json:"attributes"`
	Blocks     map[string]nested    `json:"block_types"`
}

type attribute struct {
	Type      json.RawMessage `json:"type"`
	Required  bool            `json:"required"`
	Optional  bool            `json:"optional"`
	Computed  bool            `json:"computed"`
	Sensitive bool            `json:"sensitive"`
}

type nested struct {
	Nesting string `json:"nesting_mode"`
	Block   block  `json:"block"`
}

func main() {
	if err := run(os.Args[1:]); err != nil { //nolint:forbidigo // a generator is its own command
		fmt.Fprintln(os.Stderr, "gen:", err) //nolint:forbidigo // as above
		os.Exit(1)                           //nolint:forbidigo // as above
	}
}

func run(args []string) error {
	if len(args) != 2 {
		return errors.New("want two arguments: SCHEMA.json and the file to write")
	}
	input, err := os.ReadFile(args[0])
	if err != nil {
		return fmt.Errorf("read the schema: %w", err)
	}
	p, err := only(input)
	if err != nil {
		return fmt.Errorf("read %s: %w", args[0], err)
	}
	entries, err := describe(p)
	if err != nil {
		return err
	}
	packed, err := pack(entries)
	if err != nil {
		return err
	}
	if err := os.WriteFile(args[1], packed, 0o644); err != nil { //nolint:gosec // it is a source file
		return fmt.Errorf("write the schema: %w", err)
	}
	return nil
}

// only returns the single provider of a schema document.
func only(input []byte) (provider, error) {
	var document struct {
		Providers map[string]provider `json:"provider_schemas"`
	}
	if err := json.Unmarshal(input, &document); err != nil {
		return provider{}, err
	}
	if len(document.Providers) != 1 {
		return provider{}, fmt.Errorf("%d providers, want one", len(document.Providers))
	}
	for _, p := range document.Providers {
		return p, nil
	}
	return provider{}, nil
}
