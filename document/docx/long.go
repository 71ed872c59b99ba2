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

// withRows packs the package again with the rows of its long tables.
func (p *printer) withRows(ctx context.Context, made *zip.Reader) ([]byte, error) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	// Rows are alike: the fastest level makes files a tenth larger than the
	// usual one in a third of its time.
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) })
	var err error
	for _, f := range made.File {
		if f.Name == mainPart {
			err = p.mainWithRows(ctx, z, f)
		} else {
			err = z.Copy(f)
		}
		if err != nil {
			return nil, fmt.Errorf("Word文件打不成包：%w", err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("Word文件打不成包：%w", err)
	}
	return out.Bytes(), nil
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
