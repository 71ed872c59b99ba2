package quarter

import (
	"slices"
	"strings"
	"sync"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/prose"
)

// Slots are the names that the quarterly reports give beside those of prose.
func Slots() []prose.Slot {
	return slices.Concat(reportSlots().Slots(), pairSlots().Slots(), findingSlots().Slots(), secondSlots().Slots())
}

// reportSlots are those of a whole report.
var reportSlots = sync.OnceValue(func() *prose.Registry[*report] {
	return prose.NewRegistry(prose.City|prose.Unit, slices.Concat(refSlots(), backSlots(), toldSlots(), courseSlots(), peerSlots(), layerSlots())...)
})

// refSlots point to figures and tables.
func refSlots() []entry {
	ref := func(role string, e entry) entry {
		e.Type, e.Of = prose.ReferenceType, func(r *report) any { return r.ref(role) }
		return e
	}
	const both, city, unit = prose.City | prose.Unit, prose.City, prose.Unit
	return []entry{
		ref("figure.radar", entry{Name: "图雷达", For: both, Means: "五维得分雷达图"}),
		ref("table.core", entry{Name: "表核心", For: both, Means: "核心指标表"}),
		ref("figure.survey", entry{Name: "图三", For: unit, Means: "问卷题组得分图"}),
		ref("table.problems", entry{Name: "表问题", For: unit, Means: "公众侧问题清单（前十类）"}),
		ref("table.matters", entry{Name: "表事项", For: both, Means: "补正退回居前事项表（总报告：超长办件居前事项表）"}),
		ref("table.advice", entry{Name: "表建议", For: both, Means: "改进建议分工表"}),
		ref("table.regions", entry{Name: "表区域", For: city, Means: "区域得分与名次表"}),
		ref("table.domains", entry{Name: "表领域", For: city, Means: "领域得分表"}),
		ref("table.follow", entry{Name: "表跟踪", For: city, Means: "上季度建议或预警指标跟踪表"}),
		ref("appendix.indicators.table", entry{Name: "附表指标", For: both, Means: "三级指标全表"}),
		ref("appendix.regions.table", entry{Name: "附表区域", For: city, Means: "区域得分附表"}),
		ref("appendix.domains.table", entry{Name: "附表领域", For: city, Means: "领域得分附表"}),
		ref("figure.regions", entry{Name: "图区域", For: city, Means: "区域得分排名图"}),
		ref("figure.domains", entry{Name: "图领域", For: city, Means: "领域管理侧与公众侧得分分布图"}),
		ref("figure.sides", entry{Name: "图双侧", For: city, Means: "管理侧与公众侧对照图"}),
		ref("figure.stages", entry{Name: "图环节", For: city, Means: "超长办件各环节停留时间图"}),
		ref("figure.service", entry{Name: "图理由", For: city, Means: "差评理由图（总报告）"}),
		ref("figure.complaints", entry{Name: "图诉求", For: city, Means: "诉求一级类别分月件数图"}),
		{Name: "图二", Type: prose.ReferenceType, For: unit, Means: "各时段等候图", Of: func(r *report) any { return when(r.tellsWaiting(), r.ref("figure.service")) }},
		{Name: "图四", Type: prose.ReferenceType, For: unit, Means: "差评理由图", Of: func(r *report) any { return when(!r.tellsWaiting(), r.ref("figure.service")) }},
	}
}

