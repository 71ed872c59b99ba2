package fulfilment

import (
	"fmt"
	"strings"
	"time"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/analysis/contract"
	"zhixiao/document"
	"zhixiao/generators/prose"
)

// Fulfilled is what the contract's table is made from: how far its quotas and
// duties are on a day, and where the evidence of a duty's period lies.
type Fulfilled struct {
	Contract    zhixiao.Contract
	On          time.Time
	Quotas      []contract.Progress
	Obligations []contract.Owed
	Evidence    func(contract.Owed) string // folder of the deliverables below the output folder; "" when there are none
}

// Document is the 履约对照表 for the acceptance: what the contract asks for,
// what is done, and where it lies (docs/domain/workflow.md §6).
func Document(f Fulfilled) *document.Document {
	period := zhixiao.Period{Kind: zhixiao.Day, Year: f.On.Year(), N: f.On.YearDay()}
	city := zhixiao.Unit{Code: zhixiao.CityCode, Kind: zhixiao.City, Full: "北京市", Short: "全市"}
	d := prose.NewDraft("fulfilment")
	d.Heading(1, "quotas", prose.Plain("配额完成情况"))
	d.Paragraph("quotas.text", prose.Sentence{Inlines: f.quotaText()})
	d.Blocks = append(d.Blocks, f.quotaTable(d.ID("quotas.table")))
	d.Heading(1, "duties", prose.Plain("成果交付情况"))
	d.Paragraph("duties.text", prose.Sentence{Inlines: f.dutyText()})
	d.Blocks = append(d.Blocks, f.dutyTable(d.ID("duties.table")), f.routineTable(d.ID("routine.table")))
	doc := &document.Document{
		Job: "fulfilment-" + zhixiao.CityCode + "-" + period.String(), Kind: "fulfilment", Unit: city, Period: period,
		Title: "合同履约对照表", Subtitle: "（截至" + zhixiao.ChineseDate(f.On) + "）",
		Fields: map[string]string{
			"内部标识": "内部资料　注意保存",
			"合同编号": "合同编号：" + f.Contract.No,
			"数据标识": "统计截止日：" + zhixiao.ChineseDate(f.On),
			"报告标题": "合同履约对照表",
			"副标题":  "（截至" + zhixiao.ChineseDate(f.On) + "）",
			"编制单位": "政务服务“好差评”质效监测评价项目组",
			"编制日期": zhixiao.ChineseDate(f.On),
			"版本":   "V0.1（初稿）",
		},
		Body: d.Body(),
	}
	return doc
}

func (f Fulfilled) quotaText() []document.Inline {
	behind := map[analysis.Light][]string{}
	for _, p := range f.Quotas {
		behind[p.Light] = append(behind[p.Light], p.Quota.Name)
	}
	text := "配额按实施期首日至统计日的入库记录计数，以日历日推算进度。"
	if red := behind[analysis.Red]; len(red) > 0 {
		text += "明显落后于时间进度的有" + strings.Join(red, "、") + "。"
	}
	if yellow := behind[analysis.Yellow]; len(yellow) > 0 {
		text += "略落后于时间进度的有" + strings.Join(yellow, "、") + "。"
	}
	if len(behind[analysis.Red])+len(behind[analysis.Yellow]) == 0 {
		text += "各项配额均不落后于时间进度。"
	}
	return prose.Join(prose.Plain(text), Judged(f.Quotas))
}

func (f Fulfilled) quotaTable(id document.ID) document.Table {
	t := document.Table{
		ID: id, Caption: "配额履约对照", Landscape: true, Columns: prose.Columns("cllcccccccc", 0.6, 2.6, 1.6, 0.7, 1, 1, 1, 1, 1.2, 1.1, 0.7),
		Header: prose.Header("序号", "合同要求", "项目", "单位", "要求数", "完成量", "完成率（%）", "时间进度（%）", "按现速推算", "推算缺口", "预警"),
		Note:   prose.Plain("预警：完成率落后时间进度5个百分点以上为黄，10个百分点以上为红。佐证为数据库同名数据表的逐条记录。"),
	}
	for i, p := range f.Quotas {
		t.Rows = append(t.Rows, []document.Cell{
			prose.Words(fmt.Sprint(i + 1)), prose.Words(p.Quota.Clause), prose.Words(p.Quota.Name), prose.Words(p.Quota.Unit),
			prose.Value(p.Target), prose.Value(p.Done), prose.Value(p.Part), prose.Value(p.Time), prose.Value(p.Forecast), prose.Value(p.Short), prose.Words(prose.LightWord(p.Light)),
		})
	}
	return t
}

