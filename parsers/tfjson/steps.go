package tfjson

import (
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

// Steps reads a path as version 4 of a state writes those of what is sensitive:
// a list of {"type": "get_attr", "value": "tags"} and {"type": "index", "value":
// {"value": "Name", "type": "string"}}.
func (r *Reader) Steps() (steps []Step, err error) {
	err = r.Array(func() error {
		step := Step{Each: true}
		err := r.Object(func(name string) (err error) {
			if name == "value" {
				step, err = r.step()
				return err
			}
			return r.Skip()
		})
		steps = append(steps, step)
		return err
	})
	return steps, err
}

// step reads the key that a step leads to, as it stands or beside its type.
func (r *Reader) step() (Step, error) {
	raw, err := r.Raw()
	if err != nil || raw.Kind() != jsontext.KindBeginObject {
		return StepTo(raw), err
	}
	step, in := Step{Each: true}, raw.Reader()
	err = in.Object(func(name string) error {
		if name != "value" {
			return in.Skip()
		}
		key, err := in.Raw()
		step = StepTo(key)
		return err
	})
	return step, err
}

// StepTo returns the step to a key: text or a whole number. Anything else is an
// element of a set, which has no key: any may be meant.
func StepTo(key Raw) Step {
	if key.Kind() == jsontext.KindString {
		if name, err := key.Reader().Text(); err == nil && name != "" {
			return Step{Name: name}
		}
	}
	if index, err := strconv.Atoi(key.String()); err == nil {
		return Step{Index: index}
	}
	return Step{Each: true}
}
