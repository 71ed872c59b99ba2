// Package sample is a small world for the tests of analysis and of what stands on it:
// an indicator of every formula, seven units, snapshots with or without rows.
package sample

import (
	"math/rand/v2"

	"zhixiao"
)

// d reads a decimal; the samples' own are well formed.
func d(s string) zhixiao.Decimal {
	v, err := zhixiao.ParseDecimal(s)
	if err != nil {
		panic(err)
	}
	return v
}

// Set is a few indicators of every formula.
func Set() *zhixiao.IndicatorSet {
	ind := func(code, unit string, dir zhixiao.Direction, feed string, scale int64, places uint8, minN int64, region, domain, target, yellow, red, floor string) zhixiao.Indicator {
		return zhixiao.Indicator{
			Code: code, Name: code, Level1: code[:1], Level2: code[:2], Unit: unit, Direction: dir, Feed: feed,
			Scale: scale, Places: places, MinN: minN, Region: d(region), Domain: d(domain),
			Target: d(target), Yellow: d(yellow), Red: d(red), Floor: d(floor), HasLights: dir != zhixiao.Observe, Perception: code[:1] == "D",
		}
	}
	median := ind("B103", "", zhixiao.Lower, "case", 1, 2, 30, "10", "10", "0.5", "0.7", "0.9", "1")
	median.Formula = zhixiao.MedianFormula
	bad := ind("C104", "件/万件", zhixiao.Lower, "volume", 10000, 2, 100, "10", "10", "2", "5", "10", "30")
	bad.Num, bad.Den = "=evaluation.bad", "=case.finished"
	gap := ind("D301", "分", zhixiao.Observe, "", 1, 1, 30, "0", "0", "5", "10", "15", "20")
	gap.Formula, gap.Minuend, gap.Subtrahend = zhixiao.DifferenceFormula, "C105", "D101"
	return &zhixiao.IndicatorSet{
		Version: "t1",
		Levels:  map[string]string{"B": "办件过程", "B1": "办理时效", "C": "服务体验", "C1": "好差评", "C2": "现场服务", "C3": "线上与咨询", "D": "公众感知", "D1": "问卷评价", "D2": "体验核查", "D3": "供需偏差"},
		Indicators: []zhixiao.Indicator{
			ind("B101", "%", zhixiao.Higher, "case", 100, 2, 30, "20", "20", "99.5", "99", "97", "95"), median, bad,
			ind("C105", "分", zhixiao.Higher, "evaluation", 1, 2, 100, "10", "10", "98", "96", "92", "85"),
			ind("C202", "%", zhixiao.Lower, "ticket", 100, 2, 100, "10", "10", "2", "5", "10", "20"),
			ind("D101", "分", zhixiao.Higher, "survey", 1, 1, 30, "30", "40", "92", "88", "82", "70"),
			ind("D201", "分", zhixiao.Higher, "visit", 1, 1, 5, "10", "0", "92", "88", "80", "70"), gap,
		},
		Roles: roles(),
		Feeds: []zhixiao.Feed{{Name: "case", Date: "apply_date"}, {Name: "evaluation", Date: "date"}, {Name: "ticket", Date: "date"}, {Name: "survey", Date: "date"}, {Name: "visit", Date: "date"}, {Name: "complaint", Date: "date"}, {Name: "volume"}},
	}
}

// roles are what templates/indicators.yaml says of the same columns and classes.
func roles() *zhixiao.Roles {
	return &zhixiao.Roles{
		Indicators: map[string]zhixiao.Role{"C202": {OnSite: true}, "B101": {Felt: "D101", Behind: "stage"}},
		Feeds:      map[string]zhixiao.Column{"case": {Index: "B2"}, "correction": {Index: "B2", Unit: "次"}, "evaluation": {Index: "C1", Unit: "条"}, "ticket": {Index: "C2", Unit: "人次"}, "survey": {Unit: "份"}},
		Columns:    map[string]zhixiao.Column{"case.overdue": {Of: "B101"}},
		Classes:    map[string]string{"03": "C3", "04": "C3", "07": "B1", "08": "C2"},
	}
}

// Units is the city, four regions in two groups, of which the last has no hall, and
// two domains.
func Units() []zhixiao.Unit {
	return []zhixiao.Unit{
		{Code: zhixiao.CityCode, Kind: zhixiao.City, Short: "全市"},
		{Code: "R1", Kind: zhixiao.Region, Seq: 1, Short: "甲区", Group: "山"},
		{Code: "R2", Kind: zhixiao.Region, Seq: 2, Short: "乙区", Group: "山"},
		{Code: "R3", Kind: zhixiao.Region, Seq: 3, Short: "丙区", Group: "水"},
		{Code: "R4", Kind: zhixiao.Region, Seq: 4, Short: "丁区", Group: "水", NoHall: true},
		{Code: "F1", Kind: zhixiao.Domain, Seq: 1, Short: "一局", Domain: "一", Group: "局"},
		{Code: "F2", Kind: zhixiao.Domain, Seq: 2, Short: "二局", Domain: "二", Group: "局"},
	}
}

// Cube is an empty cube of named dims and columns.
func Cube(feed string, dims, columns []string) *zhixiao.Cube {
	return &zhixiao.Cube{Feed: feed, Dims: dims, Columns: columns}
}

