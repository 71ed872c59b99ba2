package atlas

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/boundary"
	"zhixiao/templates"
)

// emptyFacts is the house's units and indicators with a snapshot of nothing:
// a map of missing numbers must still be a map.
func emptyFacts(t *testing.T) *analysis.Facts {
	t.Helper()
	units, err := templates.LoadUnits(nil)
	if err != nil {
		t.Fatal(err)
	}
	indicators, err := templates.LoadIndicators(nil)
	if err != nil {
		t.Fatal(err)
	}
	p, err := zhixiao.ParsePeriod("2026Q3")
	if err != nil {
		t.Fatal(err)
	}
	f, err := analysis.New(analysis.Input{Units: units, Indicators: indicators, Snapshots: []*zhixiao.Snapshot{{ID: "test", Period: p, Cutoff: p.End()}}})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestEveryThemeHasAMap(t *testing.T) {
	f := emptyFacts(t)
	names := map[string]bool{}
	for _, theme := range Themes(f) {
		m, err := Draw(f, theme, Style{})
		if err != nil {
			t.Fatalf("%s: %v", theme.Code, err)
		}
		if len(m.Paper.Units) != 17 || !strings.Contains(m.Paper.Title, boundary.Notice) || m.Paper.Date != "2026-09-30" {
			t.Errorf("%s: %d units, %s, %s", theme.Code, len(m.Paper.Units), m.Paper.Title, m.Paper.Date)
		}
		if n := FileName(f.Period(), theme); names[n] || strings.ContainsAny(n, ` /\:*?"<>|`) {
			t.Errorf("file name %q twice or unsafe", n)
		} else {
			names[n] = true
		}
		for _, u := range m.Paper.Units {
			if len(u.All) != len(m.Paper.Fields) || u.Value.Ok() {
				t.Errorf("%s: %d values for %d fields", u.Unit.Short, len(u.All), len(m.Paper.Fields))
			}
		}
	}
	if len(names) < 20 {
		t.Errorf("only %d themes", len(names))
	}
}

func TestMapCarriesTheReportsQuantity(t *testing.T) {
	f := emptyFacts(t)
	m, err := Draw(f, Theme{"B101", "按时办结率", "%"}, Style{Mark: "演示数据"})
	if err != nil {
		t.Fatal(err)
	}
	want := f.Value("B101", "110105")
	for _, u := range m.GIS.Units {
		if u.Unit.Code == "110105" && u.Value.Key != want.Key {
			t.Errorf("key %s, the report's is %s", u.Value.Key, want.Key)
		}
	}
	if !strings.Contains(m.Paper.Notice, "演示数据") {
		t.Errorf("notice %q", m.Paper.Notice)
	}
	if m.Paper.CRS != document.Millimetres {
		t.Errorf("crs %d", m.Paper.CRS)
	}
}

// squares is invented boundaries: a square for each district, none for 经开区.
func squares(t *testing.T, f *analysis.Facts, approval string) *boundary.Set {
	t.Helper()
	var features []string
	for i, u := range f.Units(zhixiao.Region) {
		if u.Code == "BDA" {
			continue
		}
		x, y := 115.6+0.3*float64(i%4), 39.6+0.3*float64(i/4)
		features = append(features, fmt.Sprintf(`{"type":"Feature","properties":{"code":%q},"geometry":{"type":"Polygon","coordinates":[[[%g,%g],[%g,%g],[%g,%g],[%g,%g]]]}}`,
			u.Code, x, y, x+0.3, y, x+0.3, y+0.3, x, y))
	}
	data := `{"type":"FeatureCollection","features":[` + strings.Join(features, ",") + `]}`
	set, err := boundary.Read([]byte(data), boundary.Source{File: "方格.geojson", Field: "code", Datum: boundary.CGCS2000, Approval: approval}, f.Units(zhixiao.Region))
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func TestReportShowsTheExportedMap(t *testing.T) {
	f := emptyFacts(t)
	total := Themes(f)[0]
	tiles, err := Draw(f, total, Style{})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ name, approval, caption string }{
		{"approved", "京S（2026）001号", "各区综合得分分布图"},
		{"not approved", "", "各区综合得分示意图"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			figure := document.Figure{ID: "map", Caption: "原名", Graphic: tiles.Paper}
			d := &document.Document{Body: []document.Block{document.Para{ID: "p"}, figure}, Appendix: []document.Block{figure}}
			style := Style{Boundaries: squares(t, f, tt.approval), Method: boundary.Natural, Classes: 3}
			if err := DrawAll(d, f, style); err != nil {
				t.Fatal(err)
			}
			exported, err := Draw(f, total, style)
			if err != nil {
				t.Fatal(err)
			}
			for _, b := range []document.Block{d.Body[1], d.Appendix[0]} {
				got := b.(document.Figure)
				if diff := cmp.Diff(exported.Paper, got.Graphic.(*document.Map)); diff != "" {
					t.Errorf("not the exported map:\n%s", diff)
				}
				if got.Caption != tt.caption || got.ID != "map" {
					t.Errorf("caption %s of %s", got.Caption, got.ID)
				}
			}
		})
	}
	d := &document.Document{Body: []document.Block{document.Figure{ID: "map", Caption: "原名", Graphic: tiles.Paper}}}
	if err := DrawAll(d, f, Style{}); err != nil || d.Body[0].(document.Figure).Caption != "原名" {
		t.Errorf("tiles renamed: %v, %v", d.Body[0], err)
	}
}