// backSlots say what became of what was warned and proposed a period ago.
func backSlots() []entry {
	looked := func(say func(*report, lookedBack) any) func(*report) any {
		return func(r *report) any {
			x := r.lookBack()
			return when(len(x.all) > 0, say(r, x))
		}
	}
	come := func(p progress) func(*report) any {
		return func(r *report) any { return when(len(r.followed()) > 0, r.comeTo(p)) }
	}
	const both, city, unit = prose.City | prose.Unit, prose.City, prose.Unit
	return []entry{
		{Name: "回看数", Type: prose.NumberType, Means: "上季度预警、本季度可比的指标项数", Of: looked(func(r *report, x lookedBack) any { return r.Counted("followed", len(x.all), "项", x.all...) })},
		{Name: "改善数", Type: prose.NumberType, Means: "其中有改善的项数", Of: looked(func(r *report, x lookedBack) any { return r.Counted("better", len(x.better), "项", x.all...) })},
		{Name: "未改数", Type: prose.NumberType, Means: "其中未改善的项数", Of: looked(func(r *report, x lookedBack) any { return r.Counted("notbetter", len(x.worse), "项", x.all...) })},
		{Name: "回看列", Type: prose.WordsType, Means: "有改善的指标及变化", Of: looked(func(_ *report, x lookedBack) any { return when(len(x.better) > 0, prose.SomeListed(x.better, 2)) })},
		{Name: "未改列", Type: prose.WordsType, Means: "未改善的指标及变化", Of: looked(func(_ *report, x lookedBack) any { return when(len(x.worse) > 0, prose.SomeListed(x.worse, 2)) })},
		{Name: "建议列", Type: prose.WordsType, For: unit, Means: "上期建议的验收指标及变化", Of: func(r *report) any { return when(len(r.followed()) > 0, movements(r.followed())) }},
		{Name: "建议数", Type: prose.NumberType, For: both, Means: "上期建议条数", Of: func(r *report) any {
			var keys []zhixiao.Key
			for _, x := range r.followed() {
				keys = append(keys, x.to.Key)
			}
			return when(len(keys) > 0, r.Counted("advised", len(keys), "项", keys...))
		}},
		{Name: "达标数", Type: prose.NumberType, For: city, Means: "上期建议中达到目标的条数", Of: come(reached)},
		{Name: "推进数", Type: prose.NumberType, For: city, Means: "上期建议中明显改善的条数", Of: come(nearer)},
		{Name: "未判数", Type: prose.NumberType, For: unit, Means: "上期建议中无法判断的条数；都无法判断的没有", Of: func(r *report) any { return r.unjudgedOfSome() }},
		{Name: "进展分布", Type: prose.WordsType, For: both, Means: "上期建议按进展的分布", Of: func(r *report) any { return when(len(r.followed()) > 0, r.shares()) }},
		{Name: "观察列", Type: prose.WordsType, For: both, Means: "下期据以回看的指标", Of: func(r *report) any { return r.watched() }},
	}
}

// toldSlots say what the rest of the report tells: its problems, what else stands out,
// and what is missing.
func toldSlots() []entry {
	const city, unit = prose.City, prose.Unit
	stated := func(codes ...string) func(*report) any {
		return func(r *report) any { return r.stated(codes...) }
	}
	return []entry{
		{Name: "问题列", Type: prose.WordsType, For: city, Means: "前三个突出问题", Of: func(r *report) any {
			var titles [][]document.Inline
			for _, p := range prose.FirstN(r.problems, 3) {
				titles = append(titles, prose.Plain(p.Theme.Name))
			}
			return prose.Listed(titles)
		}},
		{Name: "超长句", Type: prose.WordsType, For: city, Means: "全市耗时最长的一件办件", Of: func(r *report) any {
			list := r.Facts.LongCases(r.Unit.Code)
			if len(list) == 0 {
				return nil
			}
			return r.Longest(list[0])
		}},
		{Name: "其他触红", Type: prose.WordsType, For: unit, Means: "突出问题以外的触红指标", Of: func(r *report) any { return r.otherReds() }},
		{Name: "其他发现", Type: prose.WordsType, For: unit, Means: "突出问题以外的其他发现", Of: func(r *report) any { return r.otherFindings(2) }},
		{Name: "亮点", Type: prose.WordsType, For: unit, Means: "进步或领先的指标", Of: func(r *report) any { return r.highlights() }},
		{Name: "缺样句", Type: prose.WordsType, For: unit, Means: "核心指标缺数或样本不足的说明", Of: func(r *report) any { return prose.Semicolons(prose.FirstN(r.Untold(r.core), 2)) }},
		{Name: "指南各项", Type: prose.WordsType, For: city, Means: "指南规范各项指标的现状", Of: stated("A101", "A102", "A103", "A104")},
		{Name: "时效各项", Type: prose.WordsType, For: city, Means: "办理时效各项指标的现状", Of: stated("B101", "B102", "B104")},
		{Name: "评价各项", Type: prose.WordsType, For: city, Means: "好差评各项指标的现状", Of: stated("C101", "C102", "C103", "C104")},
		{Name: "满意各项", Type: prose.WordsType, For: city, Means: "满意度的现状", Of: stated("D101")},
		{Name: "退步列", Type: prose.WordsType, For: city, Means: "退步超出随机波动的指标及来源", Of: func(r *report) any { return r.declined() }},
		{Name: "改进判断", Type: prose.WordsType, For: unit, Means: "管理侧的改善公众是否感受到", Of: func(r *report) any { return r.progressed() }},
	}
}

