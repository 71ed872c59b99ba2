package main

import (
	"encoding/json"
	"errors"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// notOfGoods are the rooms of ours in the program that make no deliverable.
func notOfGoods() []string {
	return []string{"zhixiao/fixtures", "zhixiao/front", "zhixiao/workfolder"} // the demo's data, the front page, where things are
}

// TestIdentityCoversEveryRoom: a room that the program imports is part of its
// identity, with all its Go files and migrations.
func TestIdentityCoversEveryRoom(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", "-json=ImportPath,Dir", ".").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	dirs := map[string]string{}
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p struct{ ImportPath, Dir string }
		if err := dec.Decode(&p); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		if (p.ImportPath == "zhixiao" || strings.HasPrefix(p.ImportPath, "zhixiao/")) && !slices.Contains(notOfGoods(), p.ImportPath) {
			dirs[p.ImportPath] = p.Dir
		}
	}
	for _, r := range rooms() {
		for _, pattern := range []string{"*.go", "go.mod", "migrations/*.sql"} {
			files, _ := filepath.Glob(filepath.Join(dirs[r.Path], pattern))
			for _, file := range files {
				name, _ := filepath.Rel(dirs[r.Path], file)
				if _, err := fs.Stat(r.Files, filepath.ToSlash(name)); err != nil {
					t.Errorf("%s: %s is not among its sources", r.Path, name)
				}
			}
		}
		delete(dirs, r.Path)
	}
	for path := range dirs {
		t.Errorf("%s is part of the program and of no identity", path)
	}
}

// TestPressIsWhatNamesNoCommand: of this room those files are left out that import
// the commands' library, and no others; what prints deliverables is not among them.
func TestPressIsWhatNamesNoCommand(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, text, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		var imports []string
		for _, i := range parsed.Imports {
			path, _ := strconv.Unquote(i.Path.Value)
			imports = append(imports, path)
		}
		command := slices.Contains(imports, "github.com/spf13/cobra")
		if got := isCommand(file, text); got != command {
			t.Errorf("%s: taken for a command %v, want %v", file, got, command)
		}
		for _, writer := range []string{"zhixiao/charts", "zhixiao/document/pdf", "zhixiao/document/xlsx", "zhixiao/document/dwg", "zhixiao/document/tab"} {
			if command && slices.Contains(imports, writer) && !strings.HasSuffix(file, "_test.go") {
				t.Errorf("%s is a command and imports %s: what makes deliverables belongs into a file without commands", file, writer)
			}
		}
	}
}

func TestRevision(t *testing.T) {
	for _, c := range []struct {
		settings []debug.BuildSetting
		want     string
	}{
		{nil, ""},
		{[]debug.BuildSetting{{Key: "vcs.modified", Value: "true"}}, ""},
		{[]debug.BuildSetting{{Key: "vcs.revision", Value: "8769e89"}, {Key: "vcs.modified", Value: "false"}}, "8769e89"},
		{[]debug.BuildSetting{{Key: "vcs.modified", Value: "true"}, {Key: "vcs.revision", Value: "8769e89"}}, "8769e89+"},
	} {
		if got := revisionIn(c.settings); got != c.want {
			t.Errorf("%v: %q, want %q", c.settings, got, c.want)
		}
	}
}

// TestProgramInput: it is the version and a digest, made in no time that is felt.
func TestProgramInput(t *testing.T) {
	name, digest, _ := strings.Cut(programInput(), " ")
	if name != version || len(digest) != 64 {
		t.Errorf("程序 = %q", programInput())
	}
}

// TestChangedProgram builds the program from copies of its sources and asks each
// what has to be made again: two folders are one program, a command's help text
// makes nothing stale, a heading in the generators everything.
func TestChangedProgram(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program three times")
	}
	goods, sources := t.TempDir(), moduleSources(t)
	first := builtFrom(t, sources, "", "", "")
	out, err := exec.Command(first, "demo", "--scale", "0.01", "--out", goods).CombinedOutput()
	if err != nil {
		t.Fatalf("demo: %v\n%s", err, out)
	}
	why := func(program string) string {
		t.Helper()
		out, err := exec.Command(program, "build", demoPeriod, "--why", "--db", filepath.Join(goods, "demo.sqlite"), "--out", goods).CombinedOutput()
		if err != nil {
			t.Fatalf("build --why: %v\n%s", err, out)
		}
		return string(out)
	}
	elsewhere := builtFrom(t, sources, "cmd/zhixiao/build.go", "只说明哪些成果需要重做及原因，不生成", "只说原因")
	if got := why(elsewhere); got != "共66份，0份需要重做\n" {
		t.Errorf("another folder and another help text: %s", got)
	}
	heading := builtFrom(t, sources, "generators/quarter_unit.go", "改进建议", "整改建议")
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
