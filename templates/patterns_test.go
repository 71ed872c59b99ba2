package templates

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// TestPatterns: each of the 178 sentence patterns is said by something that is
// really there, or testdata/patterns.yaml says why it is not.
func TestPatterns(t *testing.T) {
	data, err := os.ReadFile("testdata/patterns.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var patterns []struct {
		ID, Pattern, Absent string
		By                  []string
	}
	if err := yaml.UnmarshalWithOptions(data, &patterns, yaml.Strict()); err != nil {
		t.Fatal(err)
	}
	there := sayers(t)
	seen := map[string]bool{}
	for _, p := range patterns {
		seen[p.ID] = true
		if (len(p.By) == 0) == (p.Absent == "") {
			t.Errorf("%s: say either by or absent", p.ID)
		}
		for _, by := range p.By {
			if !there(by) {
				t.Errorf("%s: %s is not there", p.ID, by)
			}
		}
	}
	for prefix, n := range map[string]int{"G": 22, "T": 20, "R": 22, "F": 20, "M": 16, "L": 15, "H": 15, "D": 15, "Z": 15, "Y": 18} {
		for i := 1; i <= n; i++ {
			if id := fmt.Sprintf("%s%02d", prefix, i); !seen[id] {
				t.Errorf("%s is missing", id)
			}
		}
	}
	if len(patterns) != 178 {
		t.Errorf("%d patterns, want 178", len(patterns))
	}
}

// sayers finds narrative numbers, rules, themes, functions and files.
func sayers(t *testing.T) func(string) bool {
	t.Helper()
	set, err := Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	there := map[string]bool{}
	for id := range set.Narrative.ids() {
		there[id] = true
	}
	for i := range set.Rules.Causes {
		there[set.Rules.Causes[i].ID] = true
	}
	for i := range set.Rules.Remedies {
		there[set.Rules.Remedies[i].ID] = true
	}
	for i := range set.Rules.Themes {
		there["theme "+set.Rules.Themes[i].ID] = true
	}
	files, err := filepath.Glob("../generators/*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	function := regexp.MustCompile(`(?m)^func (?:\([^)]*\) )?(\w+)`)
	for _, name := range files {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range function.FindAllSubmatch(src, -1) {
			there["func "+string(m[1])] = true
		}
	}
	return func(by string) bool {
		if name, ok := strings.CutPrefix(by, "file "); ok {
			_, err := os.Stat(filepath.Join("..", filepath.FromSlash(name)))
			return err == nil
		}
		return there[by]
	}
}
