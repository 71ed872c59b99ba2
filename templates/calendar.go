package templates

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"time"

	"zhixiao"
)

const calendarFile = "calendar.yaml"

type rawYear struct {
	Year    int
	Source  string
	Off, On []string
}

// loadCalendar reads calendar.yaml. A year counts as known when its source, the
// yearly notice, is named.
func loadCalendar(files fs.FS) (zhixiao.Calendar, error) {
	var raw struct{ Years []entry[rawYear] }
	if _, err := readYAML(files, calendarFile, &raw); err != nil {
		return zhixiao.Calendar{}, err
	}
	var off, on []time.Time
	var known []int
	var faults []error
	for _, e := range raw.Years {
		if e.fault != nil {
			faults = append(faults, yamlFault(calendarFile, e.at, e.fault))
			continue
		}
		free, err := daysOf(e.V.Year, e.V.Off)
		faults = append(faults, calendarFault(e.at, err))
		worked, err := daysOf(e.V.Year, e.V.On)
		faults = append(faults, calendarFault(e.at, err))
		off, on = append(off, free...), append(on, worked...)
		if e.V.Source != "" {
			known = append(known, e.V.Year)
		}
	}
	return zhixiao.NewCalendar(off, on, known), errors.Join(faults...)
}

func calendarFault(at zhixiao.Place, err error) error {
	if err == nil {
		return nil
	}
	at.File = calendarFile
	return &zhixiao.Problem{At: at, Err: err, Way: "日期写成 2026-10-01，连续多日写成 2026-10-01..2026-10-07"}
}

// daysOf expands dates and ranges, all within the year.
func daysOf(year int, list []string) ([]time.Time, error) {
	var days []time.Time
	for _, text := range list {
		first, last, ranged := strings.Cut(text, "..")
		if !ranged {
			last = first
		}
		from, err := time.Parse(time.DateOnly, first)
		to, err2 := time.Parse(time.DateOnly, last)
		if err != nil || err2 != nil || to.Before(from) {
			return nil, fmt.Errorf("%d年的日期%q无法识别", year, text)
		}
		if from.Year() != year || to.Year() != year {
			return nil, fmt.Errorf("日期%q不在%d年", text, year)
		}
		for ; !from.After(to); from = from.AddDate(0, 0, 1) {
			days = append(days, from)
		}
	}
	return days, nil
}
