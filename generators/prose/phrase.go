package prose

import (
	"strings"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
)

// lastName is how running text calls the period before one of the kind.
func lastName(kind zhixiao.PeriodKind) string {
	switch kind {
	case zhixiao.Day:
		return "前一日"
	case zhixiao.Week:
		return "上周"
	case zhixiao.Month:
		return "上月"
	}
	return "上季度"
}

// The phrases that need care are made here and nowhere else: direction words,
// 百分点 against %, ties, samples too small to compare.

// Text is a run of plain text.
func Text(s string) document.Inline { return document.Text(s) }

// Join is runs of inlines one after another.
func Join(parts ...[]document.Inline) []document.Inline {
	var out []document.Inline
	for _, p := range parts {
		out = append(out, p...)
	}
	return out
}

// Plain is a sentence or part of one that is text alone.
func Plain(s string) []document.Inline { return []document.Inline{document.Text(s)} }

// UnitWord is the unit as it stands after a number in running text.
func UnitWord(unit string) string {
	switch unit {
	case "百分点":
		return "个百分点"
	case "比值":
		return ""
	}
	return unit
}

// Number is a value with its unit; nothing when it is absent.
func Number(q zhixiao.Quantity) []document.Inline { return formed(q, document.AsIs) }

// Size is a value without sign, where the sentence says which way.
func Size(q zhixiao.Quantity) []document.Inline { return formed(q, document.Magnitude) }

func formed(q zhixiao.Quantity, form document.NumForm) []document.Inline {
	if !q.Ok() {
		return nil
	}
	word := UnitWord(q.Unit)
	if word == q.Unit && word != "" {
		return []document.Inline{document.Num{Q: q, WithUnit: true, Form: form}}
	}
	out := []document.Inline{document.Num{Q: q, Form: form}}
	if word != "" {
		out = append(out, Text(word))
	}
	return out
}

// Bare is a value without unit.
func Bare(q zhixiao.Quantity) []document.Inline {
	return []document.Inline{document.Num{Q: q}}
}

// ChangePhrase says how a code moved against last quarter: 较上季度上升0.35个百分点.
// An inverse indicator also says whether that is better; a questionnaire score says
// whether the move is significant among all moves of the unit that are tested, which
// is not what the interval printed beside the score says; a changed definition is told
// instead of a move. Nothing without a baseline.
func ChangePhrase(f *analysis.Facts, code, unit string) []document.Inline {
	c := f.Change(code, unit)
	if c.Delta.Missing == zhixiao.Redefined {
		return Plain("口径自本期起调整，与上季度不可比")
	}
	if !c.Delta.Ok() || FewCases(f.Value(code, unit), f.Role(code)) {
		return nil
	}
	sign := c.Delta.Value.Sign()
	if sign == 0 {
		return Plain("与上季度持平")
	}
	if Level(c.Delta) && (c.Delta.Unit == "百分点" || c.Delta.Unit == "分") {
		return Plain("与上季度基本持平")
	}
	verb := "上升"
	if sign < 0 {
		verb = "下降"
	}
	out := Join(Plain("较上季度"+verb), Size(c.Delta))
	ind, isIndicator := f.Indicator(code)
	if isIndicator && ind.Direction == zhixiao.Lower && (!c.Tested || c.Significant) {
		out = append(out, Text(BetterWord(c.Better)))
	}
	switch {
	case ind.Feed != Questionnaire || !c.Tested:
	case c.Significant:
		out = append(out, Text("（各项一并检验，差异显著）"))
	default:
		out = append(out, Text("（各项一并检验，未达显著）"))
	}
	return out
}

// yearPhrase says how a code moved against the same period a year ago; nothing
// without one.
func yearPhrase(f *analysis.Facts, code, unit string) []document.Inline {
	c := f.YearChange(code, unit)
	switch {
	case !c.Delta.Ok() || FewCases(f.Value(code, unit), f.Role(code)):
		return nil
	case Level(c.Delta):
		return Plain("与上年同期基本持平")
	case c.Delta.Value.Sign() > 0:
		return Join(Plain("较上年同期上升"), Size(c.Delta))
	}
	return Join(Plain("较上年同期下降"), Size(c.Delta))
}

// Questionnaire is the feed of the questions that the public is asked, whose changes
// are tested together.
const Questionnaire = "survey"

// FewCases reports a rate of rare events with fewer than five of them: its moves
// are not worth a word.
func FewCases(q zhixiao.Quantity, role zhixiao.Role) bool {
	return role.Rare && q.Num.Cmp(zhixiao.Int(5)) < 0
}

// BetterWord says a change by its sign: above 0 is for the better.
func BetterWord(better int) string {
	switch better {
	case 1:
		return "、有所改善"
	case -1:
		return "、有所退步"
	}
	return ""
}

// Level is a difference too small to be worth a word.
func Level(q zhixiao.Quantity) bool {
	return q.Value.Abs().Cmp(zhixiao.Decimal{N: 1, Places: 1}) < 0
}

