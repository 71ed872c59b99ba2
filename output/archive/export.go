package archive

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/generators"
	"zhixiao/output"
	"zhixiao/output/formats"
	"zhixiao/output/press"
	"zhixiao/output/review"
	"zhixiao/store/ledger"
)

// Copies say to whom copies are handed out.
type Copies struct {
	To    string    // the unit: its code, serial or name
	By    string    // who hands them out, for the register
	Dir   string    // where they are written; empty: below export/ in the output folder
	When  time.Time // of the handing out
	Draft bool      // hand out what is not approved too, marked 征求意见稿
}

// HandedOut is what a unit got.
type HandedOut struct {
	Unit   zhixiao.Unit
	Dir    string
	Copies []ledger.Copy // one a file
}

// exporter hands a unit its own reports.
type exporter struct {
	*press.Edition
	store  Store
	opts   Copies
	press  *press.Press
	unit   zhixiao.Unit
	folder *output.Folder
	copies []ledger.Copy
}

// Export hands a unit numbered copies of its own reports: all of a period, or one
// Word file. A copy is printed anew from what the file says, bears its number on every
// page and is registered before it is written. A report of another unit, one that is
// not approved or contradicted is refused.
func Export(ctx context.Context, p *press.Project, what string, o Copies) (done *HandedOut, err error) {
	var file *review.Draft
	var period zhixiao.Period
	if info, missing := os.Stat(what); missing == nil && !info.IsDir() {
		file, period, err = exported(ctx, what)
	} else if period, err = zhixiao.ParsePeriod(what); err != nil {
		err = &output.Misuse{Err: err}
	}
	if err != nil {
		return nil, err
	}
	l, err := p.Open(ctx, period)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	e := &exporter{Edition: l, store: l.Store, opts: o}
	if err := e.prepare(ctx); err != nil {
		return nil, err
	}
	if file != nil {
		err = e.one(ctx, file)
	} else {
		err = e.all(ctx)
	}
	return &HandedOut{Unit: e.unit, Dir: e.dir(), Copies: e.copies}, err
}

// exported reads a file to be handed out and says which period it is of.
func exported(ctx context.Context, path string) (*review.Draft, zhixiao.Period, error) {
	if draft := formats.Draft().Title; !formats.IsDraft(path) {
		return nil, zhixiao.Period{}, output.Misusef("%s 不是%s文件；分发请给%s文件或期次，其他格式由程序另印", filepath.Base(path), draft, draft)
	}
	file, err := review.Read(ctx, path)
	if err != nil {
		return nil, zhixiao.Period{}, err
	}
	_, _, period, ok := press.JobOf(file.Reading.Job)
	if !ok {
		return nil, zhixiao.Period{}, &zhixiao.Problem{At: zhixiao.Place{File: file.Name}, Err: errors.New("文件里没有质效的标识，认不出是哪个单位的报告，不能分发"), Way: "请分发质效生成、审定的文件"}
	}
	return file, period, nil
}

func (e *exporter) prepare(ctx context.Context) error {
	for _, u := range e.Facts.Units(zhixiao.City) {
		e.take(u)
	}
	for _, kind := range []zhixiao.UnitKind{zhixiao.Region, zhixiao.Domain} {
		for _, u := range e.Facts.Units(kind) {
			e.take(u)
		}
	}
	if e.unit.Code == "" {
		return output.Misusef("没有单位%q，单位见 zhixiao list", e.opts.To)
	}
	var err error
	if e.press, err = e.Press(); err != nil {
		return err
	}
	e.press.Dated(e.opts.When)
	e.folder, err = output.NewFolder(e.dir())
	return err
}

func (e *exporter) take(u zhixiao.Unit) {
	if e.unit.Code == "" && press.Matches(e.opts.To, u.Code, u.Serial, u.Full, u.Short, u.Domain) {
		e.unit = u
	}
}

func (e *exporter) dir() string {
	if e.opts.Dir != "" {
		return e.opts.Dir
	}
	return filepath.Join(e.Project.Output, "export", e.Period.String(), e.unit.Serial+e.unit.Short)
}

