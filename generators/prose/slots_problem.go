package prose

import (
	"slices"
	"sync"

	"zhixiao"
	"zhixiao/document"
)

// problemSlots are what can be said of an outstanding problem, before what the unit
// itself says.
var problemSlots = sync.OnceValue(func() *Registry[*Problem] {
	return NewRegistry(AnyUnit, slices.Concat(valueSlots(), placeSlots(), chargeSlots(), quotedSlots(), clueSlots(), courseSlots(), argumentSlots(), driverSlots(), scopeSlots())...)
})

// valueSlots say how the problem's indicator stands.
func valueSlots() []Entry[*Problem] {
	return []Entry[*Problem]{
		{Name: "主", Type: WordsType, Means: "问题所据指标的代码", Of: func(p *Problem) any { return p.Loss.Indicator.Code }},
		{Name: "指标", Type: WordsType, Means: "问题所据指标的名称", Of: func(p *Problem) any { return p.Loss.Indicator.Name }},
		{Name: "指标全", Type: WordsType, Means: "问题所据指标的值、变化、差距和名次，只说一次", Of: func(p *Problem) any { return p.r.whole(p.Loss.Indicator.Code) }},
		{Name: "劣", Type: WordsType, Means: "指标不好的方向：偏高或偏低", Of: func(p *Problem) any { return Worse(p.Loss.Indicator) }},
		{Name: "值", Type: NumberType, Means: "问题所据指标的值", Of: func(p *Problem) any { return NumberOrNil(p.Loss.Value) }},
		{Name: "灯", Type: FlagType, Means: "问题所据指标的预警：3红、2黄、1绿", Of: func(p *Problem) any { return int(p.Loss.Light) }},
		{Name: "目标", Type: NumberType, Means: "问题所据指标的目标值", Of: func(p *Problem) any { return Target(p.Loss.Indicator, p.Loss.Indicator.Target) }},
		{Name: "红线", Type: NumberType, Means: "问题所据指标的红线", Of: func(p *Problem) any { return Target(p.Loss.Indicator, p.Loss.Indicator.Red) }},
		{Name: "黄线", Type: NumberType, Means: "问题所据指标的黄线", Of: func(p *Problem) any { return Target(p.Loss.Indicator, p.Loss.Indicator.Yellow) }},
		{Name: "触红语", Type: WordsType, Means: "处于红线上或在红线不好一侧的说法", Of: func(p *Problem) any { return beyondRed(p.Loss.Indicator, p.Loss.Value) }},
		{Name: "母数", Type: NumberType, Means: "问题所据指标的分母", Of: func(p *Problem) any { return p.counted(func(x parts) zhixiao.Quantity { return x.whole }) }},
		{Name: "子数", Type: NumberType, Means: "问题所据指标的分子", Of: func(p *Problem) any { return p.counted(func(x parts) zhixiao.Quantity { return x.have }) }},
		{Name: "欠数", Type: NumberType, Means: "分母与分子之差", Of: func(p *Problem) any {
			return p.counted(func(x parts) zhixiao.Quantity { return p.r.Facts.Diff(x.whole, x.have, "项") })
		}},
		{Name: "问题", Type: WordsType, Means: "问题的标题", Of: func(p *Problem) any { return p.Title() }},
		{Name: "已指", Type: WordsType, Means: "标题或事实已点到名的部分", Of: func(p *Problem) any { name := p.pointed(); return when(name != "", name) }},
		{Name: "有指", Type: FlagType, Means: "标题或事实已点名为1", Of: func(p *Problem) any { return when(p.pointed() != "", 1) }},
		{Name: "差评数", Type: NumberType, Means: "差评件数", Of: func(p *Problem) any { return p.r.count("evaluation", "bad") }},
		{Name: "问毕数", Type: NumberType, Means: "电话测试提问完毕的次数", Of: func(p *Problem) any { return p.r.count("call", "asked") }},
		{Name: "答准数", Type: NumberType, Means: "电话测试答复准确的次数", Of: func(p *Problem) any { return p.r.count("call", "right") }},
	}
}

// parts are what an indicator counts: so many of a whole.
type parts struct{ whole, have zhixiao.Quantity }

// counted says something of the parts; nothing for an indicator that is no share.
func (p *Problem) counted(say func(parts) zhixiao.Quantity) any {
	v := p.Loss.Value
	if p.Loss.Indicator.Formula != zhixiao.RatioFormula || v.Den.Sign() <= 0 || v.Num.Cmp(v.Den) > 0 {
		return nil
	}
	part := func(what string, n zhixiao.Decimal) zhixiao.Quantity {
		return zhixiao.Quantity{
			Key: zhixiao.NewKey(p.Loss.Indicator.Code+"."+what, p.r.Unit.Code, p.r.Facts.Period()), Value: n, Unit: "项",
			Source: v.Source, Rule: "公布值的" + what, From: []zhixiao.Key{v.Key},
		}
	}
	return say(parts{part("分母", v.Den), part("分子", v.Num)})
}

