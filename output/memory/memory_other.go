//go:build !linux

package memory

// largePages does nothing: only Linux takes this advice.
func largePages(int) {}

// machineMemory is not known here.
func machineMemory() uint64 { return 0 }
