//go:build long

package main

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"zhixiao/fixtures/demo"
)

// TestLongScripts are the scripts that take minutes.
func TestLongScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata/long"})
}

// TestChangedProgram builds the program from copies of its sources and asks each
// what has to be made again: two folders are one program, a command's help text
// makes nothing stale, a heading in the generators everything.
func TestChangedProgram(t *testing.T) {
	folder, sources := t.TempDir(), moduleSources(t)
	first := builtFrom(t, sources, "", "", "")
	out, err := exec.Command(first, "demo", "--scale", "0.01", "--out", folder).CombinedOutput()
	if err != nil {
		t.Fatalf("demo: %v\n%s", err, out)
	}
	why := func(program string) string {
		t.Helper()
		out, err := exec.Command(program, "build", demo.Period, "--why", "--db", filepath.Join(folder, "demo.sqlite"), "--out", folder).CombinedOutput()
		if err != nil {
			t.Fatalf("build --why: %v\n%s", err, out)
		}
		return string(out)
	}
	elsewhere := builtFrom(t, sources, "cmd/zhixiao/build.go", "只说明哪些成果需要重做及原因，不生成", "只说原因")
	if got := why(elsewhere); got != "共66份，0份需要重做\n" {
		t.Errorf("another folder and another help text: %s", got)
	}
	heading := builtFrom(t, sources, "generators/quarter/unit.go", "改进建议", "整改建议")
	if got := why(heading); strings.Count(got, "：程序已变化\n") != 66 || !strings.Contains(got, "共66份，66份需要重做") {
		t.Errorf("another heading: %s", got)
	}
}

// moduleSources are the module's files, by name with forward slashes.
func moduleSources(t *testing.T) map[string]string {
	t.Helper()
	module, files := filepath.Join("..", ".."), map[string]string{}
	err := filepath.WalkDir(module, func(path string, e fs.DirEntry, err error) error {
		name, _ := filepath.Rel(module, path)
		switch {
		case err != nil:
			return err
		case e.IsDir() && (strings.HasPrefix(e.Name(), ".") && name != "." || e.Name() == "testdata" || name == "docs"):
			return filepath.SkipDir
		case !e.Type().IsRegular():
			return nil
		}
		text, err := os.ReadFile(path)
		files[filepath.ToSlash(name)] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// builtFrom builds the program in a new folder from sources, with a text of one file
// replaced by another.
func builtFrom(t *testing.T, sources map[string]string, file, what, by string) (program string) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range sources {
		if name == file {
			if !strings.Contains(text, what) {
				t.Fatalf("%s has no %q", name, what)
			}
			text = strings.ReplaceAll(text, what, by)
		}
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	program = filepath.Join(dir, "program.out")
	build := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-o", program, "./cmd/zhixiao")
	build.Dir = dir
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return program
}
