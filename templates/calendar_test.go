package templates

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

func TestCalendarKnowsTheNotice(t *testing.T) {
	set, err := Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	for day, works := range map[string]bool{
		"2026-10-07": false, "2026-10-08": true, "2026-10-10": true, "2026-10-11": false,
		"2026-02-14": true, "2026-02-23": false, "2026-02-24": true, "2025-10-08": false, "2027-02-08": false,
	} {
		d, _ := time.Parse(time.DateOnly, day)
		if set.Calendar.Workday(d) != works {
			t.Errorf("%s: working day %v, want %v", day, !works, works)
		}
	}
	if !set.Calendar.Known(2026) || set.Calendar.Known(2027) {
		t.Error("2026 has its notice, 2027 not yet")
	}
}

func TestCalendarFaultsNameTheLine(t *testing.T) {
	files := fstest.MapFS{calendarFile: {Data: []byte("years:\n  - {year: 2026, off: [2026-10-07..2026-10-01]}\n  - {year: 2027, on: [2026-01-04]}\n")}}
	_, err := loadCalendar(files)
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{"2026-10-07..2026-10-01", "不在2027年", "calendar.yaml"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("error lacks %q: %v", want, err)
		}
	}
}
