package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/store"
)

// sheet adds the 审签单 to the goods: who passed the report at which level and
// when, on which file, with what to say.
func (a *approval) sheet(ctx context.Context, p *press, goods *approved, of *document.Document, path string) error {
	d := &document.Document{
		Job: "sheet-" + of.Job, Kind: "sheet", Unit: of.Unit, Period: of.Period, Demo: of.Demo, Origin: of.Origin,
		Title: "审签单", Subtitle: goods.title + of.Subtitle, Sheet: true,
		Fields: map[string]string{},
	}
	for name, value := range of.Fields {
		d.Fields[name] = value
	}
	d.Fields["报告标题"], d.Fields["副标题"] = d.Title, d.Subtitle
	d.Fields["编制日期"] = zhixiao.ChineseDate(a.when)
	levels, err := a.levels(ctx)
	if err != nil {
		return err
	}
	d.Body = []document.Block{
		sheetHeading("what", "审签对象"), a.subject(goods, of),
		sheetHeading("levels", "三级审校"), levels,
		sheetHeading("files", "锁定文件"), goods.table(),
	}
	d.Body = append(d.Body, a.remarks()...)
	writers, err := p.of(d)
	if err != nil {
		return err
	}
	layout, err := writers.pdf.Layout(ctx, d)
	if err != nil {
		return fmt.Errorf("审签单：%w", err)
	}
	var word, printed bytes.Buffer
	for _, write := range []func(io.Writer) error{
		func(io.Writer) error { return writers.word.WriteWith(ctx, &word, d, layout.Pagination()) },
		func(io.Writer) error { return layout.Print(ctx, &printed) },
	} {
		if err := write(nil); err != nil {
			return fmt.Errorf("审签单：%w", err)
		}
	}
	goods.put(store.RoleSheet, path+".docx", word.Bytes())
	goods.put(store.RolePrint, path+".pdf", printed.Bytes())
	return nil
}

func sheetHeading(role, text string) document.Block {
	return document.Heading{ID: document.ID("sheet." + role + ".heading"), Level: 1, Text: []document.Inline{document.Text(text)}}
}

// card is a table of names and values.
func card(id document.ID, rows [][2]string) document.Table {
	t := document.Table{ID: id, Plain: true, Columns: []document.Column{{Width: 1}, {Width: 3.6}}}
	for _, r := range rows {
		t.Rows = append(t.Rows, []document.Cell{{Inlines: words(r[0]), Strong: true}, {Inlines: words(r[1])}})
	}
	return t
}

// words is one text of a cell; an empty one is a dash.
func words(s string) []document.Inline {
	if strings.TrimSpace(s) == "" {
		s = "—"
	}
	return []document.Inline{document.Text(s)}
}

// cells is one row of texts.
func cells(texts ...string) []document.Cell {
	row := make([]document.Cell, len(texts))
	for i, s := range texts {
		row[i] = document.Cell{Inlines: words(s)}
	}
	return row
}

func (a *approval) subject(goods *approved, of *document.Document) document.Table {
	rows := [][2]string{
		{"报告", goods.title}, {"期次", of.Period.Title()}, {"版本", a.version() + "（审定）"}, {"页数", zhixiao.Int(int64(goods.pages)).String() + "页"},
		{"数据依据", of.Origin}, {"审定来稿", a.file.name}, {"来稿SHA-256", grouped(a.file.sha256)}, {"审定时间", clock(a.when)},
	}
	if a.opts.erratum != "" {
		rows = append(rows, [2]string{"勘误原因", a.opts.erratum}, [2]string{"替代版本", a.before.Version + "，" + a.before.Who + "，" + a.before.Approved})
	}
	return card("sheet.what", rows)
}

// grouped breaks a hash into halves, so that a column can break it.
func grouped(hash string) string { return spaced(hash, 32) }

// spaced puts a blank after every so many characters.
func spaced(hash string, every int) string {
	var parts []string
	for len(hash) > every {
		parts, hash = append(parts, hash[:every]), hash[every:]
	}
	return strings.Join(append(parts, hash), " ")
}

