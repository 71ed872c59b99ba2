package month

import (
	"iter"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/outline"
	"zhixiao/generators/prose"
	"zhixiao/templates"
)

// week is a week's paper being written.
type week struct {
	*volume
	shifted prose.Lazy[*shift]
}

// shift is the class whose share moved up most.
type shift struct {
	class string // code
	moved zhixiao.Quantity
	by    *analysis.Share // the matter that drove it, nil where none has many
}

// Week is 周分析 (docs/domain/taxonomy.md §7).
func Week(f *analysis.Facts, t *templates.Set, u zhixiao.Unit) (*document.Document, error) {
	w := &week{volume: newVolume(f, t, u, "week", "complaint")}
	return write(w.volume, weekPaper(), w)
}

// weekPaper is what the outline of a week's paper may name.
var weekPaper = sync.OnceValue(func() *outline.Paper[*week] {
	return &outline.Paper[*week]{Outline: "week-report", Kind: "week-report", Besides: volumeSlots().Slots(), Parts: &outline.Parts[*week]{
		Asker: prose.Month, Slots: weekSlots(), Tables: []outline.Table[*week]{shiftTable(), deptTable(), surgeTable()},
		Figures: []outline.Figure[*week]{
			{Part: outline.Part{Name: "近九周", Role: "figure.weeks", Ref: "图走势", Means: "近九周件数走势图"}, Of: (*week).weeksChart},
			{Part: outline.Part{Name: "区域与类别", Role: "figure.regions", Ref: "图区域", Means: "区域与类别热力图"}, Of: func(w *week) document.Graphic { return w.regionHeat() }},
		},
		Loops: []outline.Loop[*week]{
			outline.Each("原声", (*week).voices, func(v voice) string { return "voice." + zhixiao.Int(int64(v.n)).String() }, &outline.Parts[voice]{Asker: prose.Month, Slots: voiceSlots()}),
		},
	}}
})

var weekSlots = sync.OnceValue(func() *prose.Registry[*week] {
	type entry = prose.Entry[*week]
	return prose.NewRegistry(prose.Month, append(closingSlots[*week]("上周"),
		entry{Name: "复核数", Type: prose.NumberType, Means: "经人工复核的件数", Of: func(w *week) any { return w.reviewed() }},
		entry{Name: "复核率", Type: prose.NumberType, Means: "经人工复核的占比", Of: func(w *week) any { return w.Facts.Percent(w.reviewed(), w.cases()) }},
		entry{Name: "移动均", Type: prose.NumberType, Means: "近四周的平均件数", Of: func(w *week) any { return w.Facts.MovingMean(w.Unit.Code, 4) }},
		entry{Name: "节假", Type: prose.FlagType, Means: "本周或上周有节假日为1", Of: func(w *week) any {
			return prose.Flag(w.daysOff(w.Facts.Period()) != "" || w.daysOff(w.Facts.Period().Prev()) != "")
		}},
		entry{Name: "下周假", Type: prose.FlagType, Means: "下周有节假日为1", Of: func(w *week) any { return prose.Flag(w.daysOff(w.Facts.Period().Next()) != "") }},
		entry{Name: "下周假日", Type: prose.WordsType, Means: "下周的节假日", Of: func(w *week) any { return w.daysOff(w.Facts.Period().Next()) }},
		entry{Name: "变类", Type: prose.WordsType, Means: "占比上升最多的一级类别", Of: ofShift(func(w *week, s *shift) any { return w.Facts.Names().L1[s.class] })},
		entry{Name: "变点", Type: prose.NumberType, Means: "该类占比上升的百分点", Of: ofShift(func(_ *week, s *shift) any { return prose.Bare(s.moved) })},
		entry{Name: "变事项", Type: prose.WordsType, Means: "带动上升的事项", Of: ofDriver(func(s *analysis.Share) any { return s.Label })},
		entry{Name: "变事项数", Type: prose.NumberType, Means: "该事项的件数", Of: ofDriver(func(s *analysis.Share) any { return s.Count })},
		entry{Name: "定新件", Type: prose.NumberType, Means: "判定新组合的最少件数", Of: func(*week) any { return setting("fresh_least", freshLeast, "件") }},
		entry{Name: "新组合列", Type: prose.WordsType, Means: "新出现的事项和类别", Of: func(w *week) any {
			return listedOrNil(prose.FirstN(w.surges().fresh, freshTold), func(s analysis.Surge) []document.Inline {
				return prose.Join(prose.Plain(combination(s.Label)), prose.Number(s.Now))
			})
		}},
		entry{Name: "关注列", Type: prose.WordsType, Means: "下周应关注的事项和类别", Of: func(w *week) any { return strings.Join(w.watched(), "、") }},
	)...)
})

func ofShift(of func(*week, *shift) any) func(*week) any {
	return func(w *week) any {
		if s := w.shift(); s != nil {
			return of(w, s)
		}
		return nil
	}
}

