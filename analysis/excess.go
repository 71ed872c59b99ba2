package analysis

import (
	"cmp"
	"slices"
	"strings"

	"zhixiao"
)

// Limits on what may be named. fewestEvents bad cases carry no headline,
// fewestJoint no name of two dimensions at once, in a cell of fewestInCell cases.
const (
	fewestEvents = 5
	fewestJoint  = 10
	fewestInCell = 30
)

// standsZ2 is how far a part must lie off the rest of its whole to be named, as
// z²: three standard errors, because a whole has many parts to look at.
const standsZ2 = 9

// Excess is how a part of a whole stands against the rest of that whole: not how
// many bad cases it has, but how many more than at the rest's rate.
type Excess struct {
	Key    string
	Stands bool    // worse beyond chance, on enough cases to be named
	Worse  bool    // worse at all
	beyond float64 // cases beyond the rest's rate; orders, is not published
}

// ExcessQuery asks which parts of a unit's cases go wrong more often than the
// others: events Query.Column of Query.Cube by the one dimension Query.By, among
// the cases Of ("column", or "cube.column" of a cube with the same dimensions).
// Good says that Column counts what went right.
type ExcessQuery struct {
	Query
	Of   string
	Good bool
}

// Excesses is the parts of a query by their cases beyond the rest's rate, most
// first, ties by key. A part that holds all cases has no rest and does not stand.
// Under a Where a part is a joint cell, for which larger numbers are asked.
func (f *Facts) Excesses(q ExcessQuery) []Excess {
	parts := f.eventsBy(q)
	whole := Fraction{}
	for _, g := range parts {
		whole.Num, whole.Den = whole.Num+g.Num, whole.Den+g.Den
	}
	events, cases := int64(fewestEvents), int64(SmallBase)
	if len(q.Where) > 0 {
		events, cases = fewestJoint, fewestInCell
	}
	var out []Excess
	for _, g := range parts {
		x := beyondRest(g, Fraction{Num: whole.Num - g.Num, Den: whole.Den - g.Den}, q.sameCube())
		x.Stands = x.Stands && g.Num >= events && g.Den >= cases
		out = append(out, x)
	}
	slices.SortStableFunc(out, func(a, b Excess) int { return cmp.Compare(b.beyond, a.beyond) }) // ties stay by key
	return out
}

// eventsBy counts events and cases by the query's dimension, in key order.
func (f *Facts) eventsBy(q ExcessQuery) []Fraction {
	cube, column, other := strings.Cut(q.Of, ".")
	if !other {
		cube, column = q.Cube, q.Of
	}
	m := f.now()
	counted := map[string]*Fraction{}
	at := func(key string) *Fraction {
		if counted[key] == nil {
			counted[key] = &Fraction{Key: key}
		}
		return counted[key]
	}
	for _, g := range m.groups(Query{Cube: cube, Column: column, Unit: q.Unit, By: q.By, Where: q.Where}) {
		at(g.Keys[0]).Den += g.N
	}
	for _, g := range m.groups(Query{Cube: q.Cube, Column: q.Column, Unit: q.Unit, By: q.By, Where: q.Where}) {
		at(g.Keys[0]).Num += g.N
	}
	var out []Fraction
	for _, key := range sortedKeys(counted) {
		if g := *counted[key]; g.Den > 0 {
			if q.Good {
				g.Num = g.Den - g.Num
			}
			out = append(out, g)
		}
	}
	return out
}

// beyondRest measures a part against the rest. Where events are some of the cases
// the spread is binomial, else (complaints per case) that of counts.
func beyondRest(g, rest Fraction, some bool) Excess {
	x := Excess{Key: g.Key}
	if rest.Den <= 0 {
		return x
	}
	rate := (float64(rest.Num) + 0.5) / (float64(rest.Den) + 1)
	x.beyond = float64(g.Num) - rate*float64(g.Den)
	x.Worse = x.beyond > 0
	spread := rate * float64(g.Den) * (1 + float64(g.Den)/float64(rest.Den))
	if some {
		spread *= max(0, 1-rate)
	}
	x.Stands = x.Worse && x.beyond*x.beyond >= standsZ2*spread
	return x
}

// sameCube reports whether events are some of the cases.
func (q ExcessQuery) sameCube() bool {
	return !strings.Contains(q.Of, ".") || strings.HasPrefix(q.Of, q.Cube+".")
}

// ExcessRates is the rate of a part and that of the rest of its whole, in %. They
// are absent where events are counted in another cube than cases, and where the
// cases are fewer than are compared.
func (f *Facts) ExcessRates(q ExcessQuery, key string) (part, rest zhixiao.Quantity) {
	if !q.sameCube() {
		return zhixiao.Quantity{Missing: zhixiao.NotProvided}, zhixiao.Quantity{Missing: zhixiao.NotProvided}
	}
	_, column, other := strings.Cut(q.Of, ".")
	if !other {
		column = q.Of
	}
	rate := func(value string) zhixiao.Quantity {
		where := map[string]string{q.By[0]: value}
		for d, v := range q.Where {
			if d != q.By[0] {
				where[d] = v
			}
		}
		return f.Ratio(RatioQuery{
			Cube: q.Cube, Num: q.Column, Den: column, Unit: q.Unit, Where: where,
			Scale: 100, Label: "%", Places: 2, MinN: SmallBase,
		})
	}
	return rate(key), rate("!" + key)
}

