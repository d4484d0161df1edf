package functions

import (
	"errors"
	"fmt"
	"math/big"
	"net/netip"
	"strings"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/gocty"
)

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
// IPv6 form is written in IPv4 form, as Go's [net.IP] does.
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