// placeSlots say in which part of the unit the problem lies, and how the like do.
func placeSlots() []Entry[*Problem] {
	at := func(say func(*Problem, place) any) func(*Problem) any {
		return func(p *Problem) any {
			x := p.focus()
			if x == nil {
				return nil
			}
			ind, _ := p.r.Facts.Indicator(x.Code)
			return say(p, place{x, ind})
		}
	}
	return []Entry[*Problem]{
		{Name: "焦点", Type: WordsType, Means: "问题集中的部分", Of: at(func(_ *Problem, x place) any { return x.Label })},
		{Name: "焦点指标", Type: WordsType, Means: "焦点所据的指标", Of: at(func(_ *Problem, x place) any { return x.ind.Name })},
		{Name: "焦点值", Type: NumberType, Means: "焦点的值", Of: at(func(_ *Problem, x place) any { return NumberOrNil(x.Quantities[0]) })},
		{Name: "焦点总", Type: NumberType, Means: "本单位总体的值", Of: at(func(_ *Problem, x place) any { return NumberOrNil(x.Quantities[1]) })},
		{Name: "焦点劣", Type: WordsType, Means: "焦点所据指标不好的方向", Of: at(func(_ *Problem, x place) any { return Worse(x.ind) })},
		{Name: "焦点同", Type: FlagType, Means: "焦点所据指标即问题所据指标为1", Of: at(func(p *Problem, x place) any { return when(x.Code == p.Loss.Indicator.Code, 1) })},
		{Name: "焦点余", Type: NumberType, Means: "同一事项在其他区的值", Of: at(func(p *Problem, x place) any {
			rest, ok := p.r.Elsewhere(x.Finding)
			return when(ok, NumberOrNil(rest))
		})},
		{Name: "焦点独", Type: FlagType, Means: "其他区同一事项没有一件为1", Of: at(func(p *Problem, x place) any {
			rest, ok := p.r.Elsewhere(x.Finding)
			return when(ok && none(x.ind, rest), 1)
		})},
		{Name: "同组区", Type: WordsType, Means: "同组中同一事项做得比本区好且最好的区", Of: func(p *Problem) any { u, _, ok := p.peer(); return when(ok, u.Short) }},
		{Name: "同组值", Type: NumberType, Means: "同组最好区的值", Of: func(p *Problem) any { _, q, ok := p.peer(); return when(ok, NumberOrNil(q)) }},
	}
}

// chargeSlots say who has to act.
func chargeSlots() []Entry[*Problem] {
	return []Entry[*Problem]{
		{Name: "主事项", Type: WordsType, Means: "问题所在的事项，没有的为“高频事项”", Of: func(p *Problem) any { return p.bodies().matter }},
		{Name: "主事项码", Type: WordsType, Means: "问题所在事项的代码", Of: func(p *Problem) any { return p.bodies().code }},
		{Name: "承办", Type: WordsType, Means: "应当牵头的单位", Of: func(p *Problem) any { return p.bodies().body }},
		{Name: "政务", Type: WordsType, Means: "政务服务主管单位；问题在一个大厅的，为管理该大厅的单位", Of: func(p *Problem) any { return p.bodies().halls }},
		{Name: "咨询", Type: WordsType, Means: "负责咨询电话的单位", Of: func(p *Problem) any { return p.bodies().body }},
		{Name: "数据", Type: WordsType, Means: "负责数据和平台的单位", Of: func(p *Problem) any { return p.bodies().service }},
	}
}

// quotedSlots are the evidence that the problem may quote.
func quotedSlots() []Entry[*Problem] {
	return []Entry[*Problem]{
		{Name: "暗访句", Type: WordsType, Means: "可引用的一次暗访发现", Of: func(p *Problem) any { return inlines(p.quoted.visit) }},
		{Name: "暗访厅", Type: WordsType, Means: "所引暗访的大厅", Of: func(p *Problem) any { return p.quoted.hall }},
		{Name: "案例句", Type: WordsType, Means: "可引用的一件诉求（脱敏）", Of: func(p *Problem) any { return inlines(p.quoted.complaint) }},
		{Name: "超长句", Type: WordsType, Means: "该事项耗时最长的一件办件", Of: func(p *Problem) any { return inlines(p.longest()) }},
	}
}

// inlines is text as a slot: none is nothing to say.
func inlines(in []document.Inline) any { return when(in != nil, in) }