// ContrastQuery asks whether what Having counts is more frequent among affected
// cases than among the other cases of the same scope: special procedures among
// over-long cases and among the others. Both counts cases that are affected and
// have it. Where narrows all four counts, With only Both and Having (an error
// message: {"error": "!"}).
type ContrastQuery struct {
	Cube, Unit                    string
	Both, Affected, Having, Whole string // columns
	Where, With                   map[string]string
}

// Contrast is the two shares side by side.
type Contrast struct {
	Count  zhixiao.Quantity // affected cases that have it
	Among  zhixiao.Quantity // share among the affected, in %
	Others zhixiao.Quantity // share among all other cases, in %
	Sign   int              // +1 more frequent among the affected beyond chance, −1 no more frequent, 0 not decided
}

// fewestAffected and fewestOthers are the cases from which a contrast is drawn.
const fewestAffected, fewestOthers = 10, 30

// Contrasted compares shares at one scope. ok is false where the snapshot does not
// count one of the columns: nothing may be concluded then.
func (f *Facts) Contrasted(q ContrastQuery) (c Contrast, ok bool) {
	with := map[string]string{}
	for _, w := range []map[string]string{q.Where, q.With} {
		for d, v := range w {
			with[d] = v
		}
	}
	count := func(column string, where map[string]string) zhixiao.Quantity {
		return f.Count(Query{Cube: q.Cube, Column: column, Unit: q.Unit, Where: where})
	}
	both, affected := count(q.Both, with), count(q.Affected, q.Where)
	having, whole := count(q.Having, with), count(q.Whole, q.Where)
	otherHaving, others := f.Diff(having, both, ""), f.Diff(whole, affected, "")
	if !otherHaving.Ok() || !others.Ok() || otherHaving.Value.Sign() < 0 || both.Value.Cmp(affected.Value) > 0 {
		return Contrast{}, false
	}
	c = Contrast{Count: both, Among: f.Percent(both, affected), Others: f.Percent(otherHaving, others)}
	a := Fraction{Num: both.Value.N, Den: affected.Value.N}
	b := Fraction{Num: otherHaving.Value.N, Den: others.Value.N}
	if a.Den < fewestAffected || b.Den < fewestOthers || b.Num > b.Den {
		return c, true
	}
	switch x := beyondRest(a, b, true); {
	case x.Stands && a.Num >= fewestEvents:
		c.Sign = 1
	case a.Num*b.Den <= b.Num*a.Den:
		c.Sign = -1
	}
	return c, true
}

// BaseQuery asks what share a key has among other cases of the kind: those of the
// same Where in the city without the unit, or, where these are fewer than Least,
// those of Others in the whole city.
type BaseQuery struct {
	Query
	Key    string
	Others map[string]string
	Least  int64
}

// BaseShare is the usual share of a key, in %; ok is false without enough other
// cases.
func (f *Facts) BaseShare(q BaseQuery) (share zhixiao.Quantity, ok bool) {
	count := func(unit, key string, where map[string]string) zhixiao.Quantity {
		narrowed := map[string]string{}
		for d, v := range where {
			narrowed[d] = v
		}
		if key != "" {
			narrowed[q.By[0]] = key
		}
		return f.Count(Query{Cube: q.Cube, Column: q.Column, Unit: unit, Where: narrowed})
	}
	least := zhixiao.Int(q.Least)
	rest := f.Diff(count(zhixiao.CityCode, "", q.Where), count(q.Unit, "", q.Where), "")
	if q.Unit != zhixiao.CityCode && rest.Ok() && rest.Value.Cmp(least) >= 0 {
		return f.Percent(f.Diff(count(zhixiao.CityCode, q.Key, q.Where), count(q.Unit, q.Key, q.Where), ""), rest), true
	}
	whole := count(zhixiao.CityCode, "", q.Others)
	if !whole.Ok() || whole.Value.Cmp(least) < 0 {
		return zhixiao.Quantity{}, false
	}
	return f.Percent(count(zhixiao.CityCode, q.Key, q.Others), whole), true
}

// Beyond reports whether two shares or rates of counts differ beyond chance
// (two-sided 5 % level, samples of at least thirty).
func (f *Facts) Beyond(a, b zhixiao.Quantity) bool {
	x, y := pairOf(a), pairOf(b)
	if !a.Ok() || !b.Ok() || x.Den < Fewest || y.Den < Fewest || x.Num > x.Den || y.Num > y.Den {
		return false
	}
	pooled := float64(x.Num+y.Num) / float64(x.Den+y.Den)
	apart := float64(x.Num)/float64(x.Den) - float64(y.Num)/float64(y.Den)
	limit, _ := Critical().Float64()
	return apart*apart > limit*pooled*(1-pooled)*(1/float64(x.Den)+1/float64(y.Den))
}

func pairOf(q zhixiao.Quantity) Fraction { return Fraction{Num: q.Num.N, Den: q.Den.N} }
