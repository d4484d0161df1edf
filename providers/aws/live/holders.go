package live

import "net/netip"

// Holders say who holds the addresses of networks, by the network and the
// address, or a range of addresses: the id of an instance, or [aTask]. Networks
// may have the same addresses.
type holders map[string]string

// aTask holds an address that ECS gave to a task.
const aTask = "a task of ECS"

// Hold records who holds an address of a network, or a range of them.
func (c *Call) Hold(network, address, holder string) {
	if address == "" {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.holders == nil {
		c.holders = holders{}
	}
	c.holders[network+" "+address] = holder
}

// The lengths of the ranges that an interface is given whole.
// See https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-prefix-eni.html.
const (
	rangeOf4 = 28
	rangeOf6 = 80
)

// of returns who holds an address of a network, "" where that is not known, or
// where it is no address.
func (h holders) of(network, address string) string {
	ip, err := netip.ParseAddr(address)
	if err != nil {
		return ""
	}
	if holder := h[network+" "+ip.String()]; holder != "" {
		return holder
	}
	length := rangeOf6
	if ip.Is4() {
		length = rangeOf4
	}
	within, err := ip.Prefix(length)
	if err != nil {
		return ""
	}
	return h[network+" "+within.String()]
}
