package book

import (
	"maps"
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/prose"
)

// fill sets the slots that the chapters share, before any of them is written.
func (b *book) fill() {
	b.found = b.DrillDown(append(prose.UnitDrills(), bookDrills()...), append(prose.UnitRates(), bookRates()...))
	b.found.Fill(b.Slots)
	b.moves = b.Facts.Moves(b.Unit.Code, b.Facts.Prev(), b.Facts.Period())
	b.problems = b.firstAid()
	b.fillPeriods()
	b.fillDimensions()
	b.fillMoves()
	b.fillBalance()
	b.fillFlags()
	b.fillCauses()
	b.fillDuties()
	b.fillStated()
	b.Slots["建议总数"] = b.Counted("advice.all", len(b.problems)+len(yearRemedies())+len(ruleRemedies()), "条")
}

// fillStated sets what is said in place of a sentence one of whose figures is late.
func (b *book) fillStated() {
	b.Slots["指南各项"] = b.Standing([]string{"A101", "A102", "A103", "A104"}, b.changed)
	b.Slots["承诺各项"] = b.Standing([]string{"A201", "B103"}, b.changed)
	b.Slots["通报各项"] = b.Standing([]string{"C102", "C104", "D101"}, b.changed)
	b.Slots["数智各项"] = b.Standing([]string{"B301", "C301", "D105"}, b.changed)
	b.Slots["供需各项"] = b.Standing([]string{"B101", "D103", "C102", "D101", "C302", "D107"}, b.changed)
}

// firstAid is the problems whose remedies can be carried out at once: those
// most widely spread that the other two groups of remedies leave.
func (b *book) firstAid() []*prose.Problem {
	const most = 4
	later := []string{"waiting", "nominal", "answer", "phone", "correction", "repeat", "guide", "rectify", "governance", "perception", "promise"}
	list := slices.DeleteFunc(b.Common(), func(c prose.Candidate) bool { return slices.Contains(later, c.Theme.ID) })
	return b.Written(list, most)
}

func (b *book) fillPeriods() {
	p := b.Facts.Period()
	name, isFinal, next := "中期", 0, "后半程"
	if b.final() {
		name, isFinal, next = "终期", 1, "下一监测年度"
	}
	whole := 0
	if b.Facts.Complete(b.lastQuarter()) {
		whole = 1
	}
	b.Slots["末季全"], b.Slots["下阶段"], b.Slots["最早季"] = whole, next, b.Facts.Quarters()[0].Title()
	due := p.Next().Next()
	maps.Copy(b.Slots, map[string]any{
		"期名": name, "终期": isFinal, "监测期": b.Span(), "基期": b.Facts.Prev().Title(),
		"首季": b.firstQuarter().Title(), "末季": b.lastQuarter().Title(),
		"季数":  b.Counted("quarters", len(b.quarters), ""),
		"期限甲": due.Title() + "末", "期限乙": due.Next().Title() + "末",
	})
	b.Slots["截止句"] = b.line("Y197")
}

// fillDimensions sets what stands out among the five dimensions.
func (b *book) fillDimensions() {
	best, worst := b.byScore(func(c string) zhixiao.Quantity { return b.Facts.Value(c, b.Unit.Code) })
	b.Slots["强维"], b.Slots["弱维"] = b.Facts.LevelName(best), b.Facts.LevelName(worst)
	b.Slots["强维分"], b.Slots["弱维分"] = b.Facts.Value(best, b.Unit.Code), b.Facts.Value(worst, b.Unit.Code)
	b.Slots["维差"] = b.Facts.Diff(b.Facts.Value(best, b.Unit.Code), b.Facts.Value(worst, b.Unit.Code), "")
	codes := b.ordered(prose.Dimensions(), func(c string) zhixiao.Quantity { return b.Facts.Change(c, b.Unit.Code).Delta })
	for i, prefix := range []string{"降维", "次降维"} {
		if i >= len(codes) {
			return
		}
		code := codes[i]
		b.Slots[prefix], b.Slots[prefix+"量"] = b.Facts.LevelName(code), b.Facts.Change(code, b.Unit.Code).Delta
		b.Slots[prefix+"变"], b.Slots[prefix+"拖"] = b.changed(code, b.Unit.Code), b.movedIn(code, worseWay)
	}
}

