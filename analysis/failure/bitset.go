package failure

// A bitset is a set of slots.
type bitset []uint64

func newBitset(slots int) bitset { return make(bitset, (slots+63)/64) }

func (b bitset) has(slot int32) bool { return b[uint32(slot)/64]&(1<<(uint32(slot)%64)) != 0 }

func (b bitset) set(slot int32) { b[uint32(slot)/64] |= 1 << (uint32(slot) % 64) }

func (b bitset) unset(slot int32) { b[uint32(slot)/64] &^= 1 << (uint32(slot) % 64) }
