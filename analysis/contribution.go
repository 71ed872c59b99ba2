package analysis

import (
	"math/big"
	"slices"
	"sort"

	"zhixiao"
)

// Part is what one member (a unit, a matter) adds to the change of a rate by
// having become better or worse itself.
type Part struct {
	Key    string
	Label  string
	Points zhixiao.Quantity // in the unit of the rate's differences
	Num    zhixiao.Quantity // of the member, in the period
	Den    zhixiao.Quantity
}

// Split is the change of a rate in its two causes (Kitagawa): the members' own
// rates moved, and their shares of the whole moved. All Points, Unsaid and Mix
// together are the published change, to its last digit: each part is rounded by
// itself, so that it can be worked out from its own counts, and what rounding
// leaves is in Mix.
type Split struct {
	Parts  []Part           // largest first by amount; of equal ones by key
	Unsaid zhixiao.Quantity // the part of what does not say its member, taken together
	Mix    zhixiao.Quantity // what changed shares alone did: more cases of a member that is always worse
}

// Mostly reports whether changed shares made more than half of a change: then no
// member's own rate explains it.
func (s Split) Mostly(change zhixiao.Quantity) bool {
	mix, whole := s.Mix.Value, change.Value
	return s.Mix.Ok() && mix.Sign() == whole.Sign() && mix.Add(mix).Abs().Cmp(whole.Abs()) > 0
}

// Contributions splits the change of an indicator of a unit against the period
// before over the members of a dimension ("region", "dept", "matter" …). A
// member's part is the change of its own rate times the mean of its shares of
// the denominator in the two periods: a member that is always worse than the
// others and did not move has none. A member that was not there before, or is
// there no more, has no change of its own: it is all mix. Empty where the
// indicator is no ratio of one cube with that dimension, or without baseline.
func (f *Facts) Contributions(code, unit, dim string) Split {
	ind := f.byCode[code]
	m, b := f.now(), f.at(f.Prev())
	if b == nil || ind.Formula != zhixiao.RatioFormula {
		return Split{}
	}
	now, was := m.measured(code, unit).q, b.measured(code, unit).q
	after, ok := m.pairsOf(ind, unit, dim)
	before, okBefore := b.pairsOf(ind, unit, dim)
	change := f.Change(code, unit).Delta
	if !ok || !okBefore || !change.Ok() || now.Den.Sign() <= 0 || was.Den.Sign() <= 0 {
		return Split{}
	}
	former := make(map[string]Fraction, len(before))
	for _, g := range before {
		former[g.Key] = g
	}
	former[""] = unsaid(before, b.measured(code, unit))
	members := append(slices.Clone(after), unsaid(after, m.measured(code, unit)))
	shown, mix := make([]zhixiao.Decimal, len(members)), change.Value
	for i, g := range members {
		own := ownMove(former[g.Key], g, was.Den.Rat(), now.Den.Rat())
		own.Mul(own, big.NewRat(max(ind.Scale, 1), 1))
		v, err := zhixiao.FromRat(own, ind.Places)
		if err != nil {
			return Split{}
		}
		shown[i], mix = v, mix.Sub(v)
	}
	from := []zhixiao.Key{now.Key, was.Key}
	rest := func(what, rule string, v zhixiao.Decimal) zhixiao.Quantity {
		key := zhixiao.NewKey(ind.Code+"."+what+"["+dim+"=]", unit, f.Period())
		return f.Keep(zhixiao.Quantity{Key: key, Value: v, Unit: differenceUnit(ind.Unit), Rule: rule, From: from})
	}
	out := Split{
		Unsaid: rest("part", Wording("unsaid part"), shown[len(after)]),
		Mix:    rest("mix", Wording("change of mix"), mix),
	}
	for i, g := range after {
		out.Parts = append(out.Parts, f.part(ind, unit, dim, g, shown[i], from))
	}
	sort.SliceStable(out.Parts, func(i, j int) bool {
		if c := out.Parts[i].Points.Value.Abs().Cmp(out.Parts[j].Points.Value.Abs()); c != 0 {
			return c > 0
		}
		return out.Parts[i].Key < out.Parts[j].Key
	})
	return out
}

// Fractions is an indicator's counts in a unit by a dimension of its cube, in the
// order of the keys; ok is false where the indicator is no ratio of one cube with
// that dimension.
func (f *Facts) Fractions(ind zhixiao.Indicator, unit, dim string) (all []Fraction, ok bool) {
	return f.now().pairsOf(ind, unit, dim)
}

// pairsOf is an indicator's counts in a unit by a dimension of its cube.
func (m *snapshot) pairsOf(ind zhixiao.Indicator, unit, dim string) (all []Fraction, ok bool) {
	fd := m.feeds[ind.Feed]
	num, den := columnOf(fd, ind.Code+".num"), columnOf(fd, ind.Code+".den")
	if !num.known() || !den.known() || fd.picker(dim) == nil {
		return nil, false
	}
	return fd.pairsBy(unit, fd.picker(dim), num.i, den.i), true
}

// unsaid is what a whole counts beyond its named members.
func unsaid(named []Fraction, whole measured) Fraction {
	out := Fraction{Num: whole.q.Num.N, Den: whole.q.Den.N} // counts: no places
	for _, g := range named {
		out.Num, out.Den = out.Num-g.Num, out.Den-g.Den
	}
	return out
}

// ownMove is the change of a member's own rate times the mean of its shares of
// the wholes before and after; zero for a member that has no rate in either.
func ownMove(before, after Fraction, wholeBefore, wholeAfter *big.Rat) *big.Rat {
	if before.Den <= 0 || after.Den <= 0 {
		return new(big.Rat)
	}
	moved := new(big.Rat).Sub(big.NewRat(after.Num, after.Den), big.NewRat(before.Num, before.Den))
	share := new(big.Rat).Add(
		new(big.Rat).Quo(big.NewRat(before.Den, 1), wholeBefore),
		new(big.Rat).Quo(big.NewRat(after.Den, 1), wholeAfter))
	return moved.Mul(moved, share).Quo(moved, big.NewRat(2, 1))
}

func (f *Facts) part(ind zhixiao.Indicator, unit, dim string, g Fraction, points zhixiao.Decimal, from []zhixiao.Key) Part {
	p := f.Period()
	where := map[string]string{dim: g.Key}
	count := func(col string, n int64) zhixiao.Quantity {
		return zhixiao.Quantity{
			Key:   zhixiao.NewKey(countKey(ind.Feed, col, where), unit, p),
			Value: zhixiao.Int(n), Unit: f.columnUnit(ind.Feed, col), Source: f.now().source(ind.Feed), Rule: "按条件计数",
		}
	}
	return Part{
		Key: g.Key, Label: f.NameOf(dim, g.Key),
		Num: count(ind.Code+".num", g.Num), Den: count(ind.Code+".den", g.Den),
		Points: f.Keep(zhixiao.Quantity{
			Key: zhixiao.NewKey(ind.Code+".part["+dim+"="+safe(g.Key)+"]", unit, p), Value: points, Unit: differenceUnit(ind.Unit),
			Rule: Wording("contribution"), From: from,
		}),
	}
}
