package book

import (
	"zhixiao"
	"zhixiao/document"
	"zhixiao/generators/prose"
)

// summary is the unnumbered chapter before the first.
func (b *book) summary() {
	b.draft.Blocks = append(b.draft.Blocks, document.Heading{ID: b.draft.ID("summary"), Level: 1, Text: prose.Plain("摘要"), Plain: true})
	b.para("summary.scope", "Y001")
	for _, part := range []struct{ role, title, id string }{
		{"level", "总体水平。", "Y002"}, {"lay", "区域与领域。", "Y003"}, {"chain", "全链条。", "Y004"},
		{"year", "年度比较。", "Y009"}, {"blocks", "堵点。", "Y005"}, {"causes", "成因。", "Y006"}, {"done", "治理与履约。", "Y010"}, {"advice", "建议。", "Y007"},
	} {
		b.lead(b.look, "summary."+part.role, part.title, part.id)
	}
}

// background is chapter 1: why, by what, from which data.
func (b *book) background() {
	b.heading(1, "one", "监测背景与方法")
	b.heading(2, "one.policy", "政策背景")
	b.heading(3, "one.state", "国家部署")
	b.para("one.state.a", "Y111")
	b.para("one.state.b", "Y112", "Y113")
	b.heading(3, "one.city", "本市部署")
	b.para("one.city.a", "Y121")
	b.para("one.city.b", "Y122")
	b.heading(3, "one.why", "监测意义")
	b.para("one.why.a", "Y131")
	b.heading(2, "one.frame", "监测框架")
	b.heading(3, "one.logic", "逻辑链")
	b.para("one.logic.a", "Y141")
	b.place("表框架")
	b.heading(3, "one.set", "指标体系")
	b.para("one.set.a", "Y151", "Y152")
	b.heading(3, "one.score", "权重与计分")
	b.para("one.score.a", "Y161", "Y162")
	b.place("图权重")
	b.heading(2, "one.data", "数据与样本")
	b.heading(3, "one.five", "管理侧五库")
	b.para("one.five.a", "Y171", "Y172")
	b.place("表数据源", "图完整率")
	b.heading(3, "one.public", "公众侧")
	b.para("one.public.a", "Y181")
	b.place("图样本", "表样本")
	b.heading(3, "one.quality", "质量控制")
	b.para("one.quality.a", "Y191")
	b.heading(3, "one.limits", "局限")
	b.para("one.limits.a", "Y195", "Y196", "Y198", "N08")
}

// overall is chapter 2: the city, its regions, its domains.
func (b *book) overall() {
	b.heading(1, "two", "全市总体态势")
	b.cityLevel()
	b.regionLay()
	b.domainLay()
}

func (b *book) cityLevel() {
	b.heading(2, "two.level", "总体水平")
	b.heading(3, "two.total", "总分与等级")
	b.para("two.total.a", "Y211", "Y212", "Y213", "Y216")
	b.place("图总分")
	b.para("two.total.b", "Y214", "Y215")
	b.place("表季度")
	b.heading(3, "two.five", "五维结构")
	b.para("two.five.a", "Y221", "Y222", "Y223")
	b.place("图五维")
	b.para("two.five.b", "Y227", "Y226", "Y224", "Y225")
	b.heading(3, "two.quarters", "季度趋势")
	b.para("two.quarters.a", "Y231", "Y232", "Y233", "Y234")
}

func (b *book) regionLay() {
	b.heading(2, "two.regions", "区域格局")
	b.heading(3, "two.steps", "梯次")
	b.para("two.steps.a", "Y241", "Y242")
	b.place("图区域", "表区域")
	b.para("two.steps.b", "Y243", "Y244", "Y245")
	b.place("图区前后")
	b.heading(3, "two.groups", "功能区")
	b.para("two.groups.a", "Y251", "Y252", "Y253")
	b.place("图地图")
	b.heading(3, "two.even", "均衡性")
	b.para("two.even.a", "Y261", "Y262", "Y265", "Y263")
	b.place("图均衡", "表均衡")
}

