package generators

import (
	"maps"
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
)

// fill sets the slots that the chapters share, before any of them is written.
func (b *book) fill() {
	b.fillUnit()
	b.fillCity()
	b.found = b.drillDown(append(unitDrills(), bookDrills()...), append(unitRates(), bookRates()...))
	maps.Copy(b.slots, b.found.slots)
	b.moves = b.f.Moves(b.u.Code, b.f.Prev(), b.f.Period())
	b.problems = b.firstAid()
	b.fillPeriods()
	b.fillDimensions()
	b.fillMoves()
	b.fillBalance()
	b.fillFlags()
	b.fillCauses()
	b.fillDuties()
	b.fillStated()
	b.slots["建议总数"] = b.counted("advice.all", len(b.problems)+len(yearAdvice())+len(ruleAdvice()), "条")
}

// fillStated sets what is said in place of a sentence one of whose figures is late.
func (b *book) fillStated() {
	b.slots["指南各项"] = b.standing([]string{"A101", "A102", "A103", "A104"}, b.changed)
	b.slots["承诺各项"] = b.standing([]string{"A201", "B103"}, b.changed)
	b.slots["通报各项"] = b.standing([]string{"C102", "C104", "D101"}, b.changed)
	b.slots["数智各项"] = b.standing([]string{"B301", "C301", "D105"}, b.changed)
	b.slots["供需各项"] = b.standing([]string{"B101", "D103", "C102", "D101", "C302", "D107"}, b.changed)
}

// firstAid is the problems whose recommendations can be carried out at once: those
// most widely spread that the other two groups of recommendations leave.
func (b *book) firstAid() []*problem {
	const most = 4
	later := []string{"waiting", "nominal", "answer", "phone", "correction", "repeat", "guide", "rectify", "governance", "perception", "promise"}
	list := slices.DeleteFunc(b.common(), func(c candidate) bool { return slices.Contains(later, c.theme.ID) })
	return b.written(list, most)
}

func (b *book) fillPeriods() {
	p := b.f.Period()
	name, isFinal, next := "中期", 0, "后半程"
	if b.final() {
		name, isFinal, next = "终期", 1, "下一监测年度"
	}
	whole := 0
	if b.f.Complete(b.lastQuarter()) {
		whole = 1
	}
	b.slots["末季全"], b.slots["下阶段"], b.slots["最早季"] = whole, next, b.f.Quarters()[0].Title()
	due := p.Next().Next()
	maps.Copy(b.slots, map[string]any{
		"期名": name, "终期": isFinal, "监测期": b.span(), "基期": b.f.Prev().Title(),
		"首季": b.firstQuarter().Title(), "末季": b.lastQuarter().Title(),
		"季数":  b.counted("quarters", len(b.quarters), ""),
		"期限甲": due.Title() + "末", "期限乙": due.Next().Title() + "末",
	})
	b.slots["截止句"] = b.line("Y197")
}

