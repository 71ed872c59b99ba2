package prose

import (
	"slices"

	"zhixiao/templates"
)

// argumentSlots are the names that causes, follow-ups and the general report's
// arguments give beside the rest.
func argumentSlots() []string {
	return []string{
		"次因", "次据", "诉求全数", "电话诉求占比", "虚设数", "前置数", "前置部门数", "反窗数", "反窗占比", "反窗占比市",
		"黄线", "突增", "本期数", "上期数", "峰月", "峰月占比", "差区", "差区名", "差区值", "差区总",
		"差区件", "向好", "向好显著", "向好管名", "向好管", "向好管前", "向好公名", "向好公", "向好公前", "改进判断",
		"区差", "题末区", "题末领", "题末区名", "由", "至", "构成点", "拉动区", "拉动区点", "拉动区二",
		"拉动区二点", "拉动事项", "拉动事项点", "拉动事项二", "拉动事项二点", "相关名", "相关", "题诉数", "题诉变", "题诉比",
		"规则题", "流程题", "系统数据题", "人员执行题", "退步列", "拉动厅", "拉动厅点", "拉动厅二", "拉动厅二点", "增名", "母数", "子数", "欠数", "达目标数", "达目标列", "形式数", "转折", "连退期", "连差期", "变类", "变点", "变向", "短板数",
		"区标准差前", "均衡", "亮区", "亮指标", "亮前", "亮后", "同组区", "同组值", "区优", "区优值", "区劣", "区劣值", "区间差", "区间差值",
		"企业满意", "个人满意", "企个", "能愿差", "号码个数", "诉求类变", "观察列", "暗访严重", "焦点同", "主事项码",
	}
}

// InspectionSlots are the names that the sentences of inspections may use.
func InspectionSlots() []string {
	return []string{
		"核依据", "核起止", "核范围", "核方法", "核单位数", "核点位数", "核项次", "核不符项次", "核符合率", "核问题数", "核严重数", "核较重数", "核一般数",
		"核高单位", "核高率", "核低单位", "核低率", "核证据数", "核照片数", "核表点位", "核表项", "核表清单", "核表建议", "核图单位",
		"核基本", "核本点位", "核本项次", "核本符合率", "核本问题数", "核本典型", "核经验", "核项名", "核项适用", "核项不符", "核项符合率", "核项单位列", "核项单位数", "核项成因",
	}
}

// fixedSlots are the names a report or a problem gives beside indicator codes,
// drills and rates; a name outside is a slip of the pen in a template.
func fixedSlots() []string {
	return append(argumentSlots(),
		"单位", "全称", "本", "期次", "下期", "等级", "功能区", "领域", "部门", "政务", "数据", "承办", "咨询", "主事项",
		"办件", "过程件", "办件占比", "组均分", "组差", "优势", "短板", "红数", "黄数", "红列", "黄列", "强维", "弱维", "弱维差",
		"图雷达", "图二", "图三", "图四", "图五", "图六", "表核心", "表事项", "表问题", "表建议", "表区域", "表领域", "表跟踪", "附表指标",
		"问卷数", "满意区间", "最低题组", "最低题组全", "次低题组", "暗访数", "暗访问题", "暗访句", "案例句", "超长句", "暗访厅",
		"指标", "指标全", "值", "目标", "红线", "触红语", "主", "灯", "外加要件", "诉求量", "诉求量变", "访谈数",
		"回看数", "回看改善", "回看列", "未改列", "改善数", "未改数", "感知差", "问题列", "截至", "实止", "早停列", "样本说明", "冻结", "参考", "指南各项", "时效各项", "评价各项", "满意各项",
		"前五", "后五", "最高", "最低", "最高分", "最低分", "极差", "标准差", "功能区列", "行业列",
		"共性列", "区数", "领数", "区列", "领列", "感知差列", "差数", "其他触红", "差评数", "劣", "缺样句", "焦点", "焦点指标", "焦点值", "焦点余", "焦点独", "已指", "有指", "焦点总", "焦点劣", "首", "街乡列", "建议数", "达标数", "推进数", "进展分布", "未判数", "建议列", "其他发现", "亮点", "发名", "发指标", "发值", "发余", "发中", "发总", "发前", "问毕数", "答准数",
		"区等级列", "区较差数", "领等级列", "领较差数", "区最高", "区最低", "区最高分", "区最低分", "区极差", "区标准差", "领最高", "领最低", "领最高分", "领最低分", "领极差", "领标准差", "区前三", "区后三", "差维", "差维极差", "差维高", "差维低", "错位数", "错位列", "图区域", "图领域", "图双侧", "图环节", "图理由", "图诉求", "附表区域", "附表领域", "区触红", "区触黄", "领触红", "领触黄", "题区高", "题区高值", "题区低", "题区低值", "题区差",
	)
}

