package docx

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"sync"
)

// The library that fills the shell wants the main part as one string, so the
// rows of long tables are left out of it: a comment stands in their place,
// which no text of a document can make, and the rows are printed into the
// package when it is packed for good.

const (
	rowsBegin = "<!--zhixiao rows "
	rowsEnd   = "-->"
	rowsFlush = 64 << 10 // bytes of rows in memory
)

// later leaves the rows of the table to withRows.
func (g *grid) later() {
	if g.mark != "" {
		g.p.fault("逐行给出的表须有表题或表头")
	}
	g.p.out.WriteString(rowsBegin + strconv.Itoa(len(g.p.long)) + rowsEnd)
	g.p.long = append(g.p.long, g)
}

// finish adds what the library need not see: pictures and the rows of long
// tables. size is that of made.
func (p *printer) finish(ctx context.Context, made *zip.Reader, size int) ([]byte, error) {
	for _, pic := range p.pictures {
		size += len(pic.data) + 256
	}
	out := bytes.NewBuffer(make([]byte, 0, size+256))
	z := zip.NewWriter(out)
	// Rows are alike, and charts have empty areas: the fastest level makes files
	// little larger than the usual one in a third of its time.
	z.RegisterCompressor(zip.Deflate, p.w.packer)
	var err error
	for _, f := range made.File {
		if f.Name == mainPart && len(p.long) > 0 {
			err = p.mainWithRows(ctx, z, f)
		} else {
			err = z.Copy(f)
		}
		if err != nil {
			return nil, fmt.Errorf("Word文件打不成包：%w", err)
		}
	}
	for i, pic := range p.pictures {
		to, e := z.CreateHeader(&zip.FileHeader{Name: "word/" + imageTarget(i), Method: zip.Deflate})
		if e == nil {
			_, e = to.Write(pic.data)
		}
		err = errors.Join(err, e)
	}
	if err := errors.Join(err, z.Close()); err != nil {
		return nil, fmt.Errorf("Word文件打不成包：%w", err)
	}
	return out.Bytes(), nil
}

// packer is a compressor at the fastest level; it goes back to its pool when a
// part is done, for each holds a megabyte.
type packer struct {
	*flate.Writer
	pool *sync.Pool
}

func (p *packer) Close() error {
	err := p.Writer.Close()
	p.pool.Put(p)
	return err
}

func (w *Writer) packer(to io.Writer) (io.WriteCloser, error) {
	if p, ok := w.packers.Get().(*packer); ok {
		p.Reset(to)
		return p, nil
	}
	z, err := flate.NewWriter(to, flate.BestSpeed)
	return &packer{z, &w.packers}, err
}

func (p *printer) mainWithRows(ctx context.Context, z *zip.Writer, f *zip.File) error {
	r, err := f.Open()
	if err != nil {
		return err
	}
	rest, err := io.ReadAll(r)
	if err := errors.Join(err, r.Close()); err != nil {
		return err
	}
	to, err := z.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Deflate})
	if err != nil {
		return err
	}
	for i, g := range p.long {
		head, tail, ok := bytes.Cut(rest, []byte(rowsBegin+strconv.Itoa(i)+rowsEnd))
		if !ok {
			return fmt.Errorf("表%s的位置丢失", g.t.ID)
		}
		if _, err := to.Write(head); err != nil {
			return err
		}
		if err := g.longRows(ctx, to); err != nil {
			return err
		}
		rest = tail
	}
	_, err = to.Write(rest)
	return err
}

// longRows prints the rows one at a time.
func (g *grid) longRows(ctx context.Context, to io.Writer) error {
	var chunk bytes.Buffer
	g.p.out, g.p.block = &chunk, g.t.ID
	_, style := g.t.Styles()
	n := 0
	for row := range g.t.Long {
		g.row("表体", n, row, style)
		n++
		if len(g.p.faults) > 0 {
			return errors.Join(g.p.faults...)
		}
		if chunk.Len() < rowsFlush {
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if _, err := to.Write(chunk.Bytes()); err != nil {
			return err
		}
		chunk.Reset()
	}
	if n == 0 {
		g.p.fault("表没有行")
		return errors.Join(g.p.faults...)
	}
	_, err := to.Write(chunk.Bytes())
	return err
}
