package finding

import (
	"math/big"
	"slices"
	"sort"
	"strings"

	"zhixiao"
	"zhixiao/analysis"
)

// PickStep is the rule by which a problem was chosen.
type PickStep uint8

// The steps, in the order of choice.
const (
	PickRed        PickStep = iota // 触红
	PickYellow                     // 触黄且失分
	PickComplaint                  // 诉求最集中
	PickPerception                 // 公众感知
)

// String is the step's name.
func (s PickStep) String() string {
	return [...]string{"触红", "触黄且失分", "诉求最集中", "公众感知"}[s]
}

// Pick is one problem chosen for a report, with the reason for it.
type Pick struct {
	Step       PickStep
	Code       string         // indicator; empty for a complaint class
	L2         string         // taxonomy code of a complaint class
	Related    []string       // lit indicators of the same level 2, told together with it
	Loss       analysis.Loss  // of Code
	Share      analysis.Share // of L2
	Quantities []zhixiao.Quantity
	Findings   []Finding // what else was found about the same index, most salient first
	Reason     string    // why it was chosen, in words with its numbers
}

// Problems is up to k problems of a unit: red lights, then yellow ones that lose
// points and are worse than the city's, then the class of complaint that holds
// most, then what the public feels worst about, and last the lights that say more
// about the city than about the unit. Lights of one level 2 make one problem. For
// the city the indicators with most red units come first.
func Problems(f *analysis.Facts, unit string, k int) []Pick {
	u, ok := f.Unit(unit)
	if !ok || k <= 0 {
		return nil
	}
	c := &chooser{f: f, m: minerOf(f), unit: u, k: k, taken: map[string]int{}}
	if u.Kind == zhixiao.City {
		c.common()
	} else {
		c.lit(analysis.Red, PickRed, false)
		c.lit(analysis.Yellow, PickYellow, false)
	}
	c.complaints()
	c.perception()
	if u.Kind != zhixiao.City {
		c.lit(analysis.Red, PickRed, true)
		c.lit(analysis.Yellow, PickYellow, true)
	}
	c.furnish()
	return c.picks
}

// furnish hands each problem what was found about its index.
func (c *chooser) furnish() {
	const most = 8
	for _, x := range Of(c.f, c.unit.Code) {
		i, ok := c.taken[indexOf(c.f, x)]
		if !ok || x.Better > 0 || x.Code == c.picks[i].Code && x.Kind == Level || len(c.picks[i].Findings) >= most {
			continue
		}
		c.picks[i].Findings = append(c.picks[i].Findings, x)
	}
}

// indexOf is the level-2 code a finding belongs to, "" when to none.
func indexOf(f *analysis.Facts, x Finding) string {
	if ind, ok := f.Indicator(x.Code); ok {
		return ind.Level2
	}
	cube, col, _ := strings.Cut(x.Code, ".")
	if cube == "complaint" {
		if len(x.By) > 0 && x.By[0] == "l2" {
			return f.ClassIndex(x.Keys[0])
		}
		return "" // complaints about a matter or a street are of every class
	}
	counts := f.Column(cube, col)
	if ind, ok := f.Indicator(counts.Of); ok {
		return ind.Level2
	}
	return counts.Index
}

type chooser struct {
	f     *analysis.Facts
	m     *miner
	unit  zhixiao.Unit
	k     int
	picks []Pick
	taken map[string]int // level-2 code → index of its pick
}

func (c *chooser) full() bool { return len(c.picks) >= c.k }

func (c *chooser) add(level2 string, p Pick) {
	c.taken[level2] = len(c.picks)
	c.picks = append(c.picks, p)
}

// lit takes the losses of one light, in the order of Losses. A red light that two
// in three units share and that is no worse than the city, and a yellow one that
// is no worse than the city, wait for the turn of the shared ones: they are the
// city's problem before they are this unit's. So does a yellow light whose
// difference from the city can be chance.
func (c *chooser) lit(light analysis.Light, step PickStep, shared bool) {
	for _, l := range c.f.Losses(c.unit.Code) {
		if l.Light != light || c.waits(l) != shared {
			continue
		}
		if i, ok := c.taken[l.Indicator.Level2]; ok {
			c.picks[i].Related = append(c.picks[i].Related, l.Indicator.Code)
			continue
		}
		if c.full() || step == PickYellow && l.Points.Value.Sign() <= 0 {
			continue
		}
		c.add(l.Indicator.Level2, Pick{
			Step: step, Code: l.Indicator.Code, Loss: l, Quantities: []zhixiao.Quantity{l.Value, l.Gap, l.Points},
			Reason: step.String() + "：" + named(l.Indicator) + l.Value.String() + "，失" + l.Points.String(),
		})
	}
}

