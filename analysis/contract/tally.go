package contract

import (
	"time"

	"zhixiao"
	"zhixiao/analysis"
)

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
		out[i].Due, out[i].Made, out[i].Open = count("due", analysis.Wording("duties due"), n[0]), count("made", analysis.Wording("duties made"), n[1]), count("open", "应交份数−已成份数", n[0]-n[1])
	}
	return out
}
