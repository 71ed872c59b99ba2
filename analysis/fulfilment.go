package analysis

import (
	"slices"
	"strings"
	"time"

	"zhixiao"
)

// Progress is how far a quota of the contract is on a day.
type Progress struct {
	Quota    zhixiao.Quota
	Done     zhixiao.Quantity // counted so far
	Target   zhixiao.Quantity // owed over the term
	Part     zhixiao.Quantity // Done ÷ Target, %
	Time     zhixiao.Quantity // elapsed part of the term, %
	Forecast zhixiao.Quantity // Done at the end of the term at the pace so far
	Short    zhixiao.Quantity // Target − Forecast where that is positive, else 0
	Unjudged zhixiao.Quantity // rows that lie there and do not count; NotApplicable where every row counts
	Light    Light            // domain/workflow.md §2: behind the time by 5 points yellow, by 10 red
}

// Behind the elapsed time by more than these, in percentage points, a quota
// turns yellow and red.
const (
	quotaYellow = 5
	quotaRed    = 10
)

// Fulfil measures every quota on a day; counted is the rows of each by Quota.ID.
// Before the term's first day nothing is due: parts of the time are 0 and there
// is no forecast.
func Fulfil(c zhixiao.Contract, counted map[string]zhixiao.Counted, on time.Time) []Progress {
	return fulfil(c, counted, on, dayOf(on))
}

// fulfil is Fulfil with the period that the quantities are named after.
func fulfil(c zhixiao.Contract, counted map[string]zhixiao.Counted, on time.Time, named zhixiao.Period) []Progress {
	gone, all := termDays(c, on)
	var list []Progress
	for _, q := range c.Quotas {
		list = append(list, progress(q, counted[q.ID], gone, all, named))
	}
	return list
}

// termDays is how many of the term's days are over by the end of a day, and how
// many there are.
func termDays(c zhixiao.Contract, on time.Time) (gone, all int64) {
	days := func(to time.Time) int64 { return int64(to.Sub(c.From)/(24*time.Hour)) + 1 }
	all = days(c.To)
	return min(max(days(on), 0), all), all
}

func progress(q zhixiao.Quota, counted zhixiao.Counted, gone, all int64, named zhixiao.Period) Progress {
	n := counted.Done
	made := func(part, unit, rule string, v zhixiao.Decimal, err error) zhixiao.Quantity {
		out := zhixiao.Quantity{Key: zhixiao.NewKey("quota."+q.ID+"."+part, zhixiao.CityCode, named), Value: v, Unit: unit, Source: q.Table, Rule: rule}
		if err != nil {
			out.Missing = zhixiao.NoBaseline
		}
		return out
	}
	part, partErr := zhixiao.Ratio(zhixiao.Int(n), zhixiao.Int(q.Target), 100, 1)
	elapsed, timeErr := zhixiao.Ratio(zhixiao.Int(gone), zhixiao.Int(all), 100, 1)
	forecast, paceErr := zhixiao.Ratio(zhixiao.Int(n*all), zhixiao.Int(gone), 1, 0)
	short := zhixiao.Int(q.Target).Sub(forecast)
	if short.Sign() < 0 {
		short = zhixiao.Int(0)
	}
	p := Progress{
		Quota:    q,
		Done:     made("done", q.Unit, "实施期首日至统计日计数", zhixiao.Int(n), nil),
		Target:   made("target", q.Unit, "合同要求", zhixiao.Int(q.Target), nil),
		Part:     made("part", "%", "完成量÷合同要求×100%", part, partErr),
		Time:     made("time", "%", "已过日数÷实施期日数×100%", elapsed, timeErr),
		Forecast: made("forecast", q.Unit, "完成量×实施期日数÷已过日数", forecast, paceErr),
		Short:    made("short", q.Unit, "合同要求−按当前速率推算的完成量", short, paceErr),
	}
	p.Unjudged = made("unjudged", q.Unit, "有类别而未经人工判定，不计入完成量", zhixiao.Int(counted.Unjudged), nil)
	if q.Unjudged == "" {
		p.Unjudged.Missing = zhixiao.NotApplicable
	}
	p.Light = quotaLight(part, elapsed)
	return p
}

