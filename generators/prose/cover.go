package prose

import (
	"zhixiao"
	"zhixiao/document"
)

// The contract as covers and file names call it.
const (
	ContractShort = "ZS2026-121"
	ContractNo    = "京政数合【2026】121号"
)

// writingDays is the working days from the cutoff to a draft's date
// (docs/domain/workflow.md §3).
func writingDays(kind zhixiao.PeriodKind) int {
	switch kind {
	case zhixiao.Day, zhixiao.Week:
		return 1
	case zhixiao.Month:
		return 3
	}
	return 10
}

// Document starts a report with its cover.
func (r *Report) Document(kind, title string, budget document.Budget) *document.Document {
	p := r.Facts.Period()
	return &document.Document{
		Job:  kind + "-" + r.Unit.Code + "-" + p.String(),
		Kind: kind, Unit: r.Unit, Period: p,
		Title:    title,
		Subtitle: "（" + p.Title() + "）",
		Fields: map[string]string{
			"内部标识": "内部资料　注意保存",
			"合同编号": "合同编号：" + ContractNo,
			"数据标识": "数据冻结日：" + zhixiao.ChineseDate(r.Facts.Cutoff()),
			"报告标题": title,
			"副标题":  "（" + p.Title() + "）",
			"编制单位": "政务服务“好差评”质效监测评价项目组",
			"编制日期": zhixiao.ChineseDate(r.Templates.Calendar.After(r.Facts.Cutoff(), writingDays(p.Kind))),
			"版本":   "V0.1（初稿）",
		},
		Budget: budget, TOC: true,
	}
}
