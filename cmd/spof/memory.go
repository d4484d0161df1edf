package main

import (
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// Reading makes much garbage and ends soon: collecting it less often takes a
// third off the time. It may be several times as much as what lives, as long as
// both together are small; where much lives, a part of it. Beyond softLimit
// bytes time is given for memory again.
const (
	growth    = 4         // times what lives
	part      = 5         // of what lives
	small     = 256 << 20 // bytes
	softLimit = 2 << 30
)

// tuneMemory does so where the environment does not set GOGC and GOMEMLIMIT.
func tuneMemory() {
	if os.Getenv("GOGC") == "" {
		tuneGrowth(0)
	}
	if debug.SetMemoryLimit(-1) == math.MaxInt64 {
		debug.SetMemoryLimit(softLimit)
	}
}

// tuneGrowth sets how far the garbage may grow, now and after each collection.
func tuneGrowth(int) {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(sample)
	live := max(sample[0].Value.Uint64(), 1<<20)
	debug.SetGCPercent(percent(live))
	// What nothing holds is cleaned up after the next collection.
	runtime.AddCleanup(new([64]byte), tuneGrowth, 0)
}

// percent is how much garbage may be made beside what lives.
func percent(live uint64) int {
	garbage := live / part
	if live < small {
		garbage = max(garbage, min(growth*live, small-live))
	}
	return int(100 * garbage / live) //nolint:gosec // at most 100 times growth
}
