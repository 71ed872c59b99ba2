package month

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/outline"
	"zhixiao/generators/prose"
	"zhixiao/templates"
)

// volume is a monthly, weekly or daily paper on the complaints of a unit being written.
type volume struct {
	*prose.Report
	roster  roster
	surging prose.Lazy[surging]
}

// surging is what jumped in a week or on a day, and what is new.
type surging struct {
	jumped, fresh []analysis.Surge
	known         bool // there are weeks before to compare with
}

// newVolume starts a paper whose notes tell of the early ends of the tables alone.
func newVolume(f *analysis.Facts, t *templates.Set, u zhixiao.Unit, prefix string, tables ...string) *volume {
	v := &volume{Report: prose.New(f, t, u, prose.Month, prefix), roster: roster{f, t}}
	v.Tables = tables
	v.Look = prose.NewAnswers(volumeSlots(), v, prose.Month, v.Look, v.Draft.Fault).Look
	return v
}

// write writes a paper on v by its outline; of is what the outline speaks of.
func write[T any](v *volume, paper *outline.Paper[T], of T) (*document.Document, error) {
	v.Look = prose.NewAnswers(paper.Parts.Slots, of, prose.Month, v.Look, v.Draft.Fault).Look
	page, err := paper.Write(outline.Writing[T]{Outlines: v.Templates.Outlines, Of: of, Look: v.Look, Draft: v.Draft, Say: v.SayFor})
	if err != nil {
		return nil, err
	}
	doc := v.Document(paper.Kind, page.Title, document.Budget{})
	page.Into(doc)
	return doc, v.Draft.Err()
}

// cases is the valid complaints, each once.
func (v *volume) cases() zhixiao.Quantity {
	return v.Facts.Count(analysis.Query{Cube: "complaint", Column: "cases", Unit: v.Unit.Code})
}

// casesBefore is the same of the period before.
func (v *volume) casesBefore() zhixiao.Quantity {
	switch v.Facts.Period().Kind {
	case zhixiao.Day:
		return v.Facts.OnDay(v.Unit.Code, v.Facts.Period().Prev().Start())
	case zhixiao.Week:
		return v.Facts.InWeek(v.Unit.Code, v.Facts.Week(1), nil)
	}
	return v.Facts.PrevCount(analysis.Query{Cube: "complaint", Column: "cases", Unit: v.Unit.Code})
}

func (v *volume) reviewed() zhixiao.Quantity {
	return v.Facts.CountComplaints(v.Unit.Code, "reviewed", func(c zhixiao.Complaint) bool { return c.Reviewed })
}

func (v *volume) surgeRules() analysis.SurgeRules {
	return analysis.SurgeRules{Sigma: v.Templates.Lists.Surge.Sigma, Least: v.Templates.Lists.Surge.Least}
}

// surges is the combinations of matter and class that jumped or are new.
func (v *volume) surges() surging {
	return v.surging.Of(func() (s surging) {
		by := []string{"matter", "l2"}
		s.jumped, s.known = v.Facts.Surges(v.Unit.Code, by, v.surgeRules())
		s.fresh, _ = v.Facts.Newcomers(v.Unit.Code, by, freshLeast)
		return s
	})
}

// toldSurges names the first three combinations that jumped.
func (v *volume) toldSurges() any {
	return listedOrNil(prose.FirstN(v.surges().jumped, 3), func(s analysis.Surge) []document.Inline {
		return prose.Join(prose.Plain(combination(s.Label)), prose.Number(s.Now), prose.Plain("（前8周平均"), prose.Number(s.Mean), prose.Plain("）"))
	})
}

// listedOrNil is what is said of each item, with 、 between them, nil for none.
func listedOrNil[T any](items []T, say func(T) []document.Inline) any {
	var told [][]document.Inline
	for _, x := range items {
		if in := say(x); in != nil {
			told = append(told, in)
		}
	}
	if len(told) == 0 {
		return nil
	}
	return prose.Listed(told)
}

// quoted is a name in quotation marks; its own become single.
func quoted(name string) string { return "“" + prose.Quoted(name) + "”" }

// combination is 居住证申领“进度与结果查不到” for 居住证申领·进度与结果查不到.
func combination(label string) string {
	matter, class, ok := strings.Cut(label, "·")
	if !ok {
		return label
	}
	return matter + quoted(class)
}

// shares is 12345热线3560件（占73.1%）、… of the first keys of a dimension.
func (v *volume) shares(dim string, most int) any {
	top := v.Facts.Top(analysis.Query{Cube: "complaint", Column: "cases", Unit: v.Unit.Code, By: []string{dim}, Limit: most})
	return listedOrNil(top, func(s analysis.Share) []document.Inline {
		if s.Keys[0] == "" {
			return nil
		}
		name := s.Label
		switch dim {
		case "source":
			name = channelName(name)
		case "l1":
			name = quoted(name)
		}
		item := prose.Join(prose.Plain(name), prose.Number(s.Count))
		if dim == "region" {
			return item
		}
		return prose.Join(item, prose.Plain("（占"), prose.Number(s.Part), prose.Plain("）"))
	})
}

