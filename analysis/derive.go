package analysis

import (
	"math/big"
	"strings"

	"zhixiao"
)

// inside names a quantity inside another's key: its own name, with unit and
// period when they differ from the host's.
func inside(q, host zhixiao.Quantity) string {
	what, unit, period, _ := q.Key.Split()
	_, hostUnit, hostPeriod, _ := host.Key.Split()
	if unit == hostUnit && period == hostPeriod {
		return what
	}
	return what + "#" + unit + "#" + period
}

// derived starts a quantity made of others, keyed by what was done to them.
func derived(verb string, qs ...zhixiao.Quantity) zhixiao.Quantity {
	_, unit, period, _ := qs[0].Key.Split()
	var names []string
	out := zhixiao.Quantity{}
	for _, q := range qs {
		names = append(names, inside(q, qs[0]))
		out.From = append(out.From, q.Key)
		if out.Missing == zhixiao.Present && !q.Ok() {
			out.Missing, out.N = q.Missing, q.N
		}
	}
	out.Key = zhixiao.Key(verb + "(" + strings.Join(names, ",") + ")@" + unit + "/" + period)
	return out
}

// Diff is a − b of two published values. An empty unit takes the difference's
// usual one. Absent when either is.
func (f *Facts) Diff(a, b zhixiao.Quantity, unit string) zhixiao.Quantity {
	verb := "diff"
	if unit == "" {
		unit = differenceUnit(a.Unit)
	}
	if unit != differenceUnit(a.Unit) {
		verb += ":" + safe(unit) // the same numbers in another unit are another quantity
	}
	q := derived(verb, a, b)
	q.Unit, q.Rule = unit, "公布值之差"
	if q.Ok() {
		q.Value = a.Value.Sub(b.Value)
	}
	return f.Keep(q)
}

// Percent is part ÷ whole in %, one decimal. Absent when either is or the whole
// is 0.
func (f *Facts) Percent(part, whole zhixiao.Quantity) zhixiao.Quantity {
	q := derived("part", part, whole)
	q.Unit, q.Rule, q.Num, q.Den = "%", "部分÷合计×100%", part.Value, whole.Value
	if !q.Ok() {
		return f.Keep(q)
	}
	q.N = whole.Value.N
	if whole.Value.Places > 0 {
		q.N = 0
	}
	v, err := zhixiao.Ratio(part.Value, whole.Value, 100, 1)
	if err != nil {
		q.Missing = zhixiao.NotApplicable
	}
	q.Value = v
	return f.Keep(q)
}

// Sum adds quantities of one unit. Absent when any is, and NotProvided when
// there is none.
func (f *Facts) Sum(qs ...zhixiao.Quantity) zhixiao.Quantity {
	if len(qs) == 0 {
		return zhixiao.Absent(zhixiao.NewKey("sum()", zhixiao.CityCode, f.Period()), "", zhixiao.NotProvided)
	}
	q := derived("sum", qs...)
	q.Unit, q.Rule = qs[0].Unit, "合计"
	if q.Ok() {
		for _, x := range qs {
			q.Value = q.Value.Add(x.Value)
		}
	}
	return f.Keep(q)
}

// SmallBase is the count below which a growth rate misleads: write the counts.
const SmallBase = 10

// GrowthRate is (now − before) ÷ before in %, one decimal. NoBaseline when
// before is absent or below 10.
func (f *Facts) GrowthRate(now, before zhixiao.Quantity) zhixiao.Quantity {
	q := derived("growth", now, before)
	q.Unit, q.Rule = "%", "（本期−上期）÷上期×100%"
	switch {
	case !now.Ok():
	case !before.Ok() || before.Value.Cmp(zhixiao.Int(SmallBase)) < 0:
		q.Missing = zhixiao.NoBaseline
	default:
		q.Missing = zhixiao.Present
		d := now.Value.Sub(before.Value)
		r := new(big.Rat).Quo(d.Rat(), before.Value.Rat())
		q.Num, q.Den = d, before.Value
		q = withValue(q, r.Mul(r, big.NewRat(100, 1)), 1)
	}
	return f.Keep(q)
}
