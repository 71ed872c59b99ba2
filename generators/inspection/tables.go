package inspection

import (
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync"
	"time"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/outline"
	"zhixiao/generators/prose"
)

// listPaper is what the outline of the list of problems may name.
var listPaper = sync.OnceValue(func() *outline.Paper[*paper] {
	return &outline.Paper[*paper]{Outline: "inspection-list", Kind: "inspection", Parts: &outline.Parts[*paper]{
		Asker: prose.Inspection, Slots: paperSlots(),
		Tables: []outline.Table[*paper]{pointTable(), itemTable(), findingTable(), remedyTable()},
		Figures: []outline.Figure[*paper]{
			{Part: outline.Part{Name: "各单位符合率", Role: "figure.units", Ref: "核图单位", Means: "各单位符合率图"}, Of: unitFigure},
		},
		Loops: []outline.Loop[*paper]{
			outline.Each("单位", (*paper).sections, func(u inspected) string { return "unit." + u.Unit }, &outline.Parts[inspected]{Asker: prose.Inspection, Slots: unitSlots()}),
			outline.Each("共性项", (*paper).shared, func(i failed) string { return "causes." + fmt.Sprint(i.n) }, &outline.Parts[failed]{Asker: prose.Inspection, Slots: itemSlots()}),
		},
	}}
})

// evidencePaper is what the outline of the book of evidence may name.
var evidencePaper = sync.OnceValue(func() *outline.Paper[*paper] {
	return &outline.Paper[*paper]{Outline: "inspection-evidence", Kind: "inspection", Parts: &outline.Parts[*paper]{
		Asker: prose.Inspection, Slots: paperSlots(), Tables: []outline.Table[*paper]{evidenceTable()},
		Loops: []outline.Loop[*paper]{
			outline.Each("照片", (*paper).photos, func(e piece) string { return e.No }, &outline.Parts[piece]{
				Asker: prose.Inspection, Slots: pieceSlots(),
				Figures: []outline.Figure[piece]{{Part: outline.Part{Name: "照片"}, Of: func(e piece) document.Graphic { return document.Image{Name: e.File, Data: e.Data} }}},
			}),
		},
	}}
})

// Outlined is the papers that have outlines.
func Outlined() []outline.Declared { return []outline.Declared{listPaper(), evidencePaper()} }

func pointTable() outline.Table[*paper] {
	type point = zhixiao.InspectionPoint
	return outline.List(outline.Table[*paper]{Part: outline.Part{Name: "核查点位", Role: "table.points", Ref: "核表点位", Means: "核查点位表"}},
		func(p *paper) iter.Seq[point] { return slices.Values(p.in().Points) },
		outline.Text("点位编号", func(_ *paper, at point) string { return at.No }),
		outline.Text("单位", func(p *paper, at point) string { return p.name(at.Unit) }),
		outline.Text("点位", func(_ *paper, at point) string { return at.Name }),
		outline.Text("方式", func(_ *paper, at point) string { return at.Kind }),
		outline.Text("核查日期", func(_ *paper, at point) string { return at.Date.Format(time.DateOnly) }),
	)
}

func itemTable() outline.Table[*paper] {
	type tally = analysis.ItemTally
	return outline.List(outline.Table[*paper]{Part: outline.Part{Name: "核查项", Role: "table.items", Ref: "核表项", Means: "各核查项符合情况表"}},
		func(p *paper) iter.Seq[tally] { return slices.Values(p.x.Items()) },
		outline.Text("核查项", func(_ *paper, it tally) string { return it.Item.Name }),
		outline.Value("适用点位", func(_ *paper, it tally) zhixiao.Quantity { return it.Checked }),
		outline.Value("不符合点位", func(_ *paper, it tally) zhixiao.Quantity { return it.Failed }),
		outline.Value("符合率", func(_ *paper, it tally) zhixiao.Quantity { return it.Conforms }),
		outline.Text("涉及单位", func(p *paper, it tally) string { return p.named(it.At) }),
	)
}

// unitFigure ranks the units by their share; one unit, or all equal, make none.
func unitFigure(p *paper) document.Graphic {
	if !p.differ() {
		return nil
	}
	var labels []string
	var points []zhixiao.Quantity
	for _, c := range p.ranked() {
		labels, points = append(labels, p.name(c)), append(points, p.x.Conformity(c))
	}
	return document.Chart{
		Kind: document.RankingBarChart, Labels: labels, Unit: "%", Series: []document.Series{{Name: "符合率", Points: points}},
		Reference: &document.Reference{Name: "总体", Value: p.x.Conformity(zhixiao.CityCode)},
	}
}

