package press

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/charts"
	"zhixiao/document"
	"zhixiao/document/jpg"
	"zhixiao/document/proof"
	papers "zhixiao/generators/inspection"
	"zhixiao/output"
	"zhixiao/output/formats"
	"zhixiao/store"
	"zhixiao/templates"
)

// Inspection is one special inspection on its way to paper.
type Inspection struct {
	// Remarks are what a reviewer would say of the two documents, in the order of
	// their texts: what an editor may have meant, and personal data, which stop the
	// print.
	Remarks []Remark
	Root    string // folder of its deliverables

	records *analysis.Inspected
	hash    string
	set     *templates.House
	demo    bool
	at      *Project
	writers *formats.Writers
}

// Remark is a sentence about the inspection's documents.
type Remark struct {
	Text   string
	Blocks bool // nothing is made before this is put right
}

// ReadInspection reads the workbook of an inspection, reads what would be made of it
// as a reviewer, and records the inspection. All faults of the workbook come
// together, each with its place. An inspection with personal data is answered with
// its remarks and an error; it is not recorded.
func (p *Project) ReadInspection(ctx context.Context, file string) (i *Inspection, err error) {
	set, err := p.LoadTemplates()
	if err != nil {
		return nil, err
	}
	in, hash, err := store.ReadInspection(file, set.Units)
	if err != nil {
		return nil, err
	}
	st, err := p.OpenStore(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	i = &Inspection{Root: filepath.Join(p.Output, in.No), records: analysis.NewInspected(in), hash: hash, set: set, at: p}
	if i.demo, err = st.Demo(ctx); err != nil {
		return nil, err
	}
	if err := i.open(); err != nil {
		return nil, err
	}
	if err := i.proof(); err != nil {
		return i, err
	}
	return i, st.SaveInspection(ctx, *in, hash)
}

// Make makes the list of problems and the evidence book of the inspection where they
// are stale. A failed one never stops the other.
func (i *Inspection) Make(ctx context.Context, o Options) ([]output.Outcome, error) {
	run := output.Options{Root: i.Root, Period: i.records.Inspection().No, Workers: o.Workers, Force: o.Force, Revision: i.at.Program.Revision()}
	jobs := i.jobs()
	if o.Progress != nil {
		o.Progress.Begin(len(jobs))
		run.Each = o.Progress.Done
	}
	return output.Run(ctx, jobs, run)
}

func (i *Inspection) open() error {
	drawer, err := charts.New(i.set.Fonts)
	if err != nil {
		return err
	}
	tools := formats.Tools{Fonts: i.set.Fonts, Pictures: jpg.NewGallery(drawer), Vectors: drawer, Program: i.at.Program.Name(), Made: i.date()}
	i.writers, err = formats.NewWriters(i.set.ShellName, i.set.Shell, tools)
	return err
}

// date is the files' date: noon of the inspection's last day, not the clock.
func (i *Inspection) date() time.Time { return i.records.Inspection().To.Add(12 * time.Hour) }

func (i *Inspection) generator() *papers.Papers {
	return papers.New(i.records, i.set.Set, i.set.Units)
}

// proof reads both documents as a reviewer would.
func (i *Inspection) proof() error {
	g := i.generator()
	list, err := g.List(nil)
	book, err2 := g.EvidenceBook()
	if err := errors.Join(err, err2); err != nil {
		return err
	}
	words := proof.Words{Forbidden: i.set.Words.Forbidden, Names: i.set.Words.Names, Allowed: i.set.Words.Allowed}
	personal := 0
	for _, f := range append(proof.Read([]*document.Document{list}, words), proof.Read([]*document.Document{book}, words)...) {
		switch f.Rule {
		case "数字未绑定", "独有名称": // the inspectors' own words carry their own numbers
		case "个人信息未脱敏":
			personal++
			i.remark(true, "%s（%s）%s", f.Rule, f.Block, f.Text)
		default:
			i.remark(false, "%s（%s）%s", f.Rule, f.Block, f.Text)
		}
	}
	if personal > 0 {
		return fmt.Errorf("核查表里有%d处个人信息，脱敏后再生成", personal)
	}
	for _, e := range i.records.Inspection().Evidence {
		if !e.Masked {
			i.remark(false, output.Wording("open evidence"), e.No)
		}
	}
	return nil
}

func (i *Inspection) remark(blocks bool, format string, args ...any) {
	i.Remarks = append(i.Remarks, Remark{fmt.Sprintf(format, args...), blocks})
}

func (i *Inspection) jobs() []output.Job {
	inputs := map[string]string{"核查表": i.hash, "模板": i.set.Version, "程序": i.at.Program.Input()}
	if i.at.Org != "" {
		inputs["编制单位"] = i.at.Org
	}
	in, g := i.records.Inspection(), i.generator()
	job := func(title string, matter formats.Matter, make func(context.Context) (*document.Document, error)) output.Job {
		return output.Job{
			ID: in.No + "-" + title, Kind: "inspection", Unit: zhixiao.CityCode, Title: in.No + title, Inputs: inputs,
			Make: func(ctx context.Context, sink document.Sink) (output.Made, error) {
				d, err := make(ctx)
				if err != nil {
					return output.Made{}, err
				}
				return i.print(ctx, sink, d, g.FileName(title), matter)
			},
		}
	}
	return []output.Job{
		job("专项核查问题清单", formats.List, i.list),
		job("证据册", formats.Report, func(context.Context) (*document.Document, error) { return i.generator().EvidenceBook() }),
	}
}

// list is the list of problems with the pages of the evidence book in it.
func (i *Inspection) list(ctx context.Context) (*document.Document, error) {
	g := i.generator()
	book, err := g.EvidenceBook()
	if err != nil {
		return nil, err
	}
	i.stamp(book)
	paper, err := i.writers.Lay(ctx, book)
	if err != nil {
		return nil, fmt.Errorf("证据册：%w", err)
	}
	in, found, pages := i.records.Inspection(), paper.Layout().Pagination(), map[string]int{}
	for _, e := range in.Evidence {
		pages[e.No] = found[papers.RegisterID(in.No)]
		if e.Data != nil {
			pages[e.No] = found[papers.EvidenceID(in.No, e.No)]
		}
	}
	return i.generator().List(pages)
}

func (i *Inspection) stamp(d *document.Document) {
	d.Demo = i.demo
	i.at.Sign(d)
	d.Origin = "核查表" + short(i.hash) + "；模板" + short(i.set.Version) + "；质效" + i.at.Program.Version
}

func (i *Inspection) print(ctx context.Context, sink document.Sink, d *document.Document, name string, matter formats.Matter) (output.Made, error) {
	i.stamp(d)
	if err := document.Check(d); err != nil {
		return output.Made{}, err
	}
	paper, err := i.writers.Lay(ctx, d)
	if err != nil {
		return output.Made{}, err
	}
	err = put(ctx, sink, paper.Files(formats.Of(matter), formats.Name{File: name}), inTurn)
	return output.Made{Words: document.CountBody(d).Words, Pages: paper.Pages(), Facts: document.Facts(d)}, err
}
