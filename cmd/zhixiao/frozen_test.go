package main

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"zhixiao/fixtures/demo"
	"zhixiao/output"
	"zhixiao/templates"
)

// ran runs the program in this process and gives what it printed and its exit code.
func ran(t *testing.T, args ...string) (out, errs string, code int) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code = run(context.Background(), args, &stdout, &stderr)
	return stdout.String(), stderr.String(), code
}

// done runs the program and stops the test when it fails.
func done(t *testing.T, args ...string) string {
	t.Helper()
	out, errs, code := ran(t, args...)
	if code != exitDone {
		t.Fatalf("zhixiao %v: exit %d\n%s%s", args, code, errs, out)
	}
	return out
}

// TestDatabaseOf010: a database of program 0.1.0 with two snapshots opens, its
// reports are made and proved, and what was made is not made again.
func TestDatabaseOf010(t *testing.T) {
	db, folder := oldDatabase(t), t.TempDir()
	for _, period := range []string{"2026Q3", "2026Q2"} {
		at := []string{"--db", db, "--out", folder}
		done(t, append([]string{"build", period, "--unit", "朝阳区"}, at...)...)
		done(t, append([]string{"verify", filepath.Join(folder, period)}, at...)...)
		if got := done(t, append([]string{"build", period, "--unit", "朝阳区", "--why"}, at...)...); got != "共1份，0份需要重做\n" {
			t.Errorf("%s: %s", period, got)
		}
	}
	if got := madeFromOf(t, folder, "2026Q3"); !strings.HasPrefix(got, "快照2026Q3.v1；对比基期2026Q2.v1；") {
		t.Errorf("2026Q3 says it is made from %q", got)
	}
	if got := done(t, "why", "B101@110105/2026Q3", "--db", db, "--out", folder); !strings.Contains(got, "来源 快照2026Q3.v1") {
		t.Errorf("why: %s", got)
	}
}

