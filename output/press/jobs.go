package press

import (
	"context"
	"fmt"
	"sync"
	"time"

	"zhixiao"
	"zhixiao/analysis/finding"
	"zhixiao/charts"
	"zhixiao/document"
	"zhixiao/document/docx"
	"zhixiao/document/jpg"
	"zhixiao/generators"
	"zhixiao/generators/atlas"
	"zhixiao/output"
	"zhixiao/output/formats"
)

// Press holds the writers of one edition: one set of fonts, one gallery of pictures,
// the shells that are asked for. Its methods may be called from several goroutines.
type Press struct {
	edition  *Edition
	reviewer Reviewer
	pictures *jpg.Gallery
	mu       sync.Mutex // guards tools and printers
	tools    formats.Tools
	printers map[string]*formats.Writers // by shell
	asked    []string                    // formats that the user wants beside the usual ones
	kept     map[string][]string         // by job: such formats that its files are in
	inputs   map[string]string
	style    atlas.Style
	mapped   map[string]string // inputs of what carries maps; nil until they are needed
	alone    bool              // one report is asked for
}

// Reviewer knows what reviewers handed in for the jobs of a run.
type Reviewer interface {
	// Join tells a job what reviewers hold of it: a lock, or a version to merge. A
	// new version makes the job stale, and a file on disk that was taken in may be
	// replaced.
	Join(job output.Job) output.Job
	// Merge folds what was handed in for a job into its document as generated now,
	// and says what to comment beside its text. It keeps the text that the next
	// review is compared with.
	Merge(ctx context.Context, fresh *document.Document) (*document.Document, []docx.Note, error)
	// Fold is Merge without keeping anything, for a volume that binds reports.
	Fold(ctx context.Context, fresh *document.Document) (*document.Document, error)
	// Latest is the SHA-256 of the version last handed in for a job; "" when none is.
	Latest(job string) string
}

// Press readies the writers of the edition. A fault of the report's shell is told
// here, before anything is made.
func (l *Edition) Press() (*Press, error) {
	drawer, err := charts.New(l.Templates.Fonts)
	if err != nil {
		return nil, err
	}
	pictures := jpg.NewGallery(drawer)
	// Files carry the freeze's cutoff as their date, not the clock: the same
	// snapshot gives the same bytes.
	tools := formats.Tools{Fonts: l.Templates.Fonts, Pictures: pictures, Vectors: drawer, Program: l.Project.Program.Name(), Made: l.Snapshot.Cutoff.Add(12 * time.Hour)}
	p := &Press{edition: l, pictures: pictures, tools: tools, printers: map[string]*formats.Writers{}, inputs: l.inputs()}
	_, err = p.Writers(&document.Document{})
	return p, err
}

// Pictures are the pictures of the press: those of its documents are drawn once.
func (p *Press) Pictures() document.Pictures { return p.pictures }

// Selection is which of a period's deliverables are meant; the zero value is all
// its reports.
type Selection struct {
	Kind    string // a kind's name, class code or title; of maps and the volume too
	Unit    string // units' codes, serials or names, with commas between them
	Theme   string // of maps: its code or name
	Formats string // formats to make beside the usual ones, with commas between them
}

// Review gives the reviewer of a run: it looks at pictures to tell those that a
// reviewer replaced.
type Review func(ctx context.Context, l *Edition, pictures document.Pictures) (Reviewer, error)

// Jobs lists the deliverables of the period that are selected, in the order of the
// contract. What selects nothing is an output.Misuse.
func (l *Edition) Jobs(ctx context.Context, s Selection, review Review) ([]output.Job, error) {
	maps := s.Kind != "" && Matches(s.Kind, MapsKind, MapsCode, MapsName)
	if s.Theme != "" && !maps {
		return nil, output.Misusef("--theme 只与 --kind maps 同用")
	}
	p, err := l.Press()
	if err != nil {
		return nil, err
	}
	if err := p.ask(s.Formats); err != nil {
		return nil, err
	}
	if maps {
		return p.mapJobs(s.Theme)
	}
	if p.reviewer, err = review(ctx, l, p.pictures); err != nil {
		return nil, err
	}
	if s.Kind != "" && Matches(s.Kind, VolumeKind, VolumeCode, VolumeTitle(), "合订本") {
		return p.volumeJobs()
	}
	return p.reportJobs(s)
}