// clock is a time as officials write it, in the time zone it was given in.
func clock(t time.Time) string {
	return zhixiao.ChineseDate(t) + t.Format(" 15:04")
}

// clockOf is clock of a stored time.
func clockOf(s string) string {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return s
	}
	return clock(t)
}

// levels lists who handed in which version at which of the three levels.
func (a *approval) levels(ctx context.Context) (document.Block, error) {
	t := document.Table{ID: "sheet.levels", Plain: true,
		Columns: []document.Column{{Width: 0.8, Align: document.Center}, {Width: 1, Align: document.Center}, {Width: 1.3, Align: document.Center}, {Width: 1.5}, {Width: 2.6}, {Width: 1.6}},
		Header:  [][]document.Cell{cells("审级", "责任人", "时间", "稿次", "意见", "签字")}}
	for _, level := range []struct {
		name   string
		stages []string
	}{{"编辑", []string{"编辑稿", "送审稿"}}, {"审核", []string{"审核稿", "征求意见稿"}}, {"审定", []string{"审定稿"}}} {
		for _, r := range a.history {
			if !slices.Contains(level.stages, r.Stage) {
				continue
			}
			said, err := a.said(ctx, r)
			if err != nil {
				return nil, err
			}
			t.Rows = append(t.Rows, cells(level.name, r.Who, clockOf(r.Taken), fmt.Sprintf("%s（第%d版，%s）", r.Stage, r.Seq, r.SHA256[:8]), said, "　"+"（签字）"))
		}
	}
	t.Rows = append(t.Rows, cells("审定", a.opts.by, clock(a.when), "审定"+a.version()+"（"+a.file.sha256[:8]+"）", a.opts.opinion, "　"+"（签字）"))
	return t, nil
}

// said is what a version carried in comments and tracked changes.
func (a *approval) said(ctx context.Context, r store.Review) (string, error) {
	full, ok, err := a.store.Review(ctx, r.Seq)
	if err != nil || !ok {
		return "", err
	}
	f, err := newDraft(ctx, r.File, full.Body)
	if err != nil {
		return "", err
	}
	comments := 0
	for _, c := range f.reading.Comments {
		if c.Author != house {
			comments++
		}
	}
	if comments+len(f.reading.Changes) == 0 {
		return "无批注、无未处理修订", nil
	}
	return fmt.Sprintf("批注%d条、修订%d处，审定前均已处理", comments, len(f.reading.Changes)), nil
}

// table lists the locked files with their hashes; the pictures are those of the
// Word file and are listed in the archive's contents.
func (g *approved) table() document.Table {
	t := document.Table{ID: "sheet.files", Plain: true,
		Columns: []document.Column{{Width: 2.4}, {Width: 0.8, Align: document.End}, {Width: 2.6}},
		Header:  [][]document.Cell{cells("文件", "字节", "SHA-256")}}
	for _, f := range g.files {
		if f.Role == store.RolePicture {
			continue
		}
		t.Rows = append(t.Rows, cells(f.Path[strings.LastIndexByte(f.Path, '/')+1:], zhixiao.Int(f.Size).String(), grouped(f.SHA256)))
	}
	return t
}

// remarks are what the check let pass and the reader should know.
func (a *approval) remarks() []document.Block {
	var all []document.Block
	add := func(role, head string, list []string) {
		if len(list) == 0 {
			return
		}
		all = append(all, sheetHeading(role, head))
		items := document.List{ID: document.ID("sheet." + role), Numbered: true}
		for _, s := range list {
			items.Items = append(items.Items, words(s))
		}
		all = append(all, items)
	}
	add("dropped", "审核时随文字删去的绑定数", a.dropped)
	add("vouched", "审核时新写入并写明来源的数", a.vouched)
	return append(all, document.Para{ID: "sheet.note", Role: document.Note, Inlines: words("注：本单按审稿登记生成；电子件已锁定，改动即与上列SHA-256不符；更正另出新版并附勘误说明。")})
}
