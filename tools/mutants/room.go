package main

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"time"
)

type options struct {
	seed        uint64
	n, least    int
	workers     int
	limit       time.Duration
	equivalents string
	with        flags
	tmp         string // a folder of the run
}

// flags are what -with gives the test binary of a folder.
type flags map[string][]string

func (f flags) String() string { return "" }

func (f flags) Set(s string) error {
	dir, arg, ok := strings.Cut(s, "=")
	if !ok {
		return errors.New("want FOLDER=FLAG")
	}
	f[dir] = append(f[dir], arg)
	return nil
}

// room is one argument and the mistakes that may be made in it, in drawn order.
type room struct {
	name    string
	mutants []mutant
	wanted  int
	tested  map[string][]string // folder → the folders whose tests run through it, its own first
	reached covered
}

// test runs a test binary in its folder. That it takes too long is an error.
func (o options) test(dir, binary string, args ...string) error {
	ctx, cancel := context.WithTimeout(context.Background(), o.limit)
	defer cancel()
	for _, arg := range o.with[dir] {
		args = append(args, strings.ReplaceAll(arg, "{tmp}", o.tmp))
	}
	test := exec.CommandContext(ctx, binary, append([]string{"-test.short"}, args...)...)
	test.Dir = dir
	out, err := test.CombinedOutput()
	if err != nil {
		return fmt.Errorf("tests of %s: %w\n%s", dir, err, lastLines(string(out), 12))
	}
	return nil
}

func lastLines(s string, n int) string {
	lines := strings.Split(strings.TrimSpace(s), "\n")
	return strings.Join(lines[max(0, len(lines)-n):], "\n")
}