// all hands out every report of the period that is the unit's own.
func (e *exporter) all(ctx context.Context) error {
	var faults []error
	for _, k := range generators.Catalogue() {
		if k.Period != e.Period.Kind {
			continue
		}
		for _, u := range k.Units(e.Facts) {
			if u.Code == e.unit.Code {
				faults = append(faults, e.report(ctx, k))
			}
		}
	}
	if err := errors.Join(faults...); err != nil {
		return err
	}
	if len(e.copies) == 0 {
		return &zhixiao.Problem{At: zhixiao.Place{File: e.Period.Title()}, Err: fmt.Errorf("%s没有自己的报告", e.unit.Full), Way: "成果类别和单位见 zhixiao list"}
	}
	return nil
}

// report hands out the unit's report of a kind: the approved one, or with
// --draft the one that stands in the folder.
func (e *exporter) report(ctx context.Context, k generators.Kind) error {
	job := press.JobID(k.Name, e.unit.Code, e.Period)
	root := e.Project.Folder(e.Period)
	a, ok, err := e.store.Approval(ctx, job)
	if err != nil {
		return err
	}
	if ok {
		lock, err := review.LockOf(ctx, e.store, a)
		if err != nil {
			return err
		}
		if _, err := lock.Prove(ctx, root); err != nil {
			return err
		}
		for _, f := range lock.Files {
			if formats.IsDraft(f.Path) && !strings.Contains(f.Path, "审签单") {
				return e.path(ctx, filepath.Join(root, filepath.FromSlash(f.Path)))
			}
		}
	}
	if !e.opts.Draft {
		return &zhixiao.Problem{At: zhixiao.Place{File: press.TitleOf(k, e.unit)}, Err: errors.New("尚未审定，不能分发"), Way: "先用 zhixiao review approve 审定；征求意见的加 --draft"}
	}
	manifest, err := output.ReadManifest(root)
	if err != nil {
		return err
	}
	record, made := manifest.Job(job)
	for _, f := range record.Files {
		if formats.IsDraft(f.Path) {
			return e.path(ctx, filepath.Join(root, filepath.FromSlash(f.Path)))
		}
	}
	return &zhixiao.Problem{At: zhixiao.Place{File: press.TitleOf(k, e.unit)}, Err: fmt.Errorf("没有可发的Word文件（已生成：%t）", made), Way: "先运行 zhixiao build"}
}

func (e *exporter) path(ctx context.Context, path string) error {
	file, err := review.Read(ctx, path)
	if err != nil {
		return err
	}
	return e.one(ctx, file)
}

// one hands out one file, after proving that it is the unit's own.
func (e *exporter) one(ctx context.Context, file *review.Draft) error {
	k, unit, _, ok := press.JobOf(file.Reading.Job)
	if !ok {
		return &zhixiao.Problem{At: zhixiao.Place{File: file.Name}, Err: errors.New("文件里没有质效的标识，不能分发")}
	}
	if unit != e.unit.Code {
		return &zhixiao.Problem{At: zhixiao.Place{File: file.Name}, Err: fmt.Errorf("这是%s的报告，不能发给%s", e.nameOf(unit), e.unit.Full), Way: "核对 --to；单位只得自己的报告"}
	}
	approved, err := e.isApproved(ctx, file)
	if err = errors.Join(err, e.Project.Agreed(e.Period, press.Only(file.Reading.Job))); err != nil {
		return err
	}
	if !approved && !e.opts.Draft {
		return &zhixiao.Problem{At: zhixiao.Place{File: file.Name}, Err: errors.New("不是审定的文件，不能分发"), Way: "分发 approved/ 里审定的文件；征求意见的加 --draft"}
	}
	return e.print(ctx, file, k, approved)
}

func (e *exporter) nameOf(code string) string {
	for _, kind := range []zhixiao.UnitKind{zhixiao.City, zhixiao.Region, zhixiao.Domain} {
		for _, u := range e.Facts.Units(kind) {
			if u.Code == code {
				return u.Full
			}
		}
	}
	return "代码为" + code + "的单位"
}

// isApproved reports whether the file is the very one that was approved and
// still stands.
func (e *exporter) isApproved(ctx context.Context, file *review.Draft) (bool, error) {
	a, ok, err := e.store.Approval(ctx, file.Reading.Job)
	if err != nil || !ok {
		return false, err
	}
	files, err := review.LockedFiles(ctx, e.store, a.Seq)
	for _, f := range files {
		if f.SHA256 == file.SHA256 {
			return true, err
		}
	}
	return false, err
}

