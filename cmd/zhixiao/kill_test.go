package main

import (
	"bufio"
	"bytes"
	"context"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"zhixiao/analysis"
	"zhixiao/fixtures/demo"
	"zhixiao/output/press"
)

// TestKilledBuildIsFinishedByTheNext kills a build with SIGKILL three times at
// different moments. After each kill every file that stands in its place is
// whole; the last run makes the rest, and the deliverables are those of a run that
// nobody disturbed.
func TestKilledBuildIsFinishedByTheNext(t *testing.T) {
	if testing.Short() {
		t.Skip("-short：不做整批生成")
	}
	dir := t.TempDir()
	binary := filepath.Join(dir, "zhixiao")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	calm := filepath.Join(dir, "calm")
	if out, err := exec.Command(binary, "demo", "--scale", "0.05", "--out", calm).CombinedOutput(); err != nil {
		t.Fatalf("demo: %v\n%s", err, out)
	}
	db, troubled := filepath.Join(calm, "demo.sqlite"), filepath.Join(dir, "troubled")
	for _, after := range []int{1, 7, 20} {
		killAfter(t, binary, after, "build", demo.Period, "--db", db, "--out", troubled)
	}
	if out, err := exec.Command(binary, "build", demo.Period, "--db", db, "--out", troubled).CombinedOutput(); err != nil {
		t.Fatalf("last run: %v\n%s", err, out)
	}
	// The demo makes one map beside the reports.
	if out, err := exec.Command(binary, "build", demo.Period, "--kind", press.MapsKind, "--theme", analysis.ScoreTotal, "--db", db, "--out", troubled).CombinedOutput(); err != nil {
		t.Fatalf("map: %v\n%s", err, out)
	}
	want, got := tree(t, filepath.Join(calm, demo.Period)), tree(t, filepath.Join(troubled, demo.Period))
	if len(want) == 0 || len(want) != len(got) {
		t.Fatalf("%d files, want %d", len(got), len(want))
	}
	for name, data := range want {
		if !bytes.Equal(got[name], data) {
			t.Errorf("%s differs from the undisturbed run", name)
		}
	}
}

// killAfter starts the program and kills it once it has printed that many jobs.
func killAfter(t *testing.T, binary string, jobs int, args ...string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, binary, args...)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for seen := 0; seen < jobs && lines.Scan(); {
		if strings.HasPrefix(lines.Text(), "[") {
			seen++
		}
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Logf("already over: %v", err)
	}
	_ = cmd.Wait()
}

// tree reads every finished file below root; the lock is none.
func tree(t *testing.T, root string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || e.Name() == ".lock" {
			return err
		}
		data, err := os.ReadFile(path)
		rel, _ := filepath.Rel(root, path)
		files[rel] = data
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
