package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/document/docx"
	"zhixiao/generators"
	"zhixiao/output"
	"zhixiao/store"
)

type exportOptions struct {
	to, dir, by, at string
	draft           bool
}

func exportCommand(at *place) *cobra.Command {
	var opts exportOptions
	cmd := &cobra.Command{
		Use:   "export 期次或文件",
		Short: "向单位分发它自己的报告：zhixiao export 2026Q3 --to 朝阳区 --by 经办人",
		Args:  exactly(1, "一个期次或一个文件"),
		RunE: func(cmd *cobra.Command, args []string) error {
			when, err := moment(opts.at)
			opts.by = cmp.Or(opts.by, at.by)
			switch {
			case err != nil:
				return err
			case strings.TrimSpace(opts.to) == "":
				return usageError{errors.New("缺 --to：写明发给哪个单位")}
			case strings.TrimSpace(opts.by) == "":
				return usageError{errors.New("缺 --by：写明经办人，记入分发登记")}
			}
			return export(cmd, at, args[0], opts, when)
		},
	}
	f := cmd.Flags()
	f.StringVar(&opts.to, "to", "", "接收单位：代码、序号或名称，如 朝阳区")
	f.StringVar(&opts.by, "by", "", "经办人姓名（缺省按工作目录的 zhixiao.yaml）")
	f.StringVar(&opts.dir, "dir", "", "写到哪个目录；缺省为成果目录下 export/ 里")
	f.StringVar(&opts.at, "at", "", "分发时间，如 2026-10-23；缺省为现在")
	f.BoolVar(&opts.draft, "draft", false, "未审定的也发，印“征求意见稿”")
	cmd.AddCommand(exportListCommand(at))
	return cmd
}

func exportListCommand(at *place) *cobra.Command {
	return &cobra.Command{
		Use:   "list",
		Short: "列出分发登记",
		Args:  noArgs,
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			st, err := at.openStore(cmd.Context())
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, st.Close()) }()
			copies, err := st.Copies(cmd.Context(), "")
			if err != nil {
				return err
			}
			for _, c := range copies {
				fmt.Fprintf(cmd.OutOrStdout(), "%s %s %s %s %s %s\n", c.Number, c.Unit, c.Given, c.Who, c.SHA256[:8], c.File)
			}
			fmt.Fprintf(cmd.OutOrStdout(), "共%d个文件\n", len(copies))
			return nil
		},
	}
}

// exporter hands a unit its own reports.
type exporter struct {
	*line
	opts   exportOptions
	when   time.Time
	press  *press
	unit   zhixiao.Unit
	folder *output.Folder
	copies []store.Copy
}

func export(cmd *cobra.Command, at *place, what string, opts exportOptions, when time.Time) (err error) {
	ctx := cmd.Context()
	var file *draft
	period := what
	if info, missing := os.Stat(what); missing == nil && !info.IsDir() {
		if file, period, err = exported(ctx, what); err != nil {
			return err
		}
	}
	l, err := at.open(ctx, period)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.close()) }()
	e := &exporter{line: l, opts: opts, when: when}
	if err := e.prepare(ctx); err != nil {
		return err
	}
	if file != nil {
		err = e.one(ctx, file)
	} else {
		err = e.all(ctx)
	}
	if err != nil {
		return err
	}
	out := cmd.OutOrStdout()
	for _, c := range e.copies {
		fmt.Fprintf(out, "%s  %s  %s\n", c.Number, c.SHA256, c.File)
	}
	fmt.Fprintf(out, "已分发给%s：%d个文件，经办人%s，已记入分发登记，在 %s\n", e.unit.Full, len(e.copies), opts.by, e.dir())
	return nil
}

// exported reads a file to be handed out and says which period it is of.
func exported(ctx context.Context, path string) (*draft, string, error) {
	if !strings.EqualFold(filepath.Ext(path), ".docx") {
		return nil, "", usageError{fmt.Errorf("%s 不是Word文件；分发请给Word文件或期次，PDF由程序另印", filepath.Base(path))}
	}
	file, err := readDraft(ctx, path)
	if err != nil {
		return nil, "", err
	}
	_, _, period, ok := jobOf(file.reading.Job)
	if !ok {
		return nil, "", &zhixiao.Problem{At: zhixiao.Place{File: file.name}, Err: errors.New("文件里没有质效的标识，认不出是哪个单位的报告，不能分发"), Way: "请分发质效生成、审定的文件"}
	}
	return file, period, nil
}

