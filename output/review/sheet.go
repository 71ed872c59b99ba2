package review

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/output"
	"zhixiao/output/formats"
	"zhixiao/output/press"
	"zhixiao/store/ledger"
)

// sheet adds the 审签单 to the deliverables: who passed the report at which level and
// when, on which file, with what to say.
func (a *approval) sheet(ctx context.Context, p *press.Press, made *approved, of *document.Document, name formats.Name) error {
	d := &document.Document{
		Job: "sheet-" + of.Job, Kind: "sheet", Unit: of.Unit, Period: of.Period, Demo: of.Demo, Origin: of.Origin,
		Title: "审签单", Subtitle: made.title + of.Subtitle, Sheet: true,
		Fields: map[string]string{},
	}
	for name, value := range of.Fields {
		d.Fields[name] = value
	}
	d.Fields["报告标题"], d.Fields["副标题"] = d.Title, d.Subtitle
	d.Fields["编制日期"] = zhixiao.ChineseDate(a.by.When)
	levels, err := a.levels(ctx)
	if err != nil {
		return err
	}
	d.Body = []document.Block{
		Section("what", "审签对象"), a.subject(made, of),
		Section("levels", "三级审校"), levels,
		Section("files", "锁定文件"), made.table(),
	}
	d.Body = append(d.Body, a.remarks()...)
	paper, err := p.Lay(ctx, d)
	if err != nil {
		return fmt.Errorf("审签单：%w", err)
	}
	for _, f := range paper.Files(formats.Of(formats.Report), name) {
		body, err := f.Bytes(ctx)
		if err != nil {
			return fmt.Errorf("审签单：%w", err)
		}
		made.put(sheetRole(f.Format), f.Path, body)
	}
	return nil
}

// sheetRole is what the ledger of approvals calls a 审签单.
func sheetRole(f formats.Format) string {
	if f.Draft {
		return ledger.RoleSheet
	}
	return ledger.RoleSheet + "-" + f.Name
}

// Section is a heading of a paper of the house's own: a 审签单 or a list.
func Section(role, text string) document.Block {
	return document.Heading{ID: document.ID("sheet." + role + ".heading"), Level: 1, Text: []document.Inline{document.Text(text)}}
}

func (a *approval) subject(made *approved, of *document.Document) document.Table {
	rows := [][2]string{
		{"报告", made.title}, {"期次", of.Period.Title()}, {"版本", a.version() + "（审定）"}, {"页数", zhixiao.Int(int64(made.pages)).String() + "页"},
		{"数据依据", of.Origin}, {"审定来稿", a.file.Name}, {"来稿SHA-256", grouped(a.file.SHA256)}, {"审定时间", clock(a.by.When)},
	}
	if a.by.Erratum != "" {
		rows = append(rows, [2]string{"勘误原因", a.by.Erratum}, [2]string{"替代版本", a.before.Version + "，" + a.before.Who + "，" + a.before.Approved})
	}
	return document.Card("sheet.what", rows)
}

// grouped breaks a hash into halves, so that a column can break it.
func grouped(hash string) string { return Spaced(hash, 32) }

// Spaced puts a blank after every so many characters.
func Spaced(hash string, every int) string {
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
		Header:  [][]document.Cell{document.Row("审级", "责任人", "时间", "稿次", "意见", "签字")}}
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
			t.Rows = append(t.Rows, document.Row(level.name, r.Who, clockOf(r.Taken), fmt.Sprintf("%s（第%d版，%s）", r.Stage, r.Seq, r.SHA256[:8]), said, "　"+"（签字）"))
		}
	}
	t.Rows = append(t.Rows, document.Row("审定", a.by.By, clock(a.by.When), "审定"+a.version()+"（"+a.file.SHA256[:8]+"）", a.by.Opinion, "　"+"（签字）"))
	return t, nil
}

// said is what a version carried in comments and tracked changes.
func (a *approval) said(ctx context.Context, r ledger.Review) (string, error) {
	full, ok, err := a.store.Review(ctx, r.Seq)
	if err != nil || !ok {
		return "", err
	}
	f, err := newDraft(ctx, r.File, full.Body)
	if err != nil {
		return "", err
	}
	comments := 0
	for _, c := range f.Reading.Comments {
		if c.Author != press.House {
			comments++
		}
	}
	if comments+len(f.Reading.Changes) == 0 {
		return output.Wording("nothing open"), nil
	}
	return fmt.Sprintf(output.Wording("all settled"), comments, len(f.Reading.Changes)), nil
}

// table lists the locked files with their hashes; the pictures are those of the
// Word file and are listed in the archive's contents.
func (g *approved) table() document.Table {
	t := document.Table{ID: "sheet.files", Plain: true,
		Columns: []document.Column{{Width: 2.4}, {Width: 0.8, Align: document.End}, {Width: 2.6}},
		Header:  [][]document.Cell{document.Row("文件", "字节", "SHA-256")}}
	for _, f := range g.files {
		if format, _ := formats.ByPath(f.Path); format.Of&formats.Figures != 0 {
			continue
		}
		t.Rows = append(t.Rows, document.Row(f.Path[strings.LastIndexByte(f.Path, '/')+1:], zhixiao.Int(f.Size).String(), grouped(f.SHA256)))
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
		all = append(all, Section(role, head))
		items := document.List{ID: document.ID("sheet." + role), Numbered: true}
		for _, s := range list {
			items.Items = append(items.Items, document.Words(s))
		}
		all = append(all, items)
	}
	add("dropped", output.Wording("numbers dropped"), a.dropped)
	add("vouched", output.Wording("numbers vouched"), a.vouched)
	return append(all, document.Para{ID: "sheet.note", Role: document.Note, Inlines: document.Words(output.Wording("note of approval"))})
}
