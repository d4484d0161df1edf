package schema

import "github.com/zclconf/go-cty/cty"

func (p *Provider) RegionOf(typ string, values cty.Value) (region string, ok bool) { return "", false }
