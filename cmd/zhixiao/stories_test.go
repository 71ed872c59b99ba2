package main

import (
	"context"
	"flag"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/fixtures"
	"zhixiao/generators"
)

var (
	storiesDB = flag.String("stories.db", "", "read the stories from this demo database instead of making one")
	moreSeeds = flag.Bool("stories.seeds", false, "look for the stories of two more seeds")
)

// TestStories makes the demo quarter at full scale and looks for every planted
// story in the report of the unit it was planted in: its matter or indicator and
// a figure of it, in one paragraph.
func TestStories(t *testing.T) {
	if testing.Short() {
		t.Skip("full demo quarter: not with -short")
	}
	seeds := []uint64{1}
	if *moreSeeds {
		seeds = append(seeds, 7, 2026)
	}
	for _, seed := range seeds {
		t.Run(fmt.Sprintf("seed%d", seed), func(t *testing.T) { tellStories(t, seed) })
	}
}

func tellStories(t *testing.T, seed uint64) {
	l := demoLine(t, seed)
	stories, err := fixtures.DefaultStories()
	if err != nil {
		t.Fatal(err)
	}
	reports := map[string][]string{}
	for _, k := range generators.Catalogue() {
		for _, u := range k.Units(l.facts) {
			d, err := k.Generate(l.facts, l.templates.Set, u)
			if err != nil {
				t.Errorf("%s: %v", u.Name(), err)
				continue
			}
			reports[u.Code] = paragraphs(d)
		}
	}
	told := 0
	for _, s := range stories {
		if told++; !tells(l, reports[storyUnit(s)], s) {
			told--
			t.Logf("missed in %s: %s %s", storyUnit(s), s.ID, s.Title)
		}
	}
	t.Logf("told %d of %d stories", told, len(stories))
	if told*100 < len(stories)*95 {
		t.Errorf("told %d of %d stories, want 95 in a hundred", told, len(stories))
	}
}

// demoLine is an open line on the demo quarter made from seed.
func demoLine(t *testing.T, seed uint64) *line {
	t.Helper()
	at := &place{database: *storiesDB, out: t.TempDir()}
	if at.database == "" || seed != 1 {
		at.database = filepath.Join(at.out, "demo.sqlite")
		opts, err := demoOptions(seed, 1, "", demoPeriod)
		if err != nil {
			t.Fatal(err)
		}
		cmd := &cobra.Command{}
		cmd.SetContext(context.Background())
		if err := fillDemo(cmd, at, at.database, opts); err != nil {
			t.Fatal(err)
		}
	}
	l, err := at.open(context.Background(), demoPeriod)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.close() })
	return l
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

func storyUnit(s fixtures.Story) string {
	if s.Region != "" {
		return s.Region
	}
	return s.Dept
}

// tells reports whether one paragraph has the story's subject and a figure of it.
func tells(l *line, text []string, s fixtures.Story) bool {
	for _, e := range s.Expect {
		for _, clue := range clues(l, s, e) {
			for _, p := range text {
				if clue.figure != "" && strings.Contains(p, clue.subject) && strings.Contains(p, clue.figure) {
					return true
				}
			}
		}
	}
	return false
}

type clue struct{ subject, figure string }

// clues are the ways to tell a story: its matter with the matter's own rate or
// count, or its indicator with the unit's value when it has no matter.
func clues(l *line, s fixtures.Story, e fixtures.Expect) []clue {
	ind, ok := l.facts.Indicator(e.Figure)
	if !ok {
		return nil
	}
	unit := storyUnit(s)
	if s.Matter == "" {
		if q := l.facts.Value(ind.Code, unit); q.Ok() {
			return []clue{{ind.Name, q.Value.String()}}
		}
		return nil
	}
	var out []clue
	for code, name := range l.facts.Names().Matters {
		if name != s.Matter {
			continue
		}
		where := map[string]string{"matter": code}
		rate := l.facts.Ratio(analysis.RatioQuery{Cube: ind.Feed, Num: ind.Code + ".num", Den: ind.Code + ".den", Unit: unit, Where: where,
			Scale: max(ind.Scale, 1), Label: ind.Unit, Places: ind.Places, MinN: 10})
		if rate.Ok() {
			out = append(out, clue{s.Matter, rate.Value.String()})
		}
		for _, q := range []analysis.Query{
			{Cube: "correction", Column: "times"}, {Cube: "case", Column: "overdue"}, {Cube: "case", Column: "overlong"},
			{Cube: "case", Column: "repeat_subjects"}, {Cube: "session", Column: "lost"}, {Cube: "evaluation", Column: "bad"}, {Cube: "complaint", Column: "cases"},
		} {
			q.Unit, q.Where = unit, where
			if n := l.facts.Count(q); n.Ok() && n.Value.Cmp(zhixiao.Int(10)) >= 0 && onTopic(q, ind.Code) {
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
	case "complaint.cases": // planted with every story
		return true
	}
	return code == "C104"
}
