package analysis_test

import (
	"math/rand/v2"
	"strconv"
	"testing"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/analysis/finding"
	"zhixiao/templates"
)

// city is a snapshot of the real indicators with rows of the size of the demo
// quarter in every cube; the numbers are noise.
func city(b testing.TB, set *zhixiao.IndicatorSet, units []zhixiao.Unit, p zhixiao.Period) *zhixiao.Snapshot {
	b.Helper()
	r := rand.New(rand.NewPCG(uint64(p.Year), uint64(p.N)))
	s := &zhixiao.Snapshot{ID: p.String() + ".v1", Period: p, Version: 1, Cubes: map[string]*zhixiao.Cube{}}
	var regions, domains []string
	for _, u := range units {
		switch u.Kind {
		case zhixiao.Region:
			regions = append(regions, u.Code)
		case zhixiao.Domain:
			domains = append(domains, u.Code)
		}
	}
	for _, fd := range set.Feeds {
		c := &zhixiao.Cube{Feed: fd.Name, Histograms: map[string][]map[int64]int64{}}
		for _, d := range fd.Dims {
			c.Dims = append(c.Dims, d.Name)
		}
		for _, t := range fd.Tallies {
			c.Columns = append(c.Columns, t.Name)
		}
		for _, i := range set.Indicators {
			if i.Feed == fd.Name && i.Formula == zhixiao.RatioFormula {
				c.Columns = append(c.Columns, i.Code+".num", i.Code+".den")
			}
		}
		rows := 3000
		if fd.Name == "complaint" || fd.Name == "evaluation" || fd.Name == "session" {
			rows = 12000
		}
		var hist []map[int64]int64
		for range rows {
			row := zhixiao.CubeRow{Region: regions[r.IntN(len(regions))], Dept: domains[r.IntN(len(domains))]}
			for range c.Dims {
				row.Keys = append(row.Keys, "0"+strconv.Itoa(100+r.IntN(60)))
			}
			for range c.Columns {
				row.Sums = append(row.Sums, 1+int64(r.IntN(9)))
			}
			c.Rows = append(c.Rows, row)
			hist = append(hist, map[int64]int64{int64(r.IntN(100)) * 100: 9})
		}
		if fd.Name == "case" {
			c.Histograms["B103"] = hist
		}
		s.Cubes[fd.Name] = c
	}
	return s
}

func demoInput(b testing.TB) analysis.Input {
	b.Helper()
	set, err := templates.LoadIndicators(nil)
	if err != nil {
		b.Fatal(err)
	}
	units, err := templates.LoadUnits(nil)
	if err != nil {
		b.Fatal(err)
	}
	in := analysis.Input{Units: units, Indicators: set}
	p := zhixiao.Period{Kind: zhixiao.Quarter, Year: 2025, N: 3}
	for range 5 {
		in.Snapshots = append(in.Snapshots, city(b, set, units, p))
		p = p.Next()
	}
	return in
}

func mine(b testing.TB, f *analysis.Facts) (findings int) {
	b.Helper()
	for _, k := range []zhixiao.UnitKind{zhixiao.City, zhixiao.Region, zhixiao.Domain} {
		for _, u := range f.Units(k) {
			findings += len(finding.Of(f, u.Code))
			finding.Problems(f, u.Code, 3)
		}
	}
	return findings
}

// BenchmarkNew measures and scores five quarters of 66 units.
func BenchmarkNew(b *testing.B) {
	in := demoInput(b)
	b.ResetTimer()
	for range b.N {
		if _, err := analysis.New(in); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkFindings mines one quarter's 66 units and the city.
func BenchmarkFindings(b *testing.B) {
	in := demoInput(b)
	b.ResetTimer()
	for range b.N {
		b.StopTimer()
		f, err := analysis.New(in)
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		if mine(b, f) == 0 {
			b.Fatal("nothing found in noise of this size")
		}
	}
}
