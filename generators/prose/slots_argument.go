package prose

import (
	"strings"

	"zhixiao"
	"zhixiao/analysis"
)

// ofCity is what only a problem of the whole city says: how the units lie.
func ofCity(say func(*Problem) any) func(*Problem) any {
	return func(p *Problem) any {
		if p.r.Unit.Kind != zhixiao.City {
			return nil
		}
		return say(p)
	}
}

// argumentSlots are what is known of a city problem over all units.
func argumentSlots() []Entry[*Problem] {
	worst := func(kind zhixiao.UnitKind) func(*Problem) any {
		return ofCity(func(p *Problem) any { return p.r.lastOf(p.Loss.Indicator, kind, 3) })
	}
	complaints := func(say func(p *Problem, q analysis.Query) any) func(*Problem) any {
		return ofCity(func(p *Problem) any {
			if len(p.Theme.L2) == 0 {
				return nil
			}
			return say(p, analysis.Query{Cube: "complaint", Column: "cases", Unit: p.r.Unit.Code, Where: map[string]string{"l2": strings.Join(p.Theme.L2, "|")}})
		})
	}
	return []Entry[*Problem]{
		{Name: "题末区", Type: WordsType, Means: "问题指标居后的区域及值（全市报告）", Of: worst(zhixiao.Region)},
		{Name: "题末领", Type: WordsType, Means: "问题指标居后的领域及值（全市报告）", Of: worst(zhixiao.Domain)},
		{Name: "题末区名", Type: WordsType, Means: "问题指标居后的区域（全市报告）", Of: ofCity(func(p *Problem) any { return JoinNames(p.r.worst(p.Loss.Indicator, zhixiao.Region, 3)) })},
		{Name: "相关名", Type: WordsType, Means: "各区之间与问题指标相关的指标（全市报告）", Of: ofCity(func(p *Problem) any {
			other, _, ok := p.correlated()
			return when(ok, p.r.CodeName(other))
		})},
		{Name: "相关", Type: NumberType, Means: "相关系数（全市报告）", Of: ofCity(func(p *Problem) any { _, q, ok := p.correlated(); return when(ok, q) })},
		{Name: "题诉数", Type: NumberType, Means: "反映该问题的诉求件数（全市报告）", Of: complaints(func(p *Problem, q analysis.Query) any { return p.r.Facts.Count(q) })},
		{Name: "题诉变", Type: WordsType, Means: "反映该问题的诉求件数的增减（全市报告）", Of: complaints(func(p *Problem, q analysis.Query) any {
			return p.r.Growth(p.r.Facts.Count(q), p.r.Facts.PrevCount(q))
		})},
		{Name: "题诉比", Type: NumberType, Means: "反映该问题的诉求占比（全市报告）", Of: complaints(func(p *Problem, q analysis.Query) any {
			return p.r.Facts.Percent(p.r.Facts.Count(q), p.r.complaints(nil))
		})},
	}
}

// driverSlots say who moved the city's value, when it became worse beyond chance.
func driverSlots() []Entry[*Problem] {
	moved := func(say func(Drivers) any) func(*Problem) any {
		return ofCity(func(p *Problem) any {
			d := p.drivers.Of(func() *Drivers { return p.r.Drivers(p.Loss.Indicator.Code) })
			if d == nil {
				return nil
			}
			return say(*d)
		})
	}
	all := []Entry[*Problem]{
		{Name: "由", Type: NumberType, Means: "指标上期的值（退步显著时）", Of: moved(func(d Drivers) any { return NumberOrNil(d.From) })},
		{Name: "至", Type: NumberType, Means: "指标本期的值（退步显著时）", Of: moved(func(d Drivers) any { return NumberOrNil(d.To) })},
		{Name: "构成点", Type: WordsType, Means: "主要由各区构成变化造成的，其百分点", Of: moved(func(d Drivers) any { return inlines(d.Mix) })},
	}
	for _, x := range []struct {
		as, name string
		of       func(Drivers) []analysis.Part
	}{
		{"拉动区", "区", func(d Drivers) []analysis.Part { return d.Regions }}, {"拉动事项", "事项", func(d Drivers) []analysis.Part { return d.Matters }},
		{"拉动厅", "大厅", func(d Drivers) []analysis.Part { return d.Halls }},
	} {
		for i, rank := range []string{"最", "次"} {
			as := []string{x.as, x.as + "二"}[i]
			part := func(say func(analysis.Part) any) func(*Problem) any {
				return moved(func(d Drivers) any {
					if i >= len(x.of(d)) {
						return nil
					}
					return say(x.of(d)[i])
				})
			}
			all = append(all,
				Entry[*Problem]{Name: as, Type: WordsType, Means: "拉低指标" + rank + "多的" + x.name, Of: part(func(a analysis.Part) any { return a.Label })},
				Entry[*Problem]{Name: as + "点", Type: WordsType, Means: "拉低指标" + rank + "多的" + x.name + "拉动的百分点", Of: part(func(a analysis.Part) any { return Size(a.Points) })},
			)
		}
	}
	return all
}

// scopeSlots say how many units show the problem's indicator red or yellow, and how far
// the regions lie apart.
func scopeSlots() []Entry[*Problem] {
	lit := func(what string, light analysis.Light, kind zhixiao.UnitKind) func(*Problem) any {
		return ofCity(func(p *Problem) any {
			code, n := p.Loss.Indicator.Code, 0
			for _, u := range p.r.Facts.Units(kind) {
				if p.r.Facts.Light(code, u.Code) == light {
					n++
				}
			}
			return p.r.Counted(code+"."+what+"."+kind.String(), n, "个")
		})
	}
	apart := func(say func(analysis.Spread) any) func(*Problem) any {
		return ofCity(func(p *Problem) any {
			s := p.r.Facts.Spread(p.Loss.Indicator.Code, zhixiao.Region)
			if !s.Range.Ok() {
				return nil
			}
			return say(s)
		})
	}
	return []Entry[*Problem]{
		{Name: "区触红", Type: NumberType, Means: "问题指标触红的区域个数（全市报告）", Of: lit("red", analysis.Red, zhixiao.Region)},
		{Name: "区触黄", Type: NumberType, Means: "问题指标触黄的区域个数（全市报告）", Of: lit("yellow", analysis.Yellow, zhixiao.Region)},
		{Name: "领触红", Type: NumberType, Means: "问题指标触红的领域个数（全市报告）", Of: lit("red", analysis.Red, zhixiao.Domain)},
		{Name: "领触黄", Type: NumberType, Means: "问题指标触黄的领域个数（全市报告）", Of: lit("yellow", analysis.Yellow, zhixiao.Domain)},
		{Name: "题区差", Type: WordsType, Means: "问题指标的区域极差（行文）", Of: apart(func(s analysis.Spread) any { return Number(s.Range) })},
		{Name: "区差", Type: NumberType, Means: "问题指标的区域极差", Of: apart(func(s analysis.Spread) any { return s.Range })},
		{Name: "题区高", Type: WordsType, Means: "问题指标最高的区域", Of: apart(func(s analysis.Spread) any { return s.MaxUnit.Short })},
		{Name: "题区高值", Type: NumberType, Means: "问题指标的区域最高值", Of: apart(func(s analysis.Spread) any { return s.Max })},
		{Name: "题区低", Type: WordsType, Means: "问题指标最低的区域", Of: apart(func(s analysis.Spread) any { return s.MinUnit.Short })},
		{Name: "题区低值", Type: NumberType, Means: "问题指标的区域最低值", Of: apart(func(s analysis.Spread) any { return s.Min })},
	}
}
