package book

import (
	"slices"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/prose"
)

// dimensionSlots are what stands out among the five dimensions.
func dimensionSlots() []entry {
	weakest := nth((*book).byScore, 0)
	strongest := nth(func(b *book) []string { return backwards(b.byScore()) }, 0) // the later of two that tie
	name := func(b *book, code string) any { return b.facts.LevelName(code) }
	score := func(b *book, code string) any { return b.own(code) }
	return slices.Concat([]entry{
		{Name: "强维", Type: prose.WordsType, Means: "得分最高的一级指标", Of: strongest(name)},
		{Name: "弱维", Type: prose.WordsType, Means: "得分最低的一级指标", Of: weakest(name)},
		{Name: "强维分", Type: prose.NumberType, Means: "得分最高的一级指标的得分", Of: strongest(score)},
		{Name: "弱维分", Type: prose.NumberType, Means: "得分最低的一级指标的得分", Of: weakest(score)},
		{Name: "维差", Type: prose.NumberType, Means: "得分最高与最低的一级指标之差", Of: weakest(func(b *book, code string) any {
			return b.facts.Diff(b.own(prose.LastN(b.byScore(), 1)[0]), b.own(code), "")
		})},
	}, fallenSlots(0, "降维", "下降最多"), fallenSlots(1, "次降维", "下降次多"))
}

// fallenSlots are the slots of the i-th of the dimensions by their change, the least first.
func fallenSlots(i int, prefix, which string) []entry {
	fallen := nth(func(b *book) []string {
		return b.ordered(prose.Dimensions(), func(c string) zhixiao.Quantity { return b.facts.Change(c, b.unit.Code).Delta })
	}, i)
	return []entry{
		{Name: prefix, Type: prose.WordsType, Means: "较监测前" + which + "的一级指标，没有下降的时按上升由少到多", Of: fallen(func(b *book, code string) any { return b.facts.LevelName(code) })},
		{Name: prefix + "量", Type: prose.NumberType, Means: "该一级指标较监测前的变化", Of: fallen(func(b *book, code string) any { return b.facts.Change(code, b.unit.Code).Delta })},
		{Name: prefix + "变", Type: prose.WordsType, Means: "该一级指标较监测前变化的说法", Of: fallen(func(b *book, code string) any { return b.changed(code, b.unit.Code) })},
		{Name: prefix + "拖", Type: prose.WordsType, Means: "该一级指标中失分增加最多的两项指标", Of: fallen(func(b *book, code string) any { return b.movedIn(code, worseWay) })},
	}
}

// worseWay asks movedIn for what fell.
const worseWay = -1

// own is the city's value of a code.
func (b *book) own(code string) zhixiao.Quantity { return b.facts.Value(code, b.unit.Code) }

// byScore is the dimensions by their value, the least first.
func (b *book) byScore() []string { return b.ordered(prose.Dimensions(), b.own) }

// ordered sorts names by a quantity, the least first; those without are left out.
func (b *book) ordered(names []string, of func(string) zhixiao.Quantity) []string {
	values := map[string]zhixiao.Quantity{}
	for _, n := range names {
		values[n] = of(n)
	}
	out := slices.DeleteFunc(slices.Clone(names), func(n string) bool { return !values[n].Ok() })
	slices.SortStableFunc(out, func(x, y string) int { return values[x].Value.Cmp(values[y].Value) })
	return out
}

// lowestPromise is the indicator of what is promised with the lowest score.
func (b *book) lowestPromise() string {
	var codes []string
	for _, ind := range b.facts.Indicators() {
		if ind.Level2 == "A2" {
			codes = append(codes, ind.Code)
		}
	}
	for _, code := range b.ordered(codes, func(c string) zhixiao.Quantity { return b.own("score." + c) }) {
		return code
	}
	return ""
}

