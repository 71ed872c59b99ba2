package store

import (
	"database/sql/driver"
	"encoding/binary"
	"errors"
	"strconv"
	"strings"
)

// rowText lays a row out as fingerprint's query does: its number and its texts
// with char 31 between, its other integers packed four at a time.
type rowText struct {
	texts, numbers []field
	fault          error // why rows cannot be laid out here
}

// field is a column: where its value stands among those given, or its default.
type field struct {
	at   int
	text string
	n    int64
}

// The places of fields that are not given.
const (
	byDefault = -1
	rowNumber = -2
)

var errLayout = errors.New("行的内容无法在写入时核算")

// column adds the table's next column, whose value is the at-th of those given.
func (r *rowText) column(name, kind, fallback string, at int) {
	f := field{at: at}
	switch {
	case name == "id":
		f.at = rowNumber
	case kind == "INTEGER":
		if at < 0 {
			f.n, r.fault = strconv.ParseInt(fallback, 10, 64)
		}
		r.numbers = append(r.numbers, f)
		return
	case at < 0 && len(fallback) >= 2 && fallback[0] == '\'':
		f.text = strings.ReplaceAll(fallback[1:len(fallback)-1], "''", "'")
	case at < 0:
		r.fault = errLayout
	}
	r.texts = append(r.texts, f)
}

// line appends a row to b. A value of another type than its column's is a fault.
func (r *rowText) line(b []byte, number int64, values []driver.NamedValue) []byte {
	for i, f := range r.texts {
		if i > 0 {
			b = append(b, 31)
		}
		switch f.at {
		case byDefault:
			b = append(b, f.text...)
		case rowNumber:
			b = strconv.AppendInt(b, number, 10)
		default:
			s, ok := values[f.at].Value.(string)
			if !ok {
				r.fault = errLayout
			}
			b = append(b, s...)
		}
	}
	var packed int64
	for i, f := range r.numbers {
		n := f.n
		if f.at >= 0 {
			var ok bool
			if n, ok = values[f.at].Value.(int64); !ok {
				r.fault = errLayout
			}
		}
		if i%packing == 0 {
			packed = n
		} else {
			packed = packed<<15 + n
		}
		if i%packing == packing-1 || i == len(r.numbers)-1 {
			b = binary.LittleEndian.AppendUint64(b, uint64(packed))
		}
	}
	return append(b, '\n')
}

// text is a driver's text.
func text(v driver.Value) string {
	switch s := v.(type) {
	case string:
		return s
	case []byte:
		return string(s)
	}
	return ""
}
