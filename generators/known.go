package generators

import (
	"slices"

	"zhixiao/templates"
)

// fixedSlots are the names a report or a problem gives beside indicator codes,
// drills and rates; a name outside is a slip of the pen in a template.
func fixedSlots() []string {
	return append(argumentSlots(),
		"单位", "全称", "本", "期次", "下期", "等级", "功能区", "领域", "部门", "政务", "数据", "承办", "咨询", "主事项",
		"办件", "过程件", "办件占比", "组均分", "组差", "优势", "短板", "红数", "黄数", "红列", "黄列", "强维", "弱维", "弱维差",
		"图雷达", "图二", "图三", "图四", "图五", "图六", "表核心", "表事项", "表问题", "表建议", "表区域", "表领域", "表跟踪", "附表指标",
		"问卷数", "满意区间", "最低题组", "最低题组全", "次低题组", "暗访数", "暗访问题", "暗访句", "案例句", "超长句", "暗访厅",
		"指标", "指标全", "值", "目标", "红线", "触红语", "主", "灯", "外加要件", "诉求量", "诉求量变", "访谈数",
		"回看数", "回看改善", "回看列", "未改列", "改善数", "未改数", "感知差", "问题列", "截至", "实止", "早停列", "名次移", "样本说明", "冻结", "参考", "指南各项", "时效各项", "评价各项", "满意各项",
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

// knownSlot reports whether any report or theme can give the name.
func knownSlot(t *templates.Set, name string) bool {
	if codeSlot.MatchString(name) || slices.Contains(fixedSlots(), name) || monthSlot(t, name) || slices.Contains(inspectionSlots(), name) {
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
	if has(unitDrills(), unitRates()) {
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

// Vet checks the templates alone: every slot and every name in a condition is
// one that a generator can give. All faults are returned together.
func Vet(t *templates.Set) error {
	return t.Vet(func(name string) bool { return knownSlot(t, name) })
}