func (p *Press) reportJobs(s Selection) ([]output.Job, error) {
	reports, err := p.edition.Reports(s.Kind, s.Unit)
	if err != nil {
		return nil, err
	}
	var jobs []output.Job
	for _, r := range reports {
		if err := p.prepare(r.Unit); err != nil {
			return nil, err
		}
		jobs = append(jobs, p.job(r.Kind, r.Unit))
	}
	p.alone = len(jobs) == 1
	return jobs, nil
}

// inputs says what every job of the run reads.
func (l *Edition) inputs() map[string]string {
	in := l.snapshotInputs()
	in["指标体系"], in["模板"], in["程序"], in["名称"] = l.Templates.Indicators.Version, l.Templates.Version, l.Project.Program.Input(), l.called
	if l.Project.Org != "" {
		in["编制单位"] = l.Project.Org
	}
	if quotas := l.quotaInput(); quotas != "" {
		in["配额"] = quotas
	}
	return in
}

func (p *Press) job(k generators.Kind, u zhixiao.Unit) output.Job {
	id := JobID(k.Name, u.Code, p.edition.Period)
	return p.reviewer.Join(output.Job{
		ID: id, Kind: k.Name, Unit: u.Code, Title: TitleOf(k, u), Inputs: p.withFormats(id, p.edition.withRemedies(k, u.Code, p.inputsOf(u))),
		Make: func(ctx context.Context, sink document.Sink) (output.Made, error) { return p.make(ctx, sink, k, u) },
	})
}

// fresh is a report as generated now, checked.
func (p *Press) fresh(k generators.Kind, u zhixiao.Unit) (*document.Document, []generators.KeptRemedy, error) {
	d, made, err := p.generate(k, u)
	if err != nil {
		return nil, made, err
	}
	if err := atlas.DrawAll(d, p.edition.Facts, p.style); err != nil {
		return nil, made, err
	}
	p.edition.Stamp(d)
	return d, made, document.Check(d)
}

// generate makes the document. A second worker that has no report of its own mines
// what this one will ask for.
func (p *Press) generate(k generators.Kind, u zhixiao.Unit) (d *document.Document, made []generators.KeptRemedy, err error) {
	all := []func() error{func() (err error) {
		d, made, err = p.edition.Make(k, u)
		return err
	}}
	if p.alone && k.Period == zhixiao.Quarter {
		all = append(all, func() error { finding.Ahead(p.edition.Facts, u.Code); return nil })
	}
	err = parallel(all...)
	return d, made, err
}

// make generates, checks, lays out and prints one document: the page numbers of
// the PDF are the ones in Word's table of contents.
func (p *Press) make(ctx context.Context, sink document.Sink, k generators.Kind, u zhixiao.Unit) (output.Made, error) {
	d, made, err := p.fresh(k, u)
	if err != nil {
		return output.Made{}, err
	}
	d, notes, err := p.reviewer.Merge(ctx, d)
	if err != nil {
		return output.Made{}, err
	}
	if err := document.Check(d); err != nil {
		return output.Made{}, fmt.Errorf("并入审稿后：%w", err)
	}
	paper, err := p.layout(ctx, d)
	if err != nil {
		return output.Made{}, err
	}
	faults := impossible(d)
	paper.Notes = append(notes, faultNotes(faults)...)
	run := parallel
	if long(d) {
		run = inTurn
	}
	files := paper.Files(formats.Of(MatterOf(k), p.askedFor(d.Job)...), formats.Name{Folder: k.Name + "/", File: k.FileName(p.edition.Period, u)})
	sum := new(string)
	if p.edition.desk.shows(k, d) {
		sum = recordSum(files)
	}
	err = put(ctx, sink, files, run)
	if err == nil {
		p.edition.desk.keep(ctx, k, d, paper.Layout(), *sum)
		err = p.edition.keepRemedies(ctx, u.Code, made)
	}
	return output.Made{Words: document.CountBody(d).Words, Pages: paper.Pages(), Facts: document.Facts(d), Faults: faults}, err
}

// layout sets d on pages while its pictures are drawn.
func (p *Press) layout(ctx context.Context, d *document.Document) (paper *formats.Paper, err error) {
	err = parallel(
		func() (err error) { paper, err = p.Lay(ctx, d); return err },
		func() error { return p.drawAhead(ctx, d) },
	)
	return paper, err
}
