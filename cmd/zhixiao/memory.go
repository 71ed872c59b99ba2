package main

import (
	"os"
	"runtime/debug"

	"zhixiao"
)

// memoryGoal is what a quarter's batch keeps its memory to, in bytes: its data and
// what two workers have in hand take half of it.
const memoryGoal = 300 << 20

// aheadOfOne is the memory asked for in one piece for a single unit's report, in
// bytes: more than half of what it takes. All of it would be more than a busy
// machine has ready in large pages.
const aheadOfOne = 128 << 20

// economise lets a quarter's batch fill its memory goal before it looks for what
// is no longer used. A single unit's report never fills it: it is over before
// looking would pay, and takes its memory in large pages. Other periods may hold
// long lists and more data. What the user set in the environment stays.
func economise(period string, oneUnit bool) {
	p, err := zhixiao.ParsePeriod(period)
	if err != nil || p.Kind != zhixiao.Quarter || os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	debug.SetMemoryLimit(memoryGoal)
	if !oneUnit {
		debug.SetGCPercent(400)
		return
	}
	largePages(aheadOfOne)
	debug.SetGCPercent(-1)
}

// making lets a demo's data fill more memory before it is swept, until undone: of
// what is laid out for writing little lives on, and half as many rounds of looking
// for it spare some four percent of the work.
func making() (undo func()) {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return func() {}
	}
	before := debug.SetGCPercent(200)
	return func() { debug.SetGCPercent(before) }
}
