package inspection

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/generators/prose"
)

func (p *paper) pointTable() document.Table {
	t := document.Table{ID: p.d.ID("table.points"), Caption: "核查点位", Columns: prose.Columns("ccllcc", 0.6, 1.2, 2, 2.8, 0.8, 1.6),
		Header: prose.Header("序号", "点位编号", "被核查单位", "点位", "方式", "核查日期")}
	for i, at := range p.in().Points {
		t.Rows = append(t.Rows, []document.Cell{prose.Words(fmt.Sprint(i + 1)), prose.Words(at.No), prose.Words(p.name(at.Unit)), prose.Words(at.Name), prose.Words(at.Kind), prose.Words(at.Date.Format(time.DateOnly))})
	}
	return t
}

func (p *paper) itemTable() document.Table {
	t := document.Table{ID: p.d.ID("table.items"), Caption: "各核查项符合情况", Columns: prose.Columns("lcccl", 2.6, 1, 1, 1.1, 3.2),
		Header: prose.Header("核查项", "适用点位", "不符合点位", "符合率（%）", "涉及单位")}
	for _, it := range p.x.Items() {
		t.Rows = append(t.Rows, []document.Cell{prose.Words(it.Item.Name), prose.Value(it.Checked), prose.Value(it.Failed), prose.Value(it.Conforms), prose.Words(prose.OrDash(p.named(it.At)))})
	}
	return t
}

// unitFigure ranks the units by their share; one unit, or all equal, make none.
func (p *paper) unitFigure() (document.Figure, bool) {
	if !p.differ() {
		return document.Figure{}, false
	}
	in := p.in()
	var codes []string
	for _, u := range in.Units {
		if p.x.Conformity(u.Unit).Ok() {
			codes = append(codes, u.Unit)
		}
	}
	slices.SortStableFunc(codes, func(a, b string) int { return p.x.Conformity(b).Value.Cmp(p.x.Conformity(a).Value) })
	var labels []string
	var points []zhixiao.Quantity
	for _, c := range codes {
		labels, points = append(labels, p.name(c)), append(points, p.x.Conformity(c))
	}
	all := p.x.Conformity(zhixiao.CityCode)
	source := "数据来源：" + in.No + "核查记录；统计期 " + in.From.Format(time.DateOnly) + "至" + in.To.Format(time.DateOnly) + "；n=" + p.x.Checked(zhixiao.CityCode).Text() + "项次"
	return document.Figure{
		ID: p.d.ID("figure.units"), Caption: "各单位核查符合率", Source: source,
		Alt: "各被核查单位符合率由高到低：" + p.named(codes),
		Graphic: document.Chart{
			Kind: document.RankingBarChart, Title: "各单位核查符合率", Labels: labels, Unit: "%", Source: source,
			Series: []document.Series{{Name: "符合率", Points: points}}, Reference: &document.Reference{Name: "总体", Value: all},
		},
	}, true
}

// findingTable is the list itself, with the columns of docs/domain/reports.md §6.
func (p *paper) findingTable(pages map[string]int) document.Table {
	t := document.Table{
		ID: p.d.ID("table.findings"), Caption: "专项核查问题反馈清单", Landscape: true, A3: true, Small: true,
		Columns: prose.Columns("ccllccllclllllccl", 0.5, 1.3, 1.1, 1.4, 1.2, 1.2, 3.2, 2.2, 1.2, 0.8, 1.6, 1.6, 2.2, 1.2, 1.1, 0.9, 1.4),
		Header:  prose.Header("序号", "编号", "被核查单位", "点位", "核查项", "核查时间", "事实描述", "依据条款", "证据编号及页码", "问题性质", "单位说明", "核查组意见", "整改建议", "责任单位", "时限", "整改状态", "复核时间与结论"),
		Note:    prose.Plain("证据编号后的页码为证据册页码。"),
	}
	for i, f := range p.in().Findings {
		item := p.item(f.Item)
		t.Rows = append(t.Rows, []document.Cell{
			prose.Words(fmt.Sprint(i + 1)), prose.Words(f.No), prose.Words(p.name(p.x.UnitOf(f.Point))), prose.Words(p.point(f.Point).Name), prose.Words(item.Name), prose.Words(f.When),
			prose.Words(f.Fact), prose.Words(item.Clause), prose.Words(located(f.Evidence, pages)), prose.Words(f.Severity), prose.Words(prose.OrDash(f.Reply)), prose.Words(prose.OrDash(f.Opinion)),
			prose.Words(f.Remedy), prose.Words(f.Owner), prose.Words(f.Due.Format(time.DateOnly)), prose.Words(f.State), prose.Words(prose.OrDash(f.Review)),
		})
	}
	return t
}