func (b *book) domainLay() {
	b.heading(2, "two.domains", "领域格局")
	b.heading(3, "two.places", "排名")
	b.para("two.places.a", "Y271", "Y272", "Y273", "Y274", "Y275")
	b.place("表领域")
	b.heading(3, "two.quadrant", "四象限")
	b.para("two.quadrant.a", "Y281", "Y282", "Y283")
	b.place("图象限")
	b.heading(3, "two.trades", "行业组")
	b.para("two.trades.a", "Y291", "Y292", "Y293")
	b.place("图行业")
}

// chain is chapter 3: promise, process, service, perception.
func (b *book) chain() {
	b.heading(1, "three", "全链条深度分析")
	b.para("three.intro", "Y301")
	b.promise()
	b.process()
	b.service()
	b.sensed()
}

func (b *book) promise() {
	b.heading(2, "three.promise", "承诺")
	b.heading(3, "three.guide", "指南")
	b.para("three.guide.a", "Y311", "Y312")
	b.place("图指南")
	b.para("three.guide.b", "Y313", "Y314", "Y315")
	b.heading(3, "three.limit", "时限")
	b.para("three.limit.a", "Y321", "Y322", "Y323")
	b.place("表承诺")
	b.heading(3, "three.depth", "网办深度")
	b.para("three.depth.a", "Y331", "Y332", "Y333")
	b.place("图网办")
}

func (b *book) process() {
	b.heading(2, "three.process", "过程")
	b.heading(3, "three.speed", "时效")
	b.para("three.speed.a", "Y341", "Y342", "Y343")
	b.place("图时效", "表过程")
	b.heading(3, "three.long", "超长办件穿透")
	b.para("three.long.a", "Y351", "Y352")
	b.place("图环节")
	b.para("three.long.b", "Y353")
	b.place("表超长")
	b.heading(3, "three.again", "多次申请穿透")
	b.para("three.again.a", "Y361", "Y362", "Y363")
	b.place("图退回")
	b.para("three.again.b", "Y364", "Y365")
	b.place("表重复")
	b.heading(3, "three.ways", "渠道")
	b.para("three.ways.a", "Y371", "Y372")
}

func (b *book) service() {
	b.heading(2, "three.service", "体验")
	b.heading(3, "three.rating", "好差评")
	b.para("three.rating.a", "Y381", "Y382")
	b.place("图差评势", "图差评")
	b.para("three.rating.b", "Y383")
	b.heading(3, "three.hall", "现场")
	b.para("three.hall.a", "Y391", "Y392")
	b.place("图等候")
	b.para("three.hall.b", "Y393", "Y394")
	b.place("表体验")
	b.heading(3, "three.net", "线上与咨询")
	b.para("three.net.a", "Y401", "Y402")
	b.place("图放弃")
	b.para("three.net.b", "Y403", "Y404")
}

func (b *book) sensed() {
	b.heading(2, "three.sensed", "感知")
	b.heading(3, "three.survey", "问卷")
	b.para("three.survey.a", "Y411", "Y412", "Y413")
	b.place("图问卷", "表感知")
	b.heading(3, "three.visits", "暗访与访谈")
	b.para("three.visits.a", "Y421", "Y422", "Y423")
	b.heading(3, "three.gap", "供需偏差")
	b.para("three.gap.a", "Y431", "Y432")
	b.place("图双侧", "图偏差")
	b.para("three.gap.b", "Y433", "Y434")
}

// blocks is chapter 4: complaints, the four classes of blocks, cases, governance.
func (b *book) blocks() {
	b.heading(1, "four", "办事堵点与典型案例")
	b.complaintView()
	b.fourClasses()
	b.examples()
	b.governance()
}

func (b *book) complaintView() {
	b.heading(2, "four.view", "诉求全景")
	b.heading(3, "four.size", "规模结构")
	b.para("four.size.a", "Y4A1")
	b.place("图渠道")
	b.para("four.size.b", "Y4A2", "Y4A3")
	b.place("表分类")
	b.para("four.size.c", "Y4A4")
	b.place("图诉求事项")
	b.heading(3, "four.where", "时空")
	b.para("four.where.a", "Y4B1", "Y4B2")
	b.place("图月度")
	b.para("four.where.b", "Y4B3", "Y4B6", "Y4B4", "Y4B5")
	b.place("图诉求图", "图区类")
	b.heading(3, "four.who", "人群")
	b.para("four.who.a", "Y4C1", "Y4C2")
}

