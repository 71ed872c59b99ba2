package generators

import (
	"fmt"
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/book"
	"zhixiao/generators/month"
	"zhixiao/generators/prose"
	"zhixiao/generators/quarter"
	"zhixiao/templates"
)

// Kind is one deliverable of the contract.
type Kind struct {
	Name   string // quarter-district
	Code   string // class code in file names: QY
	Title  string // 政务服务质效季度分析报告
	Period zhixiao.PeriodKind
	Units  func(*analysis.Facts) []zhixiao.Unit // whose reports there are, in the order of units.yaml
	Sheets bool                                 // a list: its tables are delivered as a workbook (XLSX) too
	// Follows says that the report follows up what was proposed a period before
	// and proposes again, so that what it proposes has to be kept.
	Follows bool
	make    func(Request) (Result, error)
}

// KeptRemedy is what a report proposes, as it is kept for the next period.
type KeptRemedy = prose.KeptRemedy

// Request is one deliverable to be made.
type Request struct {
	Kind      string // the Name of a Kind of the catalogue
	Facts     *analysis.Facts
	Templates *templates.Set
	Unit      zhixiao.Unit // one of the kind's Units
	Past      []KeptRemedy // of the period before, for a kind that Follows; nil: nothing was kept, so it is derived
}

// Result is a deliverable as generated: unchecked, its maps not yet drawn.
type Result struct {
	Document *document.Document
	Remedies []KeptRemedy // in the order of the text, to be kept for the next period; nil for a kind that does not follow up
}

// Make generates a deliverable from facts and templates alone: the same request gives
// the same document. A kind outside the catalogue is an error that names the kinds
// there are; what templates or data make impossible to write is an error with every
// fault of that deliverable.
func Make(r Request) (Result, error) {
	var names []string
	for _, k := range Catalogue() {
		if k.Name == r.Kind {
			return k.make(r)
		}
		names = append(names, k.Name)
	}
	return Result{}, &zhixiao.Problem{Err: fmt.Errorf("没有名为%q的成果", r.Kind), Way: "现有" + strings.Join(names, "、")}
}

// generator is what writes a deliverable that neither follows up nor proposes.
type generator func(*analysis.Facts, *templates.Set, zhixiao.Unit) (*document.Document, error)

func (g generator) make(r Request) (Result, error) {
	d, err := g(r.Facts, r.Templates, r.Unit)
	return Result{Document: d}, err
}

// follower is what writes a report that follows up past and proposes again.
type follower func(f *analysis.Facts, t *templates.Set, u zhixiao.Unit, past []KeptRemedy) (*document.Document, []KeptRemedy, error)

func (g follower) make(r Request) (Result, error) {
	d, made, err := g(r.Facts, r.Templates, r.Unit, r.Past)
	return Result{d, made}, err
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
		{Name: "quarter-general", Code: "ZB", Title: "政务服务质效季度总报告", Period: zhixiao.Quarter, Units: of(zhixiao.City), Follows: true, make: follower(quarter.General).make},
		{Name: "quarter-district", Code: "QY", Title: "政务服务质效季度分析报告", Period: zhixiao.Quarter, Units: of(zhixiao.Region), Follows: true, make: follower(quarter.District).make},
		{Name: "quarter-domain", Code: "LY", Title: "政务服务质效季度分析报告", Period: zhixiao.Quarter, Units: of(zhixiao.Domain), Follows: true, make: follower(quarter.Domain).make},
		{Name: "month-list", Code: "QD", Title: "公众侧问题清单", Period: zhixiao.Month, Units: volumes, Sheets: true, make: generator(month.List).make},
		{Name: "interim", Code: "ZQ", Title: "政务服务质效中期分析报告", Period: zhixiao.Interim, Units: of(zhixiao.City), make: generator(book.Interim).make},
		{Name: "final", Code: "ZZ", Title: "政务服务质效终期分析报告", Period: zhixiao.Final, Units: of(zhixiao.City), make: generator(book.Final).make},
		{Name: "month-report", Code: "YD", Title: "办事堵点问题专项分析报告", Period: zhixiao.Month, Units: of(zhixiao.City), make: generator(month.Report).make},
		{Name: "month-trial", Code: "TY", Title: "体验式调查问题清单", Period: zhixiao.Month, Units: of(zhixiao.City), Sheets: true, make: generator(month.Trial).make},
		{Name: "governance-ledger", Code: "ZL", Title: "主动治理台账", Period: zhixiao.Month, Units: of(zhixiao.City), Sheets: true, make: generator(month.Ledger).make},
		{Name: "week-report", Code: "ZC", Title: "周分析", Period: zhixiao.Week, Units: of(zhixiao.City), make: generator(month.Week).make},
		{Name: "day-report", Code: "RB", Title: "日汇总", Period: zhixiao.Day, Units: of(zhixiao.City), make: generator(month.Day).make},
	}
}

// FileName is the deliverable's file name without extension:
// ZS2026-121_QY_2026Q3_R03-朝阳区_季度分析报告_V0.1_初稿.
func (k Kind) FileName(p zhixiao.Period, u zhixiao.Unit) string {
	unit := "全市"
	if u.Serial != "" {
		unit = u.Serial + "-" + prose.FileSafe(u.Short)
	}
	return strings.Join([]string{prose.ContractShort, k.Code, p.String(), unit, strings.TrimPrefix(k.Title, "政务服务质效"), "V0.1", "初稿"}, "_")
}
