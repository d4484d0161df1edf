package functions

import (
	"errors"
	"fmt"
	"math/big"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/gocty"
)

func networkFunctions() map[string]function.Function {
	number := func(name string) function.Parameter {
		return function.Parameter{Name: name, Type: cty.Number}
	}
	prefix := stringParam("prefix")
	return map[string]function.Function{
		"cidrcontains": cidrContains(),
		"cidrhost":     onPrefix(cidrHost, prefix, number("hostnum")),
		"cidrnetmask":  onPrefix(cidrNetmask, prefix),
		"cidrsubnet":   onPrefix(cidrSubnet, prefix, number("newbits"), number("netnum")),
		"cidrsubnets":  cidrSubnets(),
	}
}

// onPrefix returns a function of a block and numbers.
func onPrefix(f func(b block, nums []cty.Value) (string, error), params ...function.Parameter) function.Function {
	return function.New(&function.Spec{
		Params:       params,
		Type:         function.StaticReturnType(cty.String),
		RefineResult: notNull,
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			b, err := parseBlock(args[0].AsString())
			if err != nil {
				return cty.NilVal, function.NewArgError(0, err)
			}
			out, err := f(b, args[1:])
			if err != nil {
				return cty.NilVal, err
			}
			return cty.StringVal(out), nil
		},
	})
}

// cidrHost counts from the end of the block when the number is negative.
func cidrHost(b block, nums []cty.Value) (string, error) {
	var num *big.Int
	if err := gocty.FromCtyValue(nums[0], &num); err != nil {
		return "", function.NewArgError(1, err)
	}
	size := new(big.Int).Lsh(big.NewInt(1), b.free())
	offset := new(big.Int).Set(num)
	if num.Sign() < 0 {
		offset.Add(offset, size)
	}
	if offset.Sign() < 0 || offset.Cmp(size) >= 0 {
		return "", fmt.Errorf("a prefix of %d has no host number %s", b.length, num)
	}
	return b.address(offset).String(), nil
}

func cidrNetmask(b block, _ []cty.Value) (string, error) {
	if b.bits != 32 {
		return "", errors.New("only an IPv4 prefix has a netmask")
	}
	ones := new(big.Int).Lsh(big.NewInt(1), uint(b.length))
	ones.Sub(ones, big.NewInt(1)).Lsh(ones, b.free())
	return block{base: ones, bits: 32}.address(new(big.Int)).String(), nil
}

func cidrSubnet(b block, nums []cty.Value) (string, error) {
	var newBits int
	if err := gocty.FromCtyValue(nums[0], &newBits); err != nil {
		return "", function.NewArgError(1, err)
	}
	var num *big.Int
	if err := gocty.FromCtyValue(nums[1], &num); err != nil {
		return "", function.NewArgError(2, err)
	}
	out, err := b.subnet(newBits, num)
	if err != nil {
		return "", err
	}
	return out.String(), nil
}

func cidrSubnets() function.Function {
	return function.New(&function.Spec{
		Params:       []function.Parameter{stringParam("prefix")},
		VarParam:     &function.Parameter{Name: "newbits", Type: cty.Number},
		Type:         function.StaticReturnType(cty.List(cty.String)),
		RefineResult: notNull,
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			b, err := parseBlock(args[0].AsString())
			if err != nil {
				return cty.NilVal, function.NewArgError(0, err)
			}
			if len(args) == 1 {
				return cty.ListValEmpty(cty.String), nil
			}
			out := make([]cty.Value, 0, len(args)-1)
			next := new(big.Int).Set(b.base)
			for i, arg := range args[1:] {
				sub, err := b.following(next, arg)
				if err != nil {
					return cty.NilVal, function.NewArgError(i+1, err)
				}
				out = append(out, cty.StringVal(sub.String()))
				next = new(big.Int).Add(sub.base, new(big.Int).Lsh(big.NewInt(1), sub.free()))
			}
			return cty.ListVal(out), nil
		},
	})
}

// cidrContains is OpenTofu's: whether a prefix holds an address or a whole
// other prefix.
func cidrContains() function.Function {
	return function.New(&function.Spec{
		Params:       []function.Parameter{stringParam("containing_prefix"), stringParam("contained_ip_or_prefix")},
		Type:         function.StaticReturnType(cty.Bool),
		RefineResult: notNull,
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			outer, err := parseBlock(args[0].AsString())
			if err != nil {
				return cty.NilVal, function.NewArgError(0, err)
			}
			text := args[1].AsString()
			if ip, err := parseAddress(text); err == nil {
				text = fmt.Sprintf("%s/%d", ip, ip.BitLen())
			}
			inner, err := parseBlock(text)
			if err != nil {
				return cty.NilVal, function.NewArgError(1, err)
			}
			if inner.bits != outer.bits {
				return cty.NilVal, errors.New("the two must be of one address family")
			}
			head := new(big.Int).Rsh(inner.base, outer.free())
			same := head.Cmp(new(big.Int).Rsh(outer.base, outer.free())) == 0
			return cty.BoolVal(same && inner.length >= outer.length), nil
		},
	})
}
