package press

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/output"
	"zhixiao/output/formats"
)

// erratumFolder is where lists of errata stand below the output folder.
const erratumFolder = "勘误"

// write prints the list as a Word file and as a workbook, named by the period's
// latest snapshot: the data carry the date, not the clock.
func (e *erratum) write(ctx context.Context, period zhixiao.Period) (files []string, err error) {
	l, err := e.at.Open(ctx, period)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	d := e.document(l)
	return e.at.writeWorking(ctx, l.Templates, d, formats.Working(formats.List), filepath.Join(e.at.Output, erratumFolder, "勘误表_"+l.Snapshot.ID), l.Snapshot.Cutoff)
}

func (e *erratum) document(l *Edition) *document.Document {
	t := document.Table{
		ID: "erratum.table", Caption: "更正明细", Landscape: true, Small: true,
		Columns: []document.Column{{Width: 0.6, Align: document.Center}, {Width: 2.6}, {Width: 1.3}, {Width: 3.2}, {Width: 1.1, Align: document.Center}, {Width: 1.1, Align: document.Center}, {Width: 1.8}},
		Header:  [][]document.Cell{document.Row("序号", "报告", "位置", "指标", "原印", "更正为", "原因")},
	}
	for i, c := range e.List {
		t.Rows = append(t.Rows, document.Row(fmt.Sprint(i+1), c.Paper, c.Place, c.Key, c.Was, c.Is, c.Cause))
	}
	say := func(id document.ID, text string) document.Block {
		return document.Para{ID: id, Inlines: []document.Inline{document.Text(text)}}
	}
	d := &document.Document{
		Job: "erratum-" + zhixiao.CityCode + "-" + l.Period.String(), Kind: "erratum", Period: l.Period, Demo: l.Demo,
		Unit:  zhixiao.Unit{Code: zhixiao.CityCode, Kind: zhixiao.City, Full: "北京市", Short: "全市"},
		Title: "勘误表", Subtitle: "（" + l.Period.Title() + "）", Origin: "快照" + l.Snapshot.ID + "；质效" + e.at.Program.Version,
		Fields: map[string]string{
			"内部标识": "内部资料　注意保存", "合同编号": "合同编号：" + l.Templates.Contract.No, "数据标识": "数据冻结日：" + zhixiao.ChineseDate(l.Snapshot.Cutoff),
			"报告标题": "勘误表", "副标题": "（" + l.Period.Title() + "）", "编制单位": l.Project.Maker(), "编制日期": zhixiao.ChineseDate(l.Snapshot.Cutoff), "版本": "勘误",
		},
		Body: []document.Block{
			document.Heading{ID: "erratum.heading", Level: 1, Text: []document.Inline{document.Text("更正情况")}},
			say("erratum.text", fmt.Sprintf(output.Wording("extent of errata"), len(e.Papers), len(e.List))),
		},
	}
	for i, paper := range e.locked() {
		d.Body = append(d.Body, say(document.ID(fmt.Sprintf("erratum.approve.%d", i+1)), paper.Title+output.Wording("approved before")))
	}
	d.Body = append(d.Body, t)
	return d
}

// locked are the approved ones of the papers.
func (e *Errata) locked() []Corrected {
	return slices.DeleteFunc(slices.Clone(e.Papers), func(p Corrected) bool { return !p.Locked })
}

// Lines tell which papers were put right, and what is left to do.
func (e *Errata) Lines() []string {
	var lines []string
	say := func(format string, args ...any) { lines = append(lines, fmt.Sprintf(format, args...)) }
	for _, p := range e.Papers {
		done := "已重做"
		if p.Locked {
			done = output.Wording("corrected beside")
		}
		say("受影响：%s，%d处（%s）；%s", p.Title, p.Values, p.Cause, done)
	}
	for _, f := range e.Files {
		say("勘误表：%s", f)
	}
	for _, p := range e.locked() {
		say(output.Wording("to be approved"), p.Title)
	}
	for _, title := range e.Left {
		say(output.Wording("left as edited"), title)
	}
	say(output.Wording("errata made"), len(e.Papers), len(e.List), e.Unchanged)
	return lines
}
