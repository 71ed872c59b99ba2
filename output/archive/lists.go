package archive

import (
	"context"
	"fmt"
	"path"
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/output"
	"zhixiao/output/formats"
	"zhixiao/output/review"
)

// retention is how long a period's reports are kept (docs/domain/format.md §7): Y for
// good, D30 and D10 for so many years.
func retention(kind zhixiao.PeriodKind) string {
	switch kind {
	case zhixiao.Interim, zhixiao.Final:
		return "Y"
	case zhixiao.Quarter:
		return "D30"
	}
	return "D10"
}

// archiveNo is the 档号 of a piece (DA/T 22): 全宗号-门类·年度-保管期限-机构(问题)-件号.
func (a *archiver) archiveNo(p piece) string {
	year := zhixiao.Int(int64(a.opts.When.Year())).String()
	if len(p.date) >= 4 {
		year = p.date[:4]
	}
	return fmt.Sprintf("%s-WS·%s-%s-ZWJC-%04d", a.opts.Fonds, year, retention(a.Period.Kind), p.no)
}

// lists writes 卷内目录 and 移交清单 into the bag.
func (a *archiver) lists(ctx context.Context, bag *Bag) error {
	p, err := a.Press()
	if err != nil {
		return err
	}
	p.Dated(a.opts.When)
	files := bag.Files()
	contents := a.paper("archive-contents", "卷内目录")
	contents.Body = []document.Block{a.contents(files)}
	transfer := a.paper("archive-transfer", "移交清单")
	transfer.Body = a.transfer(files)
	for _, d := range []*document.Document{contents, transfer} {
		if err := document.Check(d); err != nil {
			return err
		}
		paper, err := p.Lay(ctx, d)
		if err != nil {
			return fmt.Errorf("%s：%w", d.Title, err)
		}
		if err := putList(ctx, bag, paper.Files(formats.Of(formats.Report), formats.Name{Folder: listFolder, File: d.Title})); err != nil {
			return fmt.Errorf("%s：%w", d.Title, err)
		}
	}
	contents.Body = append(contents.Body, fileTable(files))
	writers, err := p.Writers(contents)
	if err != nil {
		return err
	}
	return putList(ctx, bag, writers.Unpaged(contents).Files(formats.Tables(), formats.Name{Folder: listFolder, File: contents.Title}))
}

// listFolder is where the lists of a bag stand in it.
const listFolder = "目录/"

func putList(ctx context.Context, bag *Bag, files []formats.File) error {
	for _, f := range files {
		body, err := f.Bytes(ctx)
		if err != nil {
			return err
		}
		if err := bag.PutBytes(ctx, f.Path, body); err != nil {
			return err
		}
	}
	return nil
}

// contents is 卷内目录: one line a piece.
func (a *archiver) contents(files []output.File) document.Table {
	t := document.Table{ID: "contents", Caption: "卷内目录", Landscape: true, Small: true,
		Columns: []document.Column{{Width: 0.5, Align: document.Center}, {Width: 1.9}, {Width: 0.5, Align: document.Center}, {Width: 1.5}, {Width: 2.4}, {Width: 1, Align: document.Center}, {Width: 0.7, Align: document.Center},
			{Width: 0.5, Align: document.End}, {Width: 0.6, Align: document.Center}, {Width: 1, Align: document.Center}, {Width: 0.9, Align: document.End}, {Width: 1.9}, {Width: 1}},
		Header: [][]document.Cell{document.Row("序号", "档号", "文号", "责任者", "题名", "日期", "密级", "页数", "载体", "格式", "大小（字节）", "SHA-256（PDF）", "备注")},
		Note:   document.Words(output.Wording("note of contents"))}
	for _, p := range a.pieces {
		var size int64
		var kinds []string
		hash := ""
		for _, f := range files {
			if !strings.HasPrefix(f.Path, p.folder+"/") {
				continue
			}
			size += f.Size
			if form := strings.ToUpper(strings.TrimPrefix(path.Ext(f.Path), ".")); !slices.Contains(kinds, form) {
				kinds = append(kinds, form)
			}
			if formats.IsRecord(f.Path) && !strings.Contains(f.Path, "审签单") {
				hash = f.SHA256
			}
		}
		slices.Sort(kinds)
		row := document.Row("", a.archiveNo(p), "", a.Project.Maker(), p.title+"（"+a.Period.Title()+"）"+p.version, p.date, "内部", "", "电子", strings.Join(kinds, " "), "", review.Spaced(hash, 16), p.record)
		row[0], row[7], row[10] = counted(int64(p.no)), counted(int64(p.pages)), counted(size)
		t.Rows = append(t.Rows, row)
	}
	return t
}

