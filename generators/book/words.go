package book

import (
	"regexp"
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/prose"
)

// isCode reports whether a name is that of an indicator, of a dimension or of the total.
var isCode = regexp.MustCompile(`^([A-E]\d{3}|总分|[A-E]维)$`).MatchString

// codePair is the name of how two indicators go together.
var codePair = regexp.MustCompile(`^相([A-E]\d{3})([A-E]\d{3})$`)

// courseSlots are the families that speak of one code over the quarters, of a code over
// the units of a kind, or of two codes.
func courseSlots() []entry {
	pair := entry{Name: "相〈指标〉〈指标〉", Type: prose.NumberType, Means: "两个指标在各区域之间的秩相关系数", Is: codePair.MatchString, Each: func(b *book, name string) any {
		m := codePair.FindStringSubmatch(name)
		return b.facts.Correlation(m[1], m[2], zhixiao.Region)
	}}
	return append(slices.Concat(changeSlots(), trendSlots(), kindSlots(zhixiao.Region, "区"), kindSlots(zhixiao.Domain, "领")), pair)
}

// ofCode is the family of the names of a code with an ending.
func ofCode(ending entry, say func(b *book, code string) any) entry {
	return ofCodes("", "", ending, say)
}

// ofCodes is the family of the names of a code between a beginning and an ending; among
// is of what the code speaks.
func ofCodes(begin, among string, ending entry, say func(b *book, code string) any) entry {
	head := prose.CodeHead()
	return entry{
		Name: begin + head.Name + ending.Name, Type: ending.Type, Means: head.Means + among + ending.Means,
		Is: func(name string) bool {
			name, begins := strings.CutPrefix(name, begin)
			code, ends := strings.CutSuffix(name, ending.Name)
			return begins && ends && isCode(code)
		},
		Each: func(b *book, name string) any {
			return say(b, prose.CodeOf(strings.TrimPrefix(strings.TrimSuffix(name, ending.Name), begin)))
		},
	}
}

// changeSlots are how a code moved against another period or stands to its target.
func changeSlots() []entry {
	return []entry{
		ofCode(entry{Name: "变", Type: prose.WordsType, Means: "较监测前的变化"}, func(b *book, code string) any { return b.changed(code, b.unit.Code) }),
		ofCode(entry{Name: "动", Type: prose.NumberType, Means: "较监测前变化的量"}, func(b *book, code string) any { return b.facts.Change(code, b.unit.Code).Delta }),
		ofCode(entry{Name: "距", Type: prose.WordsType, Means: "与目标的距离"}, func(b *book, code string) any { return b.toTarget(code) }),
		ofCode(entry{Name: "拖", Type: prose.WordsType, Means: "之下较监测前失分增加最多的两项指标"}, func(b *book, code string) any { return b.movedIn(code, worseWay) }),
		ofCode(entry{Name: "拉", Type: prose.WordsType, Means: "之下较监测前得分提高最多的两项指标"}, func(b *book, code string) any { return b.movedIn(code, 1) }),
		ofCode(entry{Name: "同季", Type: prose.NumberType, Means: "在末季的上年同季的值"}, func(b *book, code string) any {
			return prose.NumberOrNil(b.facts.ValueAt(code, b.unit.Code, b.lastQuarter().YearAgo()))
		}),
		ofCode(entry{Name: "同比列", Type: prose.WordsType, Means: "各季较上年同季的变化"}, func(b *book, code string) any { return b.yearByQuarter(code) }),
	}
}

