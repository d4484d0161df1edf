package tfplan

import (
	"errors"
	"io"
)

// Read reads what terraform show -json prints of a plan.
func Read(io.Reader) (*Plan, error) { return nil, errors.New("not yet") }

// ReadFile reads a plan file, as terraform plan -out writes it.
func ReadFile(io.ReaderAt, int64) (*Plan, error) { return nil, errors.New("not yet") }
