package prose

import (
	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/analysis/finding"
)

// clueSlots are what the rules for causes ask beyond a theme's own drills.
func clueSlots() []Entry[*Problem] {
	classes := func(l2 string) func(*Problem) any {
		return func(p *Problem) any { return p.r.complaints(map[string]string{"l2": l2}) }
	}
	window := map[string]string{"source": "办不成事"}
	surge := func(say func(*Problem, *finding.Finding) any) func(*Problem) any {
		return func(p *Problem) any {
			if x := p.surge(); x != nil {
				return say(p, x)
			}
			return nil
		}
	}
	peak := func(say func(analysis.Share) any) func(*Problem) any {
		return surge(func(p *Problem, x *finding.Finding) any {
			months := p.r.Facts.Top(analysis.Query{Cube: "complaint", Column: "cases", Unit: p.r.Unit.Code, By: []string{"month"}, Where: map[string]string{x.By[0]: x.Keys[0]}, Limit: 1})
			if len(months) == 0 {
				return nil
			}
			return say(months[0])
		})
	}
	apart := func(say func(*Problem, *finding.Finding) any) func(*Problem) any {
		return func(p *Problem) any {
			if x := p.apart(); x != nil {
				return say(p, x)
			}
			return nil
		}
	}
	return []Entry[*Problem]{
		{Name: "诉求全数", Type: NumberType, Means: "全部诉求件数", Of: func(p *Problem) any { return p.r.complaints(nil) }},
		{Name: "电话诉求占比", Type: NumberType, Means: "电话打不通类诉求的占比", Of: func(p *Problem) any {
			return p.r.Facts.Percent(p.r.complaints(map[string]string{"l2": "0301|0302"}), p.r.complaints(nil))
		}},
		{Name: "虚设数", Type: NumberType, Means: "反映窗口虚设的件数", Of: classes("0905")},
		{Name: "形式数", Type: NumberType, Means: "反映形式化的件数", Of: classes("0902")},
		{Name: "外加要件", Type: NumberType, Means: "反映要求指南以外材料的件数", Of: classes("0202")},
		{Name: "前置数", Type: NumberType, Means: "反映互为前置的件数", Of: classes(prerequisite)},
		{Name: "前置部门数", Type: NumberType, Means: "涉及互为前置的部门数", Of: func(p *Problem) any {
			where := map[string]string{"l2": prerequisite}
			depts := p.r.Facts.Top(analysis.Query{Cube: "complaint", Column: "cases", Unit: p.r.Unit.Code, By: []string{"dept"}, Where: where})
			return p.r.Counted("prerequisite.depts", len(depts), "个", p.r.complaints(where).Key)
		}},
		{Name: "反窗数", Type: NumberType, Means: "“办不成事”反映窗口来件数", Of: func(p *Problem) any { return p.r.complaints(window) }},
		{Name: "反窗占比", Type: NumberType, Means: "“办不成事”反映窗口来件占比", Of: func(p *Problem) any { return p.r.Facts.Percent(p.r.complaints(window), p.r.complaints(nil)) }},
		{Name: "反窗占比市", Type: NumberType, Means: "全市“办不成事”反映窗口来件占比", Of: func(p *Problem) any {
			city := analysis.Query{Cube: "complaint", Column: "cases", Unit: zhixiao.CityCode}
			whole := p.r.Facts.Count(city)
			city.Where = window
			return p.r.Facts.Percent(p.r.Facts.Count(city), whole)
		}},
		{Name: "突增", Type: FlagType, Means: "诉求突增为1", Of: surge(func(*Problem, *finding.Finding) any { return 1 })},
		{Name: "增名", Type: WordsType, Means: "突增的诉求类别或事项", Of: surge(func(_ *Problem, x *finding.Finding) any {
			if x.By[0] == "l2" {
				return "“" + Quoted(x.Label) + "”"
			}
			return x.Label
		})},
		{Name: "本期数", Type: NumberType, Means: "突增诉求的本期件数", Of: surge(func(_ *Problem, x *finding.Finding) any { return x.Quantities[0] })},
		{Name: "上期数", Type: NumberType, Means: "突增诉求的上期件数", Of: surge(func(_ *Problem, x *finding.Finding) any { return x.Quantities[1] })},
		{Name: "峰月", Type: WordsType, Means: "突增诉求件数最多的月份", Of: peak(func(s analysis.Share) any { return monthName(s.Keys[0]) })},
		{Name: "峰月占比", Type: NumberType, Means: "突增诉求件数最多月份的占比", Of: peak(func(s analysis.Share) any { return s.Part })},
		{Name: "差区", Type: WordsType, Means: "领域内偏离较远的区", Of: apart(func(_ *Problem, x *finding.Finding) any { return x.Label })},
		{Name: "差区名", Type: WordsType, Means: "该区偏离的指标", Of: apart(func(p *Problem, x *finding.Finding) any {
			ind, _ := p.r.Facts.Indicator(x.Code)
			return ind.Name
		})},
		{Name: "差区值", Type: NumberType, Means: "该区的值", Of: apart(func(_ *Problem, x *finding.Finding) any { return NumberOrNil(x.Quantities[0]) })},
		{Name: "差区总", Type: NumberType, Means: "领域总体的值", Of: apart(func(_ *Problem, x *finding.Finding) any { return NumberOrNil(x.Quantities[1]) })},
		{Name: "差区件", Type: NumberType, Means: "该区的件数", Of: apart(func(_ *Problem, x *finding.Finding) any { return x.Quantities[3] })},
	}
}

// prerequisite is the class of complaints that rules of several departments wait for
// each other.
const prerequisite = "0102"

// courseSlots are what the series of the problem's indicator says.
func courseSlots() []Entry[*Problem] {
	return []Entry[*Problem]{
		{Name: "转折", Type: WordsType, Means: "走势的转折", Of: func(p *Problem) any {
			return when(p.course(finding.Turn) != nil, "此前逐期改善，本季度转为退步")
		}},
		{Name: "连退期", Type: WordsType, Means: "连续退步的期数", Of: func(p *Problem) any {
			x := p.course(finding.Streak)
			if x == nil {
				return nil
			}
			ind := p.Loss.Indicator
			return p.r.Counted(ind.Code+".streak", worsening(ind, x.Quantities), "个季度", x.Quantities[0].Key)
		}},
		{Name: "连差期", Type: WordsType, Means: "连续不及全市的期数，不足三期的没有", Of: func(p *Problem) any {
			n := p.r.behind(p.Loss.Indicator)
			return when(n >= 3, p.r.Counted(p.Loss.Indicator.Code+".behind", n, "个季度", p.Loss.Value.Key))
		}},
	}
}
