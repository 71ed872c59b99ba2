package zhixiao

import (
	"fmt"
	"regexp"
	"strconv"
	"time"
)

// PeriodKind is the length of a Period.
type PeriodKind uint8

// The kinds of period, shortest first.
const (
	Day PeriodKind = iota
	Week
	Month
	Quarter
	Interim // 中期: from the start of monitoring to 31 October of the year
	Final   // 终期: the four quarters before July of the year
)

// Period is a stretch of reporting time: 2026-08, 2026Q3, 2026-interim,
// 2027-final, 2026-08-17 (a day) or 2026W34 (an ISO week). Compare with ==.
type Period struct {
	Kind PeriodKind
	Year int
	N    int // day of the year, ISO week, month or quarter, from 1; 0 for Interim and Final
}

var periodForm = regexp.MustCompile(`^(\d{4})(?:-(\d{2})-(\d{2})|W(\d{2})|-(\d{2})|Q([1-4])|-(interim|final))$`)

// ParsePeriod reads the forms of Period.String. The error is in Chinese and
// names the forms.
func ParsePeriod(s string) (Period, error) {
	m := periodForm.FindStringSubmatch(s)
	if m == nil {
		return Period{}, fmt.Errorf("期次%q无法识别，应形如 2026Q3、2026-08、2026-interim、2027-final、2026W34 或 2026-08-17", s)
	}
	year, _ := strconv.Atoi(m[1])
	number := func(i int) int { n, _ := strconv.Atoi(m[i]); return n }
	p := Period{Year: year}
	switch {
	case m[2] != "":
		t, err := time.Parse(time.DateOnly, s)
		if err != nil {
			return Period{}, fmt.Errorf("期次%q不是有效日期", s)
		}
		p.Kind, p.N = Day, t.YearDay()
	case m[4] != "":
		p.Kind, p.N = Week, number(4)
	case m[5] != "":
		p.Kind, p.N = Month, number(5)
	case m[6] != "":
		p.Kind, p.N = Quarter, number(6)
	case m[7] == "interim":
		p.Kind = Interim
	default:
		p.Kind = Final
	}
	if p.Kind == Month && (p.N < 1 || p.N > 12) || p.Kind == Week && (p.N < 1 || p.N > 53) {
		return Period{}, fmt.Errorf("期次%q的月份或周次超出范围", s)
	}
	return p, nil
}

// String is the form used in keys, folders and file names.
func (p Period) String() string {
	switch p.Kind {
	case Day:
		return p.Start().Format(time.DateOnly)
	case Week:
		return fmt.Sprintf("%04dW%02d", p.Year, p.N)
	case Month:
		return fmt.Sprintf("%04d-%02d", p.Year, p.N)
	case Quarter:
		return fmt.Sprintf("%04dQ%d", p.Year, p.N)
	case Interim:
		return fmt.Sprintf("%04d-interim", p.Year)
	case Final:
		return fmt.Sprintf("%04d-final", p.Year)
	}
	return fmt.Sprintf("Period(%d,%d,%d)", p.Kind, p.Year, p.N)
}

// Title is the period in official Chinese: 2026年第三季度, 2026年8月.
func (p Period) Title() string {
	switch p.Kind {
	case Day:
		return ChineseDate(p.Start())
	case Week:
		return fmt.Sprintf("%d年第%d周", p.Year, p.N)
	case Month:
		return fmt.Sprintf("%d年%d月", p.Year, p.N)
	case Quarter:
		return fmt.Sprintf("%d年第%s季度", p.Year, [...]string{"一", "二", "三", "四"}[p.N-1])
	case Interim:
		return fmt.Sprintf("%d年中期", p.Year)
	default:
		return fmt.Sprintf("%d年终期", p.Year)
	}
}

// Start is the first day, at midnight UTC.
func (p Period) Start() time.Time {
	switch p.Kind {
	case Day:
		return time.Date(p.Year, 1, p.N, 0, 0, 0, 0, time.UTC)
	case Week:
		jan4 := time.Date(p.Year, 1, 4, 0, 0, 0, 0, time.UTC)
		monday := jan4.AddDate(0, 0, -(int(jan4.Weekday())+6)%7)
		return monday.AddDate(0, 0, 7*(p.N-1))
	case Month:
		return time.Date(p.Year, time.Month(p.N), 1, 0, 0, 0, 0, time.UTC)
	case Quarter:
		return time.Date(p.Year, time.Month(3*p.N-2), 1, 0, 0, 0, 0, time.UTC)
	case Interim:
		return time.Date(p.Year, 7, 1, 0, 0, 0, 0, time.UTC)
	default:
		return time.Date(p.Year-1, 7, 1, 0, 0, 0, 0, time.UTC)
	}
}

// End is the last day, inclusive, at midnight UTC.
func (p Period) End() time.Time {
	switch p.Kind {
	case Day:
		return p.Start()
	case Week:
		return p.Start().AddDate(0, 0, 6)
	case Month:
		return p.Start().AddDate(0, 1, -1)
	case Quarter:
		return p.Start().AddDate(0, 3, -1)
	case Interim:
		return time.Date(p.Year, 10, 31, 0, 0, 0, 0, time.UTC)
	default:
		return time.Date(p.Year, 6, 30, 0, 0, 0, 0, time.UTC)
	}
}

// Prev is the period just before of the same kind; Interim and Final have the
// quarter before their first day.
func (p Period) Prev() Period {
	switch p.Kind {
	case Day:
		t := p.Start().AddDate(0, 0, -1)
		return Period{Day, t.Year(), t.YearDay()}
	case Week:
		y, w := p.Start().AddDate(0, 0, -7).ISOWeek()
		return Period{Week, y, w}
	case Month:
		t := p.Start().AddDate(0, -1, 0)
		return Period{Month, t.Year(), int(t.Month())}
	default:
		t := p.Start().AddDate(0, -3, 0)
		return Period{Quarter, t.Year(), (int(t.Month()) + 2) / 3}
	}
}

// YearAgo is the same period one year earlier; a leap day becomes 1 March's
// predecessor by its number in the year.
func (p Period) YearAgo() Period { p.Year--; return p }

// Next is the inverse of Prev for days, weeks, months and quarters.
func (p Period) Next() Period {
	t := p.End().AddDate(0, 0, 1)
	switch p.Kind {
	case Day:
		return Period{Day, t.Year(), t.YearDay()}
	case Week:
		y, w := t.ISOWeek()
		return Period{Week, y, w}
	case Month:
		return Period{Month, t.Year(), int(t.Month())}
	default:
		return Period{Quarter, t.Year(), (int(t.Month()) + 2) / 3}
	}
}

// Range is the period's days in official Chinese: 2026年7月1日至9月30日.
func (p Period) Range() string {
	s, e := p.Start(), p.End()
	if s.Equal(e) {
		return ChineseDate(s)
	}
	if s.Year() == e.Year() {
		return ChineseDate(s) + fmt.Sprintf("至%d月%d日", e.Month(), e.Day())
	}
	return ChineseDate(s) + "至" + ChineseDate(e)
}

// ChineseDate is t as 2026年10月8日: months and days without padding zeros
// (GB/T 9704-2012).
func ChineseDate(t time.Time) string {
	return fmt.Sprintf("%d年%d月%d日", t.Year(), t.Month(), t.Day())
}