// channelName is a channel as running text calls it.
func channelName(source string) string {
	switch source {
	case "12345":
		return "12345热线"
	case "好差评":
		return "“好差评”"
	case "办不成事":
		return "“办不成事”反映窗口"
	}
	return source
}

// closing is how the complaints of the period before came along; total is zero where
// there are none to look at.
func (v *volume) closing() (total, closed zhixiao.Quantity) {
	total = v.Facts.Progressed("all", func(zhixiao.Progress) bool { return true })
	return total, v.Facts.Progressed("closed", func(p zhixiao.Progress) bool { return p.Status == "办结" })
}

// closingSlot is one of the numbers of closing, nil where there is nothing to look at.
func closingSlot[T interface{ of() *volume }](pick func(v *volume, total, closed zhixiao.Quantity) zhixiao.Quantity) func(T) any {
	return func(t T) any {
		total, closed := t.of().closing()
		if total.Value.Sign() == 0 {
			return nil
		}
		return pick(t.of(), total, closed)
	}
}

// closingSlots are what is told of the complaints of the period before, called 上周 or 上月.
func closingSlots[T interface{ of() *volume }](last string) []prose.Entry[T] {
	type q = zhixiao.Quantity
	return []prose.Entry[T]{
		{Name: last + "件", Type: prose.NumberType, Means: "上期件数", Of: closingSlot[T](func(_ *volume, total, _ q) q { return total })},
		{Name: last + "办结", Type: prose.NumberType, Means: "上期的诉求中已办结的件数", Of: closingSlot[T](func(_ *volume, _, closed q) q { return closed })},
		{Name: last + "未结", Type: prose.NumberType, Means: "上期的诉求中未办结的件数", Of: closingSlot[T](func(v *volume, total, closed q) q { return v.Facts.Diff(total, closed, "件") })},
		{Name: last + "办结率", Type: prose.NumberType, Means: "上期诉求的办结率", Of: closingSlot[T](func(v *volume, total, closed q) q { return v.Facts.Percent(closed, total) })},
	}
}

func (v *volume) of() *volume { return v }

// regionHeat is regions by first-level class.
func (v *volume) regionHeat() document.Chart {
	classes := v.Facts.Top(analysis.Query{Cube: "complaint", Column: "cases", Unit: v.Unit.Code, By: []string{"l1"}})
	c := document.Chart{Kind: document.HeatTableChart, Unit: "件"}
	for _, x := range classes {
		c.Labels = append(c.Labels, x.Label)
	}
	for _, u := range v.Facts.Units(zhixiao.Region) {
		s := document.Series{Name: u.Short}
		for _, x := range classes {
			s.Points = append(s.Points, v.Facts.Count(analysis.Query{Cube: "complaint", Column: "cases", Unit: u.Code, Where: map[string]string{"l1": x.Keys[0]}}))
		}
		c.Series = append(c.Series, s)
	}
	return c
}

// place is a complaint's region in the order of every table, the city's own
// last.
func (v *volume) place(c zhixiao.Complaint) int {
	if u, ok := v.Facts.Unit(c.Region); ok && u.Kind == zhixiao.Region {
		return u.Seq
	}
	return 1 + len(v.Facts.Units(zhixiao.Region))
}

func (v *volume) regionName(c zhixiao.Complaint) string {
	if u, ok := v.Facts.Unit(c.Region); ok && u.Kind == zhixiao.Region {
		return u.Short
	}
	return "市本级"
}

func (v *volume) className(l2 string) string {
	names := v.Facts.Names()
	return l1(l2) + names.L1[l1(l2)] + "／" + l2 + names.L2[l2]
}

// fix is the usual direction of rectification of a class.
func (v *volume) fix(l2 string) string {
	class, _ := v.Templates.Taxonomy.Class(l2)
	return class.Remedy
}

func l1(l2 string) string { return l2[:min(2, len(l2))] }

// grave is the severity from which a problem is named by itself.
const grave = 4

// slashed joins parts with ／, without those that are empty.
func slashed(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), "／")
}

// isoDay is a date in a cell, empty for none.
func isoDay(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

// within is the order of problems of one place: class, severity, day, number.
func within(a, b analysis.ComplaintGroup) int {
	return cmp.Or(
		strings.Compare(l1(a.Lead.L2), l1(b.Lead.L2)), cmp.Compare(b.Severity, a.Severity),
		a.Lead.Date.Compare(b.Lead.Date), strings.Compare(a.Lead.No, b.Lead.No),
	)
}

// setting is a parameter of lists.yaml as a quantity.
func setting(name string, n int64, unit string) zhixiao.Quantity {
	return zhixiao.Quantity{
		Key: zhixiao.Key("lists." + name + "@" + zhixiao.CityCode + "/设定"), Value: zhixiao.Int(n), Unit: unit, Source: "rules/lists.yaml", Rule: "清单规则设定值",
	}
}

// How many surges, new combinations and quotations a week's report names.
const (
	surgesTold = 8
	freshTold  = 5
	freshLeast = 3
	voicesTold = 3
	weekQuote  = 58 // characters
)