func drillSlots(as string) []string {
	return []string{as, as + "数", as + "占比", as + "总数", as + "二", as + "二数", as + "二占比", as + "合计占比", as + "三", as + "三数", as + "率", as + "余率", as + "偏", as + "常占"}
}

func rateSlots(as string) []string { return []string{as, as + "余", as + "余别", as + "上期"} }

func contrastSlots(as string) []string {
	return []string{as + "中", as + "外", as + "件", as + "别"}
}

// KnownSlot reports whether any report or theme can give the name.
func KnownSlot(t *templates.Set, name string) bool {
	if codeSlot.MatchString(name) || slices.Contains(fixedSlots(), name) || monthSlot(t, name) || slices.Contains(InspectionSlots(), name) {
		return true
	}
	has := func(drills []templates.Drill, rates []templates.Rate) bool {
		for _, d := range drills {
			if slices.Contains(drillSlots(d.As), name) {
				return true
			}
		}
		for _, d := range rates {
			if slices.Contains(rateSlots(d.As), name) {
				return true
			}
		}
		return false
	}
	if has(UnitDrills(), UnitRates()) {
		return true
	}
	for i := range t.Rules.Themes {
		if has(t.Rules.Themes[i].Drills, t.Rules.Themes[i].Rates) {
			return true
		}
		for _, c := range t.Rules.Themes[i].Contrasts {
			if slices.Contains(contrastSlots(c.As), name) {
				return true
			}
		}
	}
	return knownBookSlot(name) // last: it is asked for what no quarterly report gives
}

// monthSlot reports whether a monthly, weekly or daily deliverable can give the
// name.
func monthSlot(t *templates.Set, name string) bool {
	if slices.Contains(monthSlots(), name) || slices.Contains(drillSlots("事项"), name) || slices.Contains(drillSlots("区"), name) {
		return true
	}
	for i := range t.Obstacles {
		for _, d := range t.Obstacles[i].Drills {
			if slices.Contains(drillSlots(d.As), name) {
				return true
			}
		}
		for _, d := range t.Obstacles[i].Rates {
			if slices.Contains(rateSlots(d.As), name) {
				return true
			}
		}
	}
	return false
}

// monthSlots are the names that monthly, weekly and daily deliverables give
// beside those of fixedSlots.
func monthSlots() []string {
	return []string{
		"条数", "件数", "件次", "件数变", "优先列", "办结数", "未结数", "办结占比", "表类别", "表单位", "表清单",
		"归集数", "严重件", "渠道列", "一级列", "区列", "变类", "变点", "密区", "密值", "密市", "表渠道", "图类别", "上月件", "上月办结", "上月未结", "上月办结率", "上月堵点列",
		"类", "类码", "类数", "类占比", "类件句", "类变", "类事项数", "类区数", "类办结天", "全办结天", "峰日", "峰数", "峰高", "事项前数", "事项区数", "事项区", "厅主管", "散", "增", "宜事项", "低接时段", "低接率",
		"成因", "建议牵头", "建议配合", "建议措施", "建议产出", "建议时限", "治理数", "治理列",
		"体验次数", "现场次数", "网办次数", "电话次数", "体验问题", "现场问题", "网办问题", "电话问题", "严重问题", "均分", "反复数", "表点位", "表分布", "表反复", "接通暗访", "体验最多",
		"案数", "状态列", "案类数", "案区数", "有效案", "前合计", "后合计", "总降", "降多列", "逾期案", "未降案", "未降列", "表状态", "表标识", "表触发", "表诊断", "表方案", "表跟进", "表成效",
		"剔除数", "复核数", "复核率", "历史", "突增列", "起止", "移动均", "节假", "下周假", "下周假日", "变事项", "变事项数", "新组合列", "图走势", "表结构", "表突增", "表部门", "上周件", "上周办结", "上周未结", "上周办结率", "关注列", "原声", "原声号", "原声事项", "原声类",
		"事项列", "待核数", "逾期数", "累计数", "目标数", "完成率", "时间率", "表严重",
		"定评日", "定窗日", "定倍数", "定最少", "定新件", "定高频", "定事项", "定占比", "定增幅", "定增量", "定连月", "定前几", "定区数", "定人次", "定条数",
		"案日", "案人", "案渠道", "案事项", "案原声", "案核查", "案状态", "案环", "案核点", "案同类", "案同类区", "案责任", "案部门", "案时限", "案整改", "案佐证", "案共性",
	}
}
