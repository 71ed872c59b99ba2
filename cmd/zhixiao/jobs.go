package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"zhixiao"
	"zhixiao/analysis/finding"
	"zhixiao/charts"
	"zhixiao/document"
	"zhixiao/document/jpg"
	"zhixiao/document/pdf"
	"zhixiao/document/xlsx"
	"zhixiao/generators"
	"zhixiao/generators/atlas"
	"zhixiao/output"
)

// press holds the writers of one batch: one set of fonts, one gallery of
// pictures, the shells that are asked for.
type press struct {
	line     *line
	pictures *jpg.Gallery
	pics     document.Pictures   // what the writers print
	date     time.Time           // of the PDF and Excel files
	mu       sync.Mutex          // guards printers
	printers map[string]printers // by shell
	inputs   map[string]string
	style    atlas.Style
	mapped   map[string]string // inputs of what carries maps; nil until they are needed
	reviews  *reviews
	alone    bool // one report is asked for
	desk     *frontDesk
}

// jobs lists the deliverables of the period that are selected.
func (l *line) jobs(ctx context.Context, s selection) ([]output.Job, error) {
	kind := s.kind
	if kind != "" && matches(kind, mapsKind, mapsCode, mapsName) {
		return l.mapJobs(s.theme)
	}
	if s.theme != "" {
		return nil, usageError{errors.New("--theme 只与 --kind maps 同用")}
	}
	if kind != "" && matches(kind, volumeKind, volumeCode, volumeTitle, "合订本") {
		return l.volumeJobs(ctx)
	}
	p, err := l.press()
	if err != nil {
		return nil, err
	}
	if l.reviews, err = newReviews(ctx, l.store); err != nil {
		return nil, err
	}
	p.reviews, l.reviews.press = l.reviews, p
	p.desk = l.desk
	reports, err := l.chosen(kind, s.unit)
	if err != nil {
		return nil, err
	}
	var jobs []output.Job
	for _, r := range reports {
		if err := p.prepare(r.unit); err != nil {
			return nil, err
		}
		jobs = append(jobs, p.job(r.kind, r.unit))
	}
	p.alone = len(jobs) == 1
	return jobs, nil
}

func (l *line) press() (*press, error) {
	drawer, err := charts.New(l.templates.Fonts)
	if err != nil {
		return nil, err
	}
	pictures := jpg.NewGallery(drawer)
	// Files carry the freeze's cutoff as their date, not the clock: the same
	// snapshot gives the same bytes.
	p := &press{line: l, pictures: pictures, pics: pictures, date: l.snapshot.Cutoff.Add(12 * time.Hour), printers: map[string]printers{}, inputs: l.inputs()}
	// A fault of the shell is told before anything is made.
	_, err = p.of(&document.Document{})
	return p, err
}

// inputs says what every job of the batch reads.
func (l *line) inputs() map[string]string {
	in := l.snapshotInputs()
	in["指标体系"], in["模板"], in["程序"], in["名称"] = l.templates.Indicators.Version, l.templates.Version, programInput(), l.called
	if l.at.org != "" {
		in["编制单位"] = l.at.org
	}
	if quotas := l.quotaInput(); quotas != "" {
		in["配额"] = quotas
	}
	return in
}

func (p *press) job(k generators.Kind, u zhixiao.Unit) output.Job {
	title := k.Title
	if u.Kind != zhixiao.City {
		title = u.Name() + title
	}
	job := output.Job{
		ID: k.Name + "-" + u.Code + "-" + p.line.period.String(), Kind: k.Name, Unit: u.Code, Title: title, Inputs: p.line.withAdvice(k, u.Code, p.inputsOf(u)),
		Make: func(ctx context.Context, sink document.Sink) (output.Made, error) { return p.make(ctx, sink, k, u) },
	}
	return p.reviews.join(job, job.Inputs)
}

// fresh is a report as generated now, checked.
func (p *press) fresh(k generators.Kind, u zhixiao.Unit) (*document.Document, []generators.Recommendation, error) {
	d, made, err := p.generate(k, u)
	if err != nil {
		return nil, made, err
	}
	if err := atlas.DrawAll(d, p.line.facts, p.style); err != nil {
		return nil, made, err
	}
	p.stamp(d)
	return d, made, document.Check(d)
}

// generate makes the document. A second worker that has no report of its own mines
// what this one will ask for.
func (p *press) generate(k generators.Kind, u zhixiao.Unit) (d *document.Document, made []generators.Recommendation, err error) {
	all := []func() error{func() (err error) {
		d, made, err = p.line.make(k, u)
		return err
	}}
	if p.alone && k.Period == zhixiao.Quarter {
		all = append(all, func() error { finding.Ahead(p.line.facts, u.Code); return nil })
	}
	err = together(all...)
	return d, made, err
}

