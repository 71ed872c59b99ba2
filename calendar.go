package zhixiao

import "time"

// Calendar tells working days from days off: weekends, the public holidays and
// the weekend days worked instead (调休) that the State Council's yearly notice
// names. The zero Calendar knows weekends only.
type Calendar struct {
	off, on map[time.Time]bool // days as midnight UTC
	known   map[int]bool       // years whose notice is entered
}

// NewCalendar makes a calendar from the days off that are no weekend and the
// weekend days that are worked. known are the years whose yearly notice is
// entered; of other years only the days given are known.
func NewCalendar(off, on []time.Time, known []int) Calendar {
	c := Calendar{off: map[time.Time]bool{}, on: map[time.Time]bool{}, known: map[int]bool{}}
	for _, t := range off {
		c.off[midnight(t)] = true
	}
	for _, t := range on {
		c.on[midnight(t)] = true
	}
	for _, y := range known {
		c.known[y] = true
	}
	return c
}

// Known reports whether the year's notice is entered; deadlines in other years
// are provisional.
func (c Calendar) Known(year int) bool { return c.known[year] }

// Workday reports whether offices work on t.
func (c Calendar) Workday(t time.Time) bool {
	t = midnight(t)
	if c.on[t] {
		return true
	}
	return t.Weekday() != time.Saturday && t.Weekday() != time.Sunday && !c.off[t]
}

// After is the n-th working day after t; t itself for n = 0. n is not negative.
func (c Calendar) After(t time.Time, n int) time.Time {
	t = midnight(t)
	for n > 0 {
		t = t.AddDate(0, 0, 1)
		if c.Workday(t) {
			n--
		}
	}
	return t
}

// Between counts the working days after from up to and with to; it is negative
// when to lies before from.
func (c Calendar) Between(from, to time.Time) int {
	from, to = midnight(from), midnight(to)
	if to.Before(from) {
		return -c.Between(to, from)
	}
	n := 0
	for from.Before(to) {
		from = from.AddDate(0, 0, 1)
		if c.Workday(from) {
			n++
		}
	}
	return n
}

func midnight(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}
