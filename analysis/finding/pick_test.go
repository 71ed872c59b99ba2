package finding

import (
	"slices"
	"strings"
	"testing"

	"zhixiao"
	"zhixiao/analysis/sample"
)

func TestProblemsInTheOrderOfChoice(t *testing.T) {
	s := sample.OnTime(sample.Quarter(3), 9600, 9900, 9960)
	// R1: B101 red; C105 yellow; D101 below the city.
	for _, r := range []struct {
		unit  string
		score int64
	}{{"R1", 93}, {"R2", 99}, {"R3", 99}} {
		for range 6 {
			sample.Put(s.Cubes["evaluation"], r.unit, "F1", []string{"M1", ""}, 100, 0, 100*r.score, 100, 100*r.score*r.score)
		}
		sample.Put(s.Cubes["survey"], r.unit, "", []string{"区域"}, 400, 400000*(r.score-3), 400000, 400000*(r.score-3)*(r.score-3), 400, 400e6)
	}
	sample.Put(s.Cubes["complaint"], "R1", "F1", []string{"0302", "甲街"}, 30)
	sample.Put(s.Cubes["complaint"], "R1", "F1", []string{"0701", "甲街"}, 20)
	f := facts(t, s)
	var got []string
	for _, p := range Problems(f, "R1", 4) {
		got = append(got, p.Step.String()+" "+p.Code+p.L2)
	}
	want := []string{"触红 B1010701", "触黄且失分 C105", "诉求最集中 0302", "公众感知 D101"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if p := Problems(f, "R1", 1); len(p) != 1 || p[0].Reason != "触红：B101（B101）96.00%，失15.56分" {
		t.Errorf("got %+v", p)
	}
	if p := Problems(f, "R3", 3); len(p) != 0 {
		t.Errorf("a unit without problems has %+v", p)
	}
	city := Problems(f, zhixiao.CityCode, 1)
	if len(city) != 1 || city[0].Code != "B101" || !strings.Contains(city[0].Reason, "触红") {
		t.Errorf("city: %+v", city)
	}
	if Problems(f, "nobody", 3) != nil || Problems(f, "R1", 0) != nil {
		t.Error("problems of nobody")
	}
}

func TestALightThatMostShareWaits(t *testing.T) {
	s := sample.OnTime(sample.Quarter(3), 9690, 9600, 9600, 9600) // red everywhere, least in R1
	for range 6 {
		sample.Put(s.Cubes["evaluation"], "R1", "F1", []string{"M1", ""}, 100, 0, 9500, 100, 902500)
		sample.Put(s.Cubes["evaluation"], "R2", "F1", []string{"M1", ""}, 100, 0, 9900, 100, 980100)
	}
	f := facts(t, s)
	var got []string
	for _, p := range Problems(f, "R1", 3) {
		got = append(got, p.Step.String()+p.Code)
	}
	if want := []string{"触黄且失分C105", "触红B101"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if p := Problems(f, "R2", 1); len(p) != 1 || p[0].Code != "B101" || !strings.HasPrefix(p[0].Reason, "触红") {
		t.Errorf("worse than the city: %+v", p)
	}
}
