package store

import (
	"database/sql/driver"
	"errors"
	"strconv"
	"strings"
)

// rowText lays a row out as fingerprint's query does: a JSON list of its columns. So
// the checksum of what is loaded is made while it passes and not read again:
// BenchmarkFreezeOfALoad says what that spares.
type rowText struct {
	fields []field
	fault  error // why rows cannot be laid out here
}

// field is a column: where its value stands among those given, or its default as it
// is laid out.
type field struct {
	at   int
	text string
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
	case at >= 0:
	case kind == "INTEGER":
		n, err := strconv.ParseInt(fallback, 10, 64)
		if err != nil {
			r.fault = errLayout
		}
		f.text = strconv.FormatInt(n, 10)
	case len(fallback) >= 2 && fallback[0] == '\'':
		f.text = string(appendJSON(nil, strings.ReplaceAll(fallback[1:len(fallback)-1], "''", "'")))
	default:
		r.fault = errLayout
	}
	r.fields = append(r.fields, f)
}

// line appends a row to b.
func (r *rowText) line(b []byte, number int64, values []driver.NamedValue) []byte {
	for i, f := range r.fields {
		if i == 0 {
			b = append(b, '[')
		} else {
			b = append(b, ',')
		}
		switch f.at {
		case byDefault:
			b = append(b, f.text...)
		case rowNumber:
			b = strconv.AppendInt(b, number, 10)
		default:
			switch v := values[f.at].Value.(type) {
			case string:
				b = appendJSON(b, v)
			case int64:
				b = strconv.AppendInt(b, v, 10)
			default:
				r.fault = errLayout
			}
		}
	}
	return append(b, ']', '\n')
}

// appendJSON appends a text as SQLite writes it in JSON: quotes, backslashes and
// control characters are escaped, all else stands as it is.
func appendJSON(b []byte, s string) []byte {
	b = append(b, '"')
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch at := strings.IndexByte("\b\f\n\r\t", c); {
		case c == '"' || c == '\\':
			b = append(b, '\\', c)
		case c >= ' ':
			b = append(b, c)
		case at >= 0:
			b = append(b, '\\', "bfnrt"[at])
		default:
			b = append(b, '\\', 'u', '0', '0', "0123456789abcdef"[c>>4], "0123456789abcdef"[c&15])
		}
	}
	return append(b, '"')
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