func quotaLight(part, elapsed zhixiao.Decimal) Light {
	switch behind := elapsed.Sub(part); {
	case part.Cmp(zhixiao.Int(100)) >= 0:
		return Green
	case behind.Cmp(zhixiao.Int(quotaRed)) > 0:
		return Red
	case behind.Cmp(zhixiao.Int(quotaYellow)) > 0:
		return Yellow
	}
	return Green
}

func dayOf(t time.Time) zhixiao.Period {
	return zhixiao.Period{Kind: zhixiao.Day, Year: t.Year(), N: t.YearDay()}
}

// Standing is what a duty of one period has come to.
type Standing uint8

// The standings, in the order a document goes through them.
const (
	NotYet    Standing = iota // the period is not over
	Open                      // due, and not all copies are made
	Made                      // every copy lies in the output folder
	Approved                  // every copy is approved
	Delivered                 // handed over
)

// String is the standing in Chinese.
func (s Standing) String() string {
	return [...]string{"未到期", "未完成", "已成稿", "已审定", "已交付"}[s]
}

// Goods is what was found of a duty's documents of one period.
type Goods struct {
	Made, Approved int
	Handed         []HandOver // the earliest first; empty while not handed over
}

// HandOver is one delivery of a duty's documents of one period. The first ends the
// days of delay; each later one makes up for something missing or wrong (补交或更正).
type HandOver struct {
	Day    time.Time
	Proven int    // documents approved by the end of that day
	Reason string // why it went out although not all was approved; may be empty
	Note   string // what was noted of it; may be empty
}

// by are the deliveries made by the end of a day.
func (g Goods) by(on time.Time) []HandOver {
	var made []HandOver
	for _, h := range g.Handed {
		if !h.Day.After(on) {
			made = append(made, h)
		}
	}
	return made
}

// Owed is a duty of one period as it stands on a day.
type Owed struct {
	Duty      zhixiao.Duty
	Period    zhixiao.Period
	Due       time.Time
	Provision bool // the holidays of the due year are not announced yet
	Goods     Goods
	Standing  Standing
	Left      int              // working days left; negative when over; 0 once delivered
	Late      zhixiao.Quantity // calendar days late, 天
	Penalty   zhixiao.Quantity // 元, at the contract's daily rate
	Grave     bool             // late by more than the contract's limit
}

// Status is the standing in the reader's words. What was handed over is said to be
// approved only where the ledger of approvals shows it: of what was handed over last.
func (o Owed) Status() string {
	word := o.Standing.String()
	switch {
	case o.Standing != Delivered:
		return word
	case o.Unproven() && o.Reason() != "":
		return word + "（未经审定）"
	case o.Unproven():
		return word + "（无审定记录）"
	case o.Goods.Handed[0].Proven < o.Duty.Copies:
		return word + "（首次交付后审定）"
	}
	return word
}

// Unproven reports whether what was handed over last is not all approved.
func (o Owed) Unproven() bool {
	n := len(o.Goods.Handed)
	return n > 0 && o.Goods.Handed[n-1].Proven < o.Duty.Copies
}

// Delivered is the day of the first delivery; zero while nothing was handed over.
func (o Owed) Delivered() time.Time {
	if len(o.Goods.Handed) == 0 {
		return time.Time{}
	}
	return o.Goods.Handed[0].Day
}

// Again are the deliveries after the first.
func (o Owed) Again() []HandOver { return o.Goods.Handed[min(1, len(o.Goods.Handed)):] }

// Reason is why documents went out although not all were approved, each reason
// once; empty where none was given.
func (o Owed) Reason() string {
	var all []string
	for _, h := range o.Goods.Handed {
		if h.Reason != "" && !slices.Contains(all, h.Reason) {
			all = append(all, h.Reason)
		}
	}
	return strings.Join(all, "；")
}

