package analysis

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"zhixiao"
)

// find is the finding of a kind about a code, or nil.
func find(all []Finding, kind FindingKind, code string) *Finding {
	for i := range all {
		if all[i].Kind == kind && all[i].Code == code {
			return &all[i]
		}
	}
	return nil
}

// onTime is a snapshot in which R1…R4 did so many of 10,000 cases in time.
func onTime(p zhixiao.Period, n ...int64) *zhixiao.Snapshot {
	s := bare(p)
	for i, k := range n {
		putCase(s, []string{"R1", "R2", "R3", "R4"}[i], "F1", "M1", k, 10000, map[int64]int64{5000: 10000})
	}
	return s
}

func TestLevelsChangesStreaksAndTurns(t *testing.T) {
	f := facts(t,
		onTime(zhixiao.Period{Kind: zhixiao.Quarter, Year: 2025, N: 4}, 9950, 9700, 9960, 9900),
		onTime(quarter(1), 9900, 9800, 9961, 9900),
		onTime(quarter(2), 9800, 9900, 9962, 9900),
		onTime(quarter(3), 9600, 9700, 9963, 9900))
	for _, tt := range []struct {
		name, unit string
		kind       FindingKind
		better     int
		want       bool
	}{
		{"96 is red", "R1", LevelFinding, -1, true},
		{"three falls", "R1", StreakFinding, -1, true},
		{"a streak is no turn", "R1", TurnFinding, 0, false},
		{"a tested fall", "R1", ChangeFinding, -1, true},
		{"two rises, then a fall", "R2", TurnFinding, -1, true},
		{"a turn is no streak", "R2", StreakFinding, 0, false},
		{"three rises of 0.01 are noise", "R3", StreakFinding, 0, false},
		{"level is no change", "R4", ChangeFinding, 0, false},
		{"99 is yellow", "R4", LevelFinding, -1, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := find(f.Findings(tt.unit), tt.kind, "B101")
			if (got != nil) != tt.want || got != nil && got.Better != tt.better {
				t.Errorf("got %+v", got)
			}
		})
	}
	if all := f.Findings("R1"); all[0].Kind != LevelFinding || len(all[0].Quantities) < 2 || all[0].Quantities[0].String() != "96.00%" {
		t.Errorf("the red light does not come first: %+v", all[0])
	}
	if !reflect.DeepEqual(f.Findings("R1"), f.Findings("R1")) {
		t.Error("findings differ from call to call")
	}
	if f.Findings("nobody") != nil {
		t.Error("findings of an unknown unit")
	}
}

func TestContributionsAddUpToTheChange(t *testing.T) {
	f := facts(t, onTime(quarter(2), 9900, 9900, 9900, 9900), onTime(quarter(3), 9400, 9910, 9890, 9900))
	split := f.Contributions("B101", zhixiao.CityCode, "region")
	parts := split.Parts
	if len(parts) != 4 || parts[0].Key != "R1" || parts[0].Points.String() != "-1.25百分点" || parts[0].Label != "甲区" {
		t.Fatalf("got %+v", parts)
	}
	sum := split.Mix.Value
	for _, p := range parts {
		sum = sum.Add(p.Points.Value)
	}
	if c := f.Change("B101", zhixiao.CityCode); sum.Cmp(c.Delta.Value) != 0 {
		t.Errorf("parts add up to %s, change is %s", sum, c.Delta)
	}
	if x := find(f.Findings(zhixiao.CityCode), ContributionFinding, "B101"); x == nil || x.Other != "R1" || x.Better != -1 {
		t.Errorf("got %+v", x)
	}
	if f.Contributions("B103", zhixiao.CityCode, "region").Parts != nil || f.Contributions("B101", "R1", "nope").Parts != nil {
		t.Error("contributions of a median or an unknown dimension")
	}
}

func TestConcentrationsAreFoundAndDrilled(t *testing.T) {
	s := onTime(quarter(3), 9900, 9900)
	s.Cubes["case"].Columns = append(s.Cubes["case"].Columns, "corrected")
	s.Cubes["case"].Rows = nil
	s.Cubes["case"].Histograms["B103"] = nil
	for i, m := range []string{"M1", "M2", "M3", "M4", "M5", "M6", "M7"} {
		n := int64(20)
		if i == 0 {
			n = 60
		}
		put(s.Cubes["case"], "R1", "F1", []string{m}, 1000, 1000, 999, 1000, n)
		s.Cubes["case"].Histograms["B103"] = append(s.Cubes["case"].Histograms["B103"], nil)
	}
	s.Cubes["correction"] = cube("correction", []string{"matter", "reason"}, []string{"times"})
	put(s.Cubes["correction"], "R1", "F1", []string{"M1", "平面图不合格"}, 45)
	put(s.Cubes["correction"], "R1", "F1", []string{"M1", "签字缺失"}, 15)
	for i := range 10 {
		put(s.Cubes["correction"], "R1", "F1", []string{"M2", strings.Repeat("其", i+1)}, 12)
	}
	s.Complaints = []zhixiao.Complaint{{No: "GZ-1", Region: "R1", L2: "0301"}, {No: "GZ-2", Region: "R1", L2: "0301", Typical: true}, {No: "GZ-3", Region: "R2", L2: "0301"}}
	for i := range 5 {
		put(s.Cubes["complaint"], "R1", "F1", []string{"0301", strings.Repeat("街", i+1)}, 6)
		put(s.Cubes["complaint"], "R1", "F1", []string{"0401", strings.Repeat("街", i+1)}, 2)
	}
	f := facts(t, s)
	all := f.Findings("R1")
	if x := find(all, ConcentrationFinding, "case.corrected"); x == nil || x.Keys[0] != "M1" || x.Quantities[1].String() != "33.3%" {
		t.Errorf("corrections: %+v", x)
	}
	if x := find(all, DrillFinding, "correction.times"); x == nil || x.Keys[0] != "平面图不合格" || x.Quantities[1].String() != "75.0%" {
		t.Errorf("reason within the matter: %+v", x)
	}
	if x := find(all, ConcentrationFinding, "complaint.cases"); x == nil || !slices.Equal(x.Cases, []string{"GZ-2", "GZ-1"}) {
		t.Errorf("complaints: %+v", x)
	}
	if x := find(all, ConcentrationFinding, "correction.times"); x != nil {
		t.Errorf("25%% is no concentration of reasons: %+v", x)
	}
}

