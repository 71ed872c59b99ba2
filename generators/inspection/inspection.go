package inspection

import (
	"strings"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/outline"
	"zhixiao/generators/prose"
	"zhixiao/templates"
)

// Code is the class code of special inspections in file names.
const Code = "HC"

// New takes the units that the inspection's codes belong to.
func New(x *analysis.Inspected, t *templates.Set, units []zhixiao.Unit) *Papers {
	g := &Papers{x: x, t: t, units: map[string]zhixiao.Unit{}}
	for _, u := range units {
		g.units[u.Code] = u
	}
	return g
}

// FileName is the file name without extension: ZS2026-121_HC_2026-09_HC-2026-01_专项核查问题清单_V0.1_初稿.
func (g *Papers) FileName(title string) string {
	return strings.Join([]string{prose.ContractShort, Code, g.x.Period().String(), g.x.Inspection().No, title, "V0.1", "初稿"}, "_")
}

func (p *paper) say(look templates.Lookup, ids ...string) (said []prose.Sentence) {
	for _, id := range ids {
		in, from, err := p.t.Narrative.Say(id, look, templates.Turn{Period: p.x.Period()})
		p.d.Fault(err)
		if from != nil {
			said = append(said, prose.Sentence{Inlines: in})
		}
	}
	return said
}

// List is the list of problems. pages says on which page of the evidence book
// each piece stands, by its number.
func (g *Papers) List(pages map[string]int) (*document.Document, error) {
	return g.write(listPaper(), &paper{g, prose.NewDraft("inspection." + g.x.Inspection().No), pages}, "专项核查问题清单")
}

// EvidenceBook is every piece of evidence with its time, place, caption and hash;
// photographs are printed, other pieces are listed.
func (g *Papers) EvidenceBook() (*document.Document, error) {
	return g.write(evidencePaper(), &paper{g, prose.NewDraft("evidence." + g.x.Inspection().No), nil}, "证据册")
}

func (g *Papers) write(kind *outline.Paper[*paper], p *paper, name string) (*document.Document, error) {
	look := prose.NewAnswers(kind.Parts.Slots, p, prose.Inspection, nil, p.d.Fault).Look
	page, err := kind.Write(outline.Writing[*paper]{Outlines: g.t.Outlines, Of: p, Look: look, Draft: p.d, Say: p.say})
	if err != nil {
		return nil, err
	}
	doc := g.document(name, page.Title)
	page.Into(doc)
	return doc, p.d.Err()
}

func (g *Papers) document(name, title string) *document.Document {
	in, p := g.x.Inspection(), g.x.Period()
	return &document.Document{
		Job: in.No + "-" + name, Kind: "inspection", Unit: g.units[zhixiao.CityCode], Period: p,
		Title: title, Subtitle: "（" + in.No + "）",
		Fields: map[string]string{
			"内部标识": "内部资料　注意保存",
			"合同编号": "合同编号：" + prose.ContractNo,
			"数据标识": "核查截止日：" + zhixiao.ChineseDate(in.To),
			"报告标题": title,
			"副标题":  "（" + in.No + "）",
			"编制单位": "政务服务“好差评”质效监测评价项目组",
			"编制日期": zhixiao.ChineseDate(g.t.Calendar.After(in.To, 10)),
			"版本":   "V0.1（初稿）",
		},
	}
}
