// Package typeset sets Chinese text: it measures it with the metrics of TrueType
// files, breaks it into lines by the rules of 禁则, and places every glyph.
// Lengths are points. It knows nothing of documents and of writers.
package typeset

import (
	"encoding/binary"
	"errors"
	"fmt"
	"sync"

	"golang.org/x/image/font/sfnt"
)

// Face holds the metrics and outlines of one TrueType file. It may be used from
// several goroutines.
type Face struct {
	Name    string
	file    []byte
	tables  map[string][]byte
	glyphs  []uint16 // by rune, the basic plane
	advance []uint16 // by glyph, in units
	loca    []uint32
	upem    float64
	ascent  float64 // of the em
	descent float64

	drawn    sync.Mutex // guards what follows, which Outline makes when it is first asked
	shapes   *sfnt.Font
	buffer   sfnt.Buffer
	outlines map[rune][]Curve
}

var errTruncated = errors.New("字体文件不完整")

// ParseFace reads a TrueType file. CFF fonts and collections are refused: the
// PDF printer cannot embed them.
func ParseFace(name string, ttf []byte) (*Face, error) {
	f := &Face{Name: name, file: ttf, tables: map[string][]byte{}, glyphs: make([]uint16, 1<<16)}
	for _, step := range []func() error{
		func() error { return f.readTables(ttf) }, f.readMetrics, f.readLoca, f.readCmap,
	} {
		if err := step(); err != nil {
			return nil, fmt.Errorf("字体%s：%w", name, err)
		}
	}
	return f, nil
}

func u16(b []byte, at int) int { return int(binary.BigEndian.Uint16(b[at:])) }
func i16(b []byte, at int) int { return int(int16(binary.BigEndian.Uint16(b[at:]))) }
func u32(b []byte, at int) int { return int(binary.BigEndian.Uint32(b[at:])) }

func (f *Face) readTables(ttf []byte) error {
	if len(ttf) < 12 {
		return errTruncated
	}
	if v := u32(ttf, 0); v != 0x00010000 && v != 0x74727565 {
		return errors.New("不是TrueType轮廓的字体，请换成.ttf文件")
	}
	n := u16(ttf, 4)
	if len(ttf) < 12+16*n {
		return errTruncated
	}
	for i := range n {
		rec := ttf[12+16*i:]
		off, size := u32(rec, 8), u32(rec, 12)
		if off > len(ttf) || size > len(ttf)-off {
			return errTruncated
		}
		f.tables[string(rec[:4])] = ttf[off : off+size : off+size]
	}
	for tag, least := range map[string]int{"head": 54, "hhea": 36, "maxp": 6, "hmtx": 4, "loca": 4, "glyf": 0, "cmap": 4, "OS/2": 78, "post": 32, "name": 6} {
		if t, ok := f.tables[tag]; !ok || len(t) < least {
			return fmt.Errorf("缺少%s表", tag)
		}
	}
	return nil
}

func (f *Face) readMetrics() error {
	f.upem = float64(u16(f.tables["head"], 18))
	if f.upem < 16 {
		return errors.New("head表的字身单位无效")
	}
	f.ascent = float64(i16(f.tables["hhea"], 4)) / f.upem
	f.descent = float64(-i16(f.tables["hhea"], 6)) / f.upem
	count, long := u16(f.tables["maxp"], 4), u16(f.tables["hhea"], 34)
	hmtx := f.tables["hmtx"]
	if long < 1 || long > count || len(hmtx) < 4*long {
		return errTruncated
	}
	f.advance = make([]uint16, count)
	for g := range f.advance {
		f.advance[g] = uint16(u16(hmtx, 4*min(g, long-1)))
	}
	return nil
}

func (f *Face) readLoca() error {
	loca, n := f.tables["loca"], len(f.advance)+1
	wide := u16(f.tables["head"], 50) == 1
	if !wide && len(loca) < 2*n || wide && len(loca) < 4*n {
		return errTruncated
	}
	f.loca = make([]uint32, n)
	for i := range f.loca {
		if wide {
			f.loca[i] = uint32(u32(loca, 4*i))
		} else {
			f.loca[i] = uint32(2 * u16(loca, 2*i))
		}
		if int(f.loca[i]) > len(f.tables["glyf"]) || i > 0 && f.loca[i] < f.loca[i-1] {
			return errTruncated
		}
	}
	return nil
}

func (f *Face) readCmap() error {
	cmap := f.tables["cmap"]
	n := u16(cmap, 2)
	if len(cmap) < 4+8*n {
		return errTruncated
	}
	for i := range n {
		rec := cmap[4+8*i:]
		platform, coding, off := u16(rec, 0), u16(rec, 2), u32(rec, 4)
		if off+14 > len(cmap) || platform != 0 && (platform != 3 || coding != 1) {
			continue
		}
		if u16(cmap, off) == 4 {
			return f.readSegments(cmap[off:])
		}
	}
	return errors.New("缺少格式4的Unicode字符映射")
}

func (f *Face) readSegments(t []byte) error {
	x2 := u16(t, 6) // twice the number of segments
	if x2%2 != 0 || len(t) < 16+4*x2 {
		return errTruncated
	}
	for i := 0; i < x2; i += 2 {
		end, start := u16(t, 14+i), u16(t, 16+x2+i)
		delta, rangeAt := u16(t, 16+2*x2+i), 16+3*x2+i
		for r := start; r <= end && r < 0xFFFF; r++ {
			g := r + delta
			if off := u16(t, rangeAt); off != 0 {
				at := rangeAt + off + 2*(r-start)
				if at+2 > len(t) {
					return errTruncated
				}
				if g = u16(t, at); g != 0 {
					g += delta
				}
			}
			if g &= 0xFFFF; g < len(f.advance) {
				f.glyphs[r] = uint16(g)
			}
		}
	}
	return nil
}

// Has reports whether f can print r.
func (f *Face) Has(r rune) bool { return f.glyph(r) != 0 }

func (f *Face) glyph(r rune) uint16 {
	if r < 0 || int(r) >= len(f.glyphs) {
		return 0
	}
	return f.glyphs[r]
}

// Advance is how far r moves the pen, in ems.
func (f *Face) Advance(r rune) float64 {
	return float64(f.advance[f.glyph(r)]) / f.upem
}
