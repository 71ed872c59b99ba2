// Package archive lets approved deliverables leave the house: into a bag for the
// archive, or as numbered copies for the units they are about, and proves folders and
// bags against what was listed and approved.
package archive

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"time"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/generators"
	"zhixiao/output"
	"zhixiao/output/press"
	"zhixiao/output/review"
	"zhixiao/store/ledger"
)

// Options say how a period is archived.
type Options struct {
	To       string    // folder of the bag, which must not exist; empty: below archive/ in the output folder
	Fonds    string    // 全宗号 in the numbers of the pieces
	Evidence string    // folder of evidence to take in as it stands; empty for none
	When     time.Time // of the archiving
	Draft    bool      // archive what is missing or not approved too, each with a remark
}

// Archived is what was put into a bag.
type Archived struct {
	Title  string // of the period
	To     string // the bag
	Pieces int    // 件
	Files  int    // of the bag, all proved
}

// piece is one 件 of the archive: a report with everything that belongs to it.
type piece struct {
	job, title string
	no         int    // 件号, from 1
	folder     string // in the bag
	version    string
	date       string // 2026-10-21
	pages      int
	approval   *ledger.Approval // nil: not approved
	files      []output.File    // below the period's folder
	record     string           // what stands in the remarks
}

// archiver gathers a period's deliverables into a bag.
type archiver struct {
	*press.Edition
	store  Store
	opts   Options
	root   string // the period's folder
	pieces []piece
	others []output.File // maps and what else no report owns
}

// Archive puts a period's deliverables into a BagIt bag with the lists that an archive
// wants, and proves the bag. What is missing, not approved or contradicted is refused,
// all together. The bag appears whole or not at all.
func Archive(ctx context.Context, p *press.Project, period zhixiao.Period, o Options) (done *Archived, err error) {
	l, err := p.Open(ctx, period)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	a := &archiver{Edition: l, store: l.Store, opts: o, root: p.Folder(period)}
	if err := errors.Join(a.gather(ctx), p.Agreed(period, press.Everything)); err != nil {
		return nil, err
	}
	if a.opts.To == "" {
		a.opts.To = filepath.Join(p.Output, "archive", a.identifier())
	}
	bag, err := NewBag(a.opts.To)
	if err != nil {
		return nil, err
	}
	defer bag.Abort()
	if err := a.fill(ctx, bag); err != nil {
		return nil, err
	}
	if err := bag.Close(a.info()); err != nil {
		return nil, err
	}
	done = &Archived{Title: period.Title(), To: a.opts.To, Pieces: len(a.pieces)}
	done.Files, err = VerifyBag(a.opts.To)
	return done, err
}

// identifier names the bag: ZS2026-121_2026Q3, with _预归档 for drafts.
func (a *archiver) identifier() string {
	short := ""
	for _, k := range generators.Catalogue() {
		short, _, _ = strings.Cut(k.FileName(a.Period, zhixiao.Unit{}), "_")
	}
	name := short + "_" + a.Period.String()
	if a.opts.Draft {
		name += "_预归档"
	}
	return name
}

// gather lists the pieces in the order of the contract. What is missing or not
// approved is refused, all together, unless drafts are wanted.
func (a *archiver) gather(ctx context.Context) error {
	manifest, err := output.ReadManifest(a.root)
	if err != nil {
		return err
	}
	approvals, err := a.store.Approvals(ctx, a.Period.String())
	if err != nil {
		return err
	}
	byJob := map[string]*ledger.Approval{}
	for i := range approvals {
		byJob[approvals[i].Job] = &approvals[i]
	}
	var faults []error
	owned := map[string]bool{}
	for _, k := range generators.Catalogue() {
		if k.Period != a.Period.Kind {
			continue
		}
		for _, u := range k.Units(a.Facts) {
			job := press.JobID(k.Name, u.Code, a.Period)
			p := piece{job: job, title: press.TitleOf(k, u), approval: byJob[job]}
			owned[p.job] = true
			p.no = len(a.pieces) + 1
			p.folder = fmt.Sprintf("%04d_%s", p.no, strings.TrimSuffix(review.ApprovedName(k, a.Period, u, "", ""), "__"))
			record, made := manifest.Job(p.job)
			if err := a.complete(ctx, &p, record, made); err != nil {
				faults = append(faults, err)
			}
			a.pieces = append(a.pieces, p)
		}
	}
	if len(a.pieces) == 0 {
		return output.Misusef("%s没有要归档的成果类别，见 zhixiao list", a.Period.Title())
	}
	for _, r := range manifest.Jobs {
		if !owned[r.ID] {
			a.others = append(a.others, r.Files...)
		}
	}
	if len(faults) > 0 {
		return fmt.Errorf("不能归档，%d件中有%d件缺件或未审定：\n%w\n先用 zhixiao review approve 逐件审定；只想预归档的加 --draft", len(a.pieces), len(faults), errors.Join(faults...))
	}
	return nil
}