// Put adds a row to a cube; keys and sums in the order of its dims and columns.
func Put(c *zhixiao.Cube, region, dept string, keys []string, sums ...int64) {
	c.Rows = append(c.Rows, zhixiao.CubeRow{Region: region, Dept: dept, Keys: keys, Sums: sums})
}

// Bare is a snapshot without a row in any of the small set's cubes.
func Bare(p zhixiao.Period) *zhixiao.Snapshot {
	cubes := map[string]*zhixiao.Cube{}
	for _, c := range []*zhixiao.Cube{
		Cube("case", []string{"matter"}, []string{"applied", "finished", "B101.num", "B101.den"}),
		Cube("evaluation", []string{"matter", "code"}, []string{"evals", "bad", "C105.num", "C105.den", "C105.sq"}),
		Cube("ticket", []string{"hall", "hour"}, []string{"tickets", "C202.num", "C202.den"}),
		Cube("survey", []string{"wave"}, []string{"answers", "D101.num", "D101.den", "D101.sq", "n_d101", "w2_d101"}),
		Cube("visit", []string{"hall"}, []string{"visits", "D201.num", "D201.den"}),
		Cube("complaint", []string{"l2", "street"}, []string{"cases"}),
	} {
		cubes[c.Feed] = c
	}
	cubes["case"].Histograms = map[string][]map[int64]int64{"B103": {}}
	return &zhixiao.Snapshot{ID: p.String() + ".v1", Period: p, Version: 1, Set: "t1", Cubes: cubes}
}

// PutCase adds a row of cases: of promised ones so many in time, and the time taken
// of the time promised by how many cases (in ten-thousandths).
func PutCase(s *zhixiao.Snapshot, region, dept, matter string, ontime, promised int64, ratios map[int64]int64) {
	c := s.Cubes["case"]
	Put(c, region, dept, []string{matter}, promised+5, promised, ontime, promised)
	c.Histograms["B103"] = append(c.Histograms["B103"], ratios)
}

// Quarter is a quarter of 2026.
func Quarter(n int) zhixiao.Period { return zhixiao.Period{Kind: zhixiao.Quarter, Year: 2026, N: n} }

// Random is a full snapshot of the small set with rows in every cube.
func Random(seed uint64, p zhixiao.Period) *zhixiao.Snapshot {
	r := rand.New(rand.NewPCG(seed, 7))
	s := Bare(p)
	for _, region := range []string{"R1", "R2", "R3", "R4"} {
		for _, dept := range []string{"F1", "F2"} {
			for _, matter := range []string{"M1", "M2"} {
				n := int64(200 + r.IntN(300))
				ratios := map[int64]int64{}
				for range n {
					ratios[int64(r.IntN(40))*250]++
				}
				PutCase(s, region, dept, matter, n-int64(r.IntN(20)), n, ratios)
				evals := int64(150 + r.IntN(100))
				x := evals * int64(90+r.IntN(9))
				Put(s.Cubes["evaluation"], region, dept, []string{matter, ""}, evals, 0, x, evals, x*97)
				bad := int64(r.IntN(4))
				Put(s.Cubes["evaluation"], region, dept, []string{matter, "207"}, bad, bad, 0, bad, 0)
				Put(s.Cubes["complaint"], region, dept, []string{"0301", "街" + matter}, int64(r.IntN(30)))
				Put(s.Cubes["complaint"], region, dept, []string{"0302", "街" + matter}, int64(r.IntN(5)))
			}
			t := int64(300 + r.IntN(200))
			Put(s.Cubes["ticket"], region, dept, []string{"H" + region, "10"}, t, int64(r.IntN(40)), t)
		}
		Survey(s, r, region, "")
		Put(s.Cubes["visit"], region, "", []string{"H" + region}, 6, 5300+int64(r.IntN(200)), 60)
	}
	Survey(s, r, "", "F1")
	Survey(s, r, "", "F2")
	return s
}

// Survey adds 400 weighted answers of a unit.
func Survey(s *zhixiao.Snapshot, r *rand.Rand, region, dept string) {
	var num, den, sq, w2 int64
	const n = 400
	for range n {
		w, x := int64(300+r.IntN(2700)), int64(75+r.IntN(26))
		num, den, sq, w2 = num+w*x, den+w, sq+w*x*x, w2+w*w
	}
	Put(s.Cubes["survey"], region, dept, []string{"区域"}, n, num, den, sq, n, w2)
}

// OnTime is a snapshot in which R1…R4 did so many of 10,000 cases in time.
func OnTime(p zhixiao.Period, n ...int64) *zhixiao.Snapshot {
	s := Bare(p)
	for i, k := range n {
		PutCase(s, []string{"R1", "R2", "R3", "R4"}[i], "F1", "M1", k, 10000, map[int64]int64{5000: 10000})
	}
	return s
}

// Complaints is a snapshot with so many complaints of up to five sorts: classes 0301,
// 0302 and 0401 in R1, once without a street, and 0301 in R2.
func Complaints(p zhixiao.Period, n ...int64) *zhixiao.Snapshot {
	s := Bare(p)
	for i, k := range n {
		row := []struct{ region, l2, street string }{{"R1", "0301", "甲街"}, {"R1", "0302", "乙街"}, {"R1", "0401", "甲街"}, {"R1", "0401", ""}, {"R2", "0301", "丙街"}}[i]
		Put(s.Cubes["complaint"], row.region, "F1", []string{row.l2, row.street}, k)
	}
	return s
}
