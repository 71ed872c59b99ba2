package generators

import (
	"slices"

	"zhixiao/templates"
)

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
