package contract

import (
	"slices"
	"strings"
	"time"

	"zhixiao"
	"zhixiao/analysis"
)

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

// Deliverables is what was found of a duty's documents of one period.
type Deliverables struct {
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
func (g Deliverables) by(on time.Time) []HandOver {
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
	Duty         zhixiao.Duty
	Period       zhixiao.Period
	Due          time.Time
	Provision    bool // the holidays of the due year are not announced yet
	Deliverables Deliverables
	Standing     Standing
	Left         int              // working days left; negative when over; 0 once delivered
	Late         zhixiao.Quantity // calendar days late, 天
	Penalty      zhixiao.Quantity // 元, at the contract's daily rate
	Grave        bool             // late by more than the contract's limit
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
	case o.Deliverables.Handed[0].Proven < o.Duty.Copies:
		return word + "（首次交付后审定）"
	}
	return word
}

// Unproven reports whether what was handed over last is not all approved.
func (o Owed) Unproven() bool {
	n := len(o.Deliverables.Handed)
	return n > 0 && o.Deliverables.Handed[n-1].Proven < o.Duty.Copies
}

// Delivered is the day of the first delivery; zero while nothing was handed over.
func (o Owed) Delivered() time.Time {
	if len(o.Deliverables.Handed) == 0 {
		return time.Time{}
	}
	return o.Deliverables.Handed[0].Day
}

// Again are the deliveries after the first.
func (o Owed) Again() []HandOver { return o.Deliverables.Handed[min(1, len(o.Deliverables.Handed)):] }

// Reason is why documents went out although not all were approved, each reason
// once; empty where none was given.
func (o Owed) Reason() string {
	var all []string
	for _, h := range o.Deliverables.Handed {
		if h.Reason != "" && !slices.Contains(all, h.Reason) {
			all = append(all, h.Reason)
		}
	}
	return strings.Join(all, "；")
}

// Obligations lists every duty and period of the contract with how it stands on
// a day. found answers what exists of a duty and period; what was handed over
// after the day was not handed over yet.
func Obligations(c zhixiao.Contract, calendar zhixiao.Calendar, on time.Time, found func(zhixiao.Duty, zhixiao.Period) Deliverables) []Owed {
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

func owed(c zhixiao.Contract, calendar zhixiao.Calendar, on time.Time, d zhixiao.Duty, p zhixiao.Period, g Deliverables) Owed {
	g.Handed = g.by(on)
	o := Owed{Duty: d, Period: p, Deliverables: g, Due: d.DueOn(c, calendar, p)}
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
	o.Late = zhixiao.Quantity{Key: key("late"), Value: zhixiao.Int(late), Unit: "天", Rule: analysis.Wording("days late")}
	o.Penalty = zhixiao.Quantity{Key: key("penalty"), Unit: "元", Rule: analysis.Wording("penalty"), From: []zhixiao.Key{o.Late.Key}}
	daily, err := zhixiao.Ratio(zhixiao.Decimal{N: c.Total.N * c.PenaltyRate.N, Places: c.Total.Places + c.PenaltyRate.Places}, zhixiao.Int(100), late, 2)
	if err != nil || d.Routine() {
		o.Penalty.Missing = zhixiao.NotApplicable
	}
	o.Penalty.Value = daily
	return o
}

func standing(d zhixiao.Duty, p zhixiao.Period, g Deliverables, on time.Time) Standing {
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
