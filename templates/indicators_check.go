package templates

import (
	"strings"

	"zhixiao"
)

// references checks that codes and names are single and that what they point to
// is there.
func (c *check) references(set *zhixiao.IndicatorSet, raw *rawSet) {
	tallies := map[string]bool{} // "case.finished"
	feeds := map[string]zhixiao.Feed{}
	for i, f := range set.Feeds {
		at := raw.Feeds[i].at
		if _, twice := feeds[f.Name]; twice || f.Name == "" {
			c.fault(at, "", "数据源名%q重复或为空", f.Name)
		}
		feeds[f.Name] = f
		for _, t := range f.Tallies {
			if tallies[f.Name+"."+t.Name] {
				c.fault(at, "", "数据源%s的计数%s重复", f.Name, t.Name)
			}
			tallies[f.Name+"."+t.Name] = true
		}
	}
	codes := map[string]zhixiao.Indicator{}
	for _, i := range set.Indicators {
		codes[i.Code] = i
	}
	seen, last := map[string]bool{}, ""
	for n, i := range set.Indicators {
		at := raw.Indicators[n].at
		if seen[i.Code] || i.Code < last {
			c.fault(at, "按代码从小到大排列，每个代码一次", "指标代码%s重复或次序不对", i.Code)
		}
		seen[i.Code], last = true, i.Code
		for _, l := range []string{i.Level1, i.Level2} {
			if set.Levels[l] == "" && l != "" {
				c.fault(at, "在levels中补上名称", "指标%s的上级%s没有名称", i.Code, l)
			}
		}
		c.sources(at, i, feeds, tallies, codes)
	}
}

// sources checks where an indicator's numbers come from.
func (c *check) sources(at zhixiao.Place, i zhixiao.Indicator, feeds map[string]zhixiao.Feed, tallies map[string]bool, codes map[string]zhixiao.Indicator) {
	if i.Formula == zhixiao.DifferenceFormula {
		for _, code := range []string{i.Minuend, i.Subtrahend} {
			if of, ok := codes[code]; !ok || of.Formula == zhixiao.DifferenceFormula {
				c.fault(at, "两个代码都应是非差值指标", "指标%s的差值引用了%q", i.Code, code)
			}
		}
		return
	}
	f, ok := feeds[i.Feed]
	if !ok {
		c.fault(at, "可用的数据源见feeds", "指标%s的数据源%q不存在", i.Code, i.Feed)
		return
	}
	for _, expr := range []string{i.Num, i.Den} {
		ref, derived := strings.CutPrefix(expr, "=")
		switch {
		case expr == "":
			c.fault(at, "", "指标%s缺少num或den", i.Code)
		case derived && f.Table != "":
			c.fault(at, "这种写法只用于没有table的数据源", "指标%s的%s引用其他数据源", i.Code, expr)
		case derived && !tallies[ref]:
			c.fault(at, "写成 =数据源.计数", "指标%s的%s不存在", i.Code, expr)
		case !derived && f.Table == "":
			c.fault(at, "没有table的数据源只能写 =数据源.计数", "指标%s的%s无处可算", i.Code, expr)
		}
	}
}

// weights checks that the weights of a kind of unit sum to 100.
func (c *check) weights(set *zhixiao.IndicatorSet) {
	var region, domain zhixiao.Decimal
	for _, i := range set.Indicators {
		if i.Region.Sign() < 0 || i.Domain.Sign() < 0 {
			c.fault(zhixiao.Place{}, "", "指标%s的权重为负", i.Code)
		}
		region, domain = region.Add(i.Region), domain.Add(i.Domain)
	}
	hundred := zhixiao.Int(100)
	if region.Cmp(hundred) != 0 || domain.Cmp(hundred) != 0 {
		c.fault(zhixiao.Place{}, "两项均应为100", "权重合计: 区域%s 领域%s", region, domain)
	}
}
