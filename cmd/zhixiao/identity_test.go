package main

import (
	"encoding/json"
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