func ofDriver(of func(*analysis.Share) any) func(*week) any {
	return ofShift(func(_ *week, s *shift) any {
		if s.by == nil {
			return nil
		}
		return of(s.by)
	})
}

// daysOff names the weekdays of a week on which offices do not work.
func (w *week) daysOff(p zhixiao.Period) string {
	var out []string
	for t := p.Start(); !t.After(p.End()); t = t.AddDate(0, 0, 1) {
		if t.Weekday() != time.Saturday && t.Weekday() != time.Sunday && !w.Templates.Calendar.Workday(t) {
			out = append(out, prose.MonthDay(t))
		}
	}
	return strings.Join(out, "、")
}

// weekShare is a class's share of a week.
func (w *week) weekShare(l1 string, back int) (n, share zhixiao.Quantity) {
	n = w.Facts.InWeek(w.Unit.Code, w.Facts.Week(back), map[string]string{"l1": l1})
	return n, w.Facts.Percent(n, w.Facts.InWeek(w.Unit.Code, w.Facts.Week(back), nil))
}

// shift is the class whose share moved up most, nil when none did, and the matter that
// drove it.
func (w *week) shift() *shift {
	return w.shifted.Of(func() *shift {
		var s *shift
		for _, code := range w.classCodes() {
			_, now := w.weekShare(code, 0)
			_, was := w.weekShare(code, 1)
			d := w.Facts.Diff(now, was, "")
			if d.Ok() && d.Value.Sign() > 0 && (s == nil || d.Value.Cmp(s.moved.Value) > 0) {
				s = &shift{class: code, moved: d}
			}
		}
		if s == nil {
			return nil
		}
		top := w.Facts.Top(analysis.Query{Cube: "complaint", Column: "cases", Unit: w.Unit.Code, By: []string{"matter"}, Where: map[string]string{"l1": s.class}, Limit: 1})
		if len(top) > 0 && top[0].Count.Value.Cmp(zhixiao.Int(freshLeast)) >= 0 {
			s.by = &top[0]
		}
		return s
	})
}

// classCodes is the first-level classes that count, by code.
func (w *week) classCodes() []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(w.Facts.Names().L1)), func(code string) bool { return code >= "99" })
}

// watched names what to look at next week: what jumped, what is new, and else
// what is reported most.
func (w *week) watched() []string {
	var watch []string
	for _, s := range prose.FirstN(w.surges().jumped, 2) {
		watch = append(watch, combination(s.Label))
	}
	for _, s := range prose.FirstN(w.surges().fresh, 1) {
		if !slices.Contains(watch, combination(s.Label)) {
			watch = append(watch, combination(s.Label))
		}
	}
	if len(watch) == 0 {
		for _, s := range w.Facts.Top(analysis.Query{Cube: "complaint", Column: "cases", Unit: w.Unit.Code, By: []string{"matter", "l2"}, Limit: 2}) {
			watch = append(watch, combination(s.Label))
		}
	}
	return watch
}

// weeksChart is the last nine weeks.
func (w *week) weeksChart() document.Graphic {
	var labels []string
	var points []zhixiao.Quantity
	for back := range w.Templates.Lists.Surge.Weeks + 1 {
		p := w.Facts.Week(back)
		labels = append(labels, prose.MonthDay(p.Start())+"起")
		points = append(points, w.Facts.InWeek(w.Unit.Code, p, nil))
	}
	slices.Reverse(labels)
	slices.Reverse(points)
	return document.Chart{Kind: document.LineChart, Labels: labels, XTitle: "周", YTitle: "件数", Unit: "件", Series: []document.Series{{Name: "有效诉求", Points: points}}}
}

// classWeek is a class this week and last, and how much of each week it is.
type classWeek struct {
	name                    string
	now, was, share, before zhixiao.Quantity
}

// classWeeks is the classes and all of them together.
func (w *week) classWeeks(yield func(classWeek) bool) {
	for _, code := range w.classCodes() {
		now, share := w.weekShare(code, 0)
		was, before := w.weekShare(code, 1)
		if !yield(classWeek{w.Facts.Names().L1[code], now, was, share, before}) {
			return
		}
	}
	now, was := w.Facts.InWeek(w.Unit.Code, w.Facts.Week(0), nil), w.Facts.InWeek(w.Unit.Code, w.Facts.Week(1), nil)
	yield(classWeek{"合计", now, was, w.Facts.Percent(now, now), w.Facts.Percent(was, was)})
}

