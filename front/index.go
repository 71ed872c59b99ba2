package front

import (
	"cmp"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"html/template"
	"io"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"zhixiao"
	"zhixiao/output"
	"zhixiao/output/formats"
)

// Kind is a group of deliverables on the page.
type Kind struct{ Name, Title string }

// Step is something to try next.
type Step struct{ Command, What string }

// About is what the page says beyond the folder's own lists.
type About struct {
	Kinds []Kind // in the order of the page; a kind that is not listed comes last under its own name
	Next  []Step
}

// Write makes root's index.html from the manifests of its folders and what was
// kept of the reports shown. A folder whose list cannot be read is named on the
// page and in the error; the others stand there all the same.
func Write(ctx context.Context, root string, about About) error {
	v := view{About: about}
	manifests, faults := v.read(root)
	v.show(ReadShown(root, manifests))
	folder, err := output.NewFolder(root)
	if err != nil {
		return errors.Join(append(faults, err)...)
	}
	err = folder.Put(ctx, IndexFile, func(w io.Writer) error { return page.Execute(w, &v) })
	return errors.Join(append(faults, err)...)
}

//go:embed index.html.tmpl
var pageText string

//go:embed index.css
var pageStyle string

//go:embed index.js
var pageScript string

var page = template.Must(template.New("index").Funcs(template.FuncMap{
	"style":  func() template.CSS { return template.CSS(pageStyle) },
	"script": func() template.JS { return template.JS(pageScript) },
	"add":    func(a, b int) int { return a + b },
}).Parse(pageText))

// view is the page's content.
type view struct {
	About
	Demo    bool
	Period  string // title of the general report's, or empty
	Reports int
	Files   int
	Faults  []string
	Periods []period
	General *report // findings and pictures
	Other   *report // a report on one unit
}

// period is one folder.
type period struct {
	ID, Title string
	folder    string
	end       string // its last day, for the order
	start     string
	Groups    []group
	Reports   int
}

// fewReports are no more than are seen at a glance.
const fewReports = 4

// Few reports whether the folder can stand open beside others.
func (p period) Few() bool { return p.Reports <= fewReports }

type group struct {
	Title   string
	Reports []row
}

// row is a job with its files.
type row struct {
	id       string
	Title    string
	Search   string
	Words    int
	Pages    int
	Approved string // the version, when it has been approved
	Files    []link
	Pictures []link
	Shown    bool // its pictures stand in the gallery
}

type link struct {
	Label string
	Href  template.URL
	Title string

	format formats.Format // of a draft's files; none of approved ones
}

// report is a Shown with the links of its files.
type report struct {
	Shown
	Name     string
	PDF      template.URL
	Word     template.URL
	Pictures []link
}

// pageView is a page on the page: its picture, and where it leads.
type pageView struct {
	Page
	Picture, PDF template.URL
}

func (r *report) views() []pageView {
	all := make([]pageView, len(r.Pages))
	for i, p := range r.Pages {
		all[i] = pageView{p, href(PagesFolder, p.File), r.Sheet(p.Sheet)}
	}
	return all
}

// First is the page that stands beside the findings, nil where there are none.
func (r *report) First() *pageView {
	if !r.beside() {
		return nil
	}
	return &r.views()[0]
}

// Rest are the pages that stand below.
func (r *report) Rest() []pageView {
	all := r.views()
	if r.beside() {
		return all[1:]
	}
	return all
}

// beside reports whether the first page stands beside the findings: those of a
// general report.
func (r *report) beside() bool { return r.Unit == "" && len(r.Findings) > 0 && len(r.Pages) > 1 }

// Sheet is a page of the PDF.
func (r *report) Sheet(n int) template.URL {
	return template.URL(fmt.Sprintf("%s#page=%d", r.PDF, n))
}

// read lists the folders below root that have a manifest, the latest period first.
func (v *view) read(root string) (manifests []*output.Manifest, faults []error) {
	folders, err := os.ReadDir(root)
	if err != nil {
		return nil, []error{err}
	}
	for _, f := range folders {
		if !f.IsDir() || strings.HasPrefix(f.Name(), ".") {
			continue
		}
		dir := filepath.Join(root, f.Name())
		m, err := output.ReadManifest(dir)
		if err == nil && len(m.Jobs) == 0 {
			continue
		}
		var locks []output.LockRecord
		if err == nil {
			locks, err = output.ReadLocks(dir)
		}
		if err != nil {
			faults, v.Faults = append(faults, err), append(v.Faults, err.Error())
			continue
		}
		manifests = append(manifests, m)
		v.Periods = append(v.Periods, v.period(f.Name(), m, locks))
	}
	slices.SortStableFunc(v.Periods, func(a, b period) int {
		return cmp.Or(-cmp.Compare(a.end, b.end), cmp.Compare(a.start, b.start), cmp.Compare(a.ID, b.ID))
	})
	return manifests, faults
}