// fillDimensions sets what stands out among the five dimensions.
func (b *book) fillDimensions() {
	best, worst := b.byScore(func(c string) zhixiao.Quantity { return b.f.Value(c, b.u.Code) })
	b.slots["强维"], b.slots["弱维"] = b.f.LevelName(best), b.f.LevelName(worst)
	b.slots["强维分"], b.slots["弱维分"] = b.f.Value(best, b.u.Code), b.f.Value(worst, b.u.Code)
	b.slots["维差"] = b.f.Diff(b.f.Value(best, b.u.Code), b.f.Value(worst, b.u.Code), "")
	codes := b.ordered(dimensions(), func(c string) zhixiao.Quantity { return b.f.Change(c, b.u.Code).Delta })
	for i, prefix := range []string{"降维", "次降维"} {
		if i >= len(codes) {
			return
		}
		code := codes[i]
		b.slots[prefix], b.slots[prefix+"量"] = b.f.LevelName(code), b.f.Change(code, b.u.Code).Delta
		b.slots[prefix+"变"], b.slots[prefix+"拖"] = b.changed(code, b.u.Code), b.movedIn(code, worseWay)
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
	codes := b.ordered(dimensions(), of)
	if len(codes) == 0 {
		return "", ""
	}
	return lastN(codes, 1)[0], codes[0]
}

// moveItem is 超长等候率（由5.99%变为8.17%）.
func (b *book) moveItem(m analysis.Move) []document.Inline {
	return join(plain(m.Indicator.Name+"（由"), number(m.From), plain("变为"), number(m.To), plain("）"))
}

func (b *book) moveList(all []analysis.Move, n int) []document.Inline {
	var items [][]document.Inline
	for _, m := range firstN(all, n) {
		items = append(items, b.moveItem(m))
	}
	return listed(items)
}

// fillMoves lists the indicators that moved: against the quarter before
// monitoring, against the same quarter of the year before, and steadily.
func (b *book) fillMoves() {
	up0, down0 := split(b.moves)
	b.slots["改善列"], b.slots["退步列"] = b.moveList(up0, 3), b.moveList(down0, 3)
	last := b.lastQuarter()
	year := b.f.Moves(b.u.Code, last.YearAgo(), last)
	better, worse := split(year)
	var level []zhixiao.Key
	for _, m := range year {
		if m.Better == 0 {
			level = append(level, m.Delta.Key)
		}
	}
	if len(year) > 0 {
		b.slots["同改数"], b.slots["同退数"] = b.counted("yoy.better", len(movedBetter(year, 1)), "项"), b.counted("yoy.worse", len(movedBetter(year, worseWay)), "项")
		b.slots["同平数"] = b.counted("yoy.level", len(level), "项", level...)
		b.slots["同改列"], b.slots["同退列"] = b.moveList(better, 3), b.moveList(worse, 3)
	}
	var up, down []analysis.Move
	for _, m := range b.f.Moves(b.u.Code, b.firstQuarter(), last) {
		shape := b.f.Trend(m.Indicator.Code, b.u.Code, b.quarters).Shape
		if shape != analysis.Rising && shape != analysis.Falling {
			continue
		}
		if m.Better > 0 {
			up = append(up, m)
		} else {
			down = append(down, m)
		}
	}
	_, lower := split(b.f.Moves(b.u.Code, b.firstQuarter(), last))
	b.slots["累退列"] = b.moveList(lower, 3)
	b.slots["连改列"], b.slots["连退列"] = b.moveList(up, 4), b.moveList(down, 4)
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
	losses := slices.Clone(b.f.Losses(b.u.Code))
	slices.SortStableFunc(losses, func(x, y analysis.Loss) int { return y.Points.Value.Cmp(x.Points.Value) })
	const most = 5
	if len(losses) < most {
		return
	}
	var items [][]document.Inline
	var first, all []zhixiao.Quantity
	for i, l := range losses {
		if i < most {
			items = append(items, join(plain(l.Indicator.Name+"（"), number(l.Points), plain("）")))
			first = append(first, l.Points)
		}
		all = append(all, l.Points)
	}
	sum := b.f.Sum(first...)
	b.slots["失分列"], b.slots["失分和"], b.slots["失分占"] = listed(items), sum, b.f.Percent(sum, b.f.Sum(all...))
}

// fillBalance sets how far the units lie apart in the first and last quarter.
func (b *book) fillBalance() {
	for kind, prefix := range map[zhixiao.UnitKind]string{zhixiao.Region: "区", zhixiao.Domain: "领"} {
		first, ok1 := b.f.AsOf(b.firstQuarter())
		last, ok2 := b.f.AsOf(b.lastQuarter())
		if !ok1 || !ok2 {
			return
		}
		was, now := first.Dispersion(analysis.ScoreTotal, kind), last.Dispersion(analysis.ScoreTotal, kind)
		maps.Copy(b.slots, map[string]any{
			prefix + "标初": was.StdDev, prefix + "标末": now.StdDev, prefix + "异初": was.Variation, prefix + "异末": now.Variation,
			prefix + "下初": was.Box[1], prefix + "下末": now.Box[1], prefix + "中初": was.Box[2], prefix + "中末": now.Box[2],
			prefix + "标变": b.f.Diff(now.StdDev, was.StdDev, ""), prefix + "异变": b.f.Diff(now.Variation, was.Variation, ""),
		})
		s := b.f.Sensitivity(kind)
		b.slots["稳"+prefix+"数"], b.slots["动"+prefix+"名"], b.slots["动"+prefix+"位"] = s.Steady, nameOf(s.Unit), s.Farthest
	}
	up, down := 0, 0
	for _, q := range b.quarters {
		switch b.f.Diff(b.f.ValueAt(analysis.ScoreTotal, b.u.Code, q), b.f.ValueAt(analysis.ScoreTotal, b.u.Code, q.YearAgo()), "").Value.Sign() {
		case 1:
			up++
		case worseWay:
			down++
		}
	}
	b.slots["同比升"], b.slots["同比降"] = up, down
	b.slots["同比句"] = b.line("Y217")
	b.slots["区域均衡句"] = b.line("Y008")
	b.slots["块条句"] = b.line("Y264")
}

// fillFlags sets the conditions that data decide: 1 or 0.
func (b *book) fillFlags() {
	flag := func(name string, holds bool) {
		b.slots[name] = 0
		if holds {
			b.slots[name] = 1
		}
	}
	is := func(slot string, names ...string) bool {
		s, _ := b.slots[slot].(string)
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
	for _, ind := range b.f.Indicators() {
		if ind.Level2 == "A2" {
			codes = append(codes, ind.Code)
		}
	}
	for _, code := range b.ordered(codes, func(c string) zhixiao.Quantity { return b.f.Value("score."+c, b.u.Code) }) {
		return code
	}
	return ""
}
