package prose

import (
	"slices"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
)

// citySlots say how the units of the city lie: the general report and the books ask.
func citySlots() []Entry[*Report] {
	const asker = City | Book
	entries := slices.Concat(kindSlots("区", "区域", zhixiao.Region), kindSlots("领", "领域", zhixiao.Domain), []Entry[*Report]{
		{Name: "区前三", Type: WordsType, Means: "总分居前三位的区域", Of: func(r *Report) any { return JoinNames(FirstN(r.ranking(zhixiao.Region), 3)) }},
		{Name: "区后三", Type: WordsType, Means: "总分居后三位的区域", Of: func(r *Report) any { return JoinNames(LastN(r.ranking(zhixiao.Region), 3)) }},
		{Name: "前五", Type: WordsType, Means: "总分居前五位的领域", Of: func(r *Report) any { return JoinNames(FirstN(r.ranking(zhixiao.Domain), 5)) }},
		{Name: "后五", Type: WordsType, Means: "总分居后五位的领域", Of: func(r *Report) any { return JoinNames(LastN(r.ranking(zhixiao.Domain), 5)) }},
		{Name: "功能区列", Type: WordsType, Means: "各功能区总分均值", Of: func(r *Report) any { return r.groupMeans() }},
		{Name: "差维", Type: WordsType, Means: "区域差距最大的一级指标", Of: widest(func(w spread) any { return w.name })},
		{Name: "差维极差", Type: NumberType, Means: "区域差距最大的一级指标的极差", Of: widest(func(w spread) any { return w.Range })},
		{Name: "差维高", Type: WordsType, Means: "差距最大的一级指标得分最高的区域", Of: widest(func(w spread) any { return w.MaxUnit.Short })},
		{Name: "差维低", Type: WordsType, Means: "差距最大的一级指标得分最低的区域", Of: widest(func(w spread) any { return w.MinUnit.Short })},
		{Name: "差数", Type: NumberType, Means: "供需感知偏差超过10分的领域个数", Of: func(r *Report) any { return r.countOf("sides", r.far()) }},
		{Name: "感知差列", Type: WordsType, Means: "供需感知偏差超过10分的领域", Of: func(r *Report) any { return namesOf(r.far(), 3) }},
		{Name: "错位数", Type: NumberType, Means: "办件过程高于全市而公众感知低于全市的领域个数", Of: func(r *Report) any { return r.countOf("crossed", r.crossed()) }},
		{Name: "错位列", Type: WordsType, Means: "办件过程高于全市而公众感知低于全市的领域", Of: func(r *Report) any { return namesOf(r.crossed(), 4) }},
	})
	for i := range entries {
		entries[i].For = asker
	}
	return entries
}

// kindSlots say how the totals of the units of a kind lie.
func kindSlots(as, name string, kind zhixiao.UnitKind) []Entry[*Report] {
	of := func(say func(analysis.Spread) any) func(*Report) any {
		return func(r *Report) any { return say(r.Facts.Spread(analysis.ScoreTotal, kind)) }
	}
	return []Entry[*Report]{
		{Name: as + "最高", Type: WordsType, Means: "总分最高的" + name, Of: of(func(s analysis.Spread) any { return NameOf(s.MaxUnit) })},
		{Name: as + "最低", Type: WordsType, Means: "总分最低的" + name, Of: of(func(s analysis.Spread) any { return NameOf(s.MinUnit) })},
		{Name: as + "最高分", Type: NumberType, Means: name + "总分的最高分", Of: of(func(s analysis.Spread) any { return s.Max })},
		{Name: as + "最低分", Type: NumberType, Means: name + "总分的最低分", Of: of(func(s analysis.Spread) any { return s.Min })},
		{Name: as + "极差", Type: NumberType, Means: name + "总分的极差", Of: of(func(s analysis.Spread) any { return s.Range })},
		{Name: as + "标准差", Type: NumberType, Means: name + "总分的标准差", Of: of(func(s analysis.Spread) any { return s.StdDev })},
		{Name: as + "等级列", Type: WordsType, Means: name + "各等级的个数", Of: func(r *Report) any {
			counts := r.Facts.GradeCounts(kind)
			var grades []Tally
			for _, grade := range analysis.Grades() {
				grades = append(grades, Tally{grade, counts[grade]})
			}
			return Present(grades...)
		}},
		{Name: as + "较差数", Type: NumberType, Means: "等级为较差的" + name + "个数", Of: func(r *Report) any { return r.Facts.GradeCounts(kind)["较差"] }},
	}
}

func (r *Report) ranking(kind zhixiao.UnitKind) []zhixiao.Unit {
	return r.Facts.Ranking(analysis.ScoreTotal, kind)
}

// groupMeans lists the means of the regions' peer groups, in the order of units.yaml.
func (r *Report) groupMeans() []document.Inline {
	var groups []string
	var items [][]document.Inline
	for _, u := range r.Facts.Units(zhixiao.Region) {
		mean := r.Facts.PeerMean(analysis.ScoreTotal, u.Group)
		if slices.Contains(groups, u.Group) || !mean.Ok() {
			continue
		}
		groups = append(groups, u.Group)
		items = append(items, Join(Plain(u.Group), Number(mean)))
	}
	return Listed(items)
}

// spread is a dimension with how far the regions lie apart in it.
type spread struct {
	analysis.Spread
	name string
}

// widest says something of the dimension in which the regions differ most; nothing
// where no two can be compared in any.
func widest(say func(spread) any) func(*Report) any {
	return func(r *Report) any {
		var most spread
		for _, code := range Dimensions() {
			s := r.Facts.Spread(code, zhixiao.Region)
			if s.Range.Ok() && (most.name == "" || s.Range.Value.Cmp(most.Range.Value) > 0) {
				most = spread{s, r.Facts.LevelName(code)}
			}
		}
		return when(most.name != "", say(most))
	}
}

// far are the domains whose two sides differ by more than ten points.
func (r *Report) far() []zhixiao.Unit {
	return slices.DeleteFunc(r.Facts.Units(zhixiao.Domain), func(u zhixiao.Unit) bool {
		q := r.Facts.Value("D301", u.Code)
		return !q.Ok() || q.Value.Cmp(zhixiao.Int(10)) <= 0
	})
}

// crossed are the domains above the city in how they work and below it in how that is
// felt.
func (r *Report) crossed() []zhixiao.Unit {
	return slices.DeleteFunc(r.Facts.Units(zhixiao.Domain), func(u zhixiao.Unit) bool {
		b, d := r.Facts.Gap("B", u.Code), r.Facts.Gap("D", u.Code)
		return !b.Ok() || !d.Ok() || b.Value.Sign() <= 0 || d.Value.Sign() >= 0
	})
}

// countOf counts units; nothing where there are none.
func (r *Report) countOf(what string, units []zhixiao.Unit) any {
	return when(len(units) > 0, r.Counted(what, len(units), "个"))
}

func namesOf(units []zhixiao.Unit, n int) any {
	return when(len(units) > 0, JoinNames(FirstN(units, n)))
}
