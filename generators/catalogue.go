package generators

import (
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/templates"
)

// Kind is one deliverable of the contract.
type Kind struct {
	Name     string // quarter-district
	Code     string // class code in file names: QY
	Title    string // 政务服务质效季度分析报告
	Period   zhixiao.PeriodKind
	Units    func(*analysis.Facts) []zhixiao.Unit
	Generate func(*analysis.Facts, *templates.Set, zhixiao.Unit) (*document.Document, error)
	Sheets   bool // a list: its tables are delivered as a workbook (XLSX) too
	// Follow is Generate for a report that follows up what was recommended a period
	// before (past; nil: nothing was kept, so it is derived) and recommends again
	// (made, to be kept). Nil for deliverables that do neither.
	Follow func(f *analysis.Facts, t *templates.Set, u zhixiao.Unit, past []Recommendation) (d *document.Document, made []Recommendation, err error)
}

// Make generates the deliverable, following up past where it does that.
func (k Kind) Make(f *analysis.Facts, t *templates.Set, u zhixiao.Unit, past []Recommendation) (d *document.Document, made []Recommendation, err error) {
	if k.Follow != nil {
		return k.Follow(f, t, u, past)
	}
	d, err = k.Generate(f, t, u)
	return d, nil, err
}

// Catalogue is every deliverable that can be made, in the order of the contract.
func Catalogue() []Kind {
	of := func(kind zhixiao.UnitKind) func(*analysis.Facts) []zhixiao.Unit {
		return func(f *analysis.Facts) []zhixiao.Unit { return f.Units(kind) }
	}
	volumes := func(f *analysis.Facts) []zhixiao.Unit {
		return slices.Concat(f.Units(zhixiao.City), f.Units(zhixiao.Region), f.Units(zhixiao.Domain))
	}
	return []Kind{
		{Name: "quarter-general", Code: "ZB", Title: "政务服务质效季度总报告", Period: zhixiao.Quarter, Units: of(zhixiao.City), Generate: QuarterGeneral, Follow: quarterGeneral},
		{Name: "quarter-district", Code: "QY", Title: "政务服务质效季度分析报告", Period: zhixiao.Quarter, Units: of(zhixiao.Region), Generate: QuarterDistrict, Follow: quarterDistrict},
		{Name: "quarter-domain", Code: "LY", Title: "政务服务质效季度分析报告", Period: zhixiao.Quarter, Units: of(zhixiao.Domain), Generate: QuarterDomain, Follow: quarterDomain},
		{Name: "month-list", Code: "QD", Title: "公众侧问题清单", Period: zhixiao.Month, Units: volumes, Generate: MonthList, Sheets: true},
		{Name: "interim", Code: "ZQ", Title: "政务服务质效中期分析报告", Period: zhixiao.Interim, Units: of(zhixiao.City), Generate: Interim},
		{Name: "final", Code: "ZZ", Title: "政务服务质效终期分析报告", Period: zhixiao.Final, Units: of(zhixiao.City), Generate: Final},
		{Name: "month-report", Code: "YD", Title: "办事堵点问题专项分析报告", Period: zhixiao.Month, Units: of(zhixiao.City), Generate: MonthReport},
		{Name: "month-trial", Code: "TY", Title: "体验式调查问题清单", Period: zhixiao.Month, Units: of(zhixiao.City), Generate: MonthTrial, Sheets: true},
		{Name: "governance-ledger", Code: "ZL", Title: "主动治理台账", Period: zhixiao.Month, Units: of(zhixiao.City), Generate: GovernanceLedger, Sheets: true},
		{Name: "week-report", Code: "ZC", Title: "周分析", Period: zhixiao.Week, Units: of(zhixiao.City), Generate: WeekReport},
		{Name: "day-report", Code: "RB", Title: "日汇总", Period: zhixiao.Day, Units: of(zhixiao.City), Generate: DayReport},
	}
}

// FileName is the deliverable's file name without extension:
// ZS2026-121_QY_2026Q3_R03-朝阳区_季度分析报告_V0.1_初稿.
func (k Kind) FileName(p zhixiao.Period, u zhixiao.Unit) string {
	unit := "全市"
	if u.Serial != "" {
		unit = u.Serial + "-" + fileSafe(u.Short)
	}
	return strings.Join([]string{contractShort, k.Code, p.String(), unit, strings.TrimPrefix(k.Title, "政务服务质效"), "V0.1", "初稿"}, "_")
}

// fileSafe keeps a name free of what file systems and the archive refuse.
func fileSafe(name string) string {
	return strings.NewReplacer("、", "-", "（", "", "）", "", " ", "").Replace(name)
}

const (
	contractShort = "ZS2026-121"
	contractNo    = "京政数合【2026】121号"
)

// writingDays is the working days from the cutoff to a draft's date
// (domain/workflow.md §3).
func writingDays(kind zhixiao.PeriodKind) int {
	switch kind {
	case zhixiao.Day, zhixiao.Week:
		return 1
	case zhixiao.Month:
		return 3
	}
	return 10
}

// document starts a report with its cover.
func (r *report) document(kind, title string, budget document.Budget) *document.Document {
	p := r.f.Period()
	return &document.Document{
		Job:  kind + "-" + r.u.Code + "-" + p.String(),
		Kind: kind, Unit: r.u, Period: p,
		Title:    title,
		Subtitle: "（" + p.Title() + "）",
		Fields: map[string]string{
			"内部标识": "内部资料　注意保存",
			"合同编号": "合同编号：" + contractNo,
			"数据标识": "数据冻结日：" + zhixiao.ChineseDate(r.f.Cutoff()),
			"报告标题": title,
			"副标题":  "（" + p.Title() + "）",
			"编制单位": "政务服务“好差评”质效监测评价项目组",
			"编制日期": zhixiao.ChineseDate(r.t.Calendar.After(r.f.Cutoff(), writingDays(p.Kind))),
			"版本":   "V0.1（初稿）",
		},
		Budget: budget, TOC: true,
	}
}