func (f Fulfilled) dutyText() []document.Inline {
	var late, grave, unproven []string
	for _, o := range f.Obligations {
		if o.Duty.Routine() {
			continue
		}
		name := o.Period.Title() + o.Duty.Name
		if o.Unproven() {
			unproven = append(unproven, name)
		}
		if o.Grave {
			grave = append(grave, name)
		} else if o.Late.Value.Sign() > 0 {
			late = append(late, name)
		}
	}
	text := "交付期限按工作日推算，法定节假日和调休日依年度放假安排。"
	if len(late) > 0 {
		text += "已逾期的有" + strings.Join(late, "、") + "。"
	}
	if len(grave) > 0 {
		text += "逾期超过合同容许日数的有" + strings.Join(grave, "、") + "，须立即处置。"
	}
	if len(late)+len(grave) == 0 {
		text += "截至统计日没有逾期成果。"
	}
	if len(unproven) > 0 {
		text += "已交付而没有全部审定记录的有" + strings.Join(unproven, "、") + "，原因见表。"
	}
	return prose.Plain(text)
}

func (f Fulfilled) dutyTable(id document.ID) document.Table {
	t := document.Table{
		ID: id, Caption: "成果交付对照", Landscape: true, Small: true, Columns: prose.Columns("cllcccccccl", 0.6, 2.6, 1.7, 0.8, 0.8, 1.4, 0.9, 1.3, 0.9, 1.4, 1.4),
		Header: prose.Header("序号", "合同要求", "期次", "应交份数", "成稿份数", "应交日", "状态", "交付日", "逾期（天）", "违约金（元）", "佐证"),
		Note:   prose.Plain("带*的应交日所在年度放假安排尚未录入，为暂定日期。未交付的，逾期算至统计日；多次交付的，算至首次交付日，以后各次为补交或更正。"),
	}
	for _, o := range f.Obligations {
		if o.Duty.Routine() {
			continue
		}
		due := o.Due.Format(time.DateOnly)
		if o.Provision {
			due += "*"
		}
		t.Rows = append(t.Rows, []document.Cell{
			prose.Words(fmt.Sprint(len(t.Rows) + 1)), prose.Words(o.Duty.Clause), prose.Words(o.Period.Title()), prose.Words(fmt.Sprint(o.Duty.Copies)), prose.Words(fmt.Sprint(o.Deliverables.Made)),
			prose.Words(due), prose.Words(o.Status()), prose.Words(prose.OrDash(Handed(o))), prose.Value(o.Late), prose.Value(o.Penalty), prose.Words(prose.OrDash(f.evidence(o))),
		})
	}
	return t
}

// Handed says when a duty's documents were handed over; empty while they were not.
// Whether a later delivery brings what was missing or puts something right is told
// by its note alone.
func Handed(o contract.Owed) string {
	if o.Delivered().IsZero() {
		return ""
	}
	text := o.Delivered().Format(time.DateOnly)
	var again []string
	for _, h := range o.Again() {
		day := h.Day.Format(time.DateOnly)
		if h.Note != "" {
			day += "（" + h.Note + "）"
		}
		again = append(again, day)
	}
	if len(again) > 0 {
		text += "；补交或更正：" + strings.Join(again, "、")
	}
	return text
}

// evidence is where the deliverables lie, and why they went out without approvals.
func (f Fulfilled) evidence(o contract.Owed) string {
	at := f.Evidence(o)
	if o.Reason() == "" || o.Status() == o.Standing.String() {
		return at
	}
	if at != "" {
		at = "；" + at
	}
	return "未经审定交付的原因：" + o.Reason() + at
}

// routineTable counts the daily and weekly duties.
func (f Fulfilled) routineTable(id document.ID) document.Table {
	t := document.Table{ID: id, Caption: "例行成果", Columns: prose.Columns("llccc", 2.4, 1.4, 1, 1, 1),
		Header: prose.Header("合同要求", "成果", "到期（份）", "已成稿（份）", "缺（份）")}
	for _, y := range contract.Tallies(f.Obligations, f.On) {
		t.Rows = append(t.Rows, []document.Cell{prose.Words(y.Duty.Clause), prose.Words(y.Duty.Name), prose.Value(y.Due), prose.Value(y.Made), prose.Value(y.Open)})
	}
	return t
}
