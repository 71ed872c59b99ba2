// Package docx prints a document into a Word shell and reads a reviewed Word
// file back.
//
// The shell is a real Word file that editors restyle. New compiles it once:
// placeholders that Word split over runs are joined, and a shell with an
// unknown, broken or missing placeholder or a missing style is refused with
// every fault named. Body blocks carry the shell's named styles only, and each
// stands in a bookmark made from its ID, by which it is found after review.
package docx

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	library "github.com/nguyenthenguyen/docx"

	"zhixiao"
	"zhixiao/document"
)

// Options are what a writer prints besides shell and document.
type Options struct {
	Program string // name and version of the program, for the file's properties
}

// New compiles the shell called name. Its faults come joined, each a
// *zhixiao.Problem naming file, part and paragraph. pics may be nil when no
// document has figures.
func New(name string, shell []byte, pics document.Pictures, opts Options) (*Writer, error) {
	s, err := compile(name, shell)
	if err != nil {
		return nil, err
	}
	return &Writer{shell: s, pics: pics, opts: opts}, nil
}

// Write prints d without page numbers in its table of contents.
func (w *Writer) Write(ctx context.Context, out io.Writer, d *document.Document) error {
	return w.WriteWith(ctx, out, d, nil)
}

// WriteWith prints d with the page numbers of pages in its table of contents.
// Nothing reaches out before the whole file is made and opens again.
func (w *Writer) WriteWith(ctx context.Context, out io.Writer, d *document.Document, pages document.Pagination) error {
	return w.WriteNoted(ctx, out, d, pages, nil)
}

// WriteNoted is WriteWith with comments beside the text. A note on a block that
// is not in d is an error.
func (w *Writer) WriteNoted(ctx context.Context, out io.Writer, d *document.Document, pages document.Pagination, notes []Note) error {
	values, err := w.shell.values(d)
	if err != nil {
		return err
	}
	p := newPrinter(w, d, pages)
	p.takeNotes(notes)
	if err := p.document(ctx); err != nil {
		return err
	}
	values[bodyMark] = p.body.String()
	values[contentsMark] = p.contents.String()
	values[signMark] = p.sign.String()
	values[sectionMark] = p.sectionXML()
	data, err := w.pack(ctx, p, d, values)
	if err != nil {
		return err
	}
	n, err := out.Write(data)
	if err == nil && n < len(data) {
		err = io.ErrShortWrite
	}
	if err != nil {
		return fmt.Errorf("Word文件写不下去：%w", err)
	}
	return nil
}

// pack makes the package: the parts of the shell with the new ones beside them
// go to the library, which opens it and takes the filled main part; pictures and
// the rows of long tables join when it is done.
func (w *Writer) pack(ctx context.Context, p *printer, d *document.Document, values map[string]string) ([]byte, error) {
	fill := replacer(values)
	base, count, err := w.base(p, d, fill)
	if err != nil {
		return nil, err
	}
	// The library shares header and footer maps between the copies of one
	// reader, so every document gets a reader of its own.
	opened, err := library.ReadDocxFromMemory(bytes.NewReader(base), int64(len(base)))
	if err != nil {
		return nil, fmt.Errorf("Word底稿%s打不开：%w", w.shell.name, err)
	}
	edit := opened.Editable()
	edit.SetContent(fill.Replace(edit.GetContent()))
	var out bytes.Buffer
	out.Grow(len(base))
	if err := edit.Write(&out); err != nil {
		return nil, fmt.Errorf("Word文件打不成包：%w", err)
	}
	// The library does not look at the errors of its zip writer.
	made, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		return nil, fmt.Errorf("Word文件打包后打不开：%w", err)
	}
	if len(made.File) != count {
		return nil, fmt.Errorf("Word文件打包后有%d个部件，应为%d个", len(made.File), count)
	}
	return p.finish(ctx, made, out.Len())
}

// replacer fills every placeholder in one pass: a value that looks like a
// placeholder stays as it is.
func replacer(values map[string]string) *strings.Replacer {
	pairs := make([]string, 0, 2*len(values))
	for name, value := range values {
		pairs = append(pairs, "{{"+name+"}}", value)
	}
	return strings.NewReplacer(pairs...)
}

// values is what d puts into the shell's placeholders, escaped. All that are
// missing come in one error.
func (s *shell) values(d *document.Document) (map[string]string, error) {
	raw := d.Values()
	values := map[string]string{}
	var faults []error
	for _, u := range s.used {
		value, ok := raw[u.name]
		if !ok {
			faults = append(faults, &zhixiao.Problem{At: u.at, Err: fmt.Errorf("占位符{{%s}}没有值", u.name), Way: "在合同参数里补上，或从底稿中删去"})
			continue
		}
		escaped, err := escape(value)
		if err != nil {
			faults = append(faults, &zhixiao.Problem{At: u.at, Err: fmt.Errorf("占位符{{%s}}的值%w", u.name, err)})
			continue
		}
		values[u.name] = escaped
	}
	return values, errors.Join(faults...)
}