func (e *exporter) prepare(ctx context.Context) error {
	for _, u := range e.facts.Units(zhixiao.City) {
		e.take(u)
	}
	for _, kind := range []zhixiao.UnitKind{zhixiao.Region, zhixiao.Domain} {
		for _, u := range e.facts.Units(kind) {
			e.take(u)
		}
	}
	if e.unit.Code == "" {
		return usageError{fmt.Errorf("没有单位%q，单位见 zhixiao list", e.opts.to)}
	}
	var err error
	if e.press, err = e.line.press(); err != nil {
		return err
	}
	e.press.dated(e.when)
	e.folder, err = output.NewFolder(e.dir())
	return err
}

func (e *exporter) take(u zhixiao.Unit) {
	if e.unit.Code == "" && matches(e.opts.to, u.Code, u.Serial, u.Full, u.Short, u.Domain) {
		e.unit = u
	}
}

func (e *exporter) dir() string {
	if e.opts.dir != "" {
		return e.opts.dir
	}
	return filepath.Join(e.at.out, "export", e.period.String(), e.unit.Serial+e.unit.Short)
}

// all hands out every report of the period that is the unit's own.
func (e *exporter) all(ctx context.Context) error {
	var faults []error
	for _, k := range generators.Catalogue() {
		if k.Period != e.period.Kind {
			continue
		}
		for _, u := range k.Units(e.facts) {
			if u.Code == e.unit.Code {
				faults = append(faults, e.report(ctx, k))
			}
		}
	}
	if err := errors.Join(faults...); err != nil {
		return err
	}
	if len(e.copies) == 0 {
		return &zhixiao.Problem{At: zhixiao.Place{File: e.period.Title()}, Err: fmt.Errorf("%s没有自己的报告", e.unit.Full), Way: "成果类别和单位见 zhixiao list"}
	}
	return nil
}

// report hands out the unit's report of a kind: the approved one, or with
// --draft the one that stands in the folder.
func (e *exporter) report(ctx context.Context, k generators.Kind) error {
	job := k.Name + "-" + e.unit.Code + "-" + e.period.String()
	root := e.at.folder(e.period)
	a, ok, err := e.store.Approval(ctx, job)
	if err != nil {
		return err
	}
	if ok {
		lock, err := lockOf(ctx, e.store, a)
		if err != nil {
			return err
		}
		if _, err := lock.Prove(ctx, root); err != nil {
			return err
		}
		for _, f := range lock.Files {
			if filepath.Ext(f.Path) == ".docx" && !strings.Contains(f.Path, "审签单") {
				return e.path(ctx, filepath.Join(root, filepath.FromSlash(f.Path)))
			}
		}
	}
	if !e.opts.draft {
		return &zhixiao.Problem{At: zhixiao.Place{File: titleOf(k, e.unit)}, Err: errors.New("尚未审定，不能分发"), Way: "先用 zhixiao review approve 审定；征求意见的加 --draft"}
	}
	manifest, err := output.ReadManifest(root)
	if err != nil {
		return err
	}
	record, made := manifest.Job(job)
	for _, f := range record.Files {
		if filepath.Ext(f.Path) == ".docx" {
			return e.path(ctx, filepath.Join(root, filepath.FromSlash(f.Path)))
		}
	}
	return &zhixiao.Problem{At: zhixiao.Place{File: titleOf(k, e.unit)}, Err: fmt.Errorf("没有可发的Word文件（已生成：%t）", made), Way: "先运行 zhixiao build"}
}

func (e *exporter) path(ctx context.Context, path string) error {
	file, err := readDraft(ctx, path)
	if err != nil {
		return err
	}
	return e.one(ctx, file)
}

// one hands out one file, after proving that it is the unit's own.
func (e *exporter) one(ctx context.Context, file *draft) error {
	k, unit, _, ok := jobOf(file.reading.Job)
	if !ok {
		return &zhixiao.Problem{At: zhixiao.Place{File: file.name}, Err: errors.New("文件里没有质效的标识，不能分发")}
	}
	if unit != e.unit.Code {
		return &zhixiao.Problem{At: zhixiao.Place{File: file.name}, Err: fmt.Errorf("这是%s的报告，不能发给%s", e.nameOf(unit), e.unit.Full), Way: "核对 --to；单位只得自己的报告"}
	}
	approved, err := e.isApproved(ctx, file)
	if err = errors.Join(err, e.at.agreed(e.period, only(file.reading.Job))); err != nil {
		return err
	}
	if !approved && !e.opts.draft {
		return &zhixiao.Problem{At: zhixiao.Place{File: file.name}, Err: errors.New("不是审定的文件，不能分发"), Way: "分发 approved/ 里审定的文件；征求意见的加 --draft"}
	}
	return e.print(ctx, file, k, approved)
}