// complete finds the files of a piece and proves them.
func (a *archiver) complete(ctx context.Context, p *piece, record output.Record, made bool) error {
	problem := func(what string) error {
		return &zhixiao.Problem{At: zhixiao.Place{File: p.title}, Err: errors.New(what)}
	}
	if p.approval != nil {
		lock, err := review.LockOf(ctx, a.store, *p.approval)
		if err != nil {
			return err
		}
		p.files, p.version, p.pages, p.date = lock.Files, p.approval.Version, p.approval.Pages, p.approval.Approved[:len(time.DateOnly)]
		if p.approval.Erratum != "" {
			p.record = "勘误：" + p.approval.Erratum
		}
		_, err = lock.Prove(ctx, a.root)
		return err
	}
	if a.opts.Draft {
		p.files, p.pages, p.version, p.record = record.Files, record.Pages, "V0.1", "未审定"
		p.date = a.Snapshot.Cutoff.Format(time.DateOnly)
		if !made {
			p.version, p.record = "", "缺件：尚未生成"
		}
		return nil
	}
	if !made {
		return problem("尚未生成，也未审定")
	}
	return problem("未审定" + a.stageOf(ctx, p.job))
}

// stageOf is how far a report has come, in words.
func (a *archiver) stageOf(ctx context.Context, job string) string {
	list, err := a.store.Reviews(ctx, job)
	if err != nil || len(list) == 0 {
		return "（尚未登记审稿）"
	}
	last := list[len(list)-1]
	return fmt.Sprintf("（最近一版是第%d版%s，%s）", last.Seq, last.Stage, last.Who)
}

// fill writes the payload: the pieces, the maps, what they rest on, and the
// lists of contents last, since these tell the sums of everything before.
func (a *archiver) fill(ctx context.Context, bag *Bag) error {
	for _, p := range a.pieces {
		for _, f := range p.files {
			if err := a.copy(ctx, bag, p.folder+"/"+filepath.Base(f.Path), f); err != nil {
				return fmt.Errorf("%s：%w", p.title, err)
			}
		}
	}
	for _, f := range a.others {
		if err := a.copy(ctx, bag, "其他成果/"+f.Path, f); err != nil {
			return err
		}
	}
	for _, part := range []struct {
		path string
		data []byte
	}{{"依据/快照清单.csv", a.snapshotList()}, {"依据/证据清单.csv", a.evidenceList()}, {"依据/分发登记.csv", nil}} {
		if part.data == nil {
			register, err := a.register(ctx)
			if err != nil {
				return err
			}
			part.data = register
		}
		if err := bag.PutBytes(ctx, part.path, part.data); err != nil {
			return err
		}
	}
	if err := a.addEvidence(ctx, bag); err != nil {
		return err
	}
	return a.lists(ctx, bag)
}

// copy streams a file into the bag and proves that it was still the one listed.
func (a *archiver) copy(ctx context.Context, bag *Bag, path string, f output.File) error {
	if err := bag.PutFile(ctx, path, filepath.Join(a.root, filepath.FromSlash(f.Path))); err != nil {
		return err
	}
	if got := bag.Last(); got.SHA256 != f.SHA256 {
		return &zhixiao.Problem{At: zhixiao.Place{File: f.Path}, Err: errors.New("内容与登记的SHA-256不符"), Way: "改过的稿子先用 zhixiao review take 收稿，再审定"}
	}
	return nil
}

// addEvidence takes in a folder of evidence as it stands.
func (a *archiver) addEvidence(ctx context.Context, bag *Bag) error {
	if a.opts.Evidence == "" {
		return nil
	}
	return filepath.WalkDir(a.opts.Evidence, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return &zhixiao.Problem{At: zhixiao.Place{File: path}, Err: fmt.Errorf("佐证材料读不出：%w", err), Way: "检查 --evidence"}
		}
		if !e.Type().IsRegular() {
			return nil
		}
		rel, err := filepath.Rel(a.opts.Evidence, path)
		if err != nil {
			return err
		}
		return bag.PutFile(ctx, "证据/"+filepath.ToSlash(rel), path)
	})
}