// worseWay asks movedIn for what fell.
const worseWay = -1

// ordered sorts names by a quantity, the least first; those without are left out.
func (b *book) ordered(names []string, of func(string) zhixiao.Quantity) []string {
	out := slices.DeleteFunc(slices.Clone(names), func(n string) bool { return !of(n).Ok() })
	slices.SortStableFunc(out, func(x, y string) int { return of(x).Value.Cmp(of(y).Value) })
	return out
}

// byScore is the dimensions with the greatest and the least value.
func (b *book) byScore(of func(string) zhixiao.Quantity) (best, worst string) {
	codes := b.ordered(prose.Dimensions(), of)
	if len(codes) == 0 {
		return "", ""
	}
	return prose.LastN(codes, 1)[0], codes[0]
}

// moveItem is 超长等候率（由5.99%变为8.17%）.
func (b *book) moveItem(m analysis.Move) []document.Inline {
	return prose.Join(prose.Plain(m.Indicator.Name+"（由"), prose.Number(m.From), prose.Plain("变为"), prose.Number(m.To), prose.Plain("）"))
}

func (b *book) moveList(all []analysis.Move, n int) []document.Inline {
	var items [][]document.Inline
	for _, m := range prose.FirstN(all, n) {
		items = append(items, b.moveItem(m))
	}
	return prose.Listed(items)
}

// fillMoves lists the indicators that moved: against the quarter before
// monitoring, against the same quarter of the year before, and steadily.
func (b *book) fillMoves() {
	up0, down0 := split(b.moves)
	b.Slots["改善列"], b.Slots["退步列"] = b.moveList(up0, 3), b.moveList(down0, 3)
	last := b.lastQuarter()
	year := b.Facts.Moves(b.Unit.Code, last.YearAgo(), last)
	better, worse := split(year)
	var level []zhixiao.Key
	for _, m := range year {
		if m.Better == 0 {
			level = append(level, m.Delta.Key)
		}
	}
	if len(year) > 0 {
		b.Slots["同改数"], b.Slots["同退数"] = b.Counted("yoy.better", len(movedBetter(year, 1)), "项"), b.Counted("yoy.worse", len(movedBetter(year, worseWay)), "项")
		b.Slots["同平数"] = b.Counted("yoy.level", len(level), "项", level...)
		b.Slots["同改列"], b.Slots["同退列"] = b.moveList(better, 3), b.moveList(worse, 3)
	}
	var up, down []analysis.Move
	for _, m := range b.Facts.Moves(b.Unit.Code, b.firstQuarter(), last) {
		shape := b.Facts.Trend(m.Indicator.Code, b.Unit.Code, b.quarters).Shape
		if shape != analysis.Rising && shape != analysis.Falling {
			continue
		}
		if m.Better > 0 {
			up = append(up, m)
		} else {
			down = append(down, m)
		}
	}
	_, lower := split(b.Facts.Moves(b.Unit.Code, b.firstQuarter(), last))
	b.Slots["累退列"] = b.moveList(lower, 3)
	b.Slots["连改列"], b.Slots["连退列"] = b.moveList(up, 4), b.moveList(down, 4)
	b.lostPoints()
}

// split is the moves that raise and that lower a total, the greatest first, of
// rates with at least thirty cases on both sides: fewer move by chance.
func split(all []analysis.Move) (better, worse []analysis.Move) {
	const fewest = 30
	solid := slices.DeleteFunc(slices.Clone(all), func(m analysis.Move) bool { return min(m.From.N, m.To.N) < fewest })
	return analysis.Improved(solid), analysis.Worsened(solid)
}

func movedBetter(all []analysis.Move, way int) []analysis.Move {
	return slices.DeleteFunc(slices.Clone(all), func(m analysis.Move) bool { return m.Better != way })
}

