// Package sample makes documents for the tests and benchmarks of the writers:
// the long list that every writer must print within its time and memory.
package sample

import (
	"fmt"
	"iter"

	"zhixiao"
	"zhixiao/document"
)

// LongList is a problem list of n rows and twenty columns, the columns of
// 公众侧问题清单, about 300 characters a row, on A3 sheets. Row i is the same in
// every list that has it. All of it is made up.
func LongList(n int) *document.Document {
	return &document.Document{
		Job: "list", Kind: "list", Title: "公众侧问题清单", Subtitle: "（2026年8月）", Demo: true,
		Unit:   zhixiao.Unit{Code: "110000", Kind: zhixiao.City, Full: "全市"},
		Fields: fields(),
		Body: []document.Block{
			document.Heading{ID: "h", Level: 1, Text: words("问题清单")},
			document.Table{ID: "list", Caption: "公众侧问题清单", Unit: "件", Columns: columns(), Header: [][]document.Cell{header()},
				Long: rows(n), Landscape: true, A3: true, Small: true, Note: words("反映次数以件/件次计；描述已脱敏。")},
			document.Para{ID: "end", Inlines: words("清单完。")},
		},
	}
}

func fields() map[string]string {
	return map[string]string{
		"内部标识": "内部资料　注意保存", "合同编号": "合同编号：演示", "数据标识": "", "编制单位": "演示项目组", "编制日期": "2026年9月5日", "版本": "V0.1（初稿）",
	}
}

func words(s string) []document.Inline { return []document.Inline{document.Text(s)} }

// columns have widths by what stands in them.
func columns() []document.Column {
	var all []document.Column
	for _, w := range []float64{26, 76, 34, 42, 42, 36, 56, 68, 130, 46, 26, 32, 38, 58, 76, 46, 28, 50, 40, 44} {
		all = append(all, document.Column{Width: w})
	}
	for _, i := range []int{0, 10} {
		all[i].Align = document.End
	}
	return all
}

func header() []document.Cell {
	var row []document.Cell
	for _, name := range []string{"序号", "问题编号", "区域/部门", "责任单位", "会办单位", "渠道", "问题类别", "涉及事项", "问题描述", "发生时间", "反映次数", "严重程度",
		"典型/高频", "初步核查情况", "整改建议", "办理时限", "办理状态", "反馈情况", "佐证材料编号", "备注（上期编号）"} {
		row = append(row, document.Cell{Inlines: words(name)})
	}
	return row
}

// dice is a small generator of its own, so that rows stay the same for good.
type dice uint64

func (d *dice) of(n int) int {
	*d = *d*6364136223846793005 + 1442695040888963407
	return int(uint64(*d)>>33) % n
}

func (d *dice) pick(from []string) string { return from[d.of(len(from))] }

func rows(n int) iter.Seq[[]document.Cell] {
	stock := stock()
	return func(yield func([]document.Cell) bool) {
		for i := range n {
			if !yield(row(i+1, stock)) {
				return
			}
		}
	}
}

func row(i int, s map[string][]string) []document.Cell {
	d := dice(i)
	day := fmt.Sprintf("2026-08-%02d", 1+d.of(31))
	area := d.of(17)
	number := func(n int) []document.Inline {
		return []document.Inline{document.Num{Q: zhixiao.Quantity{Value: zhixiao.Int(int64(n)), Unit: "件"}}}
	}
	texts := []string{
		"", fmt.Sprintf("GZ-202608-R%02d-%04d", area+1, i%10000), s["area"][area], d.pick(s["body"]), d.pick(s["body"]), d.pick(s["channel"]), d.pick(s["class"]),
		d.pick(s["matter"]) + fmt.Sprintf("（%09d）", d.of(1e9)), "申请人反映，" + d.pick(s["what"]) + d.pick(s["why"]) + d.pick(s["wish"]), day, "", d.pick(s["grave"]), d.pick(s["often"]),
		d.pick(s["found"]), d.pick(s["do"]), "2026-11-15", d.pick(s["state"]), d.pick(s["answer"]), fmt.Sprintf("ZJ-%05d", i), d.pick([]string{"—", "—", "—", fmt.Sprintf("GZ-202607-R%02d-%04d", area+1, d.of(10000))}),
	}
	cells := make([]document.Cell, len(texts))
	for j, t := range texts {
		cells[j].Inlines = words(t)
	}
	cells[0].Inlines, cells[10].Inlines = number(i), number(1+d.of(40))
	return cells
}

func stock() map[string][]string {
	return map[string][]string{
		"area":    {"东城区", "西城区", "朝阳区", "海淀区", "丰台区", "石景山区", "门头沟区", "房山区", "通州区", "顺义区", "昌平区", "大兴区", "怀柔区", "平谷区", "密云区", "延庆区", "北京经济技术开发区"},
		"body":    {"区市场监管局", "区政务服务局", "区人力社保局", "区住房城乡建设委", "区教委", "区卫生健康委", "区规划自然资源分局", "—"},
		"channel": {"12345热线", "“好差评”", "“办不成事”反映窗口", "问卷", "网络留言"},
		"class":   {"05办事指南不准确/0503无样表样例", "02咨询电话打不通/0201无人接听", "03网办平台不好用/0306上传失败", "07材料要求多/0702重复提交", "04办理时限长/0401超承诺时限"},
		"matter":  {"食品经营许可变更", "社会保险登记", "不动产转移登记", "出生医学证明补发", "户外广告设施设置审批", "道路运输经营许可延续", "个体工商户注销登记"},
		"what":    {"网上提交申请后第3次被退回，", "到大厅现场办理时被告知须另附两份材料，", "按公示号码连续三天拨打12次均无人接听，", "系统在上传附件一步反复提示“格式错误（PDF≤2MB）”，", "承诺5个工作日办结，实际等了23个工作日仍无结果，"},
		"why":     {"指南和样表没有说明这项要求，前后两次补正通知的说法也不一致；", "窗口人员与后台审核人员口径不同，须往返两地各一次；", "同一材料此前已在另一事项中提交过，仍被要求重新盖章；", "咨询时只答复“以系统为准”，没有告知可以线下补交；"},
		"wish":    {"希望尽快统一口径。", "希望公布合格样张并告知退回的具体原因。", "希望延长咨询电话的接听时段。", "希望减少跑动。"},
		"grave":   {"1轻微", "2一般", "3较重", "4严重"},
		"often":   {"—", "高频（H1）", "典型（T3）", "高频（H1）、典型（T3、T4）"},
		"found":   {"初核属实：样表缺3项要素", "初核部分属实，电话已于次日恢复", "初核属实，系统已记录缺陷单", "待核：须调取通话录音"},
		"do":      {"发布合格样张并同步各端，一次性告知全部补正要求", "增设午间值守座席，占线转接至区级总机", "修复上传校验并放宽到10MB，失败时给出中文原因", "核对承诺时限与系统设置，逾期件逐件说明"},
		"state":   {"整改中", "已办结", "待派发", "退回重办"},
		"answer":  {"—", "已电话回访，申请人表示认可", "两次回访未接通"},
	}
}
