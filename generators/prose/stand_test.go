package prose

import (
	"testing"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/analysis/finding"
	"zhixiao/generators/sample"
	"zhixiao/templates"
)

// tickets puts rows of hall, weekday and hour in the place of a region's tickets,
// over 30 minutes and all.
func tickets(s *zhixiao.Snapshot, region string, rows map[[3]string][2]int64) {
	c := s.Cubes["ticket"]
	var kept []zhixiao.CubeRow
	for _, r := range c.Rows {
		if r.Region != region {
			kept = append(kept, r)
		}
	}
	for key, n := range rows {
		row := zhixiao.CubeRow{Region: region, Dept: "F23", Sums: make([]int64, len(c.Columns))}
		for _, dim := range c.Dims {
			row.Keys = append(row.Keys, map[string]string{"hall": key[0], "weekday": key[1], "hour": key[2]}[dim])
		}
		for i, name := range c.Columns {
			row.Sums[i] = map[string]int64{"over30": n[0], "tickets": n[1], "C202.num": n[0], "C202.den": n[1]}[name]
		}
		kept = append(kept, row)
	}
	c.Rows = kept
}

// TestTitlesNameNoEmptyCell plants a bad weekday and a bad hour that never meet, a
// cell that is bad itself, an hour that is only busy, and a hall that is only large.
func TestTitlesNameNoEmptyCell(t *testing.T) {
	calm := map[[3]string][2]int64{
		{"H1", "1", "9"}: {5, 100}, {"H1", "1", "10"}: {5, 100}, {"H1", "3", "9"}: {5, 100}, {"H1", "3", "10"}: {5, 100},
		{"H2", "1", "9"}: {5, 400}, {"H2", "3", "10"}: {5, 400},
	}
	with := func(more map[[3]string][2]int64) map[[3]string][2]int64 {
		out := map[[3]string][2]int64{}
		for _, m := range []map[[3]string][2]int64{calm, more} {
			for k, v := range m {
				out[k] = v
			}
		}
		return out
	}
	for _, tt := range []struct {
		name                          string
		rows                          map[[3]string][2]int64
		hall, hour, weekday, together string
	}{
		{"a bad day and a bad hour that meet on three tickets", with(map[[3]string][2]int64{
			{"H1", "1", "9"}: {60, 100}, {"H1", "1", "14"}: {3, 3}, {"H1", "3", "14"}: {60, 100},
		}), "H1", "14", "", ""},
		{"one bad cell", with(map[[3]string][2]int64{{"H1", "1", "10"}: {70, 100}}), "H1", "10", "1", "10"},
		{"a busy hour of the same rate", with(map[[3]string][2]int64{{"H1", "1", "10"}: {250, 5000}, {"H1", "3", "10"}: {250, 5000}}), "H1", "", "", ""},
		{"the largest hall is no worse", with(map[[3]string][2]int64{{"H2", "1", "9"}: {500, 10000}, {"H2", "3", "9"}: {500, 10000}}), "", "", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f, set := sample.SmallCityWith(t, func(snaps []*zhixiao.Snapshot) { tickets(snaps[1], "110101", tt.rows) })
			u, _ := f.Unit("110101")
			r := New(f, set, u, Unit, "x")
			theme := r.themeOf("C202")
			p := r.problem(0, Candidate{Theme: theme})
			for as, want := range map[string]string{"大厅": tt.hall, "时点": tt.hour, "周几": tt.weekday, "同日时点": tt.together} {
				got := ""
				if first, ok := p.found.First(as); ok && !p.thin[as] {
					got = first.Keys[0]
				}
				if got != want {
					t.Errorf("%s is %q, want %q", as, got, want)
				}
			}
		})
	}
}

// TestWhatIsAsGoodAsTheCityIsNoProblem: better than the city, at its level, worse,
// and better with a part that stands out.
func TestWhatIsAsGoodAsTheCityIsNoProblem(t *testing.T) {
	f, set := sample.SmallCity(t)
	u, _ := f.Unit("110101")
	r := New(f, set, u, Unit, "x")
	ind, _ := f.Indicator("C104") // lower is better
	gap := func(n int64) analysis.Loss {
		return analysis.Loss{Indicator: ind, Light: analysis.Red, Gap: zhixiao.Quantity{Value: zhixiao.Int(n)}}
	}
	for _, tt := range []struct {
		name string
		c    Candidate
		want bool
	}{
		{"below the city", Candidate{Loss: gap(-2)}, true},
		{"at its level", Candidate{Loss: gap(0)}, true},
		{"above it", Candidate{Loss: gap(2)}, false},
		{"below it with a part that is not", Candidate{Loss: gap(-2), focus: &finding.Finding{}}, false},
		{"without a city to compare with", Candidate{Loss: analysis.Loss{Indicator: ind, Gap: zhixiao.Quantity{Missing: zhixiao.NotProvided}}}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := r.fine(tt.c); got != tt.want {
				t.Errorf("fine %t, want %t", got, tt.want)
			}
		})
	}
}

// TestSmallCountsCarryNoHeadline: four of a largest key are hidden from titles and
// causes, nine tell no share there, and a whole of nine tells none anywhere.
func TestSmallCountsCarryNoHeadline(t *testing.T) {
	share := func(n, of int64) analysis.Share {
		return analysis.Share{Keys: []string{"k"}, Count: zhixiao.Quantity{Value: zhixiao.Int(n)}, Of: zhixiao.Quantity{Value: zhixiao.Int(of)}, Part: zhixiao.Quantity{Value: zhixiao.Int(100 * n / of)}}
	}
	r := &Report{Unit: zhixiao.Unit{Kind: zhixiao.Region}}
	for _, tt := range []struct {
		n, of                      int64
		named, concluded, anywhere bool
	}{
		{4, 40, false, false, true}, {5, 40, true, false, true}, {9, 40, true, false, true}, {10, 40, true, true, true}, {5, 9, true, false, false},
	} {
		p := &Problem{r: r, Theme: &templates.Theme{Drills: []templates.Drill{{As: "理由", By: "code"}}}, found: Drilled{steps: map[string]*step{"理由": {keys: []key{{Share: share(tt.n, tt.of)}}}}}}
		named, said, concluded := !p.thinDrills()["理由"], !p.tooFew("理由占比", false), !p.tooFew("理由占比", true)
		if named != tt.named || said != tt.anywhere || concluded != tt.concluded {
			t.Errorf("%d of %d: thin %t, a share anywhere %t, in a conclusion %t", tt.n, tt.of, !named, said, concluded)
		}
	}
}
