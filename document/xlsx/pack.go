package xlsx

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"hash/crc32"
	"io"
	"io/fs"
	"maps"
	"slices"

	"github.com/xuri/excelize/v2"
)

// sorted packs the parts in the order of their names: excelize takes its sheets
// from a map, in another order every time. Parts are compressed as they come
// and wait for Close.
type sorted struct {
	out   io.Writer
	parts map[string]*part
	open  *part
}

type part struct {
	packed bytes.Buffer
	zip    *flate.Writer
	crc    uint32
	size   uint64
}

func newSorted(out io.Writer) excelize.ZipWriter { return &sorted{out: out, parts: map[string]*part{}} }

// Create begins a part; the one before it is complete.
func (s *sorted) Create(name string) (io.Writer, error) {
	if err := s.end(); err != nil {
		return nil, err
	}
	p := &part{}
	// Rows are alike: the fastest level is enough.
	p.zip, _ = flate.NewWriter(&p.packed, flate.BestSpeed) // a known level is no error
	s.parts[name], s.open = p, p
	return p, nil
}

// Write adds to the part.
func (p *part) Write(data []byte) (int, error) {
	p.crc = crc32.Update(p.crc, crc32.IEEETable, data)
	p.size += uint64(len(data))
	return p.zip.Write(data)
}

func (s *sorted) end() error {
	if s.open == nil {
		return nil
	}
	err := s.open.zip.Close()
	s.open.zip, s.open = nil, nil
	return err
}

// AddFS is part of excelize.ZipWriter; nothing of ours calls it.
func (s *sorted) AddFS(fs.FS) error { return errors.ErrUnsupported }

// Close writes the package.
func (s *sorted) Close() error {
	if err := s.end(); err != nil {
		return err
	}
	z := zip.NewWriter(s.out)
	for _, name := range slices.Sorted(maps.Keys(s.parts)) {
		p := s.parts[name]
		to, err := z.CreateRaw(&zip.FileHeader{Name: name, Method: zip.Deflate, CRC32: p.crc, CompressedSize64: uint64(p.packed.Len()), UncompressedSize64: p.size})
		if err != nil {
			return err
		}
		if _, err := p.packed.WriteTo(to); err != nil {
			return err
		}
	}
	return z.Close()
}
