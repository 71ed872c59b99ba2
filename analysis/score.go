package analysis

import (
	"math/big"
	"slices"
	"strings"

	"zhixiao"
)

// weighting is one set of weights a unit is scored with. The city has three: the
// mean of both kinds' weights for its plain total, and each kind's own as the
// yardstick of that kind's units.
type weighting struct {
	suffix string // "", ".region", ".domain"
	kind   zhixiao.UnitKind
}

func weightings(k zhixiao.UnitKind) []weighting {
	if k == zhixiao.City {
		return []weighting{{"", zhixiao.City}, {".region", zhixiao.Region}, {".domain", zhixiao.Domain}}
	}
	return []weighting{{"", k}}
}

// WeightOf is an indicator's nominal weight in the score of a unit of a kind, in points
// of 100: for the city the mean of its weights for regions and for domains.
func WeightOf(ind zhixiao.Indicator, k zhixiao.UnitKind) zhixiao.Decimal {
	return weighting{kind: k}.points(ind)
}

// weight is an indicator's nominal weight in points of 100.
func (w weighting) weight(ind zhixiao.Indicator) *big.Rat { return w.points(ind).Rat() }

// points is weight as a decimal, exact.
func (w weighting) points(ind zhixiao.Indicator) zhixiao.Decimal {
	switch w.kind {
	case zhixiao.Region:
		return ind.Region
	case zhixiao.Domain:
		return ind.Domain
	}
	both := ind.Region.Add(ind.Domain)
	return zhixiao.Decimal{N: 5 * both.N, Places: both.Places + 1} // half
}

// card is a unit's scores before rounding.
type card struct {
	scores    map[string]*big.Rat // total, A, A1 → 0…100; absent when nothing under it counts
	points    map[string]*big.Rat // indicator → its effective weight in points of the total
	reference bool
}

// branch gathers the weights under one level.
type branch struct {
	code     string
	nominal  zhixiao.Decimal // all weights below, in 100
	expected zhixiao.Decimal // without what does not apply to the unit
	present  zhixiao.Decimal // weights of indicators that count
	weight   zhixiao.Decimal // Σ w of the children that count
	score    *big.Rat        // Σ w·s of the children that count
}

func newBranch(code string) *branch { return &branch{code: code, score: new(big.Rat)} }

// add counts a child with weight w and score s.
func (b *branch) add(w zhixiao.Decimal, s *big.Rat) {
	b.weight = b.weight.Add(w)
	x := w.Rat()
	b.score.Add(b.score, x.Mul(x, s))
}

func (b *branch) mean() *big.Rat { return new(big.Rat).Quo(b.score, b.weight.Rat()) }

// share is what one point of weight below b is of b's own weight: nominal ÷ what
// counts.
func (b *branch) share() *big.Rat {
	x := b.nominal.Rat()
	return x.Quo(x, b.weight.Rat())
}

// score composes the total from the bottom up. What does not count gives its
// weight to its siblings: within level 2, then level 1, then the total.
func (m *snapshot) score(s *unitSnapshot, w weighting) *card {
	c := &card{scores: map[string]*big.Rat{}, points: map[string]*big.Rat{}}
	level2, order2 := map[string]*branch{}, []string{}
	weights := m.set.weights[w.kind]
	for i, ind := range m.set.list {
		weight := weights[i]
		if weight.Sign() <= 0 || ind.Direction == zhixiao.Observe {
			continue
		}
		b := level2[ind.Level2]
		if b == nil {
			b = newBranch(ind.Level2)
			level2[ind.Level2] = b
			order2 = append(order2, ind.Level2)
		}
		b.nominal = b.nominal.Add(weight)
		if s.values[i].q.Missing != zhixiao.NotApplicable {
			b.expected = b.expected.Add(weight)
		}
		if p := s.points[i]; p != nil {
			b.present = b.present.Add(weight)
			b.add(weight, p)
		}
	}
	level1, total := c.compose(level2, order2)
	m.spreadWeights(c, s, weights, level2, level1, total)
	return c
}

