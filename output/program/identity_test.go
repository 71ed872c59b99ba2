package program

import (
	"encoding/json"
	"io"
	"io/fs"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
)

// notOfGoods are the rooms of ours in the program that make no deliverable.
func notOfGoods() []string {
	return []string{"zhixiao/fixtures", "zhixiao/fixtures/demo", "zhixiao/fixtures/tour", "zhixiao/front", "zhixiao/workfolder", "zhixiao/output/memory", "zhixiao/output/intake", "zhixiao/document/textdump", "zhixiao/output/program", "zhixiao/cmd/zhixiao"} // the demo, the front page, where things are, what a batch may fill, what is taken in, tables on a terminal, this, the commands
}

// TestIdentityCoversEveryRoom: a room that the program imports is part of its
// identity, with all its Go files and what it embeds.
func TestIdentityCoversEveryRoom(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", "-json=ImportPath,Dir,EmbedFiles", "zhixiao/cmd/zhixiao").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	type source struct {
		ImportPath, Dir string
		EmbedFiles      []string
	}
	dirs := map[string]source{}
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p source
		if err := dec.Decode(&p); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		if (p.ImportPath == "zhixiao" || strings.HasPrefix(p.ImportPath, "zhixiao/")) && !slices.Contains(notOfGoods(), p.ImportPath) {
			dirs[p.ImportPath] = p
		}
	}
	for _, r := range rooms() {
		dir := dirs[r.Path].Dir
		files, _ := filepath.Glob(filepath.Join(dir, "*.go"))
		if r.Path != "zhixiao/templates" { // what it embeds is known by its content
			for _, name := range dirs[r.Path].EmbedFiles {
				files = append(files, filepath.Join(dir, name))
			}
		}
		for _, file := range files {
			name, _ := filepath.Rel(dir, file)
			if _, err := fs.Stat(r.Files, filepath.ToSlash(name)); err != nil {
				t.Errorf("%s: %s is not among its sources", r.Path, name)
			}
		}
		delete(dirs, r.Path)
	}
	for path := range dirs {
		t.Errorf("%s is part of the program and of no identity", path)
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
	name, digest, _ := strings.Cut(input(), " ")
	if name != Version || len(digest) != 64 {
		t.Errorf("程序 = %q", input())
	}
}
