package generators

import (
	"strings"
	"testing"

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
	for _, theme := range MapThemes(f) {
		m, err := Map(f, theme, MapStyle{})
		if err != nil {
			t.Fatalf("%s: %v", theme.Code, err)
		}
		if len(m.Paper.Units) != 17 || !strings.Contains(m.Paper.Title, boundary.Notice) || m.Paper.Date != "2026-09-30" {
			t.Errorf("%s: %d units, %s, %s", theme.Code, len(m.Paper.Units), m.Paper.Title, m.Paper.Date)
		}
		if n := MapFileName(f.Period(), theme); names[n] || strings.ContainsAny(n, ` /\:*?"<>|`) {
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
	m, err := Map(f, MapTheme{"B101", "按时办结率", "%"}, MapStyle{Mark: "演示数据"})
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
