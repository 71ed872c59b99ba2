package templates

import (
	"testing"
	"testing/fstest"
)

// The program's own patterns, read when they are asked for, are those that are
// read at once beside an editor's files: none is missing, none is in two files.
func TestOwnPatternsWaitWhole(t *testing.T) {
	late, err := Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := late.Narrative.faults(); err != nil {
		t.Fatal(err)
	}
	atOnce, err := Load(fstest.MapFS{})
	if err != nil {
		t.Fatal(err)
	}
	if n := len(atOnce.Narrative.later); n > 0 {
		t.Errorf("beside an editor's files %d numbers wait", n)
	}
	got, want := late.Narrative.Sentences(), atOnce.Narrative.Sentences()
	if len(got) != len(want) || len(want) == 0 {
		t.Fatalf("%d sentences instead of %d", len(got), len(want))
	}
	for i := range want {
		if got[i].at != want[i].at || got[i].ID != want[i].ID {
			t.Errorf("%s at %v instead of %s at %v", got[i].ID, got[i].at, want[i].ID, want[i].at)
		}
	}
}

// A file that waits tells its faults when it is asked, and to Faults.
func TestWaitingPatternsTellFaults(t *testing.T) {
	files := layered{nil, fstest.MapFS{"narrative/x.yaml": {Data: []byte("- {id: X1, text: [\"好\"]}\n- {id: X2, when: \"1 +\", text: [\"句\"]}\n")}}}
	n, err := loadNarrative(files)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := n.Say("X1", nil, Turn{}); err == nil {
		t.Error("a file with faults is used")
	}
	if err := (&Set{Narrative: n}).Faults(); err == nil {
		t.Error("Faults says nothing")
	}
	if _, _, err := n.Say("X9", nil, Turn{}); err == nil {
		t.Error("a number nobody wrote is said")
	}
}

// An editor who keeps one file of his own still has all of the program's others.
func TestOneOwnFileLeavesTheOthers(t *testing.T) {
	own := fstest.MapFS{
		"narrative/inspection.yaml": {Data: []byte("- {id: HC99, text: [\"自有句。\"]}\n")},
		"narrative/zz_own.yaml":     {Data: []byte("- {id: ZZ1, text: [\"另有句。\"]}\n")},
	}
	set, err := Load(own)
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string]bool{"HC99": true, "ZZ1": true, "T00": true, "YD31": true, "HC01": false} {
		list, err := set.Narrative.of(id)
		if err != nil || (len(list) > 0) != want {
			t.Errorf("%s: %d patterns, %v", id, len(list), err)
		}
	}
}
