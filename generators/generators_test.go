package generators

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/document/textdump"
	"zhixiao/templates"
)

// smallCity is two quarters of a few units counted by hand: enough to make
// every report from.
func smallCity(t *testing.T) (*analysis.Facts, *templates.Set) {
	t.Helper()
	return smallCityWith(t, func([]*zhixiao.Snapshot) {})
}

// smallCityWith is smallCity after a change to its snapshots, oldest first.
func smallCityWith(t *testing.T, change func([]*zhixiao.Snapshot)) (*analysis.Facts, *templates.Set) {
	t.Helper()
	set, err := templates.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	units, err := templates.LoadUnits(nil)
	if err != nil {
		t.Fatal(err)
	}
	indicators, err := templates.LoadIndicators(nil)
	if err != nil {
		t.Fatal(err)
	}
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

// written is one deliverable of a kind.
func written(k Kind, f *analysis.Facts, set *templates.Set, u zhixiao.Unit) (*document.Document, error) {
	made, err := Make(Request{Kind: k.Name, Facts: f, Templates: set, Unit: u})
	return made.Document, err
}

// A kind that nobody makes is told with those that there are.
func TestUnknownKind(t *testing.T) {
	f, set := smallCity(t)
	_, err := Make(Request{Kind: "quarter-street", Facts: f, Templates: set, Unit: f.Units(zhixiao.City)[0]})
	var p *zhixiao.Problem
	if !errors.As(err, &p) || !strings.Contains(err.Error(), "quarter-street") || !strings.Contains(err.Error(), "quarter-district") {
		t.Errorf("%v does not name the kind asked for and those there are", err)
	}
}

// Whatever the data, a report is made without an error of the generator, its
// tree holds together, and made twice it is the same.
func TestReportsHoldTogether(t *testing.T) {
	f, set := smallCity(t)
	for _, k := range Catalogue() {
		if k.Period != f.Period().Kind {
			continue
		}
		for _, u := range k.Units(f)[:min(3, len(k.Units(f)))] {
			name := k.Name + "-" + u.Code
			d, err := written(k, f, set, u)
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			d.Budget = document.Budget{} // the hand-made data are too few for the length
			if err := document.Check(d); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			again, err := written(k, f, set, u)
			if err != nil || dump(t, d) != dump(t, again) {
				t.Errorf("%s: second time differs (%v)", name, err)
			}
		}
	}
}

func dump(t *testing.T, d *document.Document) string {
	t.Helper()
	var b bytes.Buffer
	if err := (textdump.Writer{}).Write(context.Background(), &b, d); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestFileName(t *testing.T) {
	k := Catalogue()[1]
	got := k.FileName(zhixiao.Period{Kind: zhixiao.Quarter, Year: 2026, N: 3}, zhixiao.Unit{Serial: "R03", Short: "朝阳区"})
	if want := "ZS2026-121_QY_2026Q3_R03-朝阳区_季度分析报告_V0.1_初稿"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// Numbers are made in analysis only.
func TestGeneratorsDoNoArithmetic(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") || !ours(name) {
			continue
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if b, ok := n.(*ast.BinaryExpr); ok && (b.Op == token.SUB || b.Op == token.MUL || b.Op == token.QUO) && !direction(b) {
				t.Error(fmt.Sprint(set.Position(b.Pos())), "does arithmetic")
			}
			return true
		})
	}
}

// direction reports whether b is a sign times a sign, which says better or worse.
func direction(b *ast.BinaryExpr) bool {
	call, ok := b.X.(*ast.CallExpr)
	if !ok {
		return false
	}
	fun, ok := call.Fun.(*ast.SelectorExpr)
	return ok && fun.Sel.Name == "Sign"
}

// ours leaves out the maps, whose arithmetic is of paper, not of numbers.
func ours(name string) bool {
	return name != "maps.go" && name != "tiles.go" && name != "boundaries.go"
}
