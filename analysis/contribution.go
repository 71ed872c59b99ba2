package analysis

import (
	"math/big"
	"sort"

	"zhixiao"
)

// Part is what one member (a unit, a matter) adds to the change of a rate.
type Part struct {
	Key    string
	Label  string
	Points zhixiao.Quantity // in the unit of the rate's differences; all parts add up to the change
	Num    zhixiao.Quantity
	Den    zhixiao.Quantity
}

// Contributions splits the change of an indicator of a unit against the period
// before over the members of a dimension ("region", "dept", "matter" …): what a
// member counted beyond what it would have at the former rate, over the whole
// denominator. Largest first by amount. Nil where the indicator is no ratio of
// one cube with that dimension, or without baseline.
func (f *Facts) Contributions(code, unit, dim string) []Part {
	ind := f.byCode[code]
	m, b := f.now(), f.at(f.Prev())
	fd := m.feeds[ind.Feed]
	if b == nil || fd == nil || ind.Formula != zhixiao.RatioFormula || fd.picker(dim) == nil {
		return nil
	}
	now, was := m.measured(code, unit).q, b.measured(code, unit).q
	num, den := columnOf(fd, code+".num"), columnOf(fd, code+".den")
	if !now.Ok() || !was.Ok() || !num.known() || !den.known() || now.Den.Sign() <= 0 || was.Den.Sign() <= 0 {
		return nil
	}
	rate := new(big.Rat).Quo(was.Num.Rat(), was.Den.Rat())
	var out []Part
	for _, g := range fd.pairsBy(unit, fd.picker(dim), num.i, den.i) {
		x := new(big.Rat).Sub(big.NewRat(g.num, 1), new(big.Rat).Mul(rate, big.NewRat(g.den, 1)))
		x.Mul(x, big.NewRat(max(ind.Scale, 1), 1)).Quo(x, now.Den.Rat())
		out = append(out, f.part(ind, unit, dim, g, x, []zhixiao.Key{now.Key, was.Key}))
	}
	sort.SliceStable(out, func(i, j int) bool {
		if c := out[i].Points.Value.Abs().Cmp(out[j].Points.Value.Abs()); c != 0 {
			return c > 0
		}
		return out[i].Key < out[j].Key
	})
	return out
}

func (f *Facts) part(ind zhixiao.Indicator, unit, dim string, g numDen, points *big.Rat, from []zhixiao.Key) Part {
	p := f.Period()
	where := map[string]string{dim: g.key}
	count := func(col string, n int64) zhixiao.Quantity {
		return zhixiao.Quantity{
			Key:   zhixiao.NewKey(countKey(ind.Feed, col, where), unit, p),
			Value: zhixiao.Int(n), Unit: columnUnit(ind.Feed, col), Source: f.now().source(ind.Feed), Rule: "按条件计数",
		}
	}
	return Part{
		Key: g.key, Label: f.name(dim, g.key),
		Num: count(ind.Code+".num", g.num), Den: count(ind.Code+".den", g.den),
		Points: f.remember(withValue(zhixiao.Quantity{
			Key: zhixiao.NewKey(ind.Code+".part["+dim+"="+safe(g.key)+"]", unit, p), Unit: differenceUnit(ind.Unit),
			Rule: "（本期分子−上期比率×本期分母）÷合计分母，各部分之和等于合计的变化", From: from,
		}, points, ind.Places)),
	}
}

// contributions: when the value changed significantly, the member that made at
// least 30 % of the change.
func (f *Facts) contributions(ind zhixiao.Indicator, u zhixiao.Unit) []Finding {
	ch := f.Change(ind.Code, u.Code)
	if !ch.Tested || !ch.Significant {
		return nil
	}
	dims := []string{"matter"}
	if u.Kind == zhixiao.City {
		dims = []string{"region", "matter"}
	}
	var out []Finding
	for _, dim := range dims {
		parts := f.Contributions(ind.Code, u.Code, dim)
		if len(parts) < 3 || parts[0].Points.Value.Sign() != ch.Delta.Value.Sign() {
			continue
		}
		share := f.Percent(parts[0].Points, ch.Delta)
		if !share.Ok() || share.Value.Cmp(zhixiao.Int(30)) < 0 {
			continue
		}
		evidence := []zhixiao.Quantity{parts[0].Points, ch.Delta}
		if ind.Unit == "%" { // elsewhere the parts are weights or minutes, not cases
			evidence = append(evidence, parts[0].Num, parts[0].Den)
		}
		out = append(out, Finding{
			Kind: ContributionFinding, Unit: u.Code, Code: ind.Code, Other: parts[0].Key, Label: parts[0].Label,
			By: []string{dim}, Keys: []string{parts[0].Key}, Better: ch.Better,
			Salience:   saliencyPart + min(hundredths(share.Value, 20000)/100, 100) + f.weightBonus(ind, u.Kind),
			Quantities: evidence,
			Reason:     "单一成员贡献了变化的30%以上",
		})
	}
	return out
}
