package tfconfig_test

import (
	"encoding/json"
	"fmt"
	"math/big"
	"reflect"
	"slices"
	"strconv"

	"github.com/zclconf/go-cty/cty"

	"spof/inventory"
)

// A comparison walks what Terraform planned beside what we read.
type comparison struct {
	identities *inventory.Identities
	equal      int
	different  []string // a sentence each
	unresolved []string // paths that Terraform knows and we do not
	filled     []string // paths that Terraform gives a value and we give none
}

func (c *comparison) differs(path string, want, got any) {
	c.different = append(c.different, fmt.Sprintf("%s: Terraform plans %.200v, we read %.200v", path, want, got))
}

// compare compares a planned value, and what is unknown in it, with ours.
func (c *comparison) compare(planned, unknown any, ours cty.Value, path string) {
	ours, _ = ours.Unmark()
	switch {
	case unknown == true:
		c.absent("something only known after apply", c.known(ours) && !ours.IsNull(), ours, path)
	case planned == nil:
		c.absent("nothing", ours.IsKnown() && !isEmpty(plain(ours)), ours, path)
	case !ours.IsKnown() || ours.Type() == cty.String && !c.known(ours):
		c.unresolved = append(c.unresolved, path)
	case ours.IsNull():
		if !isEmpty(planned) {
			c.filled = append(c.filled, path)
		}
	default:
		c.inside(planned, unknown, ours, path)
	}
}

// absent compares with a value that the plan does not give. Of one that only
// apply tells we may know an identity, or what rests on one, and no more.
func (c *comparison) absent(planned string, given bool, ours cty.Value, path string) {
	if given {
		c.differs(path, planned, goString(ours))
	}
}

func (c *comparison) inside(planned, unknown any, ours cty.Value, path string) {
	switch planned := planned.(type) {
	case map[string]any:
		c.object(planned, unknown, ours, path)
	case []any:
		c.sequence(planned, unknown, ours, path)
	default:
		if !same(planned, plain(ours)) {
			c.differs(path, planned, plain(ours))
			return
		}
		c.equal++
	}
}

func (c *comparison) object(planned map[string]any, unknown any, ours cty.Value, path string) {
	if ours.CanIterateElements() && !isObject(ours) && ours.LengthInt() == 1 {
		ours, _ = ours.AsValueSlice()[0].Unmark()
	}
	if !isObject(ours) {
		c.differs(path, planned, goString(ours))
		return
	}
	inner, _ := unknown.(map[string]any)
	for _, name := range sorted(planned) {
		c.compare(planned[name], inner[name], attribute(ours, name), path+"."+name)
	}
	if ours.Type().IsMapType() {
		for name := range ours.AsValueMap() {
			if _, ok := planned[name]; !ok && inner[name] != true {
				c.differs(path+"."+name, "no such key", goString(ours))
			}
		}
	}
}

// sequence pairs what may be a set: scalars by equality, blocks with the nearest
// of ours.
func (c *comparison) sequence(planned []any, unknown any, ours cty.Value, path string) {
	if isObject(ours) {
		ours = cty.TupleVal([]cty.Value{ours})
	}
	left := ours.AsValueSlice()
	if len(left) != len(planned) {
		c.differs(path, fmt.Sprintf("%d elements", len(planned)), fmt.Sprintf("%d elements", len(left)))
		return
	}
	inner, _ := unknown.([]any)
	for _, i := range mostTelling(planned) {
		var hidden any
		if i < len(inner) {
			hidden = inner[i]
		}
		best := 0
		for j := range left {
			if c.nearness(planned[i], left[j]) > c.nearness(planned[i], left[best]) {
				best = j
			}
		}
		c.compare(planned[i], hidden, left[best], path+"["+strconv.Itoa(i)+"]")
		left = slices.Delete(left, best, best+1)
	}
}

