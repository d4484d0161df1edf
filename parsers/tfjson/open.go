package tfjson

import (
	"github.com/go-json-experiment/json/jsontext"
)

// Opened returns an object with those of its attributes opened whose type the
// schema leaves open. A state stores them as a pair, {"type": "string", "value":
// "a"}; of AWS's provider none is, of terraform_data and terraform_remote_state
// most are.
func (raw Raw) Opened() (Raw, error) {
	out := Raw{at: raw.at, path: raw.path, text: []byte{'{'}}
	r := raw.Reader()
	err := r.Object(func(name string) error {
		v, err := r.Raw()
		if err != nil {
			return err
		}
		if len(out.text) > 1 {
			out.text = append(out.text, ',')
		}
		out.text, err = jsontext.AppendQuote(out.text, name)
		out.text = append(append(out.text, ':'), v.paired().text...)
		return err
	})
	out.text = append(out.text, '}')
	return out, err
}

// paired returns the value of a pair of a type and a value, else what it is.
func (raw Raw) paired() Raw {
	if raw.Kind() != jsontext.KindBeginObject {
		return raw
	}
	parts := map[string]Raw{}
	r := raw.Reader()
	err := r.Object(func(name string) (err error) {
		parts[name], err = r.Raw()
		return err
	})
	value, ok := parts["value"]
	if _, typed := parts["type"]; err != nil || !ok || !typed || len(parts) != 2 {
		return raw
	}
	return value
}