// moveSlots are the indicators that moved and those that cost most.
func moveSlots() []entry {
	return []entry{
		{Name: "改善列", Type: prose.WordsType, Means: "较监测前单项得分提高最多的三项指标及前后值", Of: func(b *book) any { return b.moveList(splitMoves(b.base()).better, 3) }},
		{Name: "退步列", Type: prose.WordsType, Means: "较监测前单项得分下降最多的三项指标及前后值", Of: func(b *book) any { return b.moveList(splitMoves(b.base()).worse, 3) }},
		{Name: "连改列", Type: prose.WordsType, Means: "各季连续上升或下降而首末季相比得分提高的指标，至多四项", Of: func(b *book) any { return b.moveList(b.steadily(1), 4) }},
		{Name: "连退列", Type: prose.WordsType, Means: "各季连续上升或下降而首末季相比得分没有提高的指标，至多四项", Of: func(b *book) any { return b.moveList(b.steadily(worseWay), 4) }},
		{Name: "累退列", Type: prose.WordsType, Means: "首末季相比单项得分下降最多的三项指标及前后值", Of: func(b *book) any { return b.moveList(splitMoves(b.run()).worse, 3) }},
		{Name: "失分列", Type: prose.WordsType, Means: "失分最多的五项指标及失分", Of: func(b *book) any { return b.lost().list }},
		{Name: "失分和", Type: prose.NumberType, Means: "该五项失分之和", Of: func(b *book) any { return b.lost().sum }},
		{Name: "失分占", Type: prose.NumberType, Means: "该五项失分占全部失分的比重", Of: func(b *book) any { return b.lost().part }},
	}
}

// base is the moves from the quarter before monitoring.
func (b *book) base() []analysis.Move {
	return b.kept.base.Of(func() []analysis.Move { return b.facts.Moves(b.unit.Code, b.facts.Prev(), b.facts.Period()) })
}

// run is the moves from the first quarter of the series to the last.
func (b *book) run() []analysis.Move {
	return b.kept.run.Of(func() []analysis.Move { return b.facts.Moves(b.unit.Code, b.firstQuarter(), b.lastQuarter()) })
}

// steadily is the indicators that rose or fell in every quarter: those that got better
// in sum, for worseWay the others.
func (b *book) steadily(way int) []analysis.Move {
	return slices.DeleteFunc(slices.Clone(b.run()), func(m analysis.Move) bool {
		shape := b.facts.Trend(m.Indicator.Code, b.unit.Code, b.quarters).Shape
		return shape != analysis.Rising && shape != analysis.Falling || (m.Better > 0) != (way > 0)
	})
}

// moves are what raised and what lowered a total.
type moves struct{ better, worse []analysis.Move }

// splitMoves is the moves that raise and that lower a total, the greatest first, of
// rates with at least thirty cases on both sides: fewer move by chance.
func splitMoves(all []analysis.Move) moves {
	const fewest = 30
	solid := slices.DeleteFunc(slices.Clone(all), func(m analysis.Move) bool { return min(m.From.N, m.To.N) < fewest })
	return moves{analysis.Improved(solid), analysis.Worsened(solid)}
}

// moveList is the first n moves: 超长等候率（由5.99%变为8.17%）.
func (b *book) moveList(all []analysis.Move, n int) []document.Inline {
	var items [][]document.Inline
	for _, m := range prose.FirstN(all, n) {
		items = append(items, prose.Join(prose.Plain(m.Indicator.Name+"（由"), prose.Number(m.From), prose.Plain("变为"), prose.Number(m.To), prose.Plain("）")))
	}
	return prose.Listed(items)
}

// lost is the five indicators that cost the city's total most.
type lost struct {
	list      []document.Inline
	sum, part any // nil with fewer than five
}

