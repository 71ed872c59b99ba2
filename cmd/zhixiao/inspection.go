package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/charts"
	"zhixiao/document"
	"zhixiao/document/jpg"
	"zhixiao/document/proof"
	"zhixiao/document/xlsx"
	papers "zhixiao/generators/inspection"
	"zhixiao/output"
	"zhixiao/templates"
)

// inspection is one special inspection on its way to paper.
type inspection struct {
	records  *analysis.Inspected
	hash     string
	set      *templates.House
	demo     bool
	at       *place
	printers printers
}

func (i *inspection) open() error {
	drawer, err := charts.New(i.set.Fonts)
	if err != nil {
		return err
	}
	i.printers, err = newPrinters(i.set.ShellName, i.set.Shell, i.set.Fonts, jpg.NewGallery(drawer), i.date())
	return err
}

// date is the files' date: noon of the inspection's last day, not the clock.
func (i *inspection) date() time.Time { return i.records.Inspection().To.Add(12 * time.Hour) }

func (i *inspection) generator() *papers.Papers {
	return papers.New(i.records, i.set.Set, i.set.Units)
}

// proof reads both documents as a reviewer would. What an editor may have meant
// is told; personal data stop the print.
func (i *inspection) proof(out io.Writer) error {
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
			fmt.Fprintf(out, "阻断：%s（%s）%s\n", f.Rule, f.Block, f.Text)
		default:
			fmt.Fprintf(out, "提示：%s（%s）%s\n", f.Rule, f.Block, f.Text)
		}
	}
	if personal > 0 {
		return fmt.Errorf("核查表里有%d处个人信息，脱敏后再生成", personal)
	}
	for _, e := range i.records.Inspection().Evidence {
		if !e.Masked {
			fmt.Fprintf(out, "提示：证据%s未脱敏，不得对外\n", e.No)
		}
	}
	return nil
}

func (i *inspection) jobs() []output.Job {
	inputs := map[string]string{"核查表": i.hash, "模板": i.set.Version, "程序": programInput()}
	if i.at.org != "" {
		inputs["编制单位"] = i.at.org
	}
	in, g := i.records.Inspection(), i.generator()
	job := func(title string, sheets bool, make func(context.Context) (*document.Document, error)) output.Job {
		return output.Job{
			ID: in.No + "-" + title, Kind: "inspection", Unit: zhixiao.CityCode, Title: in.No + title, Inputs: inputs,
			Make: func(ctx context.Context, sink document.Sink) (output.Made, error) {
				d, err := make(ctx)
				if err != nil {
					return output.Made{}, err
				}
				return i.print(ctx, sink, d, g.FileName(title), sheets)
			},
		}
	}
	return []output.Job{
		job("专项核查问题清单", true, i.list),
		job("证据册", false, func(context.Context) (*document.Document, error) { return i.generator().EvidenceBook() }),
	}
}

// list is the list of problems with the pages of the evidence book in it.
func (i *inspection) list(ctx context.Context) (*document.Document, error) {
	g := i.generator()
	book, err := g.EvidenceBook()
	if err != nil {
		return nil, err
	}
	i.stamp(book)
	layout, err := i.printers.pdf.Layout(ctx, book)
	if err != nil {
		return nil, fmt.Errorf("证据册：%w", err)
	}
	in, found, pages := i.records.Inspection(), layout.Pagination(), map[string]int{}
	for _, e := range in.Evidence {
		pages[e.No] = found[papers.RegisterID(in.No)]
		if e.Data != nil {
			pages[e.No] = found[papers.EvidenceID(in.No, e.No)]
		}
	}
	return i.generator().List(pages)
}

func (i *inspection) stamp(d *document.Document) {
	d.Demo = i.demo
	i.at.sign(d)
	d.Origin = "核查表" + short(i.hash) + "；模板" + short(i.set.Version) + "；质效" + version
}

func (i *inspection) print(ctx context.Context, sink document.Sink, d *document.Document, name string, sheets bool) (output.Made, error) {
	i.stamp(d)
	if err := document.Check(d); err != nil {
		return output.Made{}, err
	}
	layout, err := i.printers.pdf.Layout(ctx, d)
	if err != nil {
		return output.Made{}, fmt.Errorf("PDF：%w", err)
	}
	err = errors.Join(
		put(ctx, sink, name+".docx", "Word", func(w io.Writer) error { return i.printers.word.WriteWith(ctx, w, d, layout.Pagination()) }),
		put(ctx, sink, name+".pdf", "PDF", func(w io.Writer) error { return layout.Print(ctx, w) }),
	)
	if sheets {
		err = errors.Join(err, put(ctx, sink, name+".xlsx", "Excel", func(w io.Writer) error { return xlsx.New(i.date()).Write(ctx, w, d) }))
	}
	return output.Made{Words: document.CountBody(d).Words, Pages: layout.Pages(), Facts: document.Facts(d)}, err
}
