package analysis

import (
	"slices"

	"zhixiao"
)

// Quarters is the quarters that have a snapshot here, oldest first.
func (f *Facts) Quarters() []zhixiao.Period {
	var out []zhixiao.Period
	for _, m := range f.snapshots {
		if m.snap.Period.Kind == zhixiao.Quarter {
			out = append(out, m.snap.Period)
		}
	}
	slices.SortFunc(out, func(a, b zhixiao.Period) int { return a.Start().Compare(b.Start()) })
	return out
}

// AsOf is the facts as they stood in period p, its own snapshot the last. Its
// quantities carry p in their keys, so that Explain of f finds them. ok is false
// without a snapshot of p. Nothing is measured again.
func (f *Facts) AsOf(p zhixiao.Period) (view *Facts, ok bool) {
	m := f.at(p)
	if m == nil {
		return nil, false
	}
	return f.asOf(m), true
}

// Complete reports whether the snapshot of p holds all of its days; false without
// a snapshot. Counts of an incomplete period are not comparable.
func (f *Facts) Complete(p zhixiao.Period) bool {
	m := f.at(p)
	return m != nil && !m.snap.Cutoff.Before(p.End())
}

// ValueAt is the published value of a code for a unit in period p, NoBaseline
// without a snapshot of p.
func (f *Facts) ValueAt(code, unit string, p zhixiao.Period) zhixiao.Quantity {
	m := f.at(p)
	if m == nil {
		return zhixiao.Absent(zhixiao.NewKey(code, unit, p), f.codeUnit(code), zhixiao.NoBaseline)
	}
	return f.value(m, code, unit)
}

// Shape is the course of a series over its periods.
type Shape uint8

// The shapes.
const (
	NoShape        Shape = iota // fewer than three values
	Level                       // all values within less than a tenth
	Rising                      // every step
	Falling                     // every step
	RisingInSteps               // never down, not every step up
	FallingInSteps              // never up, not every step down
	Peaked                      // up, then down
	Bottomed                    // down, then up
	Wavering
)

// String says the shape in words that can follow a subject: 逐季上升.
func (s Shape) String() string {
	return [...]string{"", "各季基本持平", "逐季上升", "逐季下降", "各季持平或上升", "各季持平或下降", "先升后降", "先降后升", "各季有升有降"}[s]
}

// Trend is a code's course over periods.
type Trend struct {
	Points      []zhixiao.Quantity // one a period, absent ones among them
	First, Last zhixiao.Quantity   // first and last value that is there
	Delta       zhixiao.Quantity   // Last − First
	High, Low   zhixiao.Quantity   // by number
	HighAt      zhixiao.Period
	LowAt       zhixiao.Period
	Step        zhixiao.Quantity // Last − the value before it
	Usual       zhixiao.Quantity // the largest amount of the steps before that
	Better      int              // of Delta: +1 better, −1 worse, 0 level or undirected
	Shape       Shape
}

// Trend is the course of a code of a unit over periods, oldest first. All its
// quantities are absent when no period has a value.
func (f *Facts) Trend(code, unit string, periods []zhixiao.Period) Trend {
	absent := zhixiao.Absent(zhixiao.NewKey(code+".trend", unit, f.Period()), f.codeUnit(code), zhixiao.NoBaseline)
	t := Trend{First: absent, Last: absent, Delta: absent, High: absent, Low: absent, Step: absent, Usual: absent}
	var there []zhixiao.Quantity
	for _, p := range periods {
		q := f.ValueAt(code, unit, p)
		t.Points = append(t.Points, q)
		if !q.Ok() {
			continue
		}
		there = append(there, q)
		if !t.High.Ok() || q.Value.Cmp(t.High.Value) > 0 {
			t.High, t.HighAt = q, p
		}
		if !t.Low.Ok() || q.Value.Cmp(t.Low.Value) < 0 {
			t.Low, t.LowAt = q, p
		}
	}
	if len(there) == 0 {
		return t
	}
	t.First, t.Last = there[0], there[len(there)-1]
	if len(there) > 1 {
		t.Delta = f.Diff(t.Last, t.First, "")
		t.Better = t.Delta.Value.Sign() * f.better(code)
		t.Step = f.Diff(t.Last, there[len(there)-2], "")
	}
	for i := 1; i+1 < len(there); i++ {
		step := f.Diff(there[i], there[i-1], "")
		if !t.Usual.Ok() || step.Value.Abs().Cmp(t.Usual.Value.Abs()) > 0 {
			t.Usual = step
		}
	}
	t.Shape = shapeOf(there, t.High.Value.Sub(t.Low.Value))
	return t
}

// shapeOf names the course of values that span from the lowest to the highest.
// Only a span of less than a tenth is level, as everywhere in the papers; otherwise every step of the published values
// counts, however small, so that 逐季 is never said of a course that turned or stood
// still for a period: 99.12, 99.12, 98.94 is 各季持平或下降.
func shapeOf(values []zhixiao.Quantity, span zhixiao.Decimal) Shape {
	if len(values) < 3 {
		return NoShape
	}
	if span.Cmp(zhixiao.Decimal{N: 1, Places: 1}) < 0 {
		return Level
	}
	var turns []int // signs of the steps
	for i := 1; i < len(values); i++ {
		turns = append(turns, values[i].Value.Sub(values[i-1].Value).Sign())
	}
	still := slices.ContainsFunc(turns, func(sign int) bool { return sign == 0 })
	turns = slices.DeleteFunc(turns, func(sign int) bool { return sign == 0 })
	turns = slices.Compact(turns)
	switch {
	case len(turns) == 1 && turns[0] > 0 && still:
		return RisingInSteps
	case len(turns) == 1 && still:
		return FallingInSteps
	case len(turns) == 1 && turns[0] > 0:
		return Rising
	case len(turns) == 1:
		return Falling
	case len(turns) == 2 && turns[0] > 0:
		return Peaked
	case len(turns) == 2:
		return Bottomed
	}
	return Wavering
}

// Movers is the comparable units of a kind by their change against the period
// before, greatest rise in number first.
func (f *Facts) Movers(code string, kind zhixiao.UnitKind) []zhixiao.Unit {
	var out []zhixiao.Unit
	delta := map[string]zhixiao.Decimal{}
	for _, u := range f.byKind[kind] {
		if c := f.Change(code, u.Code); c.Delta.Ok() {
			out = append(out, u)
			delta[u.Code] = c.Delta.Value
		}
	}
	slices.SortStableFunc(out, func(a, b zhixiao.Unit) int { return delta[b.Code].Cmp(delta[a.Code]) })
	return out
}
