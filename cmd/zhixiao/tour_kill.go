package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"

	"zhixiao/output"
)

// tourKillAfter is after how many finished reports the build is killed.
const tourKillAfter = 9

var finishedJob = regexp.MustCompile(`^\[\d+/\d+\] `)

// tourKill kills a build without warning, proves that what stands there is whole,
// and has the next build finish it.
func tourKill(ctx context.Context, t *tour) (string, error) {
	args := []string{"build", t.period.String(), "--out", "killed"}
	cmd := t.command(ctx, args...)
	out, err := cmd.StdoutPipe()
	if err != nil {
		return "", err
	}
	if err := cmd.Start(); err != nil {
		return "", fmt.Errorf("命令没有运行起来：%w", err)
	}
	lines, seen := bufio.NewScanner(out), 0
	for seen < tourKillAfter && lines.Scan() {
		if finishedJob.MatchString(lines.Text()) {
			seen++
		}
	}
	killed := cmd.Process.Kill()
	_ = cmd.Wait() // it was killed: that is no news
	if killed != nil || seen < tourKillAfter {
		return "", errors.Join(killed, fmt.Errorf("没有来得及终止，已完成%d份", seen))
	}
	fmt.Fprintf(t.out, "   （完成%d份时强行终止进程，如同断电）\n", seen)
	folder := filepath.Join(t.dir, "killed", t.period.String())
	if err := t.whole(folder); err != nil {
		return "", err
	}
	if _, err := t.must(ctx, args...); err != nil {
		return "", err
	}
	same, err := t.compare(folder, "")
	return fmt.Sprintf("终止时已完成%d份，接着做完，%s", seen, same), err
}

// whole proves that every file in its place is the whole one of the undisturbed
// demo; what is still being written has a name of its own.
func (t *tour) whole(folder string) error {
	var faults []error
	for _, r := range t.goods.Jobs {
		for _, f := range r.Files {
			if _, err := os.Stat(filepath.Join(folder, filepath.FromSlash(f.Path))); errors.Is(err, os.ErrNotExist) {
				continue
			}
			faults = append(faults, output.CheckFile(folder, f))
		}
	}
	return errors.Join(faults...)
}
