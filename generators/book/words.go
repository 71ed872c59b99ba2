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

// The names that word answers: of one code over the quarters, of a code over the units
// of a kind, of two codes.
var (
	codeCourse = regexp.MustCompile(`^([A-E]\d{3}|总分|[A-E]维)(变|动|距|初|末|列|累|势|程|步|步量|常步|常步量|高|高期|低|低期|同季|同比列|拖|拉)$`)
	codeOfKind = regexp.MustCompile(`^(区|领)([A-E]\d{3}|总分|[A-E]维)(优|优名|优列|劣|劣名|劣列|差|红|黄|灯数)$`)
	codePair   = regexp.MustCompile(`^相([A-E]\d{3})([A-E]\d{3})$`)
)

// word is a book's slot that speaks of one code over the quarters, of a code
// over the units of a kind, or of two codes; known is false for other names.
func (b *book) word(name string) (v any, known bool) {
	if m := codeCourse.FindStringSubmatch(name); m != nil {
		return b.codeWord(prose.CodeOf(m[1]), m[2]), true
	}
	if m := codeOfKind.FindStringSubmatch(name); m != nil {
		kind := zhixiao.Region
		if m[1] == "领" {
			kind = zhixiao.Domain
		}
		return b.kindWord(kind, prose.CodeOf(m[2]), m[3]), true
	}
	if m := codePair.FindStringSubmatch(name); m != nil {
		return b.Facts.Correlation(m[1], m[2], zhixiao.Region), true
	}
	return nil, false
}

func (b *book) codeWord(code, suffix string) any {
	switch suffix {
	case "变":
		return b.changed(code, b.Unit.Code)
	case "动":
		return b.Facts.Change(code, b.Unit.Code).Delta
	case "距":
		return b.toTarget(code)
	case "拖":
		return b.movedIn(code, -1)
	case "拉":
		return b.movedIn(code, 1)
	}
	if suffix == "同季" {
		return prose.NumberOrNil(b.Facts.ValueAt(code, b.Unit.Code, b.lastQuarter().YearAgo()))
	}
	if suffix == "同比列" {
		return b.yearByQuarter(code)
	}
	t := b.Facts.Trend(code, b.Unit.Code, b.quarters)
	if countPresent(t.Points) < 2 {
		return nil // one value has no course
	}
	return seriesWord(t, suffix)
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

// seriesWord is what a slot says of the course of two values or more.
func seriesWord(t analysis.Trend, suffix string) any {
	switch suffix {
	case "初":
		return prose.NumberOrNil(t.First)
	case "末":
		return prose.NumberOrNil(t.Last)
	case "列":
		return eachValue(t.Points)
	case "累":
		return moved("累计", t.Delta)
	case "势":
		return t.Shape.String()
	case "程":
		return t.Delta
	case "步":
		return t.Step
	case "步量":
		return t.Step.Value.Abs().Float()
	case "常步":
		if !t.Usual.Ok() {
			return nil
		}
		return prose.Size(t.Usual)
	case "常步量":
		return t.Usual.Value.Abs().Float()
	case "高":
		return prose.NumberOrNil(t.High)
	case "高期":
		return t.HighAt.Title()
	case "低":
		return prose.NumberOrNil(t.Low)
	}
	return t.LowAt.Title() // 低期
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
	c := b.Facts.Change(code, unit)
	if !c.Delta.Ok() || prose.FewCases(b.Facts.Value(code, unit), b.Facts.Role(code)) {
		return nil
	}
	if c.Delta.Value.Sign() == 0 || prose.Level(c.Delta) && (c.Delta.Unit == "百分点" || c.Delta.Unit == "分") {
		return prose.Plain("与监测前基本持平")
	}
	out := moved("较监测前", c.Delta)
	ind, isIndicator := b.Facts.Indicator(code)
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
	ind, ok := b.Facts.Indicator(code)
	v := b.Facts.Value(code, b.Unit.Code)
	if !ok || !v.Ok() {
		return nil
	}
	goal := prose.Target(ind, ind.Target)
	if prose.Reaches(ind, v.Value, ind.Target) {
		return prose.Join(prose.Plain("已达到"), prose.Number(goal), prose.Plain("的目标"))
	}
	return prose.Join(prose.Plain("距"), prose.Number(goal), prose.Plain("的目标尚差"), prose.Size(b.Facts.Diff(v, withUnit(goal, v.Unit), "")))
}

func withUnit(q zhixiao.Quantity, unit string) zhixiao.Quantity {
	q.Unit = unit
	return q
}

// kindWord is a slot on how the units of a kind lie on a code. Best and worst are
// by merit; lists name three units with their values.
func (b *book) kindWord(kind zhixiao.UnitKind, code, suffix string) any {
	switch suffix {
	case "差":
		return prose.NumberOrNil(b.Facts.Spread(code, kind).Range)
	case "红":
		return b.litUnits(code, kind, analysis.Red)
	case "黄":
		return b.litUnits(code, kind, analysis.Yellow)
	case "灯数":
		return b.Counted(code+".lit."+kind.String(), b.lights(code, kind, analysis.Red)+b.lights(code, kind, analysis.Yellow), "")
	}
	ranking := b.Facts.Ranking(code, kind)
	if len(ranking) < 2 {
		return nil
	}
	best, worst := ranking[0], prose.LastN(ranking, 1)[0]
	switch suffix {
	case "优":
		return prose.NumberOrNil(b.Facts.Value(code, best.Code))
	case "优名":
		return prose.NameOf(best)
	case "优列":
		return b.valued(code, prose.FirstN(ranking, 3))
	case "劣":
		return prose.NumberOrNil(b.Facts.Value(code, worst.Code))
	case "劣名":
		return prose.NameOf(worst)
	}
	return b.valued(code, backwards(prose.LastN(ranking, 3)))
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
		items = append(items, prose.Join(prose.Plain(prose.NameOf(u)+"（"), prose.Number(b.Facts.Value(code, u.Code)), prose.Plain("）")))
	}
	return prose.Listed(items)
}

func (b *book) lights(code string, kind zhixiao.UnitKind, light analysis.Light) int {
	n := 0
	for _, u := range b.Facts.Units(kind) {
		if b.Facts.Light(code, u.Code) == light {
			n++
		}
	}
	return n
}

func (b *book) litUnits(code string, kind zhixiao.UnitKind, light analysis.Light) zhixiao.Quantity {
	what := map[analysis.Light]string{analysis.Red: ".red.", analysis.Yellow: ".yellow."}[light]
	return b.Counted(code+what+kind.String(), b.lights(code, kind, light), "")
}

// movedIn names up to two indicators of a dimension whose change lowered the
// city's total most against the quarter before monitoring, or raised it for 1.
func (b *book) movedIn(dimension string, way int) any {
	moves, worse := split(b.moves)
	if way < 0 {
		moves = worse
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
		d := b.Facts.Diff(b.Facts.ValueAt(code, b.Unit.Code, q), b.Facts.ValueAt(code, b.Unit.Code, q.YearAgo()), "")
		if said := moved("", d); len(said) > 0 {
			items = append(items, prose.Join(prose.Plain(q.Title()), said))
		}
	}
	return prose.Listed(items)
}