func (c *chooser) waits(l analysis.Loss) bool {
	if l.Light == analysis.Red {
		return c.m.shared(l.Indicator, c.unit)
	}
	least := zhixiao.Decimal{N: 3, Places: 1} // points: less is no problem to report on
	if !c.m.worseThanCity(l.Indicator, c.unit) || !l.Gap.Ok() || l.Points.Value.Cmp(least) < 0 {
		return true
	}
	// Worse by less than a tenth of the way from yellow to red is no difference.
	if c.chance(l.Indicator.Code) {
		return true
	}
	ind := l.Indicator
	band, gap := ind.Red.Sub(ind.Yellow).Abs(), l.Gap.Value.Abs()
	return gap.Rat().Cmp(new(big.Rat).Quo(band.Rat(), big.NewRat(10, 1))) < 0
}

// chance reports whether a unit's difference from the city can be chance: it is
// tested and not significant. What cannot be tested is no chance.
func (c *chooser) chance(code string) bool {
	tested, significant := c.f.Differs(code, c.unit.Code, zhixiao.CityCode)
	return tested && !significant
}

// named is an indicator's code and name for a reason.
func named(ind zhixiao.Indicator) string { return ind.Code + "（" + ind.Name + "）" }

// common takes the indicators that are red, then yellow, in most units.
func (c *chooser) common() {
	type lit struct {
		loss        analysis.Loss
		red, yellow zhixiao.Quantity
	}
	var all []lit
	for _, l := range c.f.Scored(c.unit.Code) {
		r, y := c.f.Lit(l.Indicator.Code, analysis.Red), c.f.Lit(l.Indicator.Code, analysis.Yellow)
		if r.Value.Sign()+y.Value.Sign() > 0 {
			all = append(all, lit{l, r, y})
		}
	}
	sort.SliceStable(all, func(i, j int) bool {
		a, b := all[i], all[j]
		if cmp := a.red.Value.Cmp(b.red.Value); cmp != 0 {
			return cmp > 0
		}
		if cmp := a.yellow.Value.Cmp(b.yellow.Value); cmp != 0 {
			return cmp > 0
		}
		return a.loss.Points.Value.Cmp(b.loss.Points.Value) > 0
	})
	for _, x := range all {
		ind := x.loss.Indicator
		if i, ok := c.taken[ind.Level2]; ok {
			c.picks[i].Related = append(c.picks[i].Related, ind.Code)
			continue
		}
		if c.full() {
			continue
		}
		step := PickRed
		if x.red.Value.Sign() == 0 {
			step = PickYellow
		}
		c.add(ind.Level2, Pick{
			Step: step, Code: ind.Code, Loss: x.loss, Quantities: []zhixiao.Quantity{x.loss.Value, x.red, x.yellow, x.loss.Points},
			Reason: "共性问题：" + named(ind) + "触红" + x.red.String() + "单位、触黄" + x.yellow.String() + "单位",
		})
	}
}

// complaints takes the classes that rose most and then those that hold most; one
// whose index is already a problem backs that problem with its numbers instead.
func (c *chooser) complaints() {
	all := c.f.Top(analysis.Query{Cube: "complaint", Column: "cases", Unit: c.unit.Code, By: []string{"l2"}})
	shares := map[string]analysis.Share{}
	var order []string
	for _, s := range all {
		shares[s.Keys[0]] = s
	}
	for _, x := range Of(c.f, c.unit.Code) {
		if (x.Kind == Surge || x.Kind == Newcomer) && x.By[0] == "l2" {
			order = append(order, x.Keys[0])
		}
	}
	for _, s := range all[:min(5, len(all))] {
		order = append(order, s.Keys[0])
	}
	for i, l2 := range order {
		if s := shares[l2]; s.Count.Value.N >= analysis.SmallBase && !slices.Contains(order[:i], l2) {
			c.complaint(s)
		}
	}
}

func (c *chooser) complaint(s analysis.Share) {
	index := c.f.ClassIndex(s.Keys[0])
	if i, ok := c.taken[index]; ok {
		if p := &c.picks[i]; p.L2 == "" {
			p.L2, p.Share = s.Keys[0], s
		}
		return
	}
	if c.full() {
		return
	}
	c.add(index, Pick{
		Step: PickComplaint, L2: s.Keys[0], Share: s, Quantities: []zhixiao.Quantity{s.Count, s.Part},
		Reason: "诉求集中：" + s.Keys[0] + "（" + s.Label + "）" + s.Count.String() + "，占" + s.Part.String(),
	})
}

// perception takes what the public feels below the city, most points first.
func (c *chooser) perception() {
	for _, l := range c.f.Losses(c.unit.Code) {
		ind := l.Indicator
		if _, ok := c.taken[ind.Level2]; c.full() || ok || !ind.Perception {
			continue
		}
		if c.unit.Kind != zhixiao.City && (!l.Gap.Ok() || l.Gap.Value.Sign()*int(ind.Direction) >= 0 || c.chance(ind.Code)) {
			continue
		}
		c.add(ind.Level2, Pick{
			Step: PickPerception, Code: ind.Code, Loss: l, Quantities: []zhixiao.Quantity{l.Value, l.Gap, l.Points},
			Reason: "公众感知：" + named(ind) + l.Value.String() + "，低于全市",
		})
	}
}