// findingTable is the list itself, with the columns of docs/domain/reports.md §6.
func findingTable() outline.Table[*paper] {
	type finding = zhixiao.InspectionFinding
	return outline.List(outline.Table[*paper]{Part: outline.Part{Name: "问题清单", Role: "table.findings", Ref: "核表清单", Means: "问题反馈清单", Must: true}},
		func(p *paper) iter.Seq[finding] { return slices.Values(p.in().Findings) },
		outline.Text("编号", func(_ *paper, f finding) string { return f.No }),
		outline.Text("单位", func(p *paper, f finding) string { return p.name(p.x.UnitOf(f.Point)) }),
		outline.Text("点位", func(p *paper, f finding) string { return p.point(f.Point).Name }),
		outline.Text("核查项", func(p *paper, f finding) string { return p.item(f.Item).Name }),
		outline.Text("核查时间", func(_ *paper, f finding) string { return f.When }),
		outline.Text("事实", func(_ *paper, f finding) string { return f.Fact }),
		outline.Text("依据条款", func(p *paper, f finding) string { return p.item(f.Item).Clause }),
		outline.Text("证据", func(p *paper, f finding) string { return located(f.Evidence, p.pages) }),
		outline.Text("问题性质", func(_ *paper, f finding) string { return f.Severity }),
		outline.Text("单位说明", func(_ *paper, f finding) string { return f.Reply }),
		outline.Text("核查组意见", func(_ *paper, f finding) string { return f.Opinion }),
		outline.Text("整改建议", func(_ *paper, f finding) string { return f.Remedy }),
		outline.Text("责任单位", func(_ *paper, f finding) string { return f.Owner }),
		outline.Text("时限", func(_ *paper, f finding) string { return f.Due.Format(time.DateOnly) }),
		outline.Text("整改状态", func(_ *paper, f finding) string { return f.State }),
		outline.Text("复核时间与结论", func(_ *paper, f finding) string { return f.Review }),
	)
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

// remedy joins the findings of an item into one five-part remedy: who, what, by
// when, what it yields and how it is measured.
type remedy struct {
	analysis.ItemTally
	owners, actions []string
	due             time.Time
}

func (p *paper) remedies(yield func(remedy) bool) {
	for _, it := range p.x.Items() {
		if len(it.At) == 0 {
			continue
		}
		a := remedy{ItemTally: it}
		for _, f := range p.in().Findings {
			if f.Item != it.Item.No {
				continue
			}
			a.owners, a.actions = once(a.owners, f.Owner), once(a.actions, strings.TrimRight(f.Remedy, "。；"))
			if f.Due.After(a.due) {
				a.due = f.Due
			}
		}
		if !yield(a) {
			return
		}
	}
}

func remedyTable() outline.Table[*paper] {
	return outline.List(outline.Table[*paper]{Part: outline.Part{Name: "整改建议", Role: "table.advice", Ref: "核表建议", Means: "整改建议分工表"}},
		func(p *paper) iter.Seq[remedy] { return p.remedies },
		outline.Text("核查项", func(_ *paper, a remedy) string { return a.Item.Name }),
		outline.Text("牵头单位", func(p *paper, a remedy) string { return p.named(a.At) }),
		outline.Text("责任主体", func(_ *paper, a remedy) string { return strings.Join(a.owners, "、") }),
		outline.Text("整改措施", func(_ *paper, a remedy) string { return strings.Join(a.actions, "；") }),
		outline.Text("完成时限", func(_ *paper, a remedy) string { return a.due.Format(time.DateOnly) }),
	)
}

func once(list []string, s string) []string {
	if s == "" || slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

// photos is the pieces that are printed.
func (p *paper) photos() (all []piece) {
	for _, e := range p.in().Evidence {
		if e.Data != nil {
			all = append(all, piece{e})
		}
	}
	return all
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

func evidenceTable() outline.Table[*paper] {
	return outline.List(outline.Table[*paper]{Part: outline.Part{Name: "证据目录", Role: "table.evidence", Means: "证据目录", Must: true}},
		func(p *paper) iter.Seq[piece] {
			return func(yield func(piece) bool) {
				for _, e := range p.in().Evidence {
					if !yield(piece{e}) {
						return
					}
				}
			}
		},
		outline.Text("证据编号", func(_ *paper, e piece) string { return e.No }),
		outline.Text("类型", func(_ *paper, e piece) string { return e.Kind }),
		outline.Text("拍摄时间", func(_ *paper, e piece) string { return e.When }),
		outline.Text("地点", func(_ *paper, e piece) string { return e.Place }),
		outline.Text("证明事实", func(_ *paper, e piece) string { return e.Caption + "（" + e.masked() + "）" }),
		outline.Text("摘要", func(_ *paper, e piece) string { return e.hash() }),
	)
}
