package formats

import (
	"bytes"
	"context"
	"fmt"
	"io"

	"zhixiao/document"
	"zhixiao/document/docx"
	"zhixiao/document/pdf"
)

// Paper is a document that is ready to be printed in any format.
type Paper struct {
	Notes  []docx.Note // comments beside the text of a draft
	Reread bool        // the document was read back from a reviewed file: figures in its tables are text

	writers *Writers
	doc     *document.Document
	layout  *pdf.Layout
}

// Lay sets d on pages, by which every format is numbered. What cannot be set is an
// error naming its block.
func (w *Writers) Lay(ctx context.Context, d *document.Document) (*Paper, error) {
	layout, err := w.pdf.Layout(ctx, d)
	if err != nil {
		return nil, fmt.Errorf("PDF：%w", err)
	}
	return &Paper{writers: w, doc: d, layout: layout}, nil
}

// Unpaged is a paper whose drafts need no page numbers.
func (w *Writers) Unpaged(d *document.Document) *Paper { return &Paper{writers: w, doc: d} }

// Layout is the document as set on pages; nil of an unpaged paper.
func (p *Paper) Layout() *pdf.Layout { return p.layout }

// Pages is the number of sheets, cover and contents included; 0 of an unpaged paper.
func (p *Paper) Pages() int {
	if p.layout == nil {
		return 0
	}
	return p.layout.Pages()
}

// File is one file to be made.
type File struct {
	Format Format
	Path   string // slash-separated
	What   string // in messages: Word, 图2
	// Write prints the file.
	Write func(ctx context.Context, w io.Writer) error
}

// Bytes is the file in memory.
func (f File) Bytes(ctx context.Context) ([]byte, error) {
	var b bytes.Buffer
	if err := f.Write(ctx, &b); err != nil {
		return nil, fmt.Errorf("%s：%w", f.What, err)
	}
	return b.Bytes(), nil
}

// FigureFolder is where the figures of reports stand, each a file of its own.
const FigureFolder = "charts/"

// Name says where the files of a paper go.
type Name struct {
	Root   string // before everything, with its slash, or empty
	Folder string // of the paper's own files, with its slash, or empty
	File   string // without extension
}

// Files are the paper's files in formats, in their order; those of figures stand in
// FigureFolder below Root, each named by its label.
func (p *Paper) Files(in []Format, name Name) []File {
	var files []File
	for _, f := range in {
		if f.Of&(Report|List) == 0 {
			files = append(files, p.figures(f, name)...)
			continue
		}
		s := subject{writers: p.writers, doc: p.doc, layout: p.layout, notes: p.Notes, reread: p.Reread}
		files = append(files, f.file(name.Root+name.Folder+name.File, f.Title, s))
	}
	return files
}

func (p *Paper) figures(f Format, name Name) []File {
	var files []File
	numbers := document.Number(p.doc)
	p.doc.Blocks(func(b document.Block) {
		if figure, ok := b.(document.Figure); ok {
			label := numbers.Label(figure.ID)
			files = append(files, f.file(name.Root+FigureFolder+name.File+"_"+label, label, subject{writers: p.writers, graphic: figure.Graphic}))
		}
	})
	return files
}

func (f Format) file(path, what string, s subject) File {
	return File{Format: f, Path: path + f.Tail + f.Ext, What: what, Write: func(ctx context.Context, w io.Writer) error { return f.write(ctx, w, s) }}
}

// MapFiles are the files of a map in formats: paper in millimetres or metres for
// pictures and drawings, gis in degrees for information systems.
func (w *Writers) MapFiles(in []Format, path string, paper, gis *document.Map) []File {
	var files []File
	for _, f := range in {
		files = append(files, f.file(path, f.Title, subject{writers: w, graphic: paper, paper: paper, gis: gis}))
	}
	return files
}
