package analysis

import (
	"testing"

	"zhixiao"
	"zhixiao/analysis/sample"
)

// An indicator that was defined otherwise before is not compared with before:
// neither change nor move of place, and its history has a gap.
func TestRedefinedIndicatorsAreNotCompared(t *testing.T) {
	q2, q3 := sample.Random(1, sample.Quarter(2)), sample.Random(2, sample.Quarter(3))
	q2.Definitions = map[string]string{"B101": "old", "D101": "same"}
	q3.Definitions = map[string]string{"B101": "new", "D101": "same"}
	f := facts(t, q2, q3)
	if c := f.Change("B101", "R1"); c.Delta.Missing != zhixiao.Redefined || c.From.Missing != zhixiao.Redefined || c.Tested {
		t.Errorf("change of a redefined indicator: %+v", c)
	}
	if r := f.Rank("B101", "R1"); !r.Place.Ok() || r.Moved.Ok() {
		t.Errorf("rank of a redefined indicator: %+v", r)
	}
	if s := f.Series("B101", "R1"); s[0].Missing != zhixiao.Redefined || !s[1].Ok() {
		t.Errorf("series of a redefined indicator: %v", s)
	}
	if s := f.Change("B101", "R1").Delta.Text(); s != "口径调整" {
		t.Errorf("printed as %q", s)
	}
	if c := f.Change("D101", "R1"); !c.Delta.Ok() {
		t.Errorf("change of an indicator that stayed: %+v", c)
	}
	q2.Definitions = nil // a snapshot from before definitions were kept
	if c := facts(t, q2, q3).Change("B101", "R1"); !c.Delta.Ok() {
		t.Errorf("change against an old snapshot: %+v", c)
	}
}