func (e *exporter) nameOf(code string) string {
	for _, kind := range []zhixiao.UnitKind{zhixiao.City, zhixiao.Region, zhixiao.Domain} {
		for _, u := range e.facts.Units(kind) {
			if u.Code == code {
				return u.Full
			}
		}
	}
	return "代码为" + code + "的单位"
}

// isApproved reports whether the file is the very one that was approved and
// still stands.
func (e *exporter) isApproved(ctx context.Context, file *draft) (bool, error) {
	a, ok, err := e.store.Approval(ctx, file.reading.Job)
	if err != nil || !ok {
		return false, err
	}
	files, err := lockedFiles(ctx, e.store, a.Seq)
	for _, f := range files {
		if f.SHA256 == file.sha256 {
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
func (e *exporter) print(ctx context.Context, file *draft, k generators.Kind, approved bool) error {
	err := store.ErrNumberTaken
	for range maxReprints {
		var serial int64
		if serial, err = e.store.NextCopy(ctx, e.period.String()); err != nil {
			return err
		}
		if err = e.copy(ctx, file, k, approved, serial); !errors.Is(err, store.ErrNumberTaken) {
			return err
		}
	}
	return &zhixiao.Problem{At: zhixiao.Place{File: file.name}, Err: err, Way: "等其他分发办完后再试"}
}

// copy prints the copy of a number: Word and PDF anew from what the file says, so
// that nothing of its history goes along.
func (e *exporter) copy(ctx context.Context, file *draft, k generators.Kind, approved bool, number int64) error {
	d, u, err := e.press.reread(file, k, e.unit.Code)
	if err != nil {
		return err
	}
	serial := fmt.Sprintf("%04d", number)
	c := store.Copy{Number: strings.Join([]string{"FF", e.period.String(), cmp.Or(e.unit.Serial, e.unit.Code), serial}, "-"),
		Period: e.period.String(), Unit: e.unit.Full, Job: file.reading.Job, Source: file.sha256, Who: e.opts.by, Draft: !approved}
	state, watermark := "分发"+serial, "仅限"+e.unit.Short+"使用"
	d.Mark = "仅限" + e.unit.Full + "使用　分发编号：" + c.Number
	if !approved {
		state, watermark, d.Mark = "征求意见"+serial, "征求意见稿", "征求意见稿　"+d.Mark
		d.Fields["版本"] = "V0.1（征求意见稿）"
	}
	printedVersion, _, _ := strings.Cut(d.Fields["版本"], "（")
	files, err := e.files(ctx, d, k, approvedName(k, e.period, u, printedVersion, state), watermark)
	if err != nil {
		return err
	}
	return e.hand(ctx, number, c, files)
}

// files are the copy's files by name.
func (e *exporter) files(ctx context.Context, d *document.Document, k generators.Kind, name, watermark string) (map[string][]byte, error) {
	writers, err := e.press.of(d)
	if err != nil {
		return nil, err
	}
	layout, err := writers.pdf.Layout(ctx, d)
	if err != nil {
		return nil, fmt.Errorf("PDF：%w", err)
	}
	var word, printed bytes.Buffer
	if err := writers.word.WriteWith(ctx, &word, d, layout.Pagination()); err != nil {
		return nil, err
	}
	issued, err := docx.Issue(name+".docx", word.Bytes(), d.Mark, watermark)
	if err != nil {
		return nil, err
	}
	if err := layout.Print(ctx, &printed); err != nil {
		return nil, fmt.Errorf("PDF：%w", err)
	}
	files := map[string][]byte{name + ".docx": issued, name + ".pdf": printed.Bytes()}
	if k.Sheets {
		files[name+".xlsx"], err = workbook(ctx, numbered(d), e.when)
	}
	return files, err
}

// hand enters the copy into the register, then writes its files: a copy that
// went out unregistered could never be traced.
func (e *exporter) hand(ctx context.Context, serial int64, c store.Copy, files map[string][]byte) error {
	var copies []store.Copy
	for _, name := range sorted(files) {
		c.File, c.SHA256 = name, sumOf(files[name])
		copies = append(copies, c)
	}
	if err := e.store.SaveCopies(ctx, serial, copies, e.when); err != nil {
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