// compose makes the scores of level 2, level 1 and the total.
func (c *card) compose(level2 map[string]*branch, order2 []string) (map[string]*branch, *branch) {
	level1, order1 := map[string]*branch{}, []string{}
	for _, code := range order2 {
		b := level2[code]
		top := level1[code[:1]]
		if top == nil {
			top = newBranch(code[:1])
			level1[code[:1]] = top
			order1 = append(order1, code[:1])
		}
		top.nominal = top.nominal.Add(b.nominal)
		top.expected = top.expected.Add(b.expected)
		top.present = top.present.Add(b.present)
		if b.weight.Sign() > 0 {
			c.scores[code] = b.mean()
			top.add(b.nominal, c.scores[code])
		}
	}
	total := newBranch(ScoreTotal)
	for _, code := range order1 {
		b := level1[code]
		// 0.6: less than 60 % of a level-1 index counted makes the total 参考值.
		if b.present.Cmp(zhixiao.Decimal{N: 6 * b.expected.N, Places: b.expected.Places + 1}) < 0 {
			c.reference = true
		}
		if b.weight.Sign() > 0 {
			c.scores[code] = b.mean()
			total.add(b.nominal, c.scores[code])
		}
	}
	if total.weight.Sign() > 0 {
		c.scores[ScoreTotal] = total.mean()
	}
	return level1, total
}

// spreadWeights finds what each counted indicator weighs in the total; the
// weights add up to 100.
func (m *snapshot) spreadWeights(c *card, s *unitSnapshot, weights []zhixiao.Decimal, level2, level1 map[string]*branch, total *branch) {
	factors := map[string]*big.Rat{} // level 2 → points of the total for one point of weight
	for i, ind := range m.set.list {
		b, top := level2[ind.Level2], level1[ind.Level1]
		if b == nil || top == nil || b.weight.Sign() == 0 || weights[i].Sign() <= 0 || s.points[i] == nil {
			continue
		}
		factor := factors[ind.Level2]
		if factor == nil {
			factor = b.share()
			factor.Mul(factor, top.share()).Mul(factor, big.NewRat(100, 1)).Quo(factor, total.weight.Rat())
			factors[ind.Level2] = factor
		}
		p := weights[i].Rat()
		c.points[ind.Code] = p.Mul(p, factor)
	}
}

// points100 is an indicator's score, 0…100 on the line from the floor to the
// target, of its published value and not rounded. Nil when it does not count.
func points100(ind zhixiao.Indicator, q zhixiao.Quantity) *big.Rat {
	if !q.Ok() || ind.Direction == zhixiao.Observe {
		return nil
	}
	span := new(big.Rat).Sub(ind.Target.Rat(), ind.Floor.Rat())
	if span.Sign() == 0 {
		return nil
	}
	s := new(big.Rat).Sub(q.Value.Rat(), ind.Floor.Rat())
	s.Quo(s, span)
	one := big.NewRat(1, 1)
	switch {
	case s.Sign() < 0:
		s.SetInt64(0)
	case s.Cmp(one) > 0:
		s.Set(one)
	}
	return s.Mul(s, big.NewRat(100, 1))
}

// scoreValue is the published score of a code, two decimals; made once for each
// unit that is known.
func (f *Facts) scoreValue(m *snapshot, code, unit string) zhixiao.Quantity {
	s := m.units[unit]
	if s == nil {
		return f.makeScoreValue(m, code, unit)
	}
	s.mu.Lock()
	q, ok := s.published[code]
	s.mu.Unlock()
	if !ok {
		q = f.makeScoreValue(m, code, unit)
		q.From = slices.Clip(q.From)
		s.mu.Lock()
		if s.published == nil {
			s.published = map[string]zhixiao.Quantity{}
		}
		s.published[code] = q
		s.mu.Unlock()
	}
	return q
}