func shiftTable() outline.Table[*week] {
	difference := outline.Signed("增减", func(w *week, c classWeek) zhixiao.Quantity { return w.Facts.Diff(c.now, c.was, "件") })
	difference.Sum = true
	return outline.List(outline.Table[*week]{Part: outline.Part{Name: "类别变化", Role: "table.shift", Ref: "表结构", Means: "一级类别结构变化表"}, Total: true},
		func(w *week) iter.Seq[classWeek] { return w.classWeeks },
		outline.Text("类别", func(_ *week, c classWeek) string { return c.name }),
		outline.Summed("本周", func(_ *week, c classWeek) zhixiao.Quantity { return c.now }),
		outline.Summed("上周", func(_ *week, c classWeek) zhixiao.Quantity { return c.was }),
		difference,
		outline.Value("占比", func(_ *week, c classWeek) zhixiao.Quantity { return c.share }),
		outline.Signed("较上周", func(w *week, c classWeek) zhixiao.Quantity { return w.Facts.Diff(c.share, c.before, "") }),
	)
}

// deptTable is the ten departments with the most complaints.
func deptTable() outline.Table[*week] {
	was := func(w *week, s analysis.Share) zhixiao.Quantity {
		return w.Facts.InWeek(w.Unit.Code, w.Facts.Week(1), map[string]string{"dept": s.Keys[0]})
	}
	return outline.List(outline.Table[*week]{Part: outline.Part{Name: "部门", Role: "table.depts", Ref: "表部门", Means: "诉求居前的部门表"}},
		func(w *week) iter.Seq[analysis.Share] {
			return slices.Values(w.Facts.Top(analysis.Query{Cube: "complaint", Column: "cases", Unit: w.Unit.Code, By: []string{"dept"}, Limit: 10}))
		},
		outline.Text("部门", func(_ *week, s analysis.Share) string { return s.Label }),
		outline.Value("本周", func(_ *week, s analysis.Share) zhixiao.Quantity { return s.Count }),
		outline.Value("上周", was),
		outline.Signed("增减", func(w *week, s analysis.Share) zhixiao.Quantity { return w.Facts.Diff(s.Count, was(w, s), "件") }),
		outline.Text("最多事项", func(w *week, s analysis.Share) string {
			if m := w.Facts.Top(analysis.Query{Cube: "complaint", Column: "cases", Unit: w.Unit.Code, By: []string{"matter"}, Where: map[string]string{"dept": s.Keys[0]}, Limit: 1}); len(m) > 0 {
				return m[0].Label
			}
			return ""
		}),
	)
}

// surgeRows is what jumped: matters with a class, classes, and regions with a class;
// nothing where no matter with a class did.
func (w *week) surgeRows(yield func(analysis.Surge) bool) {
	if len(w.surges().jumped) == 0 {
		return
	}
	for _, by := range [][]string{{"matter", "l2"}, {"l2"}, {"region", "l2"}} {
		list, _ := w.Facts.Surges(w.Unit.Code, by, w.surgeRules())
		for _, s := range prose.FirstN(list, surgesTold) {
			if !yield(s) {
				return
			}
		}
	}
}

func surgeTable() outline.Table[*week] {
	return outline.List(outline.Table[*week]{Part: outline.Part{Name: "突增", Role: "table.surges", Ref: "表突增", Means: "突增提醒表"}},
		func(w *week) iter.Seq[analysis.Surge] { return w.surgeRows },
		outline.Text("对象", func(_ *week, s analysis.Surge) string { return combination(s.Label) }),
		outline.Value("本期", func(_ *week, s analysis.Surge) zhixiao.Quantity { return s.Now }),
		outline.Value("前8周平均", func(_ *week, s analysis.Surge) zhixiao.Quantity { return s.Mean }),
	)
}

// voice is one masked complaint that is quoted.
type voice struct {
	*week
	zhixiao.Complaint
	n int // from 1
}

// voices is three masked complaints of different classes.
func (w *week) voices() (told []voice) {
	var classes []string
	for _, c := range w.Facts.Complaints(w.Unit.Code, "") {
		n := len([]rune(c.Text))
		if len(told) == voicesTold || slices.Contains(classes, l1(c.L2)) || n < shortestQuote || n > weekQuote {
			continue
		}
		classes, told = append(classes, l1(c.L2)), append(told, voice{w, c, len(told) + 1})
	}
	return told
}

var voiceSlots = sync.OnceValue(func() *prose.Registry[voice] {
	type entry = prose.Entry[voice]
	return prose.NewRegistry(prose.Month,
		entry{Name: "原声", Type: prose.WordsType, Means: "一件诉求的原话（脱敏）", Of: func(v voice) any { return quoted(v.Text) }},
		entry{Name: "原声号", Type: prose.WordsType, Means: "该件的问题编号", Of: func(v voice) any { return v.No }},
		entry{Name: "原声事项", Type: prose.WordsType, Means: "该件的事项", Of: func(v voice) any { return v.MatterName(v.Matter) }},
		entry{Name: "原声类", Type: prose.WordsType, Means: "该件的二级类别", Of: func(v voice) any { return v.Facts.Names().L2[v.L2] }},
	)
})