// counted is a cell with a whole number, a number in workbooks too.
func counted(n int64) document.Cell {
	return document.Cell{Inlines: []document.Inline{document.Num{Q: zhixiao.Quantity{Value: zhixiao.Int(n)}}}}
}

// fileTable lists every file of the payload.
func fileTable(files []output.File) document.Table {
	t := document.Table{ID: "files", Caption: "文件清单",
		Columns: []document.Column{{Width: 0.4, Align: document.Center}, {Width: 4}, {Width: 0.8, Align: document.End}, {Width: 3}},
		Header:  [][]document.Cell{document.Row("序号", "文件", "大小（字节）", "SHA-256")}}
	for i, f := range files {
		row := document.Row("", f.Path, "", f.SHA256)
		row[0], row[2] = counted(int64(i+1)), counted(f.Size)
		t.Rows = append(t.Rows, row)
	}
	return t
}

// transfer is 移交清单: what is handed over, summed by kind, and who signs.
func (a *archiver) transfer(files []output.File) []document.Block {
	type sum struct{ files, size int64 }
	groups, order := map[string]*sum{}, []string{}
	var all sum
	for _, f := range files {
		name := groupOf(f.Path)
		if groups[name] == nil {
			groups[name] = &sum{}
			order = append(order, name)
		}
		groups[name].files++
		groups[name].size += f.Size
		all.files++
		all.size += f.Size
	}
	t := document.Table{ID: "transfer", Caption: "移交内容", Columns: []document.Column{{Width: 2.4}, {Width: 1, Align: document.End}, {Width: 1.4, Align: document.End}, {Width: 2}},
		Header: [][]document.Cell{document.Row("类别", "文件数", "大小（字节）", "备注")}}
	for _, name := range order {
		t.Rows = append(t.Rows, document.Row(name, zhixiao.Int(groups[name].files).String(), zhixiao.Int(groups[name].size).String(), ""))
	}
	t.Rows = append(t.Rows, document.Row("合计", zhixiao.Int(all.files).String(), zhixiao.Int(all.size).String(), fmt.Sprintf("成果%d件", len(a.pieces))))
	blocks := []document.Block{review.Section("goods", "移交内容"), t}
	if missing := a.missing(); len(missing.Items) > 0 {
		blocks = append(blocks, review.Section("missing", "缺件和未审定件"), missing)
	}
	return append(blocks, review.Section("sign", "交接签字"), document.Card("transfer.sign", [][2]string{
		{"移交单位", a.Project.Maker()}, {"移交人", "（签字）　　　　　　年　　月　　日"}, {"接收单位", "（盖章）"}, {"接收人", "（签字）　　　　　　年　　月　　日"}, {"监交人", "（签字）　　　　　　年　　月　　日"},
		{"核对方式", output.Wording("how to verify")},
	}))
}

func (a *archiver) missing() document.List {
	l := document.List{ID: "transfer.missing", Numbered: true}
	for _, p := range a.pieces {
		if p.approval == nil {
			l.Items = append(l.Items, document.Words(p.title+"："+p.record))
		}
	}
	return l
}

// groupOf is the kind of a file of the payload, for the hand-over list.
func groupOf(name string) string {
	dir, rest, _ := strings.Cut(name, "/")
	switch {
	case dir == "依据" || dir == "证据" || dir == "目录" || dir == "其他成果":
		return dir
	case strings.Contains(rest, "审签单"):
		return "审签单"
	}
	if f, known := formats.ByPath(name); known && f.Group != "" {
		return f.Group
	}
	return "其他"
}