// gapPhrase compares with the city: 低于全市平均水平1.20个百分点; nothing for the
// city itself and when either side is absent.
func gapPhrase(f *analysis.Facts, code, unit string) []document.Inline {
	if unit == zhixiao.CityCode {
		return nil
	}
	gap := f.Gap(code, unit)
	if !gap.Ok() {
		return nil
	}
	switch {
	case Level(gap):
		return Plain("与全市平均水平基本持平")
	case gap.Value.Sign() > 0:
		return Join(Plain("高于全市平均水平"), Size(gap))
	}
	return Join(Plain("低于全市平均水平"), Size(gap))
}

// rankPhrase is 在17个区域中居第3位; ties say 并列. Nothing when the unit is not
// comparable.
func rankPhrase(f *analysis.Facts, code string, u zhixiao.Unit) []document.Inline {
	if u.Kind == zhixiao.City || u.Light {
		return nil
	}
	r := f.Rank(code, u.Code)
	if !r.Place.Ok() || !r.Of.Ok() {
		return nil
	}
	among := u.Kind.String() + "中居第"
	if int(r.Of.Value.N) < len(f.Units(u.Kind)) {
		among = "可比" + among
	}
	if len(r.Tied) > 0 {
		among = strings.Replace(among, "居第", "并列第", 1)
	}
	return Join(Plain("在"), Bare(r.Of), Plain("个"+among), Bare(r.Place), Plain("位"))
}

// commas joins the phrases that say something.
func commas(phrases ...[]document.Inline) []document.Inline {
	var out []document.Inline
	for _, p := range phrases {
		if len(p) == 0 {
			continue
		}
		if len(out) > 0 {
			out = append(out, Text("，"))
		}
		out = append(out, p...)
	}
	return out
}

// Listed joins names with 、.
func Listed(items [][]document.Inline) []document.Inline {
	var out []document.Inline
	for i, item := range items {
		if i > 0 {
			out = append(out, Text("、"))
		}
		out = append(out, item...)
	}
	return out
}

// Tally is a number with the name of what is counted.
type Tally struct {
	Name string
	N    zhixiao.Quantity
}

// Present lists counts, those of nothing left out: 高频问题4条、严重及以上问题6条.
func Present(counts ...Tally) []document.Inline {
	var items [][]document.Inline
	for _, c := range counts {
		if c.N.Ok() && c.N.Value.Sign() != 0 {
			items = append(items, Join(Plain(c.Name), Number(c.N)))
		}
	}
	return Listed(items)
}

// beyondRed says where a value stands that is at or beyond the red line, by the
// published decimals: 低于95.00%的红色预警线. Nothing for a value on the good side.
func beyondRed(ind zhixiao.Indicator, v zhixiao.Quantity) []document.Inline {
	if !v.Ok() || !ind.HasLights {
		return nil
	}
	line := Join(Number(Target(ind, ind.Red)), Plain("的红色预警线"))
	side := v.Value.Cmp(ind.Red)
	switch {
	case side == 0:
		return Join(Plain("处于"), line, Plain("上"))
	case side > 0 && ind.Direction == zhixiao.Lower:
		return Join(Plain("高于"), line)
	case side < 0 && ind.Direction == zhixiao.Higher:
		return Join(Plain("低于"), line)
	}
	return nil
}

// absentPhrase says in words why a value is not there (G09–G11).
func absentPhrase(f *analysis.Facts, name string, q zhixiao.Quantity) []document.Inline {
	switch q.Missing {
	case zhixiao.SmallSample:
		if q.N == 0 {
			return Plain("本期没有可用于计算" + name + "的样本，该项不作分析")
		}
		what, unit, period, _ := q.Key.Split()
		n := zhixiao.Quantity{Key: zhixiao.Key(what + ".n@" + unit + "/" + period), Value: zhixiao.Int(q.N), Unit: "", Rule: "有效样本量", From: []zhixiao.Key{q.Key}}
		return Join(Plain("因有效样本仅"), Bare(n), Plain("个，"+name+"仅供参考，不作排名和趋势判断"))
	case zhixiao.NotProvided:
		return Plain("截至数据冻结日（" + zhixiao.ChineseDate(f.Cutoff()) + "），" + name + "数据未提供，本期不作分析")
	case zhixiao.NotApplicable:
		return Plain(name + "不适用于本单位")
	}
	return nil
}

// Standing is stated with other words for the changes.
func (r *Report) Standing(codes []string, changed func(code, unit string) []document.Inline) []document.Inline {
	var parts [][]document.Inline
	for _, code := range codes {
		if v := r.Facts.Value(code, r.Unit.Code); v.Ok() {
			parts = append(parts, commas(Join(Plain(r.CodeName(code)+"为"), Number(v)), changed(code, r.Unit.Code)))
		}
	}
	return Semicolons(append(parts, r.Untold(codes)...))
}

// Untold says why values are not there, in one clause for all that are late.
func (r *Report) Untold(codes []string) [][]document.Inline {
	var parts [][]document.Inline
	var late []string
	for _, code := range codes {
		q := r.Facts.Value(code, r.Unit.Code)
		if q.Missing == zhixiao.NotProvided {
			late = append(late, r.CodeName(code))
		} else if in := absentPhrase(r.Facts, r.CodeName(code), q); in != nil {
			parts = append(parts, in)
		}
	}
	if len(late) > 0 {
		parts = append(parts, absentPhrase(r.Facts, strings.Join(late, "、"), zhixiao.Quantity{Missing: zhixiao.NotProvided}))
	}
	return parts
}
