package finding

import (
	"slices"
	"strings"
	"testing"

	"zhixiao"
	"zhixiao/analysis/sample"
)

func TestConcentrationsAreFoundAndDrilled(t *testing.T) {
	s := sample.OnTime(sample.Quarter(3), 9900, 9900)
	s.Cubes["case"].Columns = append(s.Cubes["case"].Columns, "corrected")
	s.Cubes["case"].Rows = nil
	s.Cubes["case"].Histograms["B103"] = nil
	for i, m := range []string{"M1", "M2", "M3", "M4", "M5", "M6", "M7"} {
		n := int64(20)
		if i == 0 {
			n = 60
		}
		sample.Put(s.Cubes["case"], "R1", "F1", []string{m}, 1000, 1000, 999, 1000, n)
		s.Cubes["case"].Histograms["B103"] = append(s.Cubes["case"].Histograms["B103"], nil)
	}
	s.Cubes["correction"] = sample.Cube("correction", []string{"matter", "reason"}, []string{"times"})
	sample.Put(s.Cubes["correction"], "R1", "F1", []string{"M1", "平面图不合格"}, 45)
	sample.Put(s.Cubes["correction"], "R1", "F1", []string{"M1", "签字缺失"}, 15)
	for i := range 10 {
		sample.Put(s.Cubes["correction"], "R1", "F1", []string{"M2", strings.Repeat("其", i+1)}, 12)
	}
	s.Complaints = []zhixiao.Complaint{{No: "GZ-1", Region: "R1", L2: "0301"}, {No: "GZ-2", Region: "R1", L2: "0301", Typical: true}, {No: "GZ-3", Region: "R2", L2: "0301"}}
	for i := range 5 {
		sample.Put(s.Cubes["complaint"], "R1", "F1", []string{"0301", strings.Repeat("街", i+1)}, 6)
		sample.Put(s.Cubes["complaint"], "R1", "F1", []string{"0401", strings.Repeat("街", i+1)}, 2)
	}
	f := facts(t, s)
	all := Of(f, "R1")
	if x := find(all, Concentration, "case.corrected"); x == nil || x.Keys[0] != "M1" || x.Quantities[1].String() != "33.3%" {
		t.Errorf("corrections: %+v", x)
	}
	if x := find(all, Drill, "correction.times"); x == nil || x.Keys[0] != "平面图不合格" || x.Quantities[1].String() != "75.0%" {
		t.Errorf("reason within the matter: %+v", x)
	}
	if x := find(all, Concentration, "complaint.cases"); x == nil || !slices.Equal(x.Cases, []string{"GZ-2", "GZ-1"}) {
		t.Errorf("complaints: %+v", x)
	}
	if x := find(all, Concentration, "correction.times"); x != nil {
		t.Errorf("25%% is no concentration of reasons: %+v", x)
	}
}
