package analysis_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/fixtures/year"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func TestMain(m *testing.M) { os.Exit(year.Main(m)) }

func facts(t *testing.T, period string) *analysis.Facts {
	t.Helper()
	year.NotShort(t)
	y, err := year.Open()
	if err != nil {
		t.Fatal(err)
	}
	f, err := y.Facts(period)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// same compares lines with those that are kept, or keeps them with -update.
func same(t *testing.T, name string, got []string) {
	t.Helper()
	path := filepath.Join("testdata", name+".txt")
	if *update {
		if err := os.WriteFile(path, []byte(strings.Join(got, "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	kept, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(strings.TrimSuffix(string(kept), "\n"), "\n"), got); diff != "" {
		t.Errorf("%s differs; run go test ./analysis/... -run Golden -update and read it:\n%s", path, diff)
	}
}

// units are the city, two regions and two domains.
var units = []string{"110000", "110105", "110119", "F07", "F41"}

// What is measured of every indicator: value, changes, place, light, course.
func TestGoldenValues(t *testing.T) {
	f := facts(t, "2026Q3")
	var got []string
	for _, unit := range units {
		for _, ind := range f.Indicators() {
			code := ind.Code
			add := func(what string, v any) {
				got = append(got, fmt.Sprintf("%s %s %s %s", unit, code, what, year.Written(v)))
			}
			if !f.Value(code, unit).Ok() {
				add("value", f.Value(code, unit))
				continue
			}
			add("value", f.Value(code, unit))
			add("change", f.Change(code, unit))
			add("on the year", f.YearChange(code, unit))
			add("rank", f.Rank(code, unit))
			add("gap, margin, peers", []zhixiao.Quantity{f.Gap(code, unit), f.Margin(code, unit), f.PeerMedian(code, unit)})
			add("light, sampled", []any{f.Light(code, unit), f.Sampled(code, unit)})
			add("trend", f.Trend(code, unit, f.Quarters()))
			for _, dim := range []string{"matter", "hall", "region", "dept"} {
				if s := f.Contributions(code, unit, dim); len(year.Written(s)) < 3000 {
					add("by "+dim, s)
				}
			}
		}
	}
	same(t, "values-2026Q3", got)
}

// What is chosen and ordered among the indicators of a unit.
func TestGoldenChoices(t *testing.T) {
	f := facts(t, "2026Q3")
	var got []string
	for _, unit := range units {
		add := func(what string, v any) { got = append(got, unit+" "+what+" "+year.Written(v)) }
		add("losses", f.Losses(unit))
		add("strengths", f.Strengths(unit, 9))
		add("scored", f.Scored(unit))
		add("near red", f.NearRed(unit))
		add("moves", f.Moves(unit, f.Prev(), f.Period()))
		add("obstacles", f.Obstacles(unit, 5))
		add("grade", []any{f.Grade(unit), f.Reference(unit)})
		add("long cases", f.LongCases(unit))
		l1, now, moved, ok := f.ShiftedShare(unit)
		add("shifted", []any{l1, now, moved, ok})
		for _, rows := range []string{"cases", "evaluation", "complaint", "survey", "ticket"} {
			add("rows of "+rows, f.SourceRows(rows, unit))
		}
	}
	same(t, "choices-2026Q3", got)
}

// What is said of all units of a kind together.
func TestGoldenKinds(t *testing.T) {
	f := facts(t, "2026-interim")
	var got []string
	for _, kind := range []zhixiao.UnitKind{zhixiao.Region, zhixiao.Domain} {
		add := func(what string, v any) { got = append(got, fmt.Sprint(kind, " ", what, " ", year.Written(v))) }
		add("sensitivity", f.Sensitivity(kind))
		add("grades", f.GradeCounts(kind))
		add("movers", f.Movers(analysis.ScoreTotal, kind))
		add("ranking", f.Ranking(analysis.ScoreTotal, kind))
		for _, d := range f.Discriminations(kind) {
			add("discrimination", d)
			add("flat", d.Flat())
		}
		for _, r := range f.Redundancies(kind) {
			add("redundancy", r)
		}
		for _, code := range []string{analysis.ScoreTotal, "B101", "C104", "D101", "E101"} {
			add("spread "+code, f.Spread(code, kind))
			add("dispersion "+code, f.Dispersion(code, kind))
			add("correlation "+code, f.Correlation(code, "D101", kind))
			middle, deviation, n := f.Robust(code, kind)
			add("robust "+code, []any{middle, deviation, n})
		}
	}
	for _, c := range f.Ledger() {
		got = append(got, "case "+year.Written(c))
	}
	same(t, "kinds-interim", got)
}

// Shares, excesses, surges and first occurrences of complaints and cases.
func TestGoldenCounts(t *testing.T) {
	var got []string
	f := facts(t, "2026Q3")
	for _, unit := range units {
		add := func(what string, v any) { got = append(got, unit+" "+what+" "+year.Written(v)) }
		for _, q := range []analysis.Query{
			{Cube: "complaint", Column: "cases", By: []string{"l2"}, Limit: 5}, {Cube: "complaint", Column: "cases", By: []string{"matter"}, Limit: 3},
			{Cube: "complaint", Column: "cases", By: []string{"street"}, Limit: 3}, {Cube: "correction", Column: "times", By: []string{"reason"}, Limit: 3},
			{Cube: "case", Column: "overlong", By: []string{"matter"}, Limit: 3}, {Cube: "ticket", Column: "over30", By: []string{"hall", "hour"}, Limit: 3},
			{Cube: "evaluation", Column: "bad", By: []string{"code"}, Limit: 3}, {Cube: "session", Column: "sessions", By: []string{"step"}, Where: map[string]string{"step": "!提交成功"}, Limit: 3},
		} {
			q.Unit = unit
			add("top", f.Top(q))
			add("before", f.PrevCount(q))
		}
	}
	for _, period := range []string{"2026W38", "2026-09-15"} {
		w := facts(t, period)
		for _, unit := range units {
			for _, by := range [][]string{{"l2"}, {"matter"}, {"matter", "l2"}} {
				found, known := w.Surges(unit, by, analysis.SurgeRules{})
				got = append(got, fmt.Sprint(period, " ", unit, " surges ", known, " ", year.Written(found)))
				found, known = w.Newcomers(unit, by, 2)
				got = append(got, fmt.Sprint(period, " ", unit, " newcomers ", known, " ", year.Written(found)))
			}
			got = append(got, fmt.Sprint(period, " ", unit, " mean ", year.Written(w.MovingMean(unit, 4))))
		}
		rows, reviewed := w.Labelling()
		got = append(got, period+" labelled "+year.Written([]zhixiao.Quantity{rows, reviewed}))
	}
	same(t, "counts", got)
}
