package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/output"
)

// erratumFolder is where lists of errata stand below the output folder.
const erratumFolder = "勘误"

// write prints the list as a Word file and as a workbook, named by the period's
// latest snapshot: the data carry the date, not the clock.
func (e *erratum) write(ctx context.Context, period zhixiao.Period) (files []string, err error) {
	l, err := e.at.open(ctx, period.String())
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, l.close()) }()
	d := e.document(l)
	name := filepath.Join(e.at.out, erratumFolder, "勘误表_"+l.snapshot.ID)
	if err := writeWord(ctx, l.templates, d, name+".docx"); err != nil {
		return nil, err
	}
	book, err := workbook(ctx, d, l.snapshot.Cutoff)
	if err != nil {
		return nil, err
	}
	folder, err := output.NewFolder(filepath.Dir(name))
	if err != nil {
		return nil, err
	}
	err = folder.Put(ctx, filepath.Base(name)+".xlsx", func(w io.Writer) error { _, err := w.Write(book); return err })
	return []string{name + ".docx", name + ".xlsx"}, err
}

func (e *erratum) document(l *line) *document.Document {
	t := document.Table{
		ID: "erratum.table", Caption: "更正明细", Landscape: true, Small: true,
		Columns: []document.Column{{Width: 0.6, Align: document.Center}, {Width: 2.6}, {Width: 1.3}, {Width: 3.2}, {Width: 1.1, Align: document.Center}, {Width: 1.1, Align: document.Center}, {Width: 1.8}},
		Header:  [][]document.Cell{cells("序号", "报告", "位置", "指标", "原印", "更正为", "原因")},
	}
	for i, c := range e.list {
		t.Rows = append(t.Rows, cells(fmt.Sprint(i+1), c.paper, c.place, c.key, c.was, c.is, c.cause))
	}
	say := func(id document.ID, text string) document.Block {
		return document.Para{ID: id, Inlines: []document.Inline{document.Text(text)}}
	}
	d := &document.Document{
		Job: "erratum-" + zhixiao.CityCode + "-" + l.period.String(), Kind: "erratum", Period: l.period, Demo: l.demo,
		Unit:  zhixiao.Unit{Code: zhixiao.CityCode, Kind: zhixiao.City, Full: "北京市", Short: "全市"},
		Title: "勘误表", Subtitle: "（" + l.period.Title() + "）", Origin: "快照" + l.snapshot.ID + "；质效" + version,
		Fields: map[string]string{
			"内部标识": "内部资料　注意保存", "合同编号": "合同编号：" + l.templates.Contract.No, "数据标识": "数据冻结日：" + zhixiao.ChineseDate(l.snapshot.Cutoff),
			"报告标题": "勘误表", "副标题": "（" + l.period.Title() + "）", "编制单位": l.at.maker(), "编制日期": zhixiao.ChineseDate(l.snapshot.Cutoff), "版本": "勘误",
		},
		Body: []document.Block{
			document.Heading{ID: "erratum.heading", Level: 1, Text: []document.Inline{document.Text("更正情况")}},
			say("erratum.text", fmt.Sprintf("源数据更正并重新冻结后，已印报告中与更正后数据不一致的共%d份、%d处，逐处列于下表。位置为原稿中的位置，“不再印出”指更正后的报告不再写这一数值。", e.papers, len(e.list))),
		},
	}
	for i, title := range e.reapply {
		d.Body = append(d.Body, say(document.ID(fmt.Sprintf("erratum.approve.%d", i+1)), title+"此前已经审定：审定件保留不动，更正稿须按勘误程序重新审定。"))
	}
	d.Body = append(d.Body, t)
	return d
}