func (f *Facts) makeScoreValue(m *snapshot, code, unit string) zhixiao.Quantity {
	q := zhixiao.Quantity{Key: zhixiao.NewKey(code, unit, m.snap.Period), Unit: "分", Source: "快照" + m.snap.ID}
	u, ok := f.units[unit]
	if !ok {
		q.Missing = zhixiao.NotProvided
		return q
	}
	if rest, ok := strings.CutPrefix(code, "score."); ok {
		return f.indicatorScore(m, q, rest, u)
	}
	base, suffix := code, ""
	for _, s := range []string{".region", ".domain"} {
		if b, ok := strings.CutSuffix(code, s); ok {
			base, suffix = b, s
		}
	}
	if u.Kind != zhixiao.City {
		suffix = "" // a unit has its own weights only
	}
	q.Rule = Wording("score of parts")
	c := m.card(suffix, unit)
	if c == nil || c.scores[base] == nil {
		q.Missing = zhixiao.NotProvided
		return q
	}
	for _, ind := range f.in.Indicators.Indicators {
		if c.points[ind.Code] != nil && (base == ScoreTotal || ind.Level1 == base || ind.Level2 == base) {
			q.From = append(q.From, zhixiao.NewKey("score."+ind.Code, unit, m.snap.Period))
		}
	}
	return withValue(q, c.scores[base], 2)
}

func (f *Facts) indicatorScore(m *snapshot, q zhixiao.Quantity, code string, u zhixiao.Unit) zhixiao.Quantity {
	ind, ok := f.byCode[code]
	v := m.measured(code, u.Code).q
	q.From, q.N = []zhixiao.Key{v.Key}, v.N
	q.Rule = Wording("score of a value")
	switch {
	case !ok:
		q.Missing = zhixiao.NotProvided
	case ind.Direction == zhixiao.Observe:
		q.Missing = zhixiao.NotApplicable
	case !v.Ok():
		q.Missing = v.Missing
	default:
		if s := m.score100(code, u.Code); s != nil {
			return withValue(q, s, 2)
		}
		q.Missing = zhixiao.NotApplicable
	}
	return q
}

// withValue rounds r into q; a value beyond int64 is not published.
func withValue(q zhixiao.Quantity, r *big.Rat, places uint8) zhixiao.Quantity {
	v, err := zhixiao.FromRat(r, places)
	if err != nil {
		q.Missing, q.Rule = zhixiao.NotProvided, err.Error()
		return q
	}
	q.Value = v
	return q
}

// Reference reports whether a unit's total is only a 参考值: less than 60 % of
// the weight of a level-1 index counted.
func (f *Facts) Reference(unit string) bool {
	c := f.now().card("", unit)
	return c != nil && c.reference
}

// Light is an indicator's warning light at its published value. Reaching the red
// value is red, reaching the yellow value is yellow.
func (f *Facts) Light(code, unit string) Light { return f.light(f.now(), code, unit) }

func (f *Facts) light(m *snapshot, code, unit string) Light {
	ind, ok := f.byCode[code]
	q := m.measured(code, unit).q
	if !ok || !q.Ok() || !ind.HasLights || ind.Direction == zhixiao.Observe {
		return NoLight
	}
	reached := func(limit zhixiao.Decimal) bool { return q.Value.Cmp(limit)*int(ind.Direction) <= 0 }
	switch {
	case reached(ind.Red):
		return Red
	case reached(ind.Yellow):
		return Yellow
	}
	return Green
}

// Grades is the grades of a total, best first.
func Grades() []string { return []string{"优秀", "良好", "一般", "较差"} }

// Grade is the grade of a unit's published total, "" when it has none.
func (f *Facts) Grade(unit string) string {
	q := f.Value(ScoreTotal, unit)
	if !q.Ok() {
		return ""
	}
	for i, limit := range []int64{90, 80, 65} {
		if q.Value.Cmp(zhixiao.Int(limit)) >= 0 {
			return Grades()[i]
		}
	}
	return Grades()[3]
}

// GradeCounts is how many units of a kind have each grade.
func (f *Facts) GradeCounts(kind zhixiao.UnitKind) map[string]zhixiao.Quantity {
	counts := map[string]int64{}
	from := map[string][]zhixiao.Key{}
	for _, u := range f.byKind[kind] {
		g := f.Grade(u.Code)
		counts[g]++
		from[g] = append(from[g], f.Value(ScoreTotal, u.Code).Key)
	}
	out := map[string]zhixiao.Quantity{}
	for _, g := range Grades() {
		out[g] = f.Keep(zhixiao.Quantity{
			Key:   zhixiao.NewKey("grade."+kind.String()+"."+g, zhixiao.CityCode, f.Period()),
			Value: zhixiao.Int(counts[g]), Unit: "个", Rule: "等级为“" + g + "”的单位数", From: from[g],
		})
	}
	return out
}