func TestTelephoneLinesFarBelowTheOthers(t *testing.T) {
	s := bare(quarter(3))
	c := cube("call", []string{"line", "slot"}, []string{"C302.den", "C302.num"})
	s.Cubes["call"] = c
	put(c, "R1", "F1", []string{"L1", "上午"}, 40, 36)
	put(c, "R1", "F1", []string{"L2", "上午"}, 40, 38)
	put(c, "R1", "F1", []string{"L2", "午间"}, 20, 4)
	put(c, "R1", "F1", []string{"L3", "下午"}, 5, 0) // too few to say anything
	f := facts(t, s)
	var got []string
	for _, x := range f.Findings("R1") {
		got = append(got, x.By[0]+"="+x.Label+" "+x.Quantities[0].String())
	}
	if want := []string{"slot=午间 20.00%"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestNewCombinations(t *testing.T) {
	made := func(p zhixiao.Period, n int64) *zhixiao.Snapshot {
		s := bare(p)
		s.Cubes["complaint"] = cube("complaint", []string{"l2", "matter"}, []string{"cases"})
		put(s.Cubes["complaint"], "R1", "F1", []string{"0402", "M1"}, n)
		put(s.Cubes["complaint"], "R1", "F1", []string{"0301", "M1"}, 50)
		return s
	}
	f := facts(t, made(quarter(2), 2), made(quarter(3), 12))
	if x := find(f.Findings("R1"), NewFinding, "complaint.cases"); x == nil || x.Keys[0] != "0402" {
		t.Errorf("got %+v", x)
	}
	if x := find(facts(t, made(quarter(2), 3), made(quarter(3), 12)).Findings("R1"), NewFinding, "complaint.cases"); x != nil {
		t.Errorf("three before: %+v", x)
	}
}

func TestCorrelationIsSpearmans(t *testing.T) {
	values := func(xs ...int64) (out []zhixiao.Decimal) {
		for _, x := range xs {
			out = append(out, zhixiao.Int(x))
		}
		return out
	}
	if got := ranks(values(10, 30, 30, 20)); !slices.Equal(got, []int64{2, 7, 7, 4}) {
		t.Errorf("twice the ranks: %v", got)
	}
	if q := facts(t, random(1, quarter(3))).Correlation("B101", "D101", zhixiao.Region); q.Missing != zhixiao.SmallSample {
		t.Errorf("four regions: %s", q)
	}
}

func TestProblemsInTheOrderOfChoice(t *testing.T) {
	s := onTime(quarter(3), 9600, 9900, 9960)
	// R1: B101 red; C105 yellow; D101 below the city.
	for _, r := range []struct {
		unit  string
		score int64
	}{{"R1", 93}, {"R2", 99}, {"R3", 99}} {
		for range 6 {
			put(s.Cubes["evaluation"], r.unit, "F1", []string{"M1", ""}, 100, 0, 100*r.score, 100, 100*r.score*r.score)
		}
		put(s.Cubes["survey"], r.unit, "", []string{"区域"}, 400, 400000*(r.score-3), 400000, 400000*(r.score-3)*(r.score-3), 400, 400e6)
	}
	put(s.Cubes["complaint"], "R1", "F1", []string{"0302", "甲街"}, 30)
	put(s.Cubes["complaint"], "R1", "F1", []string{"0701", "甲街"}, 20)
	f := facts(t, s)
	var got []string
	for _, p := range f.Problems("R1", 4) {
		got = append(got, p.Step.String()+" "+p.Code+p.L2)
	}
	want := []string{"触红 B1010701", "触黄且失分 C105", "诉求最集中 0302", "公众感知 D101"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if p := f.Problems("R1", 1); len(p) != 1 || p[0].Reason != "触红：B101（B101）96.00%，失15.56分" {
		t.Errorf("got %+v", p)
	}
	if p := f.Problems("R3", 3); len(p) != 0 {
		t.Errorf("a unit without problems has %+v", p)
	}
	city := f.Problems(zhixiao.CityCode, 1)
	if len(city) != 1 || city[0].Code != "B101" || !strings.Contains(city[0].Reason, "触红") {
		t.Errorf("city: %+v", city)
	}
	if f.Problems("nobody", 3) != nil || f.Problems("R1", 0) != nil {
		t.Error("problems of nobody")
	}
}
