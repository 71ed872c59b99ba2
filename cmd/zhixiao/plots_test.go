//go:build long

package main

import (
	"context"
	"flag"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/fixtures"
	"zhixiao/fixtures/demo"
	"zhixiao/generators"
	"zhixiao/output/press"
	"zhixiao/output/program"
)

var (
	plotsDB  = flag.String("plots.db", "", "read the plots of seed 1 from this demo database instead of making one")
	plotsAll = flag.Bool("plots.all", false, "look for the plots of two more seeds and of testdata/plots2.yaml, over all five quarters")
)

// plotRun is one made year whose plots are looked for.
type plotRun struct {
	name string
	seed uint64
	file string // of plots; empty: those of the demo
}

// TestPlots makes demo quarters at full scale and looks for every plot
// in the report of the unit it was planted in: its matter or indicator and a figure
// of it, in one paragraph. What no plot explains and the data do not bear out is
// counted as a false alarm (falseAlarms). By itself it makes three quarters of one
// seed; with -plots.all five quarters of three seeds and another list of plots.
func TestPlots(t *testing.T) {
	runs := []plotRun{{"seed1", 1, ""}}
	if *plotsAll {
		runs = append(runs, plotRun{"seed7", 7, ""}, plotRun{"seed2026", 2026, ""}, plotRun{"plots2", 11, "testdata/plots2.yaml"})
	}
	var sum tally
	for _, r := range runs {
		t.Run(r.name, func(t *testing.T) { sum.add(tellPlots(t, r)) })
	}
	t.Logf("all runs: %s", sum)
	if sum.told*100 < sum.plots*95 {
		t.Errorf("told %d of %d plots, want 95 in a hundred", sum.told, sum.plots)
	}
	// A red light has to be told whatever its margin (docs/domain/reports.md §12).
	if (sum.alarms-sum.red)*10 > sum.problems {
		t.Errorf("%d of %d problems are false alarms that no red light asks for, want at most one in ten", sum.alarms-sum.red, sum.problems)
	}
}

// tally is how many plots were told and how many problems were false alarms, and
// how many of these red lights.
type tally struct{ plots, told, problems, alarms, red int }

func (a *tally) add(b tally) {
	a.plots, a.told, a.problems, a.alarms, a.red = a.plots+b.plots, a.told+b.told, a.problems+b.problems, a.alarms+b.alarms, a.red+b.red
}

func (a tally) String() string {
	return fmt.Sprintf("told %d of %d plots; %d false alarms (%d of them red) among %d problems", a.told, a.plots, a.alarms, a.red, a.problems)
}

func tellPlots(t *testing.T, r plotRun) tally {
	short := zhixiao.Period{} // the first quarter of the demo year
	if !*plotsAll {
		short = zhixiao.Period{Kind: zhixiao.Quarter, Year: 2026, N: 1}
	}
	l, plots := plotEdition(t, r, short)
	var sum tally
	reports := map[string][]string{}
	for _, k := range generators.Catalogue() {
		if k.Period != l.Period.Kind {
			continue
		}
		for _, u := range k.Units(l.Facts) {
			d, _, err := l.Make(k, u)
			if err != nil {
				t.Errorf("%s: %v", u.Name(), err)
				continue
			}
			reports[u.Code] = paragraphs(d)
			if u.Kind == zhixiao.City {
				continue
			}
			problems, alarms := falseAlarms(l, d, plots)
			sum.add(tally{problems: problems, alarms: len(alarms)})
			for _, a := range alarms {
				t.Logf("false alarm: %s", a)
				if strings.Contains(a, "（红）") {
					sum.red++
				}
			}
		}
	}
	for _, s := range plots {
		sum.plots++
		if tells(l, reports[plotUnit(s)], s) {
			sum.told++
		} else {
			t.Logf("missed in %s: %s %s", plotUnit(s), s.ID, s.Title)
		}
	}
	t.Log(sum)
	return sum
}

// demoEdition is the edition of the demo quarter made from seed, five quarters long.
func demoEdition(t *testing.T, seed uint64) *press.Edition {
	t.Helper()
	l, _ := plotEdition(t, plotRun{fmt.Sprintf("seed%d", seed), seed, ""}, zhixiao.Period{})
	return l
}