// trendSlots are the course of a code over the quarters; one value has none.
func trendSlots() []entry {
	course := func(ending entry, say func(analysis.Trend) any) entry {
		return ofCode(ending, func(b *book, code string) any {
			t := b.facts.Trend(code, b.unit.Code, b.quarters)
			if countPresent(t.Points) < 2 {
				return nil
			}
			return say(t)
		})
	}
	return []entry{
		course(entry{Name: "初", Type: prose.NumberType, Means: "首个有值季度的值"}, func(t analysis.Trend) any { return prose.NumberOrNil(t.First) }),
		course(entry{Name: "末", Type: prose.NumberType, Means: "最后一个有值季度的值"}, func(t analysis.Trend) any { return prose.NumberOrNil(t.Last) }),
		course(entry{Name: "列", Type: prose.WordsType, Means: "各季的值"}, func(t analysis.Trend) any { return eachValue(t.Points) }),
		course(entry{Name: "累", Type: prose.WordsType, Means: "首末之间累计变化的说法"}, func(t analysis.Trend) any { return moved("累计", t.Delta) }),
		course(entry{Name: "势", Type: prose.WordsType, Means: "各季走势的说法"}, func(t analysis.Trend) any { return t.Shape.String() }),
		course(entry{Name: "程", Type: prose.NumberType, Means: "末值减首值"}, func(t analysis.Trend) any { return t.Delta }),
		course(entry{Name: "步", Type: prose.NumberType, Means: "最近一季的变化"}, func(t analysis.Trend) any { return t.Step }),
		course(entry{Name: "步量", Type: prose.FlagType, Means: "最近一季变化的大小，供条件比较"}, func(t analysis.Trend) any { return t.Step.Value.Abs().Float() }),
		course(entry{Name: "常步", Type: prose.WordsType, Means: "此前各季之间最大变动的大小"}, func(t analysis.Trend) any {
			if !t.Usual.Ok() {
				return nil
			}
			return prose.Size(t.Usual)
		}),
		course(entry{Name: "常步量", Type: prose.FlagType, Means: "此前各季之间最大变动的大小，供条件比较"}, func(t analysis.Trend) any { return t.Usual.Value.Abs().Float() }),
		course(entry{Name: "高", Type: prose.NumberType, Means: "各季中最高的值"}, func(t analysis.Trend) any { return prose.NumberOrNil(t.High) }),
		course(entry{Name: "高期", Type: prose.WordsType, Means: "值最高的季度"}, func(t analysis.Trend) any { return t.HighAt.Title() }),
		course(entry{Name: "低", Type: prose.NumberType, Means: "各季中最低的值"}, func(t analysis.Trend) any { return prose.NumberOrNil(t.Low) }),
		course(entry{Name: "低期", Type: prose.WordsType, Means: "值最低的季度"}, func(t analysis.Trend) any { return t.LowAt.Title() }),
	}
}

// kindSlots are how the units of a kind lie on a code. Best and worst are by merit;
// lists name three units with their values.
func kindSlots(kind zhixiao.UnitKind, as string) []entry {
	family := func(ending entry, say func(b *book, code string) any) entry {
		return ofCodes(as, "在各"+kind.String(), ending, say)
	}
	ranked := func(ending entry, say func(b *book, code string, ranking []zhixiao.Unit) any) entry {
		return family(ending, func(b *book, code string) any {
			ranking := b.facts.Ranking(code, kind)
			if len(ranking) < 2 {
				return nil
			}
			return say(b, code, ranking)
		})
	}
	lit := func(ending entry, what string, lights ...analysis.Light) entry {
		return family(ending, func(b *book, code string) any {
			return b.report.Counted(code+what+kind.String(), b.lights(code, kind, lights...), "")
		})
	}
	return []entry{
		family(entry{Name: "差", Type: prose.NumberType, Means: "之间最高与最低之差"}, func(b *book, code string) any { return prose.NumberOrNil(b.facts.Spread(code, kind).Range) }),
		lit(entry{Name: "红", Type: prose.NumberType, Means: "中触红的个数"}, ".red.", analysis.Red),
		lit(entry{Name: "黄", Type: prose.NumberType, Means: "中触黄的个数"}, ".yellow.", analysis.Yellow),
		lit(entry{Name: "灯数", Type: prose.NumberType, Means: "中触红和触黄的个数"}, ".lit.", analysis.Red, analysis.Yellow),
		ranked(entry{Name: "优", Type: prose.NumberType, Means: "中最好的值"}, func(b *book, code string, r []zhixiao.Unit) any {
			return prose.NumberOrNil(b.facts.Value(code, r[0].Code))
		}),
		ranked(entry{Name: "优名", Type: prose.WordsType, Means: "中值最好的一个"}, func(_ *book, _ string, r []zhixiao.Unit) any { return prose.NameOf(r[0]) }),
		ranked(entry{Name: "优列", Type: prose.WordsType, Means: "中值最好的三个及其值"}, func(b *book, code string, r []zhixiao.Unit) any { return b.valued(code, prose.FirstN(r, 3)) }),
		ranked(entry{Name: "劣", Type: prose.NumberType, Means: "中最差的值"}, func(b *book, code string, r []zhixiao.Unit) any {
			return prose.NumberOrNil(b.facts.Value(code, prose.LastN(r, 1)[0].Code))
		}),
		ranked(entry{Name: "劣名", Type: prose.WordsType, Means: "中值最差的一个"}, func(_ *book, _ string, r []zhixiao.Unit) any { return prose.NameOf(prose.LastN(r, 1)[0]) }),
		ranked(entry{Name: "劣列", Type: prose.WordsType, Means: "中值最差的三个及其值，最差的在前"}, func(b *book, code string, r []zhixiao.Unit) any { return b.valued(code, backwards(prose.LastN(r, 3))) }),
	}
}

// countPresent is how many of the values are there.
func countPresent(points []zhixiao.Quantity) (n int) {
	for _, q := range points {
		if q.Ok() {
			n++
		}
	}
	return n
}

// eachValue lists a series' values; absent ones are left out.
func eachValue(points []zhixiao.Quantity) []document.Inline {
	var items [][]document.Inline
	for _, q := range points {
		if q.Ok() {
			items = append(items, prose.Number(q))
		}
	}
	return prose.Listed(items)
}

