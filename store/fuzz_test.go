package store

import (
	"bytes"
	"regexp"
	"testing"
	"time"
	"unicode/utf8"
)

func FuzzReadCSV(f *testing.F) {
	for _, seed := range []string{"a,b\n1,2\n", "\ufeff区域（region）\n东城区\n", "\"开口", "\xc7\xf8\xd3\xf2\n", "a\x00b"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		l, err := lookThrough(bytes.NewReader(raw))
		if err != nil || l.utf8 != utf8.Valid(raw) {
			t.Fatalf("%q: UTF-8 %v, %v", raw, l.utf8, err)
		}
		rows, wrong := readCSV(bytes.NewReader(raw), l)
		if wrong != nil {
			return
		}
		for last := 0; ; {
			r, err := rows.next()
			if err != nil {
				return
			}
			if r.number <= last {
				t.Errorf("row %d follows row %d", r.number, last)
			}
			last = r.number
			for _, c := range r.cells {
				if !utf8.ValidString(c) {
					t.Errorf("%q is no UTF-8", c)
				}
			}
		}
	})
}

func FuzzDays(f *testing.F) {
	for _, seed := range []string{"2026-08-01", "2026/8/1", "20260801", "2026年8月1日", "46235", "2026-02-30", "２０２６", "2026-08-01 10:00:00", "9999999"} {
		f.Add(seed)
	}
	day := regexp.MustCompile(`^\d{4}-\d\d-\d\d$`)
	f.Fuzz(func(t *testing.T, text string) {
		s, wrong := isoDay(text, 0)
		if wrong != nil {
			return
		}
		if _, err := time.Parse(time.DateOnly, s); err != nil || !day.MatchString(s) {
			t.Errorf("%q became %v", text, s)
		}
	})
}

func TestDays(t *testing.T) {
	for in, want := range map[string]string{"2026.8.1": "2026-08-01", "2026年08月1日": "2026-08-01", "46235": "2026-08-01", "46235.75": "2026-08-01", "2026/8/1 9:30": "2026-08-01", "20261301": "", "2026112": "", "去年": ""} {
		got, wrong := isoDay(in, 0)
		if want == "" && wrong == nil || want != "" && got != want {
			t.Errorf("%s: got %v, want %q", in, got, want)
		}
	}
}
