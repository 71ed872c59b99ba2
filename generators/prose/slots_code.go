package prose

import (
	"strings"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
)

// codeSlots are what every indicator, dimension and the total give, by ending: A101,
// A维全, 总分位.
func codeSlots() []Entry[*Report] {
	entries := []Entry[*Report]{
		{Type: NumberType, Means: "值", Each: ofCode(func(r *Report, code string) any { return NumberOrNil(r.value(code)) })},
		{Name: "名", Type: WordsType, Means: "名称", Each: ofCode(func(r *Report, code string) any { return r.CodeName(code) })},
		{Name: "全", Type: WordsType, Means: "值、变化、与全市的差和名次，一个问题只说一次", Each: ofCode((*Report).whole)},
		{Name: "简", Type: WordsType, Means: "值和与全市的差", Each: ofCode(func(r *Report, code string) any { return r.valued(code, gapPhrase(r.Facts, code, r.Unit.Code)) })},
		{Name: "述", Type: WordsType, Means: "值和变化", Each: ofCode(func(r *Report, code string) any { return r.valued(code, ChangePhrase(r.Facts, code, r.Unit.Code)) })},
		{Name: "评", Type: WordsType, Means: "变化、与全市的差和名次", Each: ofCode(func(r *Report, code string) any {
			return commas(ChangePhrase(r.Facts, code, r.Unit.Code), gapPhrase(r.Facts, code, r.Unit.Code), rankPhrase(r.Facts, code, r.Unit))
		})},
		{Name: "差", Type: WordsType, Means: "与全市的差", Each: ofCode(func(r *Report, code string) any { return gapPhrase(r.Facts, code, r.Unit.Code) })},
		{Name: "位", Type: WordsType, Means: "名次", Each: ofCode(func(r *Report, code string) any { return rankPhrase(r.Facts, code, r.Unit) })},
		{Name: "变", Type: WordsType, Means: "较上期的变化", Each: ofCode(func(r *Report, code string) any { return ChangePhrase(r.Facts, code, r.Unit.Code) })},
		{Name: "同", Type: WordsType, Means: "较上年同期的变化", Each: ofCode(func(r *Report, code string) any { return yearPhrase(r.Facts, code, r.Unit.Code) })},
		{Name: "样", Type: NumberType, Means: "样本量，不详为−1", Each: ofCode(func(r *Report, code string) any { return sampleOf(r.value(code)) })},
		{Name: "灯", Type: FlagType, Means: "预警：3红、2黄、1绿", Each: ofCode(func(r *Report, code string) any { return int(r.Facts.Light(code, r.Unit.Code)) })},
		{Name: "市", Type: NumberType, Means: "全市值", Each: ofCode(func(r *Report, code string) any { return r.Facts.Value(code, zhixiao.CityCode) })},
		{Name: "目标", Type: NumberType, Means: "目标值", Each: ofCode(func(r *Report, code string) any {
			ind, _ := r.Facts.Indicator(code)
			return Target(ind, ind.Target)
		})},
	}
	head := CodeHead()
	for i, e := range entries {
		entries[i].Name, entries[i].Means, entries[i].For = head.Name+e.Name, head.Means+e.Means, AnyUnit|Month
		entries[i].Is = func(name string) bool {
			_, ending, ok := SplitCode(name)
			return ok && ending == e.Name
		}
	}
	return entries
}

// CodeHead is how a name of a family by indicator begins.
func CodeHead() Slot {
	return Slot{Name: "〈指标〉", Means: "指标代码、“总分”或一级指标代码加“维”，其"}
}

// ofCode computes a slot of the family from the code that its name begins with.
func ofCode(of func(r *Report, code string) any) func(*Report, string) any {
	return func(r *Report, name string) any {
		code, _, _ := SplitCode(name)
		return of(r, code)
	}
}

// SplitCode is the indicator or score that a slot's name begins with, and the rest:
// B101全 is B101 and 全, 总分 is total, A维 is A. ok is false for other names.
func SplitCode(name string) (code, ending string, ok bool) {
	const total = "总分"
	if rest, ok := strings.CutPrefix(name, total); ok {
		return analysis.ScoreTotal, rest, true
	}
	if name == "" || name[0] < 'A' || name[0] > 'E' {
		return "", "", false
	}
	if rest, ok := strings.CutPrefix(name[1:], "维"); ok {
		return name[:1], rest, true
	}
	if len(name) < 4 || strings.Trim(name[1:4], "0123456789") != "" {
		return "", "", false
	}
	return name[:4], name[4:], true
}

// CodeOf is the indicator or score that is all of a name: 总分 is total, A维 is A.
func CodeOf(name string) string {
	code, _, _ := SplitCode(name)
	return code
}

func (r *Report) value(code string) zhixiao.Quantity { return r.Facts.Value(code, r.Unit.Code) }

// valued is a code's value with what is said of it; nothing where it has none.
func (r *Report) valued(code string, more ...[]document.Inline) any {
	v := r.value(code)
	if !v.Ok() {
		return nil
	}
	return commas(append([][]document.Inline{Join(Plain(r.CodeName(code)+"为"), Number(v))}, more...)...)
}

func (r *Report) whole(code string) any {
	return r.valued(code, ChangePhrase(r.Facts, code, r.Unit.Code), gapPhrase(r.Facts, code, r.Unit.Code), rankPhrase(r.Facts, code, r.Unit))
}

// sampleOf is how many cases a value rests on; −1 when it does not say.
func sampleOf(q zhixiao.Quantity) float64 {
	switch {
	case !q.Ok():
		return -1
	case q.N > 0:
		return float64(q.N)
	}
	return q.Den.Float()
}