// plotEdition is the edition of the demo quarter of a run, with its plots; made
// from the quarter from on, or from the first.
func plotEdition(t *testing.T, r plotRun, from zhixiao.Period) (*press.Edition, []fixtures.Plot) {
	t.Helper()
	at := &press.Project{Database: *plotsDB, Output: t.TempDir(), Program: program.Program()}
	opts, err := demo.Wish{Seed: r.seed, Scale: 1, Plots: r.file, Until: demo.Period}.Options()
	if err != nil {
		t.Fatal(err)
	}
	if opts.Plots == nil {
		if opts.Plots, err = fixtures.DefaultPlots(); err != nil {
			t.Fatal(err)
		}
	}
	if from != (zhixiao.Period{}) {
		opts.From = from
	}
	if at.Database == "" || r.name != "seed1" {
		at.Database = filepath.Join(at.Output, "demo.sqlite")
		if err := demo.Fill(context.Background(), at, at.Database, opts); err != nil {
			t.Fatal(err)
		}
	}
	l, err := at.Open(context.Background(), mustPeriod(t, demo.Period))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return l, opts.Plots
}

// paragraphs is the running text of a report's body, one string a paragraph;
// neither tables nor the appendix count as telling.
func paragraphs(d *document.Document) []string {
	var out []string
	numbers := document.Number(d)
	for _, b := range d.Body {
		if p, ok := b.(document.Para); ok {
			out = append(out, document.PlainText(p.Inlines, numbers))
		}
	}
	return out
}

func plotUnit(s fixtures.Plot) string {
	if s.Region != "" {
		return s.Region
	}
	return s.Dept
}

// tells reports whether one paragraph has the plot's subject and a figure of it.
func tells(l *press.Edition, text []string, s fixtures.Plot) bool {
	all := voices(l, s)
	for _, e := range s.Expect {
		all = append(all, clues(l, s, e)...)
	}
	for _, clue := range all {
		for _, p := range text {
			if clue.figure != "" && strings.Contains(p, clue.subject) && strings.Contains(p, clue.figure) {
				return true
			}
		}
	}
	return false
}

// voices are the ways to tell a plot by the complaints that came with it: their
// class, with the matter when there is one, and how many there were.
func voices(l *press.Edition, s fixtures.Plot) []clue {
	names := l.Facts.Names()
	var out []clue
	for _, w := range s.Complaints {
		where, subject := map[string]string{"l2": w.L2}, names.L2[w.L2]
		if s.Matter != "" {
			subject = s.Matter + "“" + subject + "”"
			for code, name := range names.Matters {
				if name == s.Matter {
					where["matter"] = code
				}
			}
		}
		if n := l.Facts.Count(analysis.Query{Cube: "complaint", Column: "cases", Unit: plotUnit(s), Where: where}); n.Ok() && n.Value.Cmp(zhixiao.Int(10)) >= 0 {
			out = append(out, clue{subject, n.String()})
		}
	}
	return out
}

type clue struct{ subject, figure string }

// clues are the ways to tell a plot: its matter with the matter's own rate or
// count, or its indicator with the unit's value when it has no matter.
func clues(l *press.Edition, s fixtures.Plot, e fixtures.Expect) []clue {
	ind, ok := l.Facts.Indicator(e.Figure)
	if !ok {
		return nil
	}
	unit := plotUnit(s)
	if s.Matter == "" {
		if q := l.Facts.Value(ind.Code, unit); q.Ok() {
			return []clue{{ind.Name, q.Value.String()}}
		}
		return nil
	}
	var out []clue
	for code, name := range l.Facts.Names().Matters {
		if name != s.Matter {
			continue
		}
		where := map[string]string{"matter": code}
		rate := l.Facts.Ratio(analysis.RatioQuery{Cube: ind.Feed, Num: ind.Code + ".num", Den: ind.Code + ".den", Unit: unit, Where: where,
			Scale: max(ind.Scale, 1), Label: ind.Unit, Places: ind.Places, MinN: 10})
		if rate.Ok() {
			out = append(out, clue{s.Matter, rate.Value.String()})
		}
		for _, q := range []analysis.Query{
			{Cube: "correction", Column: "times"}, {Cube: "case", Column: "overdue"}, {Cube: "case", Column: "overlong"},
			{Cube: "case", Column: "repeat_subjects"}, {Cube: "session", Column: "lost"}, {Cube: "evaluation", Column: "bad"}, {Cube: "complaint", Column: "cases"},
		} {
			q.Unit, q.Where = unit, where
			if n := l.Facts.Count(q); n.Ok() && n.Value.Cmp(zhixiao.Int(10)) >= 0 && onTopic(q, ind.Code) {
				out = append(out, clue{s.Matter, n.Value.String()})
			}
		}
	}
	return out
}

// onTopic says which counts stand for which indicator.
func onTopic(q analysis.Query, code string) bool {
	switch q.Cube + "." + q.Column {
	case "correction.times":
		return code == "B201" || code == "B202"
	case "case.overdue":
		return code == "B101"
	case "case.overlong":
		return code == "B104"
	case "case.repeat_subjects":
		return code == "B203"
	case "session.lost":
		return code == "C301"
	case "complaint.cases": // planted with every plot
		return true
	}
	return code == "C104"
}