// mostTelling returns the places of known elements before those of unknown
// ones, which any element of ours is as near to as the other.
func mostTelling(planned []any) []int {
	var known, rest []int
	for i, v := range planned {
		if v == nil {
			rest = append(rest, i)
			continue
		}
		known = append(known, i)
	}
	return append(known, rest...)
}

// nearness counts the leaves that two values share.
func (c *comparison) nearness(planned any, ours cty.Value) int {
	ours, _ = ours.Unmark()
	if !ours.IsKnown() || ours.IsNull() {
		return 0
	}
	switch planned := planned.(type) {
	case map[string]any:
		n := 0
		for name, v := range planned {
			n += c.nearness(v, attribute(ours, name))
		}
		return n
	case []any:
		n := 0
		for i, v := range elementsOf(ours) {
			if i < len(planned) {
				n += c.nearness(planned[i], v)
			}
		}
		return n
	}
	if planned != nil && same(planned, plain(ours)) {
		return 1
	}
	return 0
}

// known reports whether a value is known whole and holds no identity.
func (c *comparison) known(v cty.Value) bool {
	v, _ = v.UnmarkDeep()
	if !v.IsWhollyKnown() {
		return false
	}
	known := true
	_ = cty.Walk(v, func(_ cty.Path, leaf cty.Value) (bool, error) {
		if leaf.Type() == cty.String && !leaf.IsNull() {
			known = known && !c.identities.Holds(leaf.AsString())
		}
		return true, nil
	})
	return known
}

// same compares leaves: numbers and truths by their value however they are
// written, JSON documents as documents.
func same(a, b any) bool {
	if x, ok := number(a); ok {
		y, ok := number(b)
		return ok && x.Cmp(y) == 0
	}
	if fmt.Sprint(a) == fmt.Sprint(b) {
		return true
	}
	x, okX := document(a)
	y, okY := document(b)
	return okX && okY && reflect.DeepEqual(x, y)
}

func number(v any) (*big.Float, bool) {
	return new(big.Float).SetPrec(64).SetString(fmt.Sprint(v))
}

func document(v any) (out any, ok bool) {
	s, ok := v.(string)
	return out, ok && json.Unmarshal([]byte(s), &out) == nil
}

// plain returns a known leaf as Go has it.
func plain(v cty.Value) any {
	v, _ = v.UnmarkDeep()
	switch {
	case !v.IsWhollyKnown() || v.IsNull():
		return nil
	case v.Type() == cty.String:
		return v.AsString()
	case v.Type() == cty.Bool:
		return v.True()
	case v.Type() == cty.Number:
		return v.AsBigFloat().Text('g', -1)
	case v.CanIterateElements() && v.LengthInt() == 0:
		return []any{}
	}
	return v.GoString()
}

func goString(v cty.Value) string { return fmt.Sprintf("%#v", v) }

func isObject(v cty.Value) bool { return v.Type().IsObjectType() || v.Type().IsMapType() }

// isEmpty reports whether a value is as good as left out.
func isEmpty(v any) bool {
	switch v := v.(type) {
	case []any:
		return len(v) == 0
	case map[string]any:
		for _, inner := range v {
			if !isEmpty(inner) {
				return false
			}
		}
		return true
	}
	return v == nil || v == "" || v == false || same(v, 0)
}

// attribute returns an attribute of an object or map, null where there is none.
func attribute(v cty.Value, name string) cty.Value {
	v, marks := v.Unmark()
	switch {
	case !v.IsKnown():
		return cty.DynamicVal
	case v.IsNull() || !isObject(v):
		return cty.NullVal(cty.DynamicPseudoType)
	}
	inner, ok := v.AsValueMap()[name]
	if !ok {
		return cty.NullVal(cty.DynamicPseudoType)
	}
	return inner.WithMarks(marks)
}

func elementsOf(v cty.Value) []cty.Value {
	if !v.CanIterateElements() || isObject(v) {
		return nil
	}
	return v.AsValueSlice()
}