func (b *book) fourClasses() {
	b.heading(2, "four.classes", "四类突出堵点")
	b.para("four.classes.intro", "Y4D0")
	b.place("表四类")
	for _, c := range []struct {
		role, title string
		ids         []string
	}{
		{"rules", "制度规范不健全", []string{"Y4D1", "Y4D2"}}, {"ease", "业务办理不便捷", []string{"Y4D3", "Y4D4", "Y4D9"}},
		{"phone", "咨询电话打不通", []string{"Y4D5", "Y4D6"}}, {"online", "网办平台不好用", []string{"Y4D7", "Y4D8"}},
	} {
		b.heading(3, "four.class."+c.role, c.title)
		b.para("four.class."+c.role+".a", c.ids...)
	}
}

// reasons is chapter 5.
func (b *book) reasons() {
	b.heading(1, "five", "成因分析")
	b.para("five.intro", "Y501", "Y506", "Y502", "Y503", "Y505", "Y504")
	b.place("图成因", "表成因")
	for i, l := range layers() {
		base := "Y5" + zhixiao.Int(int64(i+1)).String()
		b.heading(2, "five."+l.role, l.title)
		said := b.say(b.look, base+"1")
		if len(said) == 0 {
			said = b.say(b.look, base+"1B")
		}
		b.draft.Paragraph("five."+l.role+".a", append(said, b.say(b.look, base+"2")...)...)
		b.para("five."+l.role+".b", l.city...)
	}
	b.para("five.end", "Y554")
}

// outlook is chapter 6: demand, digital change, risks.
func (b *book) outlook() {
	b.heading(1, "six", "发展趋势研判")
	b.para("six.intro", "Y601")
	b.heading(2, "six.demand", "需求变化")
	b.para("six.demand.a", "Y611", "Y612")
	b.place("图季节", "图诉求季")
	b.para("six.demand.b", "Y618", "Y613", "Y614", "Y615")
	b.heading(2, "six.digital", "数智化影响")
	b.para("six.digital.a", "Y621", "Y622", "Y627")
	b.place("图数智")
	b.para("six.digital.b", "Y623", "Y624", "Y626", "Y625")
	b.heading(2, "six.risk", "风险点")
	b.para("six.risk.a", "Y631", "Y632", "Y633")
	b.place("表风险")
	b.para("six.risk.b", "Y639", "Y634", "Y637", "Y635", "Y636")
}

// remedies is chapter 7.
func (b *book) remedies() {
	b.heading(1, "seven", "对策建议")
	b.para("seven.intro", "Y701")
	b.place("图建议")
	for _, group := range []struct {
		role, title, intro, list string
		told                     []bookRemedy
	}{{"now", "立即可改", "Y711", "表立即", b.advised().now}, {"year", "年内可成", "Y721", "表年内", b.advised().year}, {"rules", "制度完善", "Y731", "表制度", b.advised().rules}} {
		b.heading(2, "seven."+group.role, group.title)
		b.para("seven."+group.role+".intro", group.intro)
		for i, a := range group.told {
			b.draft.Paragraph("seven."+group.role+"."+zhixiao.Int(int64(i+1)).String(), a.text(i)...)
		}
		b.place(group.list)
	}
	b.para("seven.end", "Y740")
}

// project is chapter 8: the contract's quotas and the indicators themselves.
func (b *book) project() {
	b.heading(1, "eight", "项目实施与指标优化")
	b.heading(2, "eight.duties", "履约完成情况")
	b.para("eight.duties.a", "Y811", "Y812", "Y813")
	b.place("图履约", "表履约")
	b.para("eight.duties.b", "Y841", "Y844", "Y842", "Y843", "Y845")
	b.heading(2, "eight.set", "指标体系优化")
	b.para("eight.set.a", "Y821", "Y822", "Y824", "Y823")
	b.place("表修订")
	b.heading(2, "eight.next", "下一步")
	b.para("eight.next.a", "Y831", "Y833", "Y832")
}
