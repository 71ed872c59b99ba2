package dwg

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"io"
	"math"

	"zhixiao"
	"zhixiao/document"
)

const (
	headerLength = 97
	auxLength    = 123
	pageLimit    = 2032 // bytes of an object map page, without its checksum
)

// located is an object's handle and file address.
type located struct {
	handle uint32
	at     int
}

// section is one record of the file header.
type section struct{ number, at, size int }

// Write prints m as a drawing. Same map, same bytes. The map must be in metres
// or millimetres.
func Write(ctx context.Context, w io.Writer, m *document.Map) error {
	d, err := plan(m)
	if err != nil {
		return err
	}
	f := &fileWriter{d: d, when: stampOf(m.Date)}
	if err := f.build(ctx); err != nil {
		return err
	}
	_, err = w.Write(f.out)
	return err
}

type fileWriter struct {
	d        *drawing
	when     stamp
	out      []byte
	seed     uint32
	objects  []located
	sections [6]section
}

func stampOf(date string) stamp {
	if p, err := zhixiao.ParsePeriod(date); err == nil {
		t := p.Start()
		return stamp{julian(t.Year(), int(t.Month()), t.Day()), 0}
	}
	return stamp{julian(2000, 1, 1), 0}
}

func (f *fileWriter) build(ctx context.Context) error {
	first := uint32(hFirstLayer + len(f.d.layers) + 1)
	f.seed = first + uint32(len(f.d.drawn))
	f.out = make([]byte, headerLength+auxLength)
	preview := len(f.out)
	f.append(sentinel(previewMark, false), []byte{1, 0, 0, 0, 0}, sentinel(previewMark, true))
	f.wrapped(0, variablesMark, headerVariables(headerFacts{f.seed, f.when, f.insUnits(), f.d.ext, f.guid()}))
	f.wrapped(1, classesMark, classes())
	f.append(make([]byte, 0x200))
	start := len(f.out)
	if err := f.writeObjects(ctx, first); err != nil {
		return err
	}
	if len(f.out) > math.MaxInt32-1<<20 {
		return fmt.Errorf("DWG地图“%s”：超过2 GB，请先简化边界", f.d.m.Title)
	}
	at := len(f.out)
	f.append(objectMap(f.objects))
	f.sections[2] = section{2, at, len(f.out) - at}
	f.freeSpace(start)
	second := len(f.out)
	f.sections[4] = section{number: 4, size: 4}
	f.sections[5] = section{5, headerLength, auxLength}
	f.append(f.secondHeader(second))
	f.sections[4].at = len(f.out)
	f.append([]byte{0, 0, 1, 0}) // metric
	copy(f.out, f.fileHeader(preview))
	copy(f.out[headerLength:], f.auxHeader())
	return nil
}

func (f *fileWriter) append(parts ...[]byte) {
	for _, p := range parts {
		f.out = append(f.out, p...)
	}
}

func (f *fileWriter) insUnits() int {
	if f.d.m.CRS == document.GaussKruger {
		return 6
	}
	return 4
}

// guid is made of what the map says, so that equal maps give equal files.
func (f *fileWriter) guid() string {
	h := sha256.Sum256([]byte(f.d.m.Title + "\x00" + f.d.m.Theme + "\x00" + f.d.m.Date))
	return fmt.Sprintf("{%X-%X-%X-%X-%X}", h[0:4], h[4:6], h[6:8], h[8:10], h[10:16])
}

// wrapped appends a record between sentinels with length and checksum.
func (f *fileWriter) wrapped(number int, mark string, data []byte) {
	at := len(f.out)
	body := binary.LittleEndian.AppendUint32(nil, uint32(len(data)))
	body = append(body, data...)
	f.append(sentinel(mark, false), body, appendCRC(nil, body), sentinel(mark, true))
	f.sections[number] = section{number, at, len(f.out) - at}
}

func classes() []byte {
	w := &bits{}
	for i, names := range [][2]string{{"AcDbDictionaryWithDefault", "ACDBDICTIONARYWDFLT"}, {"AcDbPlaceHolder", "ACDBPLACEHOLDER"}, {"AcDbLayout", "LAYOUT"}} {
		w.bss(500+i, 0)
		w.tv("AutoCAD 2000")
		w.tv(names[0])
		w.tv(names[1])
		w.flags("0")
		w.bs(0x1F3)
	}
	w.pad()
	return w.b
}

func (f *fileWriter) writeObjects(ctx context.Context, first uint32) error {
	n := len(f.d.drawn)
	var from, to uint32
	if n > 0 {
		from, to = first, first+uint32(n)-1
	}
	for _, o := range fixedObjects(f.d.layers, from, to, f.d.ext) {
		f.object(o)
	}
	for i, e := range f.d.drawn {
		if i%512 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		f.object(f.d.record(e, first+uint32(i), chainOf(i, n, first)))
	}
	return nil
}