func (v *view) period(folder string, m *output.Manifest, locks []output.LockRecord) period {
	p := period{ID: m.Period, Title: m.Period, folder: folder}
	if known, err := zhixiao.ParsePeriod(m.Period); err == nil {
		p.Title, p.end, p.start = known.Title(), known.End().Format(time.DateOnly), known.Start().Format(time.DateOnly)
	}
	byKind := map[string][]row{}
	for _, r := range m.Jobs {
		byKind[r.Kind] = append(byKind[r.Kind], rowOf(folder, r, locks, p.Title))
		p.Reports, v.Reports, v.Files = p.Reports+1, v.Reports+1, v.Files+len(r.Files)
	}
	for _, k := range v.Kinds {
		if rows := byKind[k.Name]; len(rows) > 0 {
			p.Groups = append(p.Groups, group{k.Title, rows})
			delete(byKind, k.Name)
		}
	}
	for _, r := range m.Jobs { // what the page has no name for
		if rows := byKind[r.Kind]; len(rows) > 0 {
			p.Groups = append(p.Groups, group{r.Kind, rows})
			delete(byKind, r.Kind)
		}
	}
	return p
}

func rowOf(folder string, r output.Record, locks []output.LockRecord, when string) row {
	out := row{id: r.ID, Title: r.Title, Search: strings.ToLower(r.Title + " " + when + " " + r.Unit), Words: r.Words, Pages: r.Pages}
	for _, f := range r.Files {
		l := link{Label: label(f.Path), Href: href(folder, f.Path), Title: path.Base(f.Path)}
		l.format, _ = formats.ByPath(f.Path)
		if len(r.Files) > 1 && strings.HasPrefix(f.Path, formats.FigureFolder) {
			out.Pictures = append(out.Pictures, l)
		} else {
			out.Files = append(out.Files, l)
		}
	}
	for _, lock := range locks {
		if lock.Job != r.ID {
			continue
		}
		out.Approved = lock.Version + "，" + lock.Who + "审定"
		for _, f := range lock.Files {
			out.Files = append(out.Files, link{Label: "审定" + label(f.Path), Href: href(folder, f.Path), Title: path.Base(f.Path)})
		}
	}
	slices.SortStableFunc(out.Pictures, func(a, b link) int {
		return cmp.Or(cmp.Compare(len(a.Label), len(b.Label)), cmp.Compare(a.Label, b.Label))
	})
	return out
}

// label is what people call a file.
func label(file string) string {
	name := strings.TrimSuffix(path.Base(file), path.Ext(file))
	f, known := formats.ByPath(file)
	if i := strings.LastIndex(name, "_图"); i >= 0 && f.Of&formats.Figures != 0 {
		return name[i+1:]
	}
	switch {
	case f.Of&formats.Figures != 0:
		return "图片"
	case known:
		return f.Title
	}
	return strings.ToUpper(strings.TrimPrefix(path.Ext(file), "."))
}

// href is the relative address of a file; parts are slash-separated.
func href(parts ...string) template.URL {
	var all []string
	for part := range strings.SplitSeq(path.Join(parts...), "/") {
		all = append(all, url.PathEscape(part))
	}
	return template.URL(strings.Join(all, "/"))
}

// show picks the general report with findings and the report on one unit, of the
// latest period that has them.
func (v *view) show(all []Shown) {
	order := func(s Shown) int {
		return slices.IndexFunc(v.Periods, func(p period) bool { return p.ID == s.Period })
	}
	slices.SortStableFunc(all, func(a, b Shown) int { return cmp.Compare(order(a), order(b)) })
	for _, s := range all {
		v.Demo = v.Demo || s.Demo
		r := v.report(s)
		switch {
		case r == nil:
		case s.Unit == "" && (v.General == nil || len(v.General.Findings) == 0 && len(s.Findings) > 0):
			v.General = r
		}
	}
	for _, s := range all {
		if v.Other == nil && s.Unit != "" && (v.General == nil || v.General.Period == s.Period) {
			v.Other = v.report(s)
		}
	}
	if v.General != nil {
		for i := range v.Periods {
			if v.Periods[i].ID == v.General.Period {
				v.Period = v.Periods[i].Title
			}
		}
		v.mark(v.General.Job)
	}
}

// report joins what is shown with the links of its row.
func (v *view) report(s Shown) *report {
	for _, p := range v.Periods {
		for _, g := range p.Groups {
			for _, r := range g.Reports {
				if r.id != s.Job {
					continue
				}
				out := &report{Shown: s, Name: r.Title + "（" + p.Title + "）", Pictures: r.Pictures}
				for _, f := range r.Files {
					switch {
					case f.format.Record:
						out.PDF = f.Href
					case f.format.Draft:
						out.Word = f.Href
					}
				}
				return out
			}
		}
	}
	return nil
}

// mark says of the general report's row that its pictures stand in the gallery.
func (v *view) mark(job string) {
	for _, p := range v.Periods {
		for _, g := range p.Groups {
			for i := range g.Reports {
				g.Reports[i].Shown = g.Reports[i].id == job || g.Reports[i].Shown
			}
		}
	}
}