func (b *book) lost() lost {
	return b.kept.lost.Of(func() (l lost) {
		losses := slices.Clone(b.facts.Losses(b.unit.Code))
		slices.SortStableFunc(losses, func(x, y analysis.Loss) int { return y.Points.Value.Cmp(x.Points.Value) })
		const most = 5
		if len(losses) < most {
			return l
		}
		var items [][]document.Inline
		var points []zhixiao.Quantity
		for i, x := range losses {
			if i < most {
				items = append(items, prose.Join(prose.Plain(x.Indicator.Name+"（"), prose.Number(x.Points), prose.Plain("）")))
			}
			points = append(points, x.Points)
		}
		sum := b.facts.Sum(points[:most]...)
		return lost{prose.Listed(items), sum, b.facts.Percent(sum, b.facts.Sum(points...))}
	})
}

// yearSlots compare with the year before.
func yearSlots() []entry {
	return []entry{
		{Name: "同改数", Type: prose.NumberType, Means: "末季较上年同季得分提高的指标项数", Of: func(b *book) any { return b.yearCount("better", 1) }},
		{Name: "同退数", Type: prose.NumberType, Means: "末季较上年同季得分下降的指标项数", Of: func(b *book) any { return b.yearCount("worse", worseWay) }},
		{Name: "同平数", Type: prose.NumberType, Means: "末季较上年同季得分持平的指标项数", Of: func(b *book) any { return b.yearCount("level", 0) }},
		{Name: "同改列", Type: prose.WordsType, Means: "末季较上年同季得分提高最多的三项指标及前后值", Of: func(b *book) any { return b.moveList(splitMoves(b.yearMoves()).better, 3) }},
		{Name: "同退列", Type: prose.WordsType, Means: "末季较上年同季得分下降最多的三项指标及前后值", Of: func(b *book) any { return b.moveList(splitMoves(b.yearMoves()).worse, 3) }},
		{Name: "同比升", Type: prose.FlagType, Means: "总分同比上升的季度个数", Of: func(b *book) any { return b.yearQuarters(1) }},
		{Name: "同比降", Type: prose.FlagType, Means: "总分同比下降的季度个数", Of: func(b *book) any { return b.yearQuarters(worseWay) }},
		{Name: "同比句", Type: prose.WordsType, Means: "总分是否多数季度好于上年的说法", Of: func(b *book) any { return b.line(b.look, "Y217") }},
	}
}

// yearMoves is the moves of the last quarter against that of the year before.
func (b *book) yearMoves() []analysis.Move {
	return b.kept.year.Of(func() []analysis.Move {
		return b.facts.Moves(b.unit.Code, b.lastQuarter().YearAgo(), b.lastQuarter())
	})
}

// yearCount is how many indicators moved a way in the year, nothing where none can be
// compared.
func (b *book) yearCount(what string, way int) any {
	if len(b.yearMoves()) == 0 {
		return nil
	}
	n := 0
	var level []zhixiao.Key
	for _, m := range b.yearMoves() {
		if m.Better != way {
			continue
		}
		n++
		if way == 0 {
			level = append(level, m.Delta.Key)
		}
	}
	return b.report.Counted("yoy."+what, n, "项", level...)
}

// yearQuarters is in how many quarters the total moved a way against the year before.
func (b *book) yearQuarters(way int) int {
	n := 0
	for _, q := range b.quarters {
		if b.facts.Diff(b.facts.ValueAt(analysis.ScoreTotal, b.unit.Code, q), b.facts.ValueAt(analysis.ScoreTotal, b.unit.Code, q.YearAgo()), "").Value.Sign() == way {
			n++
		}
	}
	return n
}

// balanceSlots are how far the units lie apart in the first and last quarter, and how
// their places bear other weights.
func balanceSlots() []entry {
	return slices.Concat(apartSlots(zhixiao.Region, "区", "区域"), apartSlots(zhixiao.Domain, "领", "领域"), []entry{
		{Name: "区域均衡句", Type: prose.WordsType, Means: "区域、领域总分标准差首末季的对照", Of: func(b *book) any { return b.line(b.look, "Y008") }},
		{Name: "块条句", Type: prose.WordsType, Means: "末季区域之间与领域之间差距的比较", Of: func(b *book) any { return b.line(b.look, "Y264") }},
	})
}