// chainOf links entity i of n to its neighbours; the ends say so in full.
func chainOf(i, n int, first uint32) chainLinks {
	c := chainLinks{neighbours: i > 0 && i < n-1}
	if i > 0 {
		c.prev = first + uint32(i) - 1
	}
	if i < n-1 {
		c.next = first + uint32(i) + 1
	}
	return c
}

func (f *fileWriter) object(o *object) {
	f.objects = append(f.objects, located{o.own, len(f.out)})
	f.out = o.appendTo(f.out)
}

// objectMap lists every object by handle in pages of differences. The objects
// are written so that handles rise, but for the fixed ones, which are sorted
// here.
func objectMap(objects []located) []byte {
	sortLocated(objects)
	var out []byte
	page := []byte{0, 0}
	var last located
	flush := func() {
		binary.BigEndian.PutUint16(page, uint16(len(page)))
		out = append(out, page...)
		out = binary.BigEndian.AppendUint16(out, crc(page, crcSeed))
		page, last = []byte{0, 0}, located{}
	}
	for _, o := range objects {
		pair := appendMC(nil, int(o.handle-last.handle), false)
		pair = appendMC(pair, o.at-last.at, true)
		if len(page)+len(pair) > pageLimit {
			flush()
			pair = appendMC(appendMC(nil, int(o.handle), false), o.at, true)
		}
		page, last = append(page, pair...), o
	}
	if len(page) > 2 {
		flush()
	}
	flush()
	return out
}

func (f *fileWriter) freeSpace(firstObject int) {
	at := len(f.out)
	w := &bits{}
	w.rl(0)
	w.rl(len(f.objects))
	w.rl(f.when.day)
	w.rl(f.when.ms)
	w.rl(firstObject)
	w.rc(4)
	for _, v := range []int{0x32, 0, 0x64, 0, 0x200, 0, 0xFFFFFFFF, 0} {
		w.rl(v)
	}
	f.append(w.b)
	f.sections[3] = section{3, at, len(w.b)}
}

// secondHeader repeats the file header before the file's end, for recovery.
func (f *fileWriter) secondHeader(at int) []byte {
	w := &bits{}
	w.rl(0)
	w.bl(at)
	w.raw([]byte("AC1015\x00\x00\x00\x00\x00"))
	w.rc(6)
	w.rc(1)
	w.bss(0x0617, codePage, 6)
	for i, s := range f.sections {
		w.rc(byte(i))
		if i == 4 {
			s = section{}
		}
		w.bl(s.at)
		w.bl(s.size)
	}
	roots := []uint32{f.seed, hBlocks, hLayers, hStyles, hLtypes, hViews, hUCSs, hVports, hApps, hDims, hVX, hNamed, hMLines, hGroups}
	w.bs(len(roots))
	for i, h := range roots {
		b := handleBytes(h)
		w.rc(byte(len(b)))
		w.rc(byte(i))
		w.raw(b)
	}
	w.pad()
	body := w.b
	binary.LittleEndian.PutUint32(body, uint32(len(body)+2+8))
	body = append(appendCRC(body, body), make([]byte, 8)...)
	return bytes.Join([][]byte{sentinel(secondMark, false), body, sentinel(secondMark, true)}, nil)
}

func (f *fileWriter) fileHeader(preview int) []byte {
	w := &bits{}
	w.raw([]byte("AC1015\x00\x00\x00\x00\x00\x06\x01"))
	w.rl(preview)
	w.rc(0x17)
	w.rc(6)
	w.rs(codePage)
	w.rl(len(f.sections))
	for _, s := range f.sections {
		w.rc(byte(s.number))
		w.rl(s.at)
		w.rl(s.size)
	}
	return append(appendCRC(w.b, w.b), sentinel(headerEndMark, false)...)
}

func (f *fileWriter) auxHeader() []byte {
	w := &bits{}
	w.raw([]byte{0xFF, 0x77, 0x01})
	for _, v := range []int{0x17, 6} {
		w.rs(v)
	}
	w.rl(1)
	w.rl(0xFFFFFFFF)
	w.rs(1)
	w.rs(0)
	w.rl(0)
	for _, v := range []int{0x17, 6, 0x17, 6, 5, 0x893, 5, 0x893, 0, 1} {
		w.rs(v)
	}
	w.raw(make([]byte, 20))
	for _, v := range []int{f.when.day, f.when.ms, f.when.day, f.when.ms, int(f.seed), 0} {
		w.rl(v)
	}
	w.rs(0)
	w.rs(1)
	for _, v := range []int{0, 0, 0, 1, 0, 0, 0, 0} {
		w.rl(v)
	}
	return w.b
}
