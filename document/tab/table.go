package tab

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"unicode"

	"zhixiao"
)

// The field types this package writes.
const (
	charField    = 'C' // GBK bytes, zero-filled
	decimalField = 'N' // right-aligned digits; blank when there is no value
	dateField    = 'D' // int16 year, byte month, byte day; zero when empty
)

// field is one attribute column. Width counts bytes.
type field struct {
	name     string
	kind     byte
	width    int
	decimals int
}

// date is a calendar day; the zero date is empty.
type date struct{ year, month, day int }

// table is one native table: columns, rows of cells and one object a row (nil
// for a row without geometry). A cell is a string (char), zhixiao.Quantity
// (decimal) or date.
type table struct {
	name    string // of the files, ASCII
	fields  []field
	rows    [][]any
	objects []object
}

// add appends one row with its object.
func (t *table) add(o object, cells ...any) {
	t.rows = append(t.rows, cells)
	t.objects = append(t.objects, o)
}

// fit widens char columns to their longest cell, at most 254 bytes, gives
// decimal columns the decimals and width of their values, and makes the
// columns' names unique.
func (t *table) fit(c *coder) {
	taken := map[string]bool{}
	for i := range t.fields {
		f := &t.fields[i]
		f.name = uniqueName(cleanName(c, f.name), taken)
		for _, row := range t.rows {
			switch v := row[i].(type) {
			case string:
				f.width = min(254, max(f.width, len(c.bytes(v))))
			case zhixiao.Quantity:
				if v.Ok() {
					f.decimals = max(f.decimals, int(v.Value.Places))
					f.width = max(f.width, len(v.Value.String())+int(zhixiao.MaxPlaces))
				}
			}
		}
		if f.kind == decimalField {
			f.width = min(20, max(f.width, f.decimals+8))
		}
	}
}

// cleanName keeps letters, digits, underscores and Chinese characters and at
// most 28 bytes, so that a number still fits into MapInfo's 31.
func cleanName(c *coder, s string) string {
	var b strings.Builder
	n := 0
	for _, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			r = '_'
		}
		n += len(c.bytes(string(r)))
		if n > 28 {
			break
		}
		b.WriteRune(r)
	}
	if b.Len() == 0 {
		return "字段"
	}
	return b.String()
}

func uniqueName(name string, taken map[string]bool) string {
	got := name
	for i := int64(2); taken[got]; i++ {
		got = name + "_" + zhixiao.Int(i).String()
	}
	taken[got] = true
	return got
}

// tabText is the .TAB file.
func (t *table) tabText(c *coder) []byte {
	var b strings.Builder
	b.WriteString("!table\r\n!version 300\r\n!charset " + charset + "\r\n\r\nDefinition Table\r\n")
	b.WriteString("  Type NATIVE Charset \"" + charset + "\"\r\n")
	fmt.Fprintf(&b, "  Fields %d\r\n", len(t.fields))
	for _, f := range t.fields {
		switch f.kind {
		case charField:
			fmt.Fprintf(&b, "    %s Char (%d) ;\r\n", f.name, f.width)
		case decimalField:
			fmt.Fprintf(&b, "    %s Decimal (%d,%d) ;\r\n", f.name, f.width, f.decimals)
		case dateField:
			fmt.Fprintf(&b, "    %s Date ;\r\n", f.name)
		}
	}
	return c.bytes(b.String())
}

// dat is the .DAT file: a dBase-like header, then fixed-width records.
func (t *table) dat(c *coder, made date) ([]byte, error) {
	var b bytes.Buffer
	le := binary.LittleEndian
	record := 1
	for _, f := range t.fields {
		record += f.stored()
	}
	head := make([]byte, 32)
	head[0] = 3
	if made.year > 1900 {
		head[1], head[2], head[3] = byte(made.year-1900), byte(made.month), byte(made.day)
	}
	le.PutUint32(head[4:], uint32(len(t.rows)))
	le.PutUint16(head[8:], uint16(33+32*len(t.fields)))
	le.PutUint16(head[10:], uint16(record))
	b.Write(head)
	for _, f := range t.fields {
		b.Write(f.descriptor(c))
	}
	b.WriteByte(0x0D)
	for i, row := range t.rows {
		b.WriteByte(' ')
		for j, f := range t.fields {
			cell, err := f.cell(c, row[j])
			if err != nil {
				return nil, fmt.Errorf("表%s第%d行字段“%s”：%w", t.name, i+1, f.name, err)
			}
			b.Write(cell)
		}
	}
	return b.Bytes(), nil
}

// stored is the width of the column in a record.
func (f field) stored() int {
	if f.kind == dateField {
		return 4
	}
	return f.width
}

func (f field) descriptor(c *coder) []byte {
	d := make([]byte, 32)
	copy(d, c.cut(f.name, 10))
	d[11] = f.kind
	if f.kind == dateField { // dates hide behind the letter C
		d[11] = charField
	}
	d[16], d[17] = byte(f.stored()), byte(f.decimals)
	return d
}

func (f field) cell(c *coder, v any) ([]byte, error) {
	out := make([]byte, f.stored())
	switch v := v.(type) {
	case string:
		copy(out, c.cut(v, len(out)))
	case date:
		binary.LittleEndian.PutUint16(out, uint16(v.year))
		out[2], out[3] = byte(v.month), byte(v.day)
	case zhixiao.Quantity:
		s, err := f.digits(v)
		if err != nil {
			return nil, err
		}
		for i := range out {
			out[i] = ' '
		}
		copy(out[len(out)-len(s):], s)
	default:
		return nil, fmt.Errorf("无法写出的单元格类型%T", v)
	}
	return out, nil
}

// digits is the quantity as the column prints it; blank without value.
func (f field) digits(q zhixiao.Quantity) (string, error) {
	if !q.Ok() {
		return "", nil
	}
	d, err := q.Value.Round(uint8(f.decimals))
	if err != nil {
		return "", err
	}
	s := d.String()
	if len(s) > f.width {
		return "", fmt.Errorf("数值%s超过%d位，MapInfo小数字段放不下", s, f.width)
	}
	return s, nil
}