// courseSlots compare with the period before, and with the city.
func courseSlots() []entry {
	shift := func(say func(share) any) func(*report) any {
		return func(r *report) any {
			x, ok := r.shifted()
			return when(ok, say(x))
		}
	}
	named := func(find func(*report) indicators, say func(*report, indicators) any) func(*report) any {
		return func(r *report) any {
			x := find(r)
			return when(len(x.names) > 0, say(r, x))
		}
	}
	gain := func(say func(moved) any) func(*report) any {
		return func(r *report) any {
			x, ok := r.improved()
			return when(ok, say(x))
		}
	}
	const city, unit = prose.City, prose.Unit
	return []entry{
		{Name: "变类", Type: prose.WordsType, Means: "占比变化最大的诉求一级类别；变化不足两个百分点的没有", Of: func(r *report) any {
			x, ok := r.shifted()
			return when(ok && x.by.Value.Abs().Cmp(zhixiao.Int(2)) >= 0, x.class)
		}},
		{Name: "变点", Type: prose.WordsType, Means: "该类占比变化的百分点", Of: shift(func(x share) any { return prose.Size(x.by) })},
		{Name: "变向", Type: prose.WordsType, Means: "该类占比变化的方向", Of: shift(func(x share) any {
			if x.by.Value.Sign() < 0 {
				return "下降"
			}
			return "提高"
		})},
		{Name: "短板数", Type: prose.NumberType, For: unit, Means: "不及全市的指标项数", Of: named((*report).shortfalls, func(r *report, x indicators) any { return r.Counted("short", len(x.names), "项", x.keys...) })},
		{Name: "短板", Type: prose.WordsType, For: unit, Means: "失分最多的指标", Of: named((*report).shortfalls, func(_ *report, x indicators) any { return prose.Some(x.names, 3) })},
		{Name: "达目标数", Type: prose.NumberType, For: unit, Means: "连续两期达到目标的指标项数", Of: named((*report).steady, func(r *report, x indicators) any { return r.Counted("steady", len(x.names), "项", x.keys...) })},
		{Name: "达目标列", Type: prose.WordsType, For: unit, Means: "连续两期达到目标的指标", Of: named((*report).steady, func(_ *report, x indicators) any { return prose.Some(x.names, 3) })},
		{Name: "区标准差前", Type: prose.NumberType, For: city, Means: "上期区域总分的标准差", Of: func(r *report) any { was, _, ok := r.evenness(); return when(ok, was) }},
		{Name: "均衡", Type: prose.WordsType, For: city, Means: "区域间差距变化的含义", Of: func(r *report) any {
			was, now, ok := r.evenness()
			switch {
			case ok && now.Value.Cmp(was.Value) < 0:
				return "区域间均衡性有所改善"
			case ok && now.Value.Cmp(was.Value) > 0:
				return "区域间差距有所扩大"
			}
			return nil
		}},
		{Name: "亮区", Type: prose.WordsType, For: city, Means: "进步最突出的区", Of: gain(func(x moved) any { return x.unit.Short })},
		{Name: "亮指标", Type: prose.WordsType, For: city, Means: "该区进步的指标", Of: gain(func(x moved) any { return x.indicator })},
		{Name: "亮前", Type: prose.NumberType, For: city, Means: "该区该指标的上期值", Of: gain(func(x moved) any { return prose.NumberOrNil(x.before) })},
		{Name: "亮后", Type: prose.NumberType, For: city, Means: "该区该指标的本期值", Of: gain(func(x moved) any { return prose.NumberOrNil(x.now) })},
	}
}