func apartSlots(kind zhixiao.UnitKind, as, name string) []entry {
	type spread = analysis.Dispersion
	far := func(of entry, say func(b *book, was, now spread) zhixiao.Quantity) entry {
		return entry{Name: as + of.Name, Type: prose.NumberType, Means: name + "总分" + of.Means, Of: func(b *book) any {
			if d := b.apart(kind); d.known {
				return say(b, d.was, d.now)
			}
			return nil
		}}
	}
	steady := func(of entry, say func(analysis.Sensitivity) any) entry {
		return entry{Name: of.Name, Type: of.Type, Means: "五个维度的权重逐一上浮、下浮两成后，" + of.Means, Of: func(b *book) any {
			return say(b.kept.steady[kind].Of(func() analysis.Sensitivity { return b.facts.Sensitivity(kind) }))
		}}
	}
	return []entry{
		far(entry{Name: "标初", Means: "标准差的首季值"}, func(_ *book, was, _ spread) zhixiao.Quantity { return was.StdDev }),
		far(entry{Name: "标末", Means: "标准差的末季值"}, func(_ *book, _, now spread) zhixiao.Quantity { return now.StdDev }),
		far(entry{Name: "标变", Means: "标准差首末季之差"}, func(b *book, was, now spread) zhixiao.Quantity { return b.facts.Diff(now.StdDev, was.StdDev, "") }),
		far(entry{Name: "异初", Means: "变异系数的首季值"}, func(_ *book, was, _ spread) zhixiao.Quantity { return was.Variation }),
		far(entry{Name: "异末", Means: "变异系数的末季值"}, func(_ *book, _, now spread) zhixiao.Quantity { return now.Variation }),
		far(entry{Name: "异变", Means: "变异系数首末季之差"}, func(b *book, was, now spread) zhixiao.Quantity { return b.facts.Diff(now.Variation, was.Variation, "") }),
		far(entry{Name: "下初", Means: "下四分位的首季值"}, func(_ *book, was, _ spread) zhixiao.Quantity { return was.Box[1] }),
		far(entry{Name: "下末", Means: "下四分位的末季值"}, func(_ *book, _, now spread) zhixiao.Quantity { return now.Box[1] }),
		far(entry{Name: "中初", Means: "中位数的首季值"}, func(_ *book, was, _ spread) zhixiao.Quantity { return was.Box[2] }),
		far(entry{Name: "中末", Means: "中位数的末季值"}, func(_ *book, _, now spread) zhixiao.Quantity { return now.Box[2] }),
		steady(entry{Name: "稳" + as + "数", Type: prose.NumberType, Means: "名次变化不超过两位的" + name + "个数"}, func(s analysis.Sensitivity) any { return s.Steady }),
		steady(entry{Name: "动" + as + "名", Type: prose.WordsType, Means: "名次变化最大的" + name}, func(s analysis.Sensitivity) any { return prose.NameOf(s.Unit) }),
		steady(entry{Name: "动" + as + "位", Type: prose.NumberType, Means: "名次变化最大的位数"}, func(s analysis.Sensitivity) any { return s.Farthest }),
	}
}

// apart is how far the totals of a kind lie apart in the first and the last quarter.
type apart struct {
	was, now analysis.Dispersion
	known    bool // false when one of the quarters is not frozen
}

func (b *book) apart(kind zhixiao.UnitKind) apart {
	return b.kept.apart[kind].Of(func() apart {
		first, ok1 := b.facts.AsOf(b.firstQuarter())
		last, ok2 := b.facts.AsOf(b.lastQuarter())
		if !ok1 || !ok2 {
			return apart{}
		}
		return apart{first.Dispersion(analysis.ScoreTotal, kind), last.Dispersion(analysis.ScoreTotal, kind), true}
	})
}
