package functions

import (
	"errors"
	"fmt"
	"math/big"
	"net/netip"
	"strings"

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

// A block is an address prefix as a number of bits bits, of which the first
// length are fixed and the others zero.
type block struct {
	base   *big.Int
	length int
	bits   int
}

func parseBlock(text string) (block, error) {
	addr, length, ok := strings.Cut(text, "/")
	if !ok {
		return block{}, errors.New("not an address prefix such as 10.0.0.0/16")
	}
	ip, err := parseAddress(addr)
	if err != nil {
		return block{}, err
	}
	n, err := netip.ParsePrefix(zeroOf(ip) + "/" + withoutZeros(length))
	if err != nil {
		return block{}, fmt.Errorf("not an address prefix such as 10.0.0.0/16: %w", err)
	}
	b := block{base: new(big.Int).SetBytes(ip.AsSlice()), length: n.Bits(), bits: ip.BitLen()}
	b.base.Rsh(b.base, b.free()).Lsh(b.base, b.free())
	return b, nil
}

// zeroOf returns an address without zone of ip's family.
func zeroOf(ip netip.Addr) string {
	if ip.Is4() {
		return "0.0.0.0"
	}
	return "::"
}

// parseAddress takes leading zeros in the four numbers of an IPv4 address as
// Terraform does, as decimals, although Go has come to refuse them.
func parseAddress(text string) (netip.Addr, error) {
	// An IPv6 address may end in an IPv4 address.
	colon := strings.LastIndex(text, ":") + 1
	if strings.Contains(text, ".") {
		parts := strings.Split(text[colon:], ".")
		for i, part := range parts {
			parts[i] = withoutZeros(part)
		}
		text = text[:colon] + strings.Join(parts, ".")
	}
	ip, err := netip.ParseAddr(text)
	if err != nil || ip.Zone() != "" {
		return netip.Addr{}, errors.New("not an IP address")
	}
	return ip, nil
}

// withoutZeros drops the leading zeros of a decimal number.
func withoutZeros(number string) string {
	if trimmed := strings.TrimLeft(number, "0"); trimmed != "" || number == "" {
		return trimmed
	}
	return "0"
}

func (b block) free() uint { return uint(b.bits - b.length) }

// address returns the address at offset from the base. An IPv4 address in
// IPv6 form is written in IPv4 form, as Go's net.IP does.
func (b block) address(offset *big.Int) netip.Addr {
	raw := new(big.Int).Or(b.base, offset).FillBytes(make([]byte, b.bits/8))
	ip, _ := netip.AddrFromSlice(raw)
	return ip.Unmap()
}

func (b block) String() string {
	ip := b.address(new(big.Int))
	length := b.length
	if ip.Is4() && b.bits == 128 {
		length = max(length-96, 0)
	}
	return fmt.Sprintf("%s/%d", ip, length)
}

// subnet returns the block number num of those that have newBits more fixed
// bits than b. As in Terraform, negative newBits widen the block and leave its
// address as it is.
func (b block) subnet(newBits int, num *big.Int) (block, error) {
	if newBits > b.bits-b.length || newBits < -b.length {
		return block{}, fmt.Errorf("not enough address space to extend a prefix of %d by %d", b.length, newBits)
	}
	if num.Sign() < 0 || num.BitLen() > max(newBits, 0) {
		return block{}, fmt.Errorf("a prefix extended by %d has no subnet number %s", newBits, num)
	}
	out := block{length: b.length + newBits, bits: b.bits}
	out.base = new(big.Int).Or(b.base, new(big.Int).Lsh(num, out.free()))
	return out, nil
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

// following returns the first block within b at or after the address from
// whose prefix is longer than b's by the number in arg.
func (b block) following(from *big.Int, arg cty.Value) (block, error) {
	var newBits int
	if err := gocty.FromCtyValue(arg, &newBits); err != nil {
		return block{}, err
	}
	if newBits < 1 || newBits > 32 {
		return block{}, errors.New("must extend the prefix by 1 to 32 bits")
	}
	if newBits > b.bits-b.length {
		return block{}, fmt.Errorf("not enough address space to extend a prefix of %d by %d", b.length, newBits)
	}
	sub := block{length: b.length + newBits, bits: b.bits}
	size := new(big.Int).Lsh(big.NewInt(1), sub.free())
	num := new(big.Int).Sub(from, b.base)
	num.Add(num, size).Sub(num, big.NewInt(1)).Rsh(num, sub.free())
	if num.BitLen() > newBits {
		return block{}, fmt.Errorf("not enough address space is left for a prefix of %d", sub.length)
	}
	sub.base = new(big.Int).Add(b.base, new(big.Int).Lsh(num, sub.free()))
	return sub, nil
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
