package analysis

import (
	"math/big"

	"zhixiao"
)

// Change is the move of a code against the period before (环比).
func (f *Facts) Change(code, unit string) Change {
	return f.change(code, unit, "change", f.Prev(), "本期值−上期值")
}

// YearChange is the move of a code against the same period a year ago (同比).
func (f *Facts) YearChange(code, unit string) Change {
	return f.change(code, unit, "yoy", f.Period().YearAgo(), "本期值−上年同期值")
}

func (f *Facts) change(code, unit, what string, base zhixiao.Period, rule string) Change {
	m := f.now()
	now := f.value(m, code, unit)
	c := Change{From: zhixiao.Absent(zhixiao.NewKey(code, unit, base), now.Unit, zhixiao.NoBaseline)}
	c.Delta = zhixiao.Quantity{
		Key: zhixiao.NewKey(code+"."+what, unit, m.snap.Period), Unit: differenceUnit(now.Unit),
		Rule: rule, From: []zhixiao.Key{now.Key, c.From.Key},
	}
	before := f.at(base)
	if before != nil {
		c.From = f.value(before, code, unit)
	}
	switch {
	case !now.Ok():
		c.Delta.Missing = now.Missing
		return c
	case before != nil && !f.comparable(code, before):
		c.From, c.Delta.Missing = redefined(c.From), zhixiao.Redefined
		return c
	case !c.From.Ok():
		c.Delta.Missing = zhixiao.NoBaseline
		return c
	}
	c.Delta.Value = now.Value.Sub(c.From.Value)
	c.Better = c.Delta.Value.Sign() * f.better(code)
	c.Significant, c.Tested = f.moved(unit, before)[code]
	f.Keep(c.Delta)
	return c
}

// Differs tests whether two units' values of an indicator differ beyond chance
// (two-sided 5 % level). A unit against the city is tested against the city
// without the unit, in which its own cases do not stand on both sides. Not tested
// where no sampling error applies or a sample is below 30.
func (f *Facts) Differs(code, a, b string) (tested, significant bool) {
	m := f.now()
	x, y := m.measured(code, a), m.measured(code, b)
	if !x.testable() || !y.testable() || f.Register(code) {
		return false, false
	}
	if b == zhixiao.CityCode {
		return true, apartFromRest(x, y).Cmp(Critical()) > 0
	}
	return true, differs(x, y)
}

// ZSquared is how far apart an indicator's values of a unit lie, in the period and in
// base: the square of their difference over the sum of their variances, at most 400.
// ok is false where either is absent or its sample is below Fewest.
func (f *Facts) ZSquared(code, unit string, base zhixiao.Period) (z2 *big.Rat, ok bool) {
	b := f.at(base)
	if b == nil {
		return nil, false
	}
	now, was := f.now().measured(code, unit), b.measured(code, unit)
	if !now.testable() || !was.testable() {
		return nil, false
	}
	return apart(now, was), true
}

// Sampled reports whether an indicator's value of a unit carries a sampling error: a
// share or a mean of what happened, not a state of the register.
func (f *Facts) Sampled(code, unit string) bool {
	return f.now().measured(code, unit).variance != nil && !f.Register(code)
}

// OffCentre reports whether a sampled value lies off a middle by more than its own
// sampling error explains (two-sided 5 % level), on a sample of at least Fewest.
func (f *Facts) OffCentre(code, unit string, middle *big.Rat) bool {
	v := f.now().measured(code, unit)
	if !v.testable() {
		return false
	}
	d := new(big.Rat).Sub(v.q.Value.Rat(), middle)
	return d.Mul(d, d).Cmp(new(big.Rat).Mul(Critical(), v.variance)) > 0
}

// Register reports whether an indicator is a state of the whole register, where a
// test has nothing to say. A feed without a table counts what happened in others.
func (f *Facts) Register(code string) bool {
	feedName := f.byCode[code].Feed
	for _, fd := range f.in.Indicators.Feeds {
		if fd.Name == feedName {
			return fd.Table != "" && fd.Date == ""
		}
	}
	return false
}

// Gap is a unit's published value minus the city's: for scores minus the city's
// score under the weights of the unit's kind.
func (f *Facts) Gap(code, unit string) zhixiao.Quantity {
	m := f.now()
	own := f.value(m, code, unit)
	city := f.value(m, f.yardstick(code, unit), zhixiao.CityCode)
	q := zhixiao.Quantity{
		Key: zhixiao.NewKey(code+".gap", unit, m.snap.Period), Unit: differenceUnit(own.Unit),
		Rule: Wording("gap"), From: []zhixiao.Key{own.Key, city.Key},
	}
	switch {
	case !own.Ok():
		q.Missing = own.Missing
	case !city.Ok():
		q.Missing = city.Missing
	default:
		q.Value = own.Value.Sub(city.Value)
	}
	return f.Keep(q)
}

// yardstick is the city's code that a unit's code is compared with.
func (f *Facts) yardstick(code, unit string) string {
	_, isIndicator := f.byCode[code]
	if isIndicator || len(code) > 6 && code[:6] == "score." {
		return code
	}
	switch f.units[unit].Kind {
	case zhixiao.Region:
		return code + ".region"
	case zhixiao.Domain:
		return code + ".domain"
	}
	return code
}

// Series is the values of a code in every snapshot, oldest first; the periods
// without a value are absent, never skipped; where the indicator was defined
// otherwise than now its value is Redefined.
func (f *Facts) Series(code, unit string) []zhixiao.Quantity {
	out := make([]zhixiao.Quantity, len(f.snapshots))
	for i, m := range f.snapshots {
		out[i] = f.value(m, code, unit)
		if !f.comparable(code, m) {
			out[i] = redefined(out[i])
		}
	}
	return out
}