// peerSlots hold parts of a unit against each other.
func peerSlots() []entry {
	apart := func(say func(*report, ends) any) func(*report) any {
		return func(r *report) any {
			x, ok := r.regionsApart()
			return when(ok, say(r, x))
		}
	}
	gap := func(r *report, x ends) zhixiao.Quantity { return r.Facts.Diff(x.best, x.worst, "百分点") }
	satisfied := func(identity string) func(*report) any {
		return func(r *report) any {
			q, ok := r.satisfied()[identity]
			return when(ok, q)
		}
	}
	const unit = prose.Unit
	return []entry{
		{Name: "区优", Type: prose.WordsType, For: unit, Means: "首次受理通过率最高的区（领域报告）", Of: apart(func(_ *report, x ends) any { return x.bestUnit.Short })},
		{Name: "区优值", Type: prose.NumberType, For: unit, Means: "该区的首次受理通过率", Of: apart(func(_ *report, x ends) any { return x.best })},
		{Name: "区劣", Type: prose.WordsType, For: unit, Means: "首次受理通过率最低的区（领域报告）", Of: apart(func(_ *report, x ends) any { return x.worstUnit.Short })},
		{Name: "区劣值", Type: prose.NumberType, For: unit, Means: "该区的首次受理通过率", Of: apart(func(_ *report, x ends) any { return x.worst })},
		{Name: "区间差", Type: prose.WordsType, For: unit, Means: "两区之差（行文）", Of: apart(func(r *report, x ends) any { return prose.Number(gap(r, x)) })},
		{Name: "区间差值", Type: prose.NumberType, For: unit, Means: "两区之差", Of: apart(func(r *report, x ends) any { return gap(r, x) })},
		{Name: "企业满意", Type: prose.NumberType, For: unit, Means: "企业申请人总体满意度", Of: satisfied(company)},
		{Name: "个人满意", Type: prose.NumberType, For: unit, Means: "个人申请人总体满意度", Of: satisfied(person)},
		{Name: "企个", Type: prose.WordsType, For: unit, Means: "企业与个人满意度的比较", Of: func(r *report) any { return r.identities() }},
		{Name: "能愿差", Type: prose.WordsType, For: unit, Means: "可网办与实际网办之差", Of: func(r *report) any {
			return prose.Number(r.Facts.Diff(r.Facts.Value("A203", r.Unit.Code), r.Facts.Value("B301", r.Unit.Code), "百分点"))
		}},
		{Name: "号码个数", Type: prose.NumberType, For: unit, Means: "咨询电话号码个数", Of: func(r *report) any {
			lines := r.Facts.Top(analysis.Query{Cube: "call", Column: "calls", Unit: r.Unit.Code, By: []string{"line"}})
			return when(len(lines) > 0, r.Counted("lines", len(lines), "个"))
		}},
		{Name: "诉求类变", Type: prose.WordsType, For: unit, Means: "最多一类诉求较上期的增减", Of: func(r *report) any {
			q := analysis.Query{Cube: "complaint", Column: "cases", Unit: r.Unit.Code, By: []string{"l2"}, Limit: 1}
			for _, s := range r.Facts.Top(q) {
				return r.Growth(s.Count, r.Facts.PrevCount(analysis.Query{Cube: q.Cube, Column: q.Column, Unit: q.Unit, Where: map[string]string{"l2": s.Keys[0]}}))
			}
			return nil
		}},
	}
}

// layerSlots name the problems whose cause lies on a layer.
func layerSlots() []entry {
	var all []entry
	for _, layer := range []string{"规则", "流程", "系统数据", "人员执行"} {
		all = append(all, entry{Name: layer + "题", Type: prose.WordsType, For: prose.City, Means: "成因在" + layer + "层面的问题", Of: func(r *report) any {
			var names []string
			for i, c := range r.causes() {
				if c.layer == layer {
					names = append(names, r.problems[i].Theme.Name)
				}
			}
			return when(len(names) > 0, strings.Join(names, "、"))
		}})
	}
	return all
}
