//go:build linux

package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// must runs the program in this process and stops the benchmark when it fails.
func must(b *testing.B, args ...string) {
	b.Helper()
	var out, errs bytes.Buffer
	if code := run(context.Background(), args, &out, &errs); code != exitDone {
		b.Fatalf("zhixiao %v: exit %d\n%s%s", args, code, errs.String(), out.String())
	}
}

// demoData makes the demo year once for a benchmark.
func demoData(b *testing.B) (dir, db string) {
	b.Helper()
	dir = b.TempDir()
	binary := filepath.Join(dir, "zhixiao")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		b.Fatalf("go build: %v\n%s", err, out)
	}
	if out, err := exec.Command(binary, "demo", "--out", filepath.Join(dir, "goods")).CombinedOutput(); err != nil {
		b.Fatalf("demo: %v\n%s", err, out)
	}
	return dir, filepath.Join(dir, "goods", "demo.sqlite")
}

// reportPeak runs the built program once more as its own process and reports
// its peak resident memory.
func reportPeak(b *testing.B, dir string, args ...string) {
	b.Helper()
	peak, err := runForPeak(exec.Command(filepath.Join(dir, "zhixiao"), args...))
	if err != nil {
		b.Fatalf("%v: %v", args, err)
	}
	b.ReportMetric(float64(peak), "peak-RSS-MiB")
}

// BenchmarkQuarter makes all 66 reports of the demo quarter: DOCX, PDF/A, JPG.
func BenchmarkQuarter(b *testing.B) {
	dir, db := demoData(b)
	goods := filepath.Join(dir, "goods")
	b.ReportAllocs()
	for b.Loop() {
		must(b, "build", demoPeriod, "--db", db, "--out", goods, "--force")
	}
	reportPeak(b, dir, "build", demoPeriod, "--db", db, "--out", goods, "--force")
}

// BenchmarkVolume binds the 66 reports of the demo quarter to one DOCX and PDF/A.
func BenchmarkVolume(b *testing.B) {
	dir, db := demoData(b)
	goods := filepath.Join(dir, "goods")
	args := []string{"build", demoPeriod, "--db", db, "--out", goods, "--force", "--kind", volumeKind}
	b.ReportAllocs()
	for b.Loop() {
		must(b, args...)
	}
	reportPeak(b, dir, args...)
}

// BenchmarkQuarterOneDistrict makes one district report again.
func BenchmarkQuarterOneDistrict(b *testing.B) {
	dir, db := demoData(b)
	goods := filepath.Join(dir, "goods")
	b.ReportAllocs()
	for b.Loop() {
		must(b, "build", demoPeriod, "--db", db, "--out", goods, "--force", "--unit", "朝阳区")
	}
	reportPeak(b, dir, "build", demoPeriod, "--db", db, "--out", goods, "--force", "--unit", "朝阳区")
}

// BenchmarkQuarterDemoYear makes and freezes the five quarters of demo data.
func BenchmarkQuarterDemoYear(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		dir := b.TempDir()
		cmd := newRoot(os.Stderr, os.Stderr)
		cmd.SetContext(context.Background())
		cmd.SetOut(new(bytes.Buffer))
		opts, err := demoOptions(1, 1, "", demoPeriod)
		if err == nil {
			err = makeDemo(cmd, &place{database: filepath.Join(dir, "demo.sqlite"), out: dir}, opts)
		}
		if err != nil {
			b.Fatal(err)
		}
	}
}
