package schema

import (
	"sync"

	"github.com/zclconf/go-cty/cty/function"

	"spof/inventory"
	"spof/parsers/tfconfig"
	"spof/parsers/tfconfig/functions"
)

// A Provider answers for Terraform's AWS provider, and for the few helpers
// (random, null, time) that most configurations use beside it. It implements
// [tfconfig.Provider] and is safe for concurrent use.
type Provider struct {
	mu     sync.Mutex
	shapes map[string]*tfconfig.Block // by key, nil where there is none
	texts  map[int]string             // the chunks that were needed so far
	known  map[string]map[string]form // identities by type and attribute, of the types that were asked for
	chunks func() []chunk
	table  func() map[string]map[string]form
	zones  func() map[string]region

	selections func() map[string]lookup
	render     func() function.Function // of templates
}

var _ tfconfig.Provider = (*Provider)(nil)

// New returns a provider. Shapes are decoded when they are first asked for.
func New() *Provider {
	return &Provider{
		shapes: map[string]*tfconfig.Block{},
		texts:  map[int]string{},
		known:  map[string]map[string]form{},
		chunks: sync.OnceValue(chunks),
		table:  sync.OnceValue(func() map[string]map[string]form { return forms(identityTable) }),
		zones:  sync.OnceValue(func() map[string]region { return regions(zoneTable) }),

		selections: sync.OnceValue(func() map[string]lookup { return lookups(lookupTable) }),
		render: sync.OnceValue(func() function.Function {
			return functions.Table(functions.Env{Sensitive: inventory.Sensitive})["templatestring"]
		}),
	}
}

// Schema returns the shape of a resource type or data source, or nil when it
// is not AWS's or newer than the embedded schema. Version 6's "region" is part
// of every regional shape: version 5 cannot set it. The shape is shared:
// do not change it.
func (p *Provider) Schema(mode inventory.Mode, typ string) *tfconfig.Block {
	p.mu.Lock()
	defer p.mu.Unlock()
	key := typ + " " + string(mode)
	shape, ok := p.shapes[key]
	if !ok {
		shape = withSecrets(withWritten(withDefaults(withAdditions(p.decode(key), key), key), key))
		p.shapes[key] = shape
	}
	return shape
}