func oldDatabase(t *testing.T) string {
	t.Helper()
	f, err := os.Open("testdata/old/0.1.0.sqlite.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	db := filepath.Join(t.TempDir(), "old.sqlite")
	if err := os.WriteFile(db, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return db
}

// madeFromOf is what the period's first Word file says of its sources.
func madeFromOf(t *testing.T, folder, period string) string {
	t.Helper()
	m, err := output.ReadManifest(filepath.Join(folder, period))
	if err != nil || len(m.Jobs) == 0 {
		t.Fatal(m, err)
	}
	for _, f := range m.Jobs[0].Files {
		if filepath.Ext(f.Path) != ".docx" {
			continue
		}
		z, err := zip.OpenReader(filepath.Join(folder, period, filepath.FromSlash(f.Path)))
		if err != nil {
			t.Fatal(err)
		}
		defer z.Close()
		part, err := z.Open("docProps/core.xml")
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(part)
		if err != nil {
			t.Fatal(err)
		}
		if found := regexp.MustCompile(`<dc:description>([^<]*)`).FindSubmatch(text); found != nil {
			return string(found[1])
		}
	}
	t.Fatal("no Word file")
	return ""
}

// TestFrozenTogether: a report is made from the snapshots its paper names, by the
// indicator set of its own.
func TestFrozenTogether(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: a demo is made and frozen again four times")
	}
	folder := t.TempDir()
	db := filepath.Join(folder, "demo.sqlite")
	done(t, "demo", "--data", "--scale", "0.01", "--out", folder)
	at := func(args ...string) []string { return append(args, "--db", db, "--out", folder, "--unit", "朝阳区") }
	done(t, at("build", demo.Period)...)
	if got := madeFromOf(t, folder, demo.Period); !strings.HasPrefix(got, "快照2026Q3.v1；对比基期2026Q2.v1、2025Q3.v1等4期；") {
		t.Errorf("the paper says it is made from %q", got)
	}

	t.Run("another set", func(t *testing.T) {
		set := t.TempDir()
		if err := templates.Export(set); err != nil {
			t.Fatal(err)
		}
		edit := func(what, by string) {
			t.Helper()
			file := filepath.Join(set, "indicators.yaml")
			text, err := os.ReadFile(file)
			if err == nil && !regexp.MustCompile(what).Match(text) {
				t.Fatalf("no %s", what)
			}
			if err == nil {
				err = os.WriteFile(file, regexp.MustCompile(what).ReplaceAll(text, []byte(by)), 0o644)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		edit(`\A`, "# 编者按：没有改动\n")
		if _, errs, code := ran(t, at("build", demo.Period, "--why", "--templates", set)...); code != exitDone {
			t.Errorf("a comment is taken for another set: %s", errs)
		}
		edit(`(?s)(code: B101\n.*?region: )"3"`, `$1"2.5"`)
		edit(`(?s)(code: B104\n.*?region: )"2.5"`, `$1"3"`)
		for _, args := range [][]string{
			{"build", demo.Period, "--unit", "朝阳区"}, {"build", demo.Period, "--why"}, {"vet", demo.Period}, {"why", "B101@110105/2026Q3"},
		} {
			_, errs, code := ran(t, append(args, "--db", db, "--out", folder, "--templates", set)...)
			if code != exitFailed || !strings.Contains(errs, "快照2026Q3.v1: 现用指标体系（") || !strings.Contains(errs, "B101的权重；B104的权重") || !strings.Contains(errs, "zhixiao freeze 2026Q3") {
				t.Errorf("%v: exit %d, %s", args, code, errs)
			}
		}
		frozen := t.TempDir()
		done(t, "build", demo.Period, "--unit", "朝阳区", "--db", db, "--out", frozen, "--templates", set, "--frozen-set")
		now, was := printedOf(t, frozen), printedOf(t, folder)
		if now != was {
			t.Error("with the frozen set the report prints other numbers")
		}
		done(t, "freeze", demo.Period, "--db", db, "--templates", set)
		done(t, "build", demo.Period, "--unit", "朝阳区", "--db", db, "--out", frozen, "--templates", set)
		if _, errs, code := ran(t, at("build", demo.Period)...); code != exitFailed || !strings.Contains(errs, "快照2026Q3.v2: 现用指标体系（") {
			t.Errorf("without the editor's Templates: exit %d, %s", code, errs)
		}
		done(t, "freeze", demo.Period, "--db", db)
		done(t, at("build", demo.Period)...)
	})

	t.Run("a base frozen again", func(t *testing.T) {
		if got := done(t, at("build", demo.Period, "--why")...); got != "共1份，0份需要重做\n" {
			t.Fatal(got)
		}
		done(t, "freeze", "2026Q2", "--cutoff", "2026-06-29", "--db", db)
		if got := done(t, at("build", demo.Period, "--why")...); !strings.Contains(got, "：对比基期2026Q2已变化（2026Q2.v1→2026Q2.v2）\n") {
			t.Errorf("why: %s", got)
		}
		done(t, at("build", demo.Period)...)
		if got := madeFromOf(t, folder, demo.Period); !strings.HasPrefix(got, "快照2026Q3.v3；对比基期2026Q2.v2、2025Q3.v1等4期；") {
			t.Errorf("the paper says it is made from %q", got)
		}
		done(t, "freeze", "2025Q4", "--cutoff", "2025-12-30", "--db", db)
		if got := done(t, at("build", demo.Period, "--why")...); !strings.Contains(got, "对比基期2025Q4已变化") {
			t.Errorf("a quarter that only a trend shows: %s", got)
		}
	})
}

// printedOf is what the first job of a folder's quarter prints.
func printedOf(t *testing.T, folder string) string {
	t.Helper()
	m, err := output.ReadManifest(filepath.Join(folder, demo.Period))
	if err != nil || len(m.Jobs) == 0 || m.Jobs[0].Printed == nil {
		t.Fatal(m, err)
	}
	return m.Jobs[0].Printed.SHA256
}

// TestDatabaseOf010WithAnotherSet: what 0.1.0 froze by the program's own set is not
// scored by an editor's, unless the frozen one is asked for.
func TestDatabaseOf010WithAnotherSet(t *testing.T) {
	db, folder, set := oldDatabase(t), t.TempDir(), t.TempDir()
	if err := templates.Export(set); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(set, "indicators.yaml")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	changed := regexp.MustCompile(`(?s)(code: B101\n.*?name: )"[^"]*"`).ReplaceAll(text, []byte(`$1"另一名称"`))
	if err := os.WriteFile(file, changed, 0o644); err != nil {
		t.Fatal(err)
	}
	args := []string{"build", "2026Q3", "--unit", "朝阳区", "--db", db, "--out", folder, "--templates", set}
	if _, errs, code := ran(t, args...); code != exitFailed || !strings.Contains(errs, "B101的文字") {
		t.Errorf("exit %d, %s", code, errs)
	}
	if _, errs, code := ran(t, append(args, "--frozen-set")...); code != exitDone || !strings.Contains(errs, "提示：快照2026Q3.v1按冻结时的指标体系（a1293379）编制") {
		t.Errorf("exit %d, %s", code, errs)
	}
}
