package formats

import (
	"context"
	"io"
	"time"
	"zhixiao/document"
	"zhixiao/document/docx"
	"zhixiao/document/html"
	"zhixiao/document/pdf"
	"zhixiao/document/xlsx"
)

// Tools are what all writers of a run share.
type Tools struct {
	Fonts    document.Fonts
	Pictures document.Pictures
	Vectors  document.Vectors
	Program  string    // name and version, for the files' properties
	Made     time.Time // written into the files in place of the clock
}

// Writers are the writers of one Word shell: every format has the look of the Word
// file. They may be used from several goroutines.
type Writers struct {
	word *docx.Writer
	pdf  *pdf.Writer
	page *html.Writer
	pics document.Pictures
	made time.Time
}

// NewWriters reads the shell called name. Its faults come joined, each naming its
// place in the shell.
func NewWriters(name string, shell []byte, t Tools) (*Writers, error) {
	look, err := docx.ReadLook(name, shell)
	if err != nil {
		return nil, err
	}
	w := &Writers{pics: t.Pictures, made: t.Made, page: html.New(t.Vectors, t.Pictures)}
	if w.word, err = docx.New(name, shell, t.Pictures, docx.Options{Program: t.Program}); err != nil {
		return nil, err
	}
	w.pdf, err = pdf.New(look, t.Fonts, t.Pictures, t.Made)
	return w, err
}

// Cover is what the cover of a reviewed file says, by the names of the shell's
// placeholders.
func (w *Writers) Cover(r *docx.Reading) (map[string]string, error) { return w.word.Cover(r) }

// subject is what a format's writer may print.
type subject struct {
	writers *Writers
	doc     *document.Document
	layout  *pdf.Layout
	notes   []docx.Note
	reread  bool
	graphic document.Graphic
	paper   *document.Map
	gis     *document.Map
}

func (s subject) pages() document.Pagination {
	if s.layout == nil {
		return nil
	}
	return s.layout.Pagination()
}

func writeWord(ctx context.Context, w io.Writer, s subject) error {
	return s.writers.word.WriteNoted(ctx, w, s.doc, s.pages(), s.notes)
}

func writePDF(ctx context.Context, w io.Writer, s subject) error {
	if s.layout == nil {
		return s.writers.pdf.Write(ctx, w, s.doc)
	}
	return s.layout.Print(ctx, w)
}

func writeBook(ctx context.Context, w io.Writer, s subject) error {
	d := s.doc
	if s.reread {
		d = numbered(d)
	}
	return xlsx.New(s.writers.made).Write(ctx, w, d)
}

func writePicture(ctx context.Context, w io.Writer, s subject) error {
	picture, err := s.writers.pics.Picture(ctx, s.graphic)
	if err != nil {
		return err
	}
	_, err = w.Write(picture.JPEG)
	return err
}

func writePage(ctx context.Context, w io.Writer, s subject) error {
	return s.writers.page.Write(ctx, w, s.doc)
}
