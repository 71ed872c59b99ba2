package main

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"
)

// runForPeak runs a program and answers its peak resident memory in MiB. The
// peak is watched from outside: what the kernel reports after the end counts the
// memory of the test itself, which the new process shares until it execs.
func runForPeak(cmd *exec.Cmd) (int, error) {
	if err := cmd.Start(); err != nil {
		return 0, err
	}
	over := make(chan error, 1)
	go func() { over <- cmd.Wait() }()
	peak := 0
	for {
		peak = max(peak, highWater(cmd.Process.Pid))
		select {
		case err := <-over:
			return peak >> 10, err
		case <-time.After(2 * time.Millisecond):
		}
	}
}

// highWater is VmHWM of a process in KiB, 0 when it is gone.
func highWater(pid int) int {
	f, err := os.Open(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if rest, ok := strings.CutPrefix(lines.Text(), "VmHWM:"); ok {
			n, _ := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(rest), " kB"))
			return n
		}
	}
	return 0
}
