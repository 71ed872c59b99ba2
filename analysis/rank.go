package analysis

import (
	"math/big"
	"slices"
	"sort"

	"zhixiao"
)

// better is +1 when a higher value of the code is better, −1 when a lower one
// is, 0 when it is only observed. Scores are better when higher.
func (f *Facts) better(code string) int {
	if ind, ok := f.byCode[code]; ok {
		return int(ind.Direction)
	}
	return 1
}

// order is the comparable units of a kind, best first, with their places.
type order struct {
	units  []zhixiao.Unit
	values []zhixiao.Decimal // of units
	places map[string]int    // unit → index of the first unit on its place
}

// sameOrder names an order: it is made once.
type sameOrder struct {
	m    *snapshot
	code string
	kind zhixiao.UnitKind
}

func (f *Facts) order(m *snapshot, code string, kind zhixiao.UnitKind) *order {
	at := sameOrder{m, code, kind}
	f.mu.Lock()
	o := f.orders[at]
	f.mu.Unlock()
	if o == nil {
		o = f.makeOrder(m, code, kind)
		f.mu.Lock()
		f.orders[at] = o
		f.mu.Unlock()
	}
	return o
}

func (f *Facts) makeOrder(m *snapshot, code string, kind zhixiao.UnitKind) *order {
	o := &order{places: map[string]int{}}
	dir := f.better(code)
	if dir == 0 || kind == zhixiao.City {
		return o
	}
	values := map[string]zhixiao.Decimal{}
	full := code == ScoreTotal && f.fullTotals(m, kind)
	for _, u := range f.byKind[kind] {
		if c := m.card("", u.Code); full && c != nil && c.reference {
			continue // a 参考值 rests on other weights than the totals beside it
		}
		if q := f.value(m, code, u.Code); q.Ok() {
			o.units = append(o.units, u)
			values[u.Code] = q.Value
		}
	}
	sort.SliceStable(o.units, func(i, j int) bool {
		return values[o.units[i].Code].Cmp(values[o.units[j].Code])*dir > 0
	})
	for i, u := range o.units {
		o.values = append(o.values, values[u.Code])
		o.places[u.Code] = i
		if i > 0 && o.values[i].Cmp(o.values[i-1]) == 0 {
			o.places[u.Code] = o.places[o.units[i-1].Code]
		}
	}
	return o
}

// fullTotals reports whether any total of a kind is more than a 参考值. When a feed
// is late for all, none is, and they are compared as they are.
func (f *Facts) fullTotals(m *snapshot, kind zhixiao.UnitKind) bool {
	return slices.ContainsFunc(f.byKind[kind], func(u zhixiao.Unit) bool {
		c := m.card("", u.Code)
		return c != nil && !c.reference
	})
}

// Ranking is the comparable units of a kind, best first; units with equal
// published values keep the order of the tables.
func (f *Facts) Ranking(code string, kind zhixiao.UnitKind) []zhixiao.Unit {
	return append([]zhixiao.Unit(nil), f.order(f.now(), code, kind).units...)
}

// Placing is a unit's place among the comparable units of its kind, how many these
// are, and the codes of those that share the place; 0 when it is not comparable.
func (f *Facts) Placing(code, unit string) (at, of int64, tied []string) {
	return f.placing(f.now(), code, f.units[unit])
}

// placing is a unit's place in a snapshot; 0 when it is not comparable.
func (f *Facts) placing(m *snapshot, code string, u zhixiao.Unit) (at, of int64, tied []string) {
	o := f.order(m, code, u.Kind)
	first, ok := o.places[u.Code]
	if !ok {
		return 0, int64(len(o.units)), nil
	}
	for i := first; i < len(o.units) && o.places[o.units[i].Code] == first; i++ {
		if o.units[i].Code != u.Code {
			tied = append(tied, o.units[i].Code)
		}
	}
	return int64(first + 1), int64(len(o.units)), tied
}

// Rank is a unit's place among its kind by published values.
func (f *Facts) Rank(code, unit string) Rank {
	m := f.now()
	p := m.snap.Period
	absent := func(what, label string, why zhixiao.Absence) zhixiao.Quantity {
		return zhixiao.Absent(zhixiao.NewKey(code+"."+what, unit, p), label, why)
	}
	u, known := f.units[unit]
	v := f.value(m, code, unit)
	r := Rank{Moved: absent("moved", "位", zhixiao.NoBaseline)}
	at, of, tied := f.placing(m, code, u)
	r.Of = f.Keep(zhixiao.Quantity{
		Key: zhixiao.NewKey(code+".of", unit, p), Value: zhixiao.Int(of), Unit: "个", Rule: "可比单位数",
	})
	if !known || at == 0 {
		why := zhixiao.NotApplicable
		if !v.Ok() {
			why = v.Missing
		}
		r.Place = absent("rank", "位", why)
		return r
	}
	r.Tied = tied
	r.Place = f.Keep(zhixiao.Quantity{
		Key: zhixiao.NewKey(code+".rank", unit, p), Value: zhixiao.Int(at), Unit: "位", N: of,
		Rule: Wording("rank"), From: []zhixiao.Key{v.Key},
	})
	if before := f.at(p.Prev()); before != nil && f.comparable(code, before) {
		if was, _, _ := f.placing(before, code, u); was > 0 {
			r.Moved = f.Keep(zhixiao.Quantity{
				Key: zhixiao.NewKey(code+".moved", unit, p), Value: zhixiao.Int(was - at), Unit: "位",
				Rule: "上期名次−本期名次",
				From: []zhixiao.Key{zhixiao.NewKey(code+".rank", unit, p.Prev()), r.Place.Key},
			})
		}
	}
	return r
}