// located is evidence numbers with their pages in the evidence book.
func located(numbers []string, pages map[string]int) string {
	var out []string
	for _, no := range numbers {
		if page := pages[no]; page > 0 {
			no += fmt.Sprintf("（第%d页）", page)
		}
		out = append(out, no)
	}
	return strings.Join(out, "、")
}

// remedyTable joins the findings of an item into one five-part remedy:
// who, what, by when, what it yields and how it is measured.
func (p *paper) remedyTable() document.Table {
	t := document.Table{ID: p.d.ID("table.advice"), Caption: "整改建议分工", Columns: prose.Columns("llllcll", 1.8, 1.6, 1.6, 2.8, 1.4, 1.6, 2.2),
		Header: prose.Header("核查项", "牵头单位", "责任主体", "整改措施", "完成时限", "产出", "验收标准")}
	for _, it := range p.x.Items() {
		if len(it.At) == 0 {
			continue
		}
		var owners, actions []string
		var due time.Time
		for _, f := range p.in().Findings {
			if f.Item != it.Item.No {
				continue
			}
			owners, actions = once(owners, f.Owner), once(actions, strings.TrimRight(f.Remedy, "。；"))
			if f.Due.After(due) {
				due = f.Due
			}
		}
		t.Rows = append(t.Rows, []document.Cell{
			prose.Words(it.Item.Name), prose.Words(p.named(it.At)), prose.Words(strings.Join(owners, "、")), prose.Words(strings.Join(actions, "；")),
			prose.Words(due.Format(time.DateOnly)), prose.Words("整改情况说明及整改后照片或截图"), prose.Words("按原点位复核，该项全部点位符合"),
		})
	}
	return t
}

func once(list []string, s string) []string {
	if s == "" || slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

// EvidenceBook is every piece of evidence with its time, place, caption and hash;
// photographs are printed, other pieces are listed.
func (g *Papers) EvidenceBook() (*document.Document, error) {
	p := g.paper("evidence")
	in := p.in()
	p.d.Heading(1, "register", prose.Plain("证据目录"))
	p.d.Blocks = append(p.d.Blocks, p.evidenceTable())
	if p.x.EvidenceCount("照片").Value.Sign() > 0 {
		p.d.Heading(1, "photos", prose.Plain("照片"))
	}
	for _, e := range in.Evidence {
		if e.Data == nil {
			continue
		}
		p.d.Blocks = append(p.d.Blocks, document.Figure{
			ID: EvidenceID(in.No, e.No), Caption: e.No + "　" + e.Caption, WidthMM: 110,
			Graphic: document.Image{Name: e.File, Data: e.Data}, Alt: e.Caption,
			Source: "拍摄时间：" + e.When + "；地点：" + e.Place + "；SHA-256前8位：" + e.SHA256[:8] + "；" + maskedWord(e),
		})
	}
	doc := g.document("证据册")
	doc.Body = p.d.Body()
	return doc, p.d.Err()
}

// EvidenceID is the block of a photograph in the evidence book.
func EvidenceID(inspection, evidence string) document.ID {
	return document.ID("evidence." + inspection + "." + evidence)
}

// RegisterID is the block of the evidence book's register, where pieces that are
// not printed stand.
func RegisterID(inspection string) document.ID {
	return document.ID("evidence." + inspection + ".table.evidence")
}

func maskedWord(e zhixiao.Evidence) string {
	if e.Masked {
		return "已脱敏"
	}
	return "未脱敏，不得对外"
}

func (p *paper) evidenceTable() document.Table {
	t := document.Table{ID: p.d.ID("table.evidence"), Caption: "证据目录", Columns: prose.Columns("clcclll", 0.5, 1.5, 0.7, 1.5, 2, 2.6, 1.2),
		Header: prose.Header("序号", "证据编号", "类型", "拍摄时间", "地点", "证明事实", "SHA-256前8位"),
		Note:   prose.Plain("照片全文见后；录屏、录音不随报告印发，按编号查取。")}
	for i, e := range p.in().Evidence {
		t.Rows = append(t.Rows, []document.Cell{
			prose.Words(fmt.Sprint(i + 1)), prose.Words(e.No), prose.Words(e.Kind), prose.Words(e.When), prose.Words(e.Place), prose.Words(e.Caption + "（" + maskedWord(e) + "）"), prose.Words(e.SHA256[:8]),
		})
	}
	return t
}
