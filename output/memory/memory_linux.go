package memory

import (
	"os"
	"runtime"
	"strconv"
	"strings"
	"syscall"
)

// largePages makes the next bytes of the heap large pages: touching small ones
// for the first time, fifty thousand of them, takes a third of the time of one
// report. Only address space is taken here; memory follows when it is used. A
// system without large pages goes on as before.
func largePages(bytes int) {
	if err := syscall.Madvise(make([]byte, bytes), syscall.MADV_HUGEPAGE); err != nil {
		return
	}
	runtime.GC() // the piece is free again, its advice stays with its addresses
}

// machineMemory is the memory this process may have, in bytes: the machine's, or a
// container's share of it; 0 when neither is known.
func machineMemory() uint64 {
	memory := uint64(0)
	var info syscall.Sysinfo_t
	if syscall.Sysinfo(&info) == nil {
		memory = uint64(info.Totalram) * uint64(info.Unit)
	}
	for _, file := range []string{"/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"} {
		text, err := os.ReadFile(file)
		if err != nil {
			continue
		}
		// A container without a limit says "max", or a number beyond any machine.
		share, err := strconv.ParseUint(strings.TrimSpace(string(text)), 10, 64)
		if err == nil && (memory == 0 || share < memory) {
			memory = share
		}
	}
	return memory
}