// Spread is how far the comparable units of a kind lie apart.
type Spread struct {
	Max, Min, Range, StdDev zhixiao.Quantity
	MaxUnit, MinUnit        zhixiao.Unit
}

// Spread is the spread of a code over the units of a kind. Max and Min are by
// number, not by merit; StdDev is that of the whole population. All are
// NotProvided when no unit has a value.
func (f *Facts) Spread(code string, kind zhixiao.UnitKind) Spread {
	at := memoKey{code, kind.String()}
	f.mu.Lock()
	s, ok := f.spreads[at]
	f.mu.Unlock()
	if !ok {
		s = f.makeSpread(code, kind)
		f.mu.Lock()
		f.spreads[at] = s
		f.mu.Unlock()
	}
	return s
}

func (f *Facts) makeSpread(code string, kind zhixiao.UnitKind) Spread {
	m := f.now()
	var s Spread
	var values []zhixiao.Decimal
	for _, u := range f.byKind[kind] {
		q := f.value(m, code, u.Code)
		if !q.Ok() {
			continue
		}
		if len(values) == 0 || q.Value.Cmp(s.Max.Value) > 0 {
			s.Max, s.MaxUnit = q, u
		}
		if len(values) == 0 || q.Value.Cmp(s.Min.Value) < 0 {
			s.Min, s.MinUnit = q, u
		}
		values = append(values, q.Value)
	}
	key := func(what string) zhixiao.Key {
		return zhixiao.NewKey(code+"."+what+"."+kind.String(), zhixiao.CityCode, m.snap.Period)
	}
	label := differenceUnit(f.codeUnit(code))
	if len(values) == 0 {
		s.Max = zhixiao.Absent(key("max"), f.codeUnit(code), zhixiao.NotProvided)
		s.Min = zhixiao.Absent(key("min"), f.codeUnit(code), zhixiao.NotProvided)
		s.Range = zhixiao.Absent(key("range"), label, zhixiao.NotProvided)
		s.StdDev = zhixiao.Absent(key("sd"), label, zhixiao.NotProvided)
		return s
	}
	s.Range = f.Keep(zhixiao.Quantity{
		Key: key("range"), Value: s.Max.Value.Sub(s.Min.Value), Unit: label,
		Rule: Wording("spread"), From: []zhixiao.Key{s.Max.Key, s.Min.Key},
	})
	s.StdDev = zhixiao.Quantity{Key: key("sd"), Unit: label, N: int64(len(values)), Rule: Wording("standard deviation")}
	sd, err := root(populationVariance(values), s.Max.Value.Places)
	if err != nil {
		s.StdDev.Missing = zhixiao.NotProvided
	}
	s.StdDev.Value = sd
	f.Keep(s.StdDev)
	return s
}

func populationVariance(values []zhixiao.Decimal) *big.Rat {
	n := big.NewRat(int64(len(values)), 1)
	mean, squares := new(big.Rat), new(big.Rat)
	for _, v := range values {
		r := v.Rat()
		mean.Add(mean, r)
		squares.Add(squares, r.Mul(r, r))
	}
	mean.Quo(mean, n)
	squares.Quo(squares, n)
	return squares.Sub(squares, mean.Mul(mean, mean))
}

// PeerMean is the arithmetic mean of the published values of a peer group.
func (f *Facts) PeerMean(code, group string) zhixiao.Quantity {
	m := f.now()
	q := zhixiao.Quantity{
		Key: zhixiao.NewKey(code+".mean."+group, zhixiao.CityCode, m.snap.Period), Unit: f.codeUnit(code),
		Rule: group + Wording("mean of units"),
	}
	sum, places := new(big.Rat), uint8(0)
	for _, kind := range []zhixiao.UnitKind{zhixiao.Region, zhixiao.Domain} {
		for _, u := range f.byKind[kind] {
			if u.Group != group {
				continue
			}
			if v := f.value(m, code, u.Code); v.Ok() {
				sum.Add(sum, v.Value.Rat())
				places = max(places, v.Value.Places)
				q.From = append(q.From, v.Key)
			}
		}
	}
	if q.N = int64(len(q.From)); q.N == 0 {
		q.Missing = zhixiao.NotProvided
		return q
	}
	return f.Keep(withValue(q, sum.Quo(sum, big.NewRat(q.N, 1)), places))
}

// codeUnit is the unit of an indicator's values, 分 for scores.
func (f *Facts) codeUnit(code string) string {
	if ind, ok := f.byCode[code]; ok {
		return ind.Unit
	}
	return "分"
}

// differenceUnit is the unit of a difference: rates differ by 百分点.
func differenceUnit(unit string) string {
	if unit == "%" {
		return "百分点"
	}
	return unit
}
