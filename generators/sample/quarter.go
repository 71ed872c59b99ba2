package sample

import (
	"strings"
	"sync"
	"testing"
	"time"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/templates"
)

// house are the program's own templates, units and indicators, read once: no test
// alters them.
func house(t *testing.T) *templates.House {
	t.Helper()
	h, err := ownHouse()
	if err != nil {
		t.Fatal(err)
	}
	return h
}

var ownHouse = sync.OnceValues(func() (*templates.House, error) { return templates.Open("") })

// SmallCity is two quarters of a few units counted by hand: enough to make
// every report from.
func SmallCity(t *testing.T) (*analysis.Facts, *templates.Set) {
	t.Helper()
	return SmallCityWith(t, func([]*zhixiao.Snapshot) {})
}

// SmallCityWith is smallCity after a change to its snapshots, oldest first.
func SmallCityWith(t *testing.T, change func([]*zhixiao.Snapshot)) (*analysis.Facts, *templates.Set) {
	t.Helper()
	h := house(t)
	set, units, indicators := h.Set, h.Units, h.Indicators
	var snaps []*zhixiao.Snapshot
	for i, q := range []int{2, 3} {
		p := zhixiao.Period{Kind: zhixiao.Quarter, Year: 2026, N: q}
		snaps = append(snaps, &zhixiao.Snapshot{
			ID: p.String() + ".v1", Period: p, Version: 1, Cutoff: p.End(), Set: indicators.Version,
			Cubes: cubes(indicators, units, int64(i)), Visits: visits(), Complaints: complaints(),
		})
	}
	change(snaps)
	f, err := analysis.New(analysis.Input{
		Units: units, Indicators: indicators, Snapshots: snaps,
		Names: analysis.Names{
			Matters: map[string]string{"M0001": "食品经营许可变更", "M0002": "不动产转移登记"},
			Halls:   map[string]string{"H1": "区政务服务中心"},
			L1:      set.Taxonomy.L1, L2: set.Taxonomy.ClassNames(), Codes: set.Taxonomy.Codes,
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return f, set
}

// cubes fills every column of every feed with counts that differ from unit to
// unit: 90-odd in a hundred of each, fewer for the later columns.
func cubes(set *zhixiao.IndicatorSet, units []zhixiao.Unit, later int64) map[string]*zhixiao.Cube {
	out := map[string]*zhixiao.Cube{}
	for _, feed := range set.Feeds {
		c := &zhixiao.Cube{Feed: feed.Name, Histograms: map[string][]map[int64]int64{}}
		for _, d := range feed.Dims {
			c.Dims = append(c.Dims, d.Name)
		}
		for _, tally := range feed.Tallies {
			c.Columns = append(c.Columns, tally.Name)
		}
		for _, ind := range set.Indicators {
			if ind.Feed == feed.Name && ind.Formula == zhixiao.RatioFormula {
				c.Columns = append(c.Columns, ind.Code+".num", ind.Code+".den", ind.Code+".sq")
			}
		}
		for _, u := range units {
			addRows(c, u, later)
		}
		out[feed.Name] = c
	}
	return out
}

func addRows(c *zhixiao.Cube, u zhixiao.Unit, later int64) {
	row := zhixiao.CubeRow{}
	switch u.Kind {
	case zhixiao.Region:
		row.Region, row.Dept = u.Code, "F23"
	case zhixiao.Domain:
		row.Dept = u.Code
	default:
		return
	}
	for _, dim := range c.Dims {
		row.Keys = append(row.Keys, map[string]string{
			"matter": "M0001", "reason": "平面图标注不合格", "hall": "H1", "hour": "10", "weekday": "1", "l2": "0207", "source": "12345",
			"month": "2026-08", "street": "某街道", "line": "L1", "slot": "午间", "step": "上传附件", "stage": "现场核查", "code": "207",
		}[dim])
	}
	c.Histograms["B103"] = append(c.Histograms["B103"], map[int64]int64{5000: 60 + int64(u.Seq)})
	for i, name := range c.Columns {
		n := int64(100)
		if strings.HasSuffix(name, ".den") || name == "n_d101" {
			n = 120
		}
		row.Sums = append(row.Sums, n+int64(u.Seq%5)+later+int64(i%3))
	}
	c.Rows = append(c.Rows, row)
}

func visits() []zhixiao.Visit {
	return []zhixiao.Visit{{
		No: "TY-202608-R01-01", Region: "110101", Hall: "H1", Date: time.Date(2026, 8, 19, 0, 0, 0, 0, time.UTC), Slot: "上午", Matter: "M0001",
		Score:    zhixiao.Decimal{N: 862, Places: 1},
		Findings: []zhixiao.VisitFinding{{Item: "指南", L2: "0502", Severity: "一般", Posted: "平面图一份", Actual: "另须标注通风口", Evidence: "ZJ-0831"}},
	}}
}

func complaints() []zhixiao.Complaint {
	return []zhixiao.Complaint{{
		No: "GZ-202608-110101-0012", Source: "12345", Date: time.Date(2026, 8, 17, 0, 0, 0, 0, time.UTC), Region: "110101", Dept: "F23",
		Matter: "M0001", L2: "0207", Severity: 3, Times: 2, Typical: true, Text: "变更申请第三次被退回。",
	}}
}
