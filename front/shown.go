// Package front makes index.html, the front page of an output folder: what was
// found, the first pages of a report as they are printed, and every file by a name
// that people use. The page needs no server and nothing from outside the folder.
package front

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/output"
	"zhixiao/output/formats"
)

// Names below the output folder.
const (
	IndexFile   = "index.html"
	PagesFolder = "pages" // pictures of pages and what is told of their reports
)

// dpi of the pictures: an A4 page is 794 pixels wide, and body text is read at ease.
const dpi = 96

// painter counts the ways in which pages have been painted: a change of what a page
// looks like raises it, so that pages kept before are painted again.
const painter = 1

// Shown is what the front page tells of one report besides its files. It belongs
// to the PDF whose SHA-256 it carries: when that is made anew it is no longer
// shown.
type Shown struct {
	Job      string    `json:"job"`
	Kind     string    `json:"kind"`
	Unit     string    `json:"unit"` // its name, empty for the city
	Period   string    `json:"period"`
	Title    string    `json:"title"`
	Demo     bool      `json:"demo"`
	PDF      string    `json:"pdf"`      // SHA-256
	Painter  int       `json:"painter"`  // of the pages' pictures
	File     string    `json:"-"`        // the PDF, slash-separated, below the period's folder: as the manifest has it
	Pages    []Page    `json:"pages"`    // in the order of the report
	Lead     []string  `json:"lead"`     // paragraphs of its abstract
	Findings []Finding `json:"findings"` // in the order of the report
}

// Page is the picture of one page.
type Page struct {
	File  string `json:"file"`  // name in PagesFolder
	Sheet int    `json:"sheet"` // of the PDF, from 1
	Alt   string `json:"alt"`
}

// Keep stores what the front page of root shows of a report whose PDF has a sum,
// in the place of what it showed of an earlier print. Pages of that very PDF that
// are there already, told alike, are not painted again.
func Keep(ctx context.Context, root string, d *document.Document, layout Layout, sum string) error {
	stem := d.Job + "-" + sum[:min(len(sum), 12)]
	s := Shown{Job: d.Job, Kind: d.Kind, Period: d.Period.String(), Title: d.Title, Demo: d.Demo, PDF: sum, Painter: painter,
		Lead: abstract(d), Findings: findings(d, layout)}
	if d.Unit.Kind != zhixiao.City {
		s.Unit = d.Unit.Name()
	}
	for _, sheet := range sheets(d, layout) {
		s.Pages = append(s.Pages, Page{File: fmt.Sprintf("%s-%d.png", stem, sheet+1), Sheet: sheet + 1, Alt: fmt.Sprintf("%s%s第%d页", s.Unit, d.Title, sheet+1)})
	}
	told, err := s.told()
	if err != nil || kept(filepath.Join(root, PagesFolder), stem+".json", told, s.Pages) {
		return err
	}
	if err := Drop(root, d.Job); err != nil {
		return err
	}
	folder, err := output.NewFolder(filepath.Join(root, PagesFolder))
	if err != nil {
		return err
	}
	for _, p := range s.Pages {
		img, err := layout.Image(ctx, p.Sheet-1, dpi)
		if err != nil {
			return fmt.Errorf("%s第%d页：%w", d.Title, p.Sheet, err)
		}
		if err := folder.Put(ctx, p.File, func(w io.Writer) error { return encode(w, img) }); err != nil {
			return err
		}
	}
	return folder.Put(ctx, stem+".json", func(w io.Writer) error { _, err := w.Write(told); return err })
}

// told is what is kept of a report besides the pictures of its pages.
func (s Shown) told() ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	err := enc.Encode(s)
	return b.Bytes(), err
}

// kept reports whether a folder holds a report's pages with just this told of them.
// The list is written last, after its pages.
func kept(folder, name string, told []byte, pages []Page) bool {
	before, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil || !bytes.Equal(before, told) {
		return false
	}
	for _, p := range pages {
		if at, err := os.Stat(filepath.Join(folder, p.File)); err != nil || at.Size() == 0 {
			return false
		}
	}
	return true
}

// Drop forgets what was shown of a job.
func Drop(root, job string) error {
	dir := filepath.Join(root, PagesFolder)
	files, err := os.ReadDir(dir)
	if err != nil {
		return nil // nothing was shown yet
	}
	var faults []error
	for _, f := range files {
		if rest, ok := strings.CutPrefix(f.Name(), job+"-"); ok && (strings.HasSuffix(rest, ".json") || strings.HasSuffix(rest, ".png")) {
			faults = append(faults, os.Remove(filepath.Join(dir, f.Name())))
		}
	}
	return errors.Join(faults...)
}

// ReadShown is what was kept for the PDFs that stand in manifests, in the order of
// their jobs. What cannot be read is not shown: the page is made of what is there.
func ReadShown(root string, manifests []*output.Manifest) []Shown {
	var all []Shown
	for _, m := range manifests {
		for _, r := range m.Jobs {
			for _, f := range r.Files {
				if !formats.IsRecord(f.Path) {
					continue
				}
				data, err := os.ReadFile(filepath.Join(root, PagesFolder, r.ID+"-"+f.SHA256[:min(len(f.SHA256), 12)]+".json"))
				if err != nil {
					continue
				}
				var s Shown
				if json.Unmarshal(data, &s) == nil && s.PDF == f.SHA256 {
					s.File = f.Path
					all = append(all, s)
				}
			}
		}
	}
	return all
}

// encode writes a page as PNG: in grey when it has no colour, a third of the bytes.
func encode(w io.Writer, img *image.RGBA) error {
	var out image.Image = img
	if grey, ok := greyed(img); ok {
		out = grey
	}
	var b bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.DefaultCompression}).Encode(&b, out); err != nil {
		return err
	}
	_, err := w.Write(b.Bytes())
	return err
}

func greyed(img *image.RGBA) (*image.Gray, bool) {
	grey := image.NewGray(img.Rect)
	for i := 0; i < len(img.Pix); i += 4 {
		if img.Pix[i] != img.Pix[i+1] || img.Pix[i] != img.Pix[i+2] {
			return nil, false
		}
		grey.Pix[i/4] = img.Pix[i]
	}
	return grey, true
}

// sheets are the pages shown, from 0: the cover, the first of the body, the first
// with pictures beyond it: four of a report on the city, three of one on a unit.
func sheets(d *document.Document, layout Layout) []int {
	starts, first := layout.Pagination(), layout.Front()
	most := 3
	if d.Unit.Kind == zhixiao.City {
		most = 4
	}
	var list []int
	add := func(i int) {
		if i >= 0 && i < layout.Pages() && !slices.Contains(list, i) {
			list = append(list, i)
		}
	}
	add(0)
	add(first)
	for _, b := range d.Body {
		if f, ok := b.(document.Figure); ok && len(list) < most {
			add(first + starts[f.ID] - 1)
		}
	}
	return list
}
