// Package memory says how much a run may fill before the runtime looks for what is no
// longer used. It steers the whole process: only a program that makes one run and
// ends calls it.
package memory

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"

	"zhixiao"
)

// leastMemory is what a quarter's run may fill whatever its data, in bytes: at 66
// reports, the data and what two workers have in hand take half of it.
const leastMemory = 300 << 20

// leastLiving is what lives at most while 66 reports are made, in bytes.
const leastLiving = 220 << 20

// aheadOfOne is the memory asked for in one piece for a single unit's report, in
// bytes: more than half of what it takes. All of it would be more than a busy
// machine has ready in large pages.
const aheadOfOne = 128 << 20

// memoryLimit is how much memory a run may fill before it looks for what is no
// longer used, in bytes: two and a half times the data it read, and not less than
// leastMemory. As reports come into hand more lives than was read: what lives beyond
// leastLiving raises the least by two and a half times as much. The limit stays below
// three quarters of the machine's memory, but not so near to what lives that the
// collector would run without pause. A machine of 0 bytes is one whose memory is not
// known.
func memoryLimit(data, living, machine uint64) int64 {
	limit := max(leastMemory+(max(living, leastLiving)-leastLiving)/2*5, data/2*5)
	if share := machine / 4 * 3; machine > 0 && share < limit {
		limit = max(share, max(data, living)/4*5)
	}
	return int64(limit)
}

// Economy keeps a run's memory limit in step with its living data. The nil
// Economy does nothing.
type Economy struct {
	machine uint64 // bytes of the machine's memory, 0 when not known
	data    uint64 // bytes that lived when the data were read; 0 when too few to count
	limit   int64  // that was set last
}

// Economise lets a quarter's run fill its memory limit before it looks for what
// is no longer used. A single unit's report never fills it: it is over before
// looking would pay, and takes its memory in large pages. Other periods may hold
// long lists and more data, and what the user set in the environment stays: both
// get the nil Economy. BenchmarkCollector says what it buys.
func Economise(period zhixiao.Period, oneUnit bool) *Economy {
	if period.Kind != zhixiao.Quarter || os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return nil
	}
	e := &Economy{machine: machineMemory(), limit: leastMemory}
	debug.SetMemoryLimit(e.limit)
	if !oneUnit {
		debug.SetGCPercent(400)
		return e
	}
	largePages(aheadOfOne)
	debug.SetGCPercent(-1)
	return e
}

// Loaded counts the data that were just read, where they could ask for more than the
// least.
func (e *Economy) Loaded() {
	if e == nil || memoryLimit(read("/memory/classes/heap/objects:bytes"), 0, e.machine) <= leastMemory {
		return
	}
	runtime.GC()
	e.data = read("/gc/heap/live:bytes")
	e.Follow()
}

// Follow raises the limit when more lives than before: reports in hand and what is
// remembered between them. It is called after every job, one call at a time, and
// costs nothing: what lived when memory was last swept is known.
func (e *Economy) Follow() {
	if e == nil {
		return
	}
	if limit := memoryLimit(e.data, read("/gc/heap/live:bytes"), e.machine); limit > e.limit {
		e.limit = limit
		debug.SetMemoryLimit(limit)
	}
}

// read is a number that the runtime keeps of itself.
func read(name string) uint64 {
	sample := []metrics.Sample{{Name: name}}
	metrics.Read(sample)
	if sample[0].Value.Kind() != metrics.KindUint64 {
		return 0
	}
	return sample[0].Value.Uint64()
}
