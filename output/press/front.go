package press

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/document/pdf"
	"zhixiao/front"
	"zhixiao/generators"
	"zhixiao/output"
)

// frontDesk keeps what the front page of the output folder shows of the reports of
// a run. What goes wrong with it costs no report: it is told at the end.
type frontDesk struct {
	root string
	unit string // the one unit whose report is shown

	mu     sync.Mutex // guards faults
	faults []error
}

// newFrontDesk shows the region whose total has moved most since the period before:
// its report has most to tell.
func newFrontDesk(root string, f *analysis.Facts) *frontDesk {
	d := &frontDesk{root: root}
	if f.Period().Kind != zhixiao.Quarter {
		return d // no report on one unit but lists
	}
	most := zhixiao.Decimal{}
	for _, u := range f.Units(zhixiao.Region) {
		c := f.Change(analysis.ScoreTotal, u.Code)
		if d.unit == "" || c.Delta.Ok() && c.Delta.Value.Abs().Cmp(most) > 0 {
			d.unit = u.Code
			if c.Delta.Ok() {
				most = c.Delta.Value.Abs()
			}
		}
	}
	return d
}

// shows reports whether the front page shows pages of a report: the city's, and that
// of one unit. Lists are told in files alone.
func (d *frontDesk) shows(k generators.Kind, doc *document.Document) bool {
	return d != nil && !k.Sheets && (doc.Unit.Kind == zhixiao.City || doc.Unit.Code == d.unit)
}

// keep shows a report whose PDF has a sum, or forgets what was shown of it.
func (d *frontDesk) keep(ctx context.Context, k generators.Kind, doc *document.Document, layout *pdf.Layout, sum string) {
	if d == nil {
		return
	}
	var err error
	if d.shows(k, doc) {
		err = front.Keep(ctx, d.root, doc, layout, sum)
	} else {
		err = front.Drop(d.root, doc.Job)
	}
	if err != nil {
		d.mu.Lock()
		defer d.mu.Unlock()
		d.faults = append(d.faults, err)
	}
}

// WriteFront makes the front page of the output folder anew. The error is what it
// lacks; it stops nothing, for the deliverables are there.
func (p *Project) WriteFront(ctx context.Context, editions ...*Edition) error {
	var faults []error
	for _, l := range editions {
		faults = append(faults, l.desk.faults...)
	}
	return errors.Join(append(faults, front.Write(ctx, p.Output, p.about()))...)
}

// Shown is the unit whose report the front page shows beside the city's; "" when it
// shows none.
func (l *Edition) Shown() string {
	if l.desk == nil {
		return ""
	}
	return l.desk.unit
}

// Display has the front page show what is made of the edition.
func (l *Edition) Display() { l.desk = newFrontDesk(l.Project.Output, l.Facts) }

//go:embed steps.tsv
var steps string // what the front page proposes: a command, a tab, what it does

// about is what the front page calls things, and what it proposes.
func (p *Project) about() front.About {
	var a front.About
	for _, k := range generators.Catalogue() {
		title := k.Title
		switch k.Name {
		case "quarter-district":
			title = "区域报告"
		case "quarter-domain":
			title = "领域报告"
		}
		a.Kinds = append(a.Kinds, front.Kind{Name: k.Name, Title: title})
	}
	a.Kinds = append(a.Kinds, front.Kind{Name: MapsKind, Title: MapsName}, front.Kind{Name: VolumeKind, Title: VolumeTitle()}, front.Kind{Name: "inspection", Title: "专项核查"})
	for line := range strings.Lines(steps) {
		command, what, _ := strings.Cut(strings.TrimRight(line, "\r\n"), "\t")
		a.Next = append(a.Next, front.Step{Command: command, What: what})
	}
	return a
}

// Found is the sentences of a period's general report as the front page has them; ok
// is false when it has none.
func (p *Project) Found(period zhixiao.Period) (shown front.Shown, ok bool) {
	m, err := output.ReadManifest(p.Folder(period))
	if err != nil {
		return front.Shown{}, false
	}
	for _, s := range front.ReadShown(p.Output, []*output.Manifest{m}) {
		if len(s.Findings) > 0 && s.Unit == "" {
			return s, true
		}
	}
	return front.Shown{}, false
}

// FoundLines tell what a period's general report says, each sentence with the command
// that tells where its number comes from and its page; nothing when there is no report.
func (p *Project) FoundLines(period zhixiao.Period) []string {
	s, ok := p.Found(period)
	if !ok {
		return nil
	}
	lines := []string{fmt.Sprintf("\n"+output.Wording("what data say"), period.Title())}
	for i, f := range s.Findings {
		lines = append(lines, fmt.Sprintf("%d. %s", i+1, f.Text))
		if f.Key != "" {
			lines = append(lines, fmt.Sprintf("   来历：zhixiao why %s", f.Key))
		}
		lines = append(lines, fmt.Sprintf("   原文：%s PDF第%d页", filepath.Join(p.Folder(period), filepath.FromSlash(s.File)), f.Sheet))
	}
	return lines
}