// make generates a report, following up what was recommended to the unit before.
func (l *line) make(k generators.Kind, u zhixiao.Unit) (*document.Document, []generators.Recommendation, error) {
	made, err := generators.Make(generators.Request{Kind: k.Name, Facts: l.facts, Templates: l.templates.Set, Unit: u, Past: l.past[u.Code]})
	return made.Document, made.Recommended, err
}

// make generates, checks, lays out and prints one document: the page numbers of
// the PDF are the ones in Word's table of contents.
func (p *press) make(ctx context.Context, sink document.Sink, k generators.Kind, u zhixiao.Unit) (output.Made, error) {
	d, made, err := p.fresh(k, u)
	if err != nil {
		return output.Made{}, err
	}
	d, notes, err := p.reviews.merge(ctx, d)
	if err != nil {
		return output.Made{}, err
	}
	if err := document.Check(d); err != nil {
		return output.Made{}, fmt.Errorf("并入审稿后：%w", err)
	}
	writers, err := p.of(d)
	if err != nil {
		return output.Made{}, err
	}
	layout, err := p.layout(ctx, writers, d)
	if err != nil {
		return output.Made{}, fmt.Errorf("PDF：%w", err)
	}
	faults := impossible(d)
	notes = append(notes, faultNotes(faults)...)
	name := k.FileName(p.line.period, u)
	run, sum := together, ""
	if long(d) {
		run = inTurn
	}
	err = run(
		func() error {
			return put(ctx, sink, k.Name+"/"+name+".docx", "Word", func(w io.Writer) error { return writers.word.WriteNoted(ctx, w, d, layout.Pagination(), notes) })
		},
		func() error {
			return put(ctx, sink, k.Name+"/"+name+".pdf", "PDF", func(w io.Writer) (err error) {
				if !p.desk.shows(k, d) {
					return layout.Print(ctx, w)
				}
				sum, err = hashed(w, func(w io.Writer) error { return layout.Print(ctx, w) })
				return err
			})
		},
		func() error { return p.pictureFiles(ctx, sink, name, d) },
	)
	if err == nil && k.Sheets {
		err = put(ctx, sink, k.Name+"/"+name+".xlsx", "Excel", func(w io.Writer) error { return xlsx.New(p.date).Write(ctx, w, d) })
	}
	if err == nil {
		p.desk.keep(ctx, k, d, layout, sum)
		err = p.line.keepAdvice(ctx, u.Code, made)
	}
	return output.Made{Words: document.CountBody(d).Words, Pages: layout.Pages(), Facts: document.Facts(d), Faults: faults}, err
}

// layout sets d on pages while its pictures are drawn.
func (p *press) layout(ctx context.Context, writers printers, d *document.Document) (layout *pdf.Layout, err error) {
	err = together(
		func() (err error) { layout, err = writers.pdf.Layout(ctx, d); return err },
		func() error { return p.drawAhead(ctx, d) },
	)
	return layout, err
}

func put(ctx context.Context, sink document.Sink, path, what string, write func(io.Writer) error) error {
	if err := sink.Put(ctx, path, write); err != nil {
		return fmt.Errorf("%s：%w", what, err)
	}
	return nil
}

// stamp writes where the document's numbers come from.
func (p *press) stamp(d *document.Document) {
	d.Demo = p.line.demo
	p.line.at.sign(d)
	d.Origin = p.line.madeFrom() + "；模板" + short(p.line.templates.Version) + "；指标体系" + short(p.line.templates.Indicators.Version) + "；质效" + version
}

func short(hash string) string { return hash[:min(len(hash), 8)] }

// pictureFiles puts every figure's picture as a JPG of its own.
func (p *press) pictureFiles(ctx context.Context, sink document.Sink, name string, d *document.Document) error {
	numbers := document.Number(d)
	var all []error
	d.Blocks(func(b document.Block) {
		f, ok := b.(document.Figure)
		if !ok {
			return
		}
		picture, err := p.pictures.Picture(ctx, f.Graphic)
		if err == nil {
			path := "charts/" + name + "_" + numbers.Label(f.ID) + ".jpg"
			err = sink.Put(ctx, path, func(w io.Writer) error {
				_, err := w.Write(picture.JPEG)
				return err
			})
		}
		if err != nil {
			all = append(all, fmt.Errorf("%s：%w", numbers.Label(f.ID), err))
		}
	})
	return errors.Join(all...)
}