// lostPoints lists the five indicators that cost the city's total most.
func (b *book) lostPoints() {
	losses := slices.Clone(b.Facts.Losses(b.Unit.Code))
	slices.SortStableFunc(losses, func(x, y analysis.Loss) int { return y.Points.Value.Cmp(x.Points.Value) })
	const most = 5
	if len(losses) < most {
		return
	}
	var items [][]document.Inline
	var first, all []zhixiao.Quantity
	for i, l := range losses {
		if i < most {
			items = append(items, prose.Join(prose.Plain(l.Indicator.Name+"（"), prose.Number(l.Points), prose.Plain("）")))
			first = append(first, l.Points)
		}
		all = append(all, l.Points)
	}
	sum := b.Facts.Sum(first...)
	b.Slots["失分列"], b.Slots["失分和"], b.Slots["失分占"] = prose.Listed(items), sum, b.Facts.Percent(sum, b.Facts.Sum(all...))
}

// fillBalance sets how far the units lie apart in the first and last quarter.
func (b *book) fillBalance() {
	for kind, prefix := range map[zhixiao.UnitKind]string{zhixiao.Region: "区", zhixiao.Domain: "领"} {
		first, ok1 := b.Facts.AsOf(b.firstQuarter())
		last, ok2 := b.Facts.AsOf(b.lastQuarter())
		if !ok1 || !ok2 {
			return
		}
		was, now := first.Dispersion(analysis.ScoreTotal, kind), last.Dispersion(analysis.ScoreTotal, kind)
		maps.Copy(b.Slots, map[string]any{
			prefix + "标初": was.StdDev, prefix + "标末": now.StdDev, prefix + "异初": was.Variation, prefix + "异末": now.Variation,
			prefix + "下初": was.Box[1], prefix + "下末": now.Box[1], prefix + "中初": was.Box[2], prefix + "中末": now.Box[2],
			prefix + "标变": b.Facts.Diff(now.StdDev, was.StdDev, ""), prefix + "异变": b.Facts.Diff(now.Variation, was.Variation, ""),
		})
		s := b.Facts.Sensitivity(kind)
		b.Slots["稳"+prefix+"数"], b.Slots["动"+prefix+"名"], b.Slots["动"+prefix+"位"] = s.Steady, prose.NameOf(s.Unit), s.Farthest
	}
	up, down := 0, 0
	for _, q := range b.quarters {
		switch b.Facts.Diff(b.Facts.ValueAt(analysis.ScoreTotal, b.Unit.Code, q), b.Facts.ValueAt(analysis.ScoreTotal, b.Unit.Code, q.YearAgo()), "").Value.Sign() {
		case 1:
			up++
		case worseWay:
			down++
		}
	}
	b.Slots["同比升"], b.Slots["同比降"] = up, down
	b.Slots["同比句"] = b.line("Y217")
	b.Slots["区域均衡句"] = b.line("Y008")
	b.Slots["块条句"] = b.line("Y264")
}

// fillFlags sets the conditions that data decide: 1 or 0.
func (b *book) fillFlags() {
	flag := func(name string, holds bool) {
		b.Slots[name] = 0
		if holds {
			b.Slots[name] = 1
		}
	}
	is := func(slot string, names ...string) bool {
		s, _ := b.Slots[slot].(string)
		return slices.ContainsFunc(names, func(n string) bool { return strings.Contains(s, n) })
	}
	formal := []string{"附件不清晰", "填写错误", "缺少签章", "格式"}
	flag("形式退回", is("退回原因", formal...) && is("退回原因二", formal...))
	flag("两端", is("全环节", "受理", "送达") && is("全环节二", "受理", "送达"))
	staff := []string{"态度", "业务不熟练"}
	flag("差评规则", !is("差评理由", staff...) && !is("差评理由二", staff...) && !is("差评理由三", staff...))
	flag("上传断点", is("放弃步骤", "上传", "签章", "签名"))
	shared := []string{"证明", "证照", "证书", "委托书", "执照"}
	flag("共享材料", is("退回材料", shared...) && is("退回材料二", shared...))
	flag("即办最低", b.lowestPromise() == "A202")
	flag("话题印证", is("访谈话题", "时效") && is("不满原因", "时间"))
}

// lowestPromise is the indicator of what is promised with the lowest score.
func (b *book) lowestPromise() string {
	var codes []string
	for _, ind := range b.Facts.Indicators() {
		if ind.Level2 == "A2" {
			codes = append(codes, ind.Code)
		}
	}
	for _, code := range b.ordered(codes, func(c string) zhixiao.Quantity { return b.Facts.Value("score."+c, b.Unit.Code) }) {
		return code
	}
	return ""
}