func (a *archiver) info() []Info {
	about := a.Period.Title() + output.Wording("bag")
	if a.Demo {
		about += "（演示数据）"
	}
	if a.opts.Draft {
		about += "（预归档，含未审定稿）"
	}
	return []Info{
		{Name: "Source-Organization", Value: a.Project.Maker()},
		{Name: "External-Description", Value: about},
		{Name: "External-Identifier", Value: a.identifier()},
		{Name: "Internal-Sender-Identifier", Value: a.Snapshot.ID},
		{Name: "Bagging-Date", Value: a.opts.When.Format(time.DateOnly)},
		{Name: "Bag-Software-Agent", Value: "zhixiao " + a.Project.Program.Version},
	}
}

// snapshotList tells what every number rests on.
func (a *archiver) snapshotList() []byte {
	s := a.Snapshot
	rows := [][]string{{"快照", "期次", "数据截止日", "指标体系", "模板", "程序", "数据表", "行数", "SHA-256"}}
	for _, from := range s.Sources {
		rows = append(rows, []string{s.ID, s.Period.String(), s.Cutoff.Format(time.DateOnly), s.Set, a.Templates.Version, a.Project.Program.Version, from.Table, zhixiao.Int(from.Rows).String(), from.SHA256})
	}
	return csvOf(rows)
}

// evidenceList names the evidence that the snapshot keeps: covert visits and
// typical complaints.
func (a *archiver) evidenceList() []byte {
	rows := [][]string{{"证据编号", "类别", "日期", "区域", "事项", "地点", "所属编号", "内容"}}
	for _, v := range a.Snapshot.Visits {
		for _, f := range v.Findings {
			rows = append(rows, []string{f.Evidence, "暗访", v.Date.Format(time.DateOnly), v.Region, v.Matter, v.Hall, v.No, f.Item + "：公示" + f.Posted + "，实际" + f.Actual})
		}
	}
	for _, c := range a.Snapshot.Complaints {
		if c.Typical {
			rows = append(rows, []string{c.No, "典型诉求（" + c.Source + "）", c.Date.Format(time.DateOnly), c.Region, c.Matter, c.Hall, c.No, c.Text})
		}
	}
	return csvOf(rows)
}

// register is the register of distribution of the period.
func (a *archiver) register(ctx context.Context) ([]byte, error) {
	copies, err := a.store.Copies(ctx, a.Period.String())
	if err != nil {
		return nil, err
	}
	rows := [][]string{{"分发编号", "接收单位", "文件", "SHA-256", "源文件SHA-256", "经办人", "时间", "状态"}}
	for _, c := range copies {
		state := "审定"
		if c.Draft {
			state = "征求意见稿"
		}
		rows = append(rows, []string{c.Number, c.Unit, c.File, c.SHA256, c.Source, c.Who, c.Given, state})
	}
	return csvOf(rows), nil
}

// paper is the frame of a paper of the archive's own.
func (a *archiver) paper(kind, title string) *document.Document {
	return &document.Document{
		Job: kind + "-" + a.Period.String(), Kind: kind, Unit: zhixiao.Unit{Code: zhixiao.CityCode, Full: "北京市", Short: "全市"}, Period: a.Period,
		Title: title, Subtitle: "（" + a.Period.Title() + "）", Demo: a.Demo, Origin: "快照" + a.Snapshot.ID + "；质效" + a.Project.Program.Version,
		Fields: map[string]string{
			"内部标识": "内部资料　注意保存", "合同编号": "归档包：" + a.identifier(), "数据标识": "数据冻结日：" + zhixiao.ChineseDate(a.Snapshot.Cutoff),
			"报告标题": title, "副标题": "（" + a.Period.Title() + "）", "编制单位": a.Project.Maker(), "编制日期": zhixiao.ChineseDate(a.opts.When), "版本": a.state(),
		},
	}
}

func (a *archiver) state() string {
	if a.opts.Draft {
		return "预归档（含未审定稿）"
	}
	return "归档"
}

// csvOf is rows as CSV that spreadsheet programs open as UTF-8.
func csvOf(rows [][]string) []byte {
	var b bytes.Buffer
	b.WriteString("\ufeff")
	for _, row := range rows {
		for i, s := range row {
			if i > 0 {
				b.WriteByte(',')
			}
			if strings.ContainsAny(s, ",\"\r\n") || s != "" && strings.ContainsRune("=+-@", rune(s[0])) {
				s = `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
			}
			b.WriteString(s)
		}
		b.WriteString("\r\n")
	}
	return b.Bytes()
}
