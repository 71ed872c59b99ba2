package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// Three files: top uses middle, middle uses bottom, and bottom calls back up to
// top once. One arrow of four runs back up.
func TestArrowsThatRunBackUp(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"top.go":    "package p\n\nfunc Top() int { return middle() + bottom() }\n",
		"middle.go": "package p\n\nfunc middle() int { return bottom() }\n",
		"bottom.go": "package p\n\nimport \"fmt\"\n\nfunc bottom() int { fmt.Println(); var t tall; return t.height() }\n",
		"tall.go":   "package p\n\ntype tall struct{}\n\nfunc (tall) height() int { return 1 }\n\nfunc again() int { return Top() }\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	g, err := read(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(g.arrows) != 5 {
		t.Errorf("got %d arrows, want 5: %v", len(g.arrows), g.arrows)
	}
	if names := g.arrows[arrow{"bottom.go", "tall.go"}]; !slices.Equal(names, []string{"height", "tall"}) {
		t.Errorf("bottom uses %q of tall", names)
	}
	if up := g.backUp(); len(up) != 1 || up[0] != (arrow{"tall.go", "top.go"}) {
		t.Errorf("back up: %v", up)
	}
}