// Obligations lists every duty and period of the contract with how it stands on
// a day. found answers what exists of a duty and period; what was handed over
// after the day was not handed over yet.
func Obligations(c zhixiao.Contract, calendar zhixiao.Calendar, on time.Time, found func(zhixiao.Duty, zhixiao.Period) Goods) []Owed {
	var list []Owed
	for _, d := range c.Duties {
		for _, p := range d.Periods {
			if d.Every == zhixiao.Day && !calendar.Workday(p.Start()) {
				continue // a day's summary is owed for working days
			}
			list = append(list, owed(c, calendar, on, d, p, found(d, p)))
		}
	}
	return list
}

func owed(c zhixiao.Contract, calendar zhixiao.Calendar, on time.Time, d zhixiao.Duty, p zhixiao.Period, g Goods) Owed {
	g.Handed = g.by(on)
	o := Owed{Duty: d, Period: p, Goods: g, Due: d.DueOn(c, calendar, p)}
	o.Provision = !calendar.Known(o.Due.Year())
	o.Standing = standing(d, p, g, on)
	closed := on
	if o.Standing == Delivered {
		closed = o.Delivered()
	} else {
		o.Left = calendar.Between(on, o.Due)
	}
	late := max(int64(closed.Sub(o.Due)/(24*time.Hour)), 0)
	o.Grave = late > int64(c.PenaltyLimit)
	key := func(part string) zhixiao.Key { return zhixiao.NewKey("duty."+d.ID+"."+part, zhixiao.CityCode, p) }
	o.Late = zhixiao.Quantity{Key: key("late"), Value: zhixiao.Int(late), Unit: "天", Rule: "首次交付日（未交付的为统计日）−应交日"}
	o.Penalty = zhixiao.Quantity{Key: key("penalty"), Unit: "元", Rule: "合同总额×每日违约金比例×逾期日数", From: []zhixiao.Key{o.Late.Key}}
	daily, err := zhixiao.Ratio(zhixiao.Decimal{N: c.Total.N * c.PenaltyRate.N, Places: c.Total.Places + c.PenaltyRate.Places}, zhixiao.Int(100), late, 2)
	if err != nil || d.Routine() {
		o.Penalty.Missing = zhixiao.NotApplicable
	}
	o.Penalty.Value = daily
	return o
}

// Tally is a routine duty, of days or weeks, counted over its periods.
type Tally struct {
	Duty zhixiao.Duty
	Due  zhixiao.Quantity // periods due by the day asked about, 份
	Made zhixiao.Quantity // of these, made, approved or handed over
	Open zhixiao.Quantity // of these, not made
}

// Tallies counts the routine duties of list, in its order. A period is due once
// its day of delivery has come.
func Tallies(list []Owed, on time.Time) []Tally {
	var out []Tally
	counts := map[string]*[2]int64{}
	for _, o := range list {
		if !o.Duty.Routine() {
			continue
		}
		n := counts[o.Duty.ID]
		if n == nil {
			n = new([2]int64)
			counts[o.Duty.ID] = n
			out = append(out, Tally{Duty: o.Duty})
		}
		if !o.Due.After(on) {
			n[0]++
			if o.Standing >= Made {
				n[1]++
			}
		}
	}
	for i := range out {
		n := counts[out[i].Duty.ID]
		count := func(part, rule string, v int64) zhixiao.Quantity {
			return zhixiao.Quantity{Key: zhixiao.NewKey("duty."+out[i].Duty.ID+"."+part, zhixiao.CityCode, dayOf(on)), Value: zhixiao.Int(v), Unit: "份", Rule: rule}
		}
		out[i].Due, out[i].Made, out[i].Open = count("due", "应交日不晚于统计日的份数", n[0]), count("made", "其中已成稿、审定或交付的份数", n[1]), count("open", "应交份数−已成份数", n[0]-n[1])
	}
	return out
}

func standing(d zhixiao.Duty, p zhixiao.Period, g Goods, on time.Time) Standing {
	switch {
	case len(g.Handed) > 0:
		return Delivered
	case g.Approved >= d.Copies:
		return Approved
	case g.Made >= d.Copies:
		return Made
	case !p.End().Before(on):
		return NotYet
	}
	return Open
}
