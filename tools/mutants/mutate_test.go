package main

import (
	"os"
	"path/filepath"
	"testing"
)

func TestMutantsOfAFunction(t *testing.T) {
	const source = `package p

var table = []int{1, 2} // data: not changed

func f(a, b int, on bool) string {
	n := 0
	if a < b && !on {
		n++
	}
	return "x" + "y"
}
`
	list, err := mutantsIn("p/p.go", []byte(source))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range list {
		got = append(got, m.Operator+" "+m.Old+" -> "+m.New)
	}
	want := []string{"constant 0 -> 1", "comparison < -> <=", "boolean && -> ||", "boolean ! -> ", "statement n++ -> if false { n++ }"}
	if len(got) != len(want) {
		t.Fatalf("got %q, want %q", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%d: got %q, want %q", i, got[i], want[i])
		}
	}
	if list[0].Line != 6 || list[0].Source != "n := 0" || list[0].Dir != "p" {
		t.Errorf("first mutant stands at %+v", list[0])
	}
}

// A line counts as run through when one block of it was.
func TestCoveredReadsAProfile(t *testing.T) {
	profile := filepath.Join(t.TempDir(), "profile")
	const text = `mode: set
zhixiao/store/open.go:10.2,12.3 2 1
zhixiao/store/open.go:12.3,14.4 1 0
`
	if err := os.WriteFile(profile, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	c := covered{}
	if err := c.read(profile); err != nil {
		t.Fatal(err)
	}
	for line, want := range map[int]bool{9: false, 10: true, 12: true, 13: false} {
		if got := c.at(mutant{File: "store/open.go", Line: line}); got != want {
			t.Errorf("line %d: %t", line, got)
		}
	}
}
