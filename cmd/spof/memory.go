package main

import (
	"math"
	"os"
	"runtime/debug"
)

// Reading makes much garbage and ends soon: collecting it less often takes a
// third off the time. Beyond softLimit bytes time is given for memory again.
const (
	growth    = 400 // percent
	softLimit = 2 << 30
)

// tuneMemory does so where the environment does not set GOGC and GOMEMLIMIT.
func tuneMemory() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(growth)
	}
	if debug.SetMemoryLimit(-1) == math.MaxInt64 {
		debug.SetMemoryLimit(softLimit)
	}
}