// maxReprints is how often a copy is printed anew because others took its number:
// of several exports at once each round lets one through.
const maxReprints = 50

// print makes the numbered copy and hands it out. The number stands on every page:
// when another export took it in the meantime, the copy is printed with the next.
func (e *exporter) print(ctx context.Context, file *review.Draft, k generators.Kind, approved bool) error {
	err := ledger.ErrNumberTaken
	for range maxReprints {
		var serial int64
		if serial, err = e.store.NextCopy(ctx, e.Period.String()); err != nil {
			return err
		}
		if err = e.copy(ctx, file, k, approved, serial); !errors.Is(err, ledger.ErrNumberTaken) {
			return err
		}
	}
	return &zhixiao.Problem{At: zhixiao.Place{File: file.Name}, Err: err, Way: "等其他分发办完后再试"}
}

// copy prints the copy of a number: Word and PDF anew from what the file says, so
// that nothing of its history goes along.
func (e *exporter) copy(ctx context.Context, file *review.Draft, k generators.Kind, approved bool, number int64) error {
	d, u, err := review.Reread(e.Edition, e.press, file, k, e.unit.Code)
	if err != nil {
		return err
	}
	serial := fmt.Sprintf("%04d", number)
	c := ledger.Copy{Number: strings.Join([]string{"FF", e.Period.String(), cmp.Or(e.unit.Serial, e.unit.Code), serial}, "-"),
		Period: e.Period.String(), Unit: e.unit.Full, Job: file.Reading.Job, Source: file.SHA256, Who: e.opts.By, Draft: !approved}
	state, watermark := "分发"+serial, "仅限"+e.unit.Short+"使用"
	d.Mark = "仅限" + e.unit.Full + "使用　分发编号：" + c.Number
	if !approved {
		state, watermark, d.Mark = "征求意见"+serial, "征求意见稿", "征求意见稿　"+d.Mark
		d.Fields["版本"] = "V0.1（征求意见稿）"
	}
	printedVersion, _, _ := strings.Cut(d.Fields["版本"], "（")
	files, err := e.files(ctx, d, k, review.ApprovedName(k, e.Period, u, printedVersion, state), watermark)
	if err != nil {
		return err
	}
	return e.hand(ctx, number, c, files)
}

// files are the copy's files by name.
func (e *exporter) files(ctx context.Context, d *document.Document, k generators.Kind, name, watermark string) (map[string][]byte, error) {
	paper, err := e.press.Lay(ctx, d)
	if err != nil {
		return nil, err
	}
	paper.Reread = true
	files := map[string][]byte{}
	for _, f := range paper.Files(formats.Of(press.MatterOf(k)&^formats.Figures), formats.Name{File: name}) {
		body, err := f.Bytes(ctx)
		if err == nil && f.Format.Issue != nil {
			body, err = f.Format.Issue(f.Path, body, d.Mark, watermark)
		}
		if err != nil {
			return nil, err
		}
		files[f.Path] = body
	}
	return files, nil
}

// hand enters the copy into the register, then writes its files: a copy that
// went out unregistered could never be traced.
func (e *exporter) hand(ctx context.Context, serial int64, c ledger.Copy, files map[string][]byte) error {
	var copies []ledger.Copy
	for _, name := range slices.Sorted(maps.Keys(files)) {
		c.File, c.SHA256 = name, review.SumOf(files[name])
		copies = append(copies, c)
	}
	if err := e.store.SaveCopies(ctx, serial, copies, e.opts.When); err != nil {
		return err
	}
	for _, c := range copies {
		err := e.folder.Put(ctx, c.File, func(w io.Writer) error { _, err := w.Write(files[c.File]); return err })
		if err != nil {
			return err
		}
	}
	e.copies = append(e.copies, copies...)
	return nil
}

// Register tells the register of distribution, a line a file, and how many there are.
func Register(ctx context.Context, p *press.Project) (lines []string, err error) {
	st, err := p.OpenStore(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	copies, err := st.Copies(ctx, "")
	if err != nil {
		return nil, err
	}
	for _, c := range copies {
		lines = append(lines, fmt.Sprintf("%s %s %s %s %s %s", c.Number, c.Unit, c.Given, c.Who, c.SHA256[:8], c.File))
	}
	return append(lines, fmt.Sprintf("共%d个文件", len(copies))), nil
}
