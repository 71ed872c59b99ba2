package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// testers says of each folder of a room which folders' tests run through it: its own
// first, then those of the room that import it, directly or not.
func testers(pattern string, dirs []string) (map[string][]string, error) {
	out, err := exec.Command("go", "list", "-test", "-deps", "-json=ImportPath,Dir,ForTest,Deps,Module", pattern).Output()
	if err != nil {
		return nil, fmt.Errorf("go list %s: %w", pattern, err)
	}
	rests := map[string][]string{} // tested package → what its tests are made of
	module := ""
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p struct {
			ImportPath, ForTest string
			Deps                []string
			Module              *struct {
				Path string
				Main bool
			}
		}
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, err
		}
		if p.Module != nil && p.Module.Main {
			module = p.Module.Path
		}
		if tested, is := strings.CutSuffix(p.ImportPath, ".test"); is {
			rests[tested] = p.Deps
		}
	}
	all := map[string][]string{}
	for _, dir := range dirs {
		name := path.Join(module, filepath.ToSlash(dir))
		for _, other := range dirs {
			deps, has := rests[path.Join(module, filepath.ToSlash(other))]
			if has && slices.ContainsFunc(deps, func(d string) bool { d, _, _ = strings.Cut(d, " "); return d == name }) {
				all[dir] = append(all[dir], other)
			}
		}
		own := func(a, b string) int {
			switch {
			case a == b:
				return 0
			case a == dir:
				return -1
			case b == dir:
				return 1
			}
			return strings.Compare(a, b)
		}
		slices.SortFunc(all[dir], own)
	}
	return all, nil
}

// covered are the lines that tests ran through, by file below the module's root.
type covered map[string]map[int]bool

func (c covered) at(m mutant) bool { return c[m.File][m.Line] }

// pass runs the room's tests as they are, which have to pass, and learns what they
// run through.
func (r *room) pass(o options) error {
	r.reached = covered{}
	var folders []string
	for dir, list := range r.tested {
		folders = append(append(folders, dir), list...)
	}
	slices.Sort(folders)
	for _, dir := range slices.Compact(folders) {
		binary, profile := filepath.Join(o.tmp, "pass.test"), filepath.Join(o.tmp, "profile")
		if out, err := exec.Command("go", "test", "-c", "-vet=off", "-cover", "-coverpkg", r.name, "-o", binary, "./"+dir).CombinedOutput(); err != nil {
			return fmt.Errorf("tests of %s: %w\n%s", dir, err, out)
		}
		if _, err := os.Stat(binary); err != nil {
			continue // no tests in this folder
		}
		if err := o.test(dir, binary, "-test.coverprofile", profile); err != nil {
			return err
		}
		if err := r.reached.read(profile); err != nil {
			return err
		}
		_ = os.Remove(binary)
	}
	return nil
}

// read adds a cover profile: lines of module/file.go:L.C,L.C statements count.
func (c covered) read(profile string) error {
	f, err := os.Open(profile)
	if err != nil {
		return err
	}
	defer f.Close()
	for s := bufio.NewScanner(f); s.Scan(); {
		file, rest, ok := strings.Cut(s.Text(), ".go:")
		if !ok || strings.HasSuffix(rest, " 0") {
			continue
		}
		_, file, _ = strings.Cut(file+".go", "/") // below the module's root
		from, rest, _ := strings.Cut(rest, ",")
		to, _, _ := strings.Cut(rest, " ")
		first, last := lineOf(from), lineOf(to)
		if c[file] == nil {
			c[file] = map[int]bool{}
		}
		for line := first; line <= last; line++ {
			c[file][line] = true
		}
	}
	return nil
}

func lineOf(position string) int {
	line, _, _ := strings.Cut(position, ".")
	n, _ := strconv.Atoi(line) // a profile's own numbers
	return n
}
