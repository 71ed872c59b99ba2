//go:build linux

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"zhixiao/fixtures/demo"
	"zhixiao/output/press"
	"zhixiao/output/program"
	"zhixiao/templates"
)

// must runs the program in this process and stops the benchmark when it fails.
func must(b *testing.B, args ...string) {
	b.Helper()
	var out, errs bytes.Buffer
	if code := run(context.Background(), args, &out, &errs); code != exitDone {
		b.Fatalf("zhixiao %v: exit %d\n%s%s", args, code, errs.String(), out.String())
	}
}

// builtProgram builds the program into a new folder.
func builtProgram(b *testing.B) (dir string) {
	b.Helper()
	dir = b.TempDir()
	if out, err := exec.Command("go", "build", "-o", filepath.Join(dir, "zhixiao"), ".").CombinedOutput(); err != nil {
		b.Fatalf("go build: %v\n%s", err, out)
	}
	return dir
}

// demoData makes the demo year once for a benchmark.
func demoData(b *testing.B) (dir, db string) {
	b.Helper()
	dir = builtProgram(b)
	if out, err := exec.Command(filepath.Join(dir, "zhixiao"), "demo", "--data", "--out", filepath.Join(dir, "output")).CombinedOutput(); err != nil {
		b.Fatalf("demo: %v\n%s", err, out)
	}
	return dir, filepath.Join(dir, "output", "demo.sqlite")
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
	folder := filepath.Join(dir, "output")
	b.ReportAllocs()
	for b.Loop() {
		must(b, "build", demo.Period, "--db", db, "--out", folder, "--force")
	}
	reportPeak(b, dir, "build", demo.Period, "--db", db, "--out", folder, "--force")
}

// BenchmarkCollector is what steering the garbage collector buys, see output/memory: how
// many times as much processor time and peak memory a build takes with the runtime's own
// settings. The two take turns. For 66 reports it is memory, for one report time.
func BenchmarkCollector(b *testing.B) {
	dir, db := demoData(b)
	build := []string{"build", demo.Period, "--db", db, "--out", filepath.Join(dir, "output"), "--force"}
	for name, args := range map[string][]string{"66 reports": build, "one report": append(slices.Clip(build), "--unit", "朝阳区")} {
		b.Run(name, func(b *testing.B) {
			var spent, peaks [2]float64
			for b.Loop() {
				for i, settings := range []string{"GOGC=100", "GOGC="} {
					cmd := exec.Command(filepath.Join(dir, "zhixiao"), args...)
					cmd.Env = append(os.Environ(), settings)
					peak, err := runForPeak(cmd)
					if err != nil {
						b.Fatal(err)
					}
					spent[i] += (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds()
					peaks[i] += float64(peak)
				}
			}
			b.ReportMetric(spent[0]/spent[1], "x-time")
			b.ReportMetric(peaks[0]/peaks[1], "x-memory")
		})
	}
}

// BenchmarkVolume binds the 66 reports of the demo quarter to one DOCX and PDF/A.
func BenchmarkVolume(b *testing.B) {
	dir, db := demoData(b)
	folder := filepath.Join(dir, "output")
	args := []string{"build", demo.Period, "--db", db, "--out", folder, "--force", "--kind", press.VolumeKind}
	b.ReportAllocs()
	for b.Loop() {
		must(b, args...)
	}
	reportPeak(b, dir, args...)
}

// BenchmarkQuarterOneDistrict makes one district report again.
func BenchmarkQuarterOneDistrict(b *testing.B) {
	dir, db := demoData(b)
	folder := filepath.Join(dir, "output")
	b.ReportAllocs()
	for b.Loop() {
		must(b, "build", demo.Period, "--db", db, "--out", folder, "--force", "--unit", "朝阳区")
	}
	reportPeak(b, dir, "build", demo.Period, "--db", db, "--out", folder, "--force", "--unit", "朝阳区")
}

// BenchmarkQuarterDemoYear makes and freezes the five quarters of demo data.
func BenchmarkQuarterDemoYear(b *testing.B) { demoUntil(b, demo.Period) }

// BenchmarkContractYear makes and freezes the demo data through May 2027: every
// month, quarter and the two periods of the long reports.
func BenchmarkContractYear(b *testing.B) { demoUntil(b, demo.End) }

func demoUntil(b *testing.B, until string) {
	dir := builtProgram(b)
	args := []string{"demo", "--data", "--until", until, "--out", filepath.Join(dir, "output")}
	b.ReportAllocs()
	for b.Loop() {
		must(b, args...)
	}
	reportPeak(b, dir, args...)
}

// BenchmarkManyUnits makes the quarter of a province: every domain ten times, 498
// reports. Its living data are more than the least that a run may fill. To see
// what a limit that does not follow them costs, run it with GOGC=400
// GOMEMLIMIT=300MiB.
func BenchmarkManyUnits(b *testing.B) {
	dir := builtProgram(b)
	at := &press.Project{Database: filepath.Join(dir, "many.sqlite"), Templates: filepath.Join(dir, "templates"), Program: program.Program(), Output: filepath.Join(dir, "output")}
	if err := errors.Join(templates.Export(at.Templates), multiplyDomains(filepath.Join(at.Templates, "units.yaml"), 10)); err != nil {
		b.Fatal(err)
	}
	opts, err := demo.Wish{Seed: 1, Scale: 1, Until: demo.Period}.Options()
	if err != nil {
		b.Fatal(err)
	}
	if err := demo.Make(context.Background(), at, opts); err != nil {
		b.Fatal(err)
	}
	args := []string{"build", demo.Period, "--db", at.Database, "--templates", at.Templates, "--out", at.Output, "--force"}
	var spent time.Duration
	for b.Loop() {
		build := exec.Command(filepath.Join(dir, "zhixiao"), args...)
		if out, err := build.CombinedOutput(); err != nil {
			b.Fatalf("%v\n%s", err, out)
		}
		spent += build.ProcessState.UserTime() + build.ProcessState.SystemTime()
	}
	b.ReportMetric(spent.Seconds()/float64(b.N), "CPU-s/op")
	reportPeak(b, dir, args...)
}

// multiplyDomains writes every domain of units.yaml n times, with codes and names of
// their own.
func multiplyDomains(file string, n int) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var out []string
	named := regexp.MustCompile(`(code|serial|seq|full|short|domain): "?([^",]+)"?`)
	for line := range strings.Lines(string(text)) {
		out = append(out, line)
		if !strings.Contains(line, "kind: domain") {
			continue
		}
		line = regexp.MustCompile(`, aliases: \[[^]]*\]`).ReplaceAllString(line, "")
		for i := 1; i < n; i++ {
			out = append(out, named.ReplaceAllStringFunc(line, func(field string) string {
				name, value, _ := strings.Cut(field, ": ")
				if name == "seq" {
					return fmt.Sprintf("seq: %d%02s", i, value) // 1 to 48 are taken
				}
				return fmt.Sprintf("%s: %q", name, strings.Trim(value, `"`)+string(rune('A'+i)))
			}))
		}
	}
	return os.WriteFile(file, []byte(strings.Join(out, "")), 0o644)
}