// moved says a difference: 累计上升0.46个百分点, 与…持平 below a tenth.
func moved(how string, d zhixiao.Quantity) []document.Inline {
	switch {
	case !d.Ok():
		return nil
	case d.Value.Sign() == 0:
		return prose.Plain("持平")
	case prose.Level(d) && (d.Unit == "百分点" || d.Unit == "分"):
		return prose.Plain("基本持平")
	case d.Value.Sign() > 0:
		return prose.Join(prose.Plain(how+"上升"), prose.Size(d))
	}
	return prose.Join(prose.Plain(how+"下降"), prose.Size(d))
}

// changed says a code's move against the quarter before monitoring. An inverse
// indicator also says whether that is better.
func (b *book) changed(code, unit string) []document.Inline {
	c := b.facts.Change(code, unit)
	if !c.Delta.Ok() || prose.FewCases(b.facts.Value(code, unit), b.facts.Role(code)) {
		return nil
	}
	if c.Delta.Value.Sign() == 0 || prose.Level(c.Delta) && (c.Delta.Unit == "百分点" || c.Delta.Unit == "分") {
		return prose.Plain("与监测前基本持平")
	}
	out := moved("较监测前", c.Delta)
	ind, isIndicator := b.facts.Indicator(code)
	if isIndicator && ind.Direction == zhixiao.Lower && (!c.Tested || c.Significant) {
		out = append(out, prose.Text(prose.BetterWord(c.Better)))
	}
	if ind.Feed == prose.Questionnaire && c.Tested && !c.Significant {
		out = append(out, prose.Text("（各项一并检验，未达显著）"))
	}
	return out
}

// toTarget says how far the city is from an indicator's target.
func (b *book) toTarget(code string) []document.Inline {
	ind, ok := b.facts.Indicator(code)
	v := b.facts.Value(code, b.unit.Code)
	if !ok || !v.Ok() {
		return nil
	}
	goal := prose.Target(ind, ind.Target)
	if prose.Reaches(ind, v.Value, ind.Target) {
		return prose.Join(prose.Plain("已达到"), prose.Number(goal), prose.Plain("的目标"))
	}
	return prose.Join(prose.Plain("距"), prose.Number(goal), prose.Plain("的目标尚差"), prose.Size(b.facts.Diff(v, withUnit(goal, v.Unit), "")))
}

func withUnit(q zhixiao.Quantity, unit string) zhixiao.Quantity {
	q.Unit = unit
	return q
}

func backwards[T any](list []T) []T {
	out := slices.Clone(list)
	slices.Reverse(out)
	return out
}

// valued lists units with their values: 石景山区（91.89分）、东城区（89.80分）.
func (b *book) valued(code string, units []zhixiao.Unit) []document.Inline {
	var items [][]document.Inline
	for _, u := range units {
		items = append(items, prose.Join(prose.Plain(prose.NameOf(u)+"（"), prose.Number(b.facts.Value(code, u.Code)), prose.Plain("）")))
	}
	return prose.Listed(items)
}

// lights is how many units of a kind show one of some lights on a code.
func (b *book) lights(code string, kind zhixiao.UnitKind, lights ...analysis.Light) int {
	n := 0
	for _, u := range b.facts.Units(kind) {
		if slices.Contains(lights, b.facts.Light(code, u.Code)) {
			n++
		}
	}
	return n
}

// movedIn names up to two indicators of a dimension whose change lowered the
// city's total most against the quarter before monitoring, or raised it for 1.
func (b *book) movedIn(dimension string, way int) any {
	moves := splitMoves(b.base()).better
	if way == worseWay {
		moves = splitMoves(b.base()).worse
	}
	var names []string
	for _, m := range moves {
		if m.Indicator.Level1 == dimension && len(names) < 2 {
			names = append(names, m.Indicator.Name)
		}
	}
	if len(names) == 0 {
		return nil
	}
	return strings.Join(names, "、")
}

func (b *book) firstQuarter() zhixiao.Period { return b.quarters[0] }

func (b *book) lastQuarter() zhixiao.Period { return prose.LastN(b.quarters, 1)[0] }

// yearByQuarter says each quarter of the series against the same quarter a year
// before: 2026年第三季度下降0.14分、….
func (b *book) yearByQuarter(code string) []document.Inline {
	var items [][]document.Inline
	for _, q := range b.quarters {
		d := b.facts.Diff(b.facts.ValueAt(code, b.unit.Code, q), b.facts.ValueAt(code, b.unit.Code, q.YearAgo()), "")
		if said := moved("", d); len(said) > 0 {
			items = append(items, prose.Join(prose.Plain(q.Title()), said))
		}
	}
	return prose.Listed(items)
}
