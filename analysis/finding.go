package analysis

import (
	"slices"
	"sort"
	"strings"
	"sync"

	"zhixiao"
)

// FindingKind says what sort of thing a finding states.
type FindingKind uint8

// The kinds of finding.
const (
	LevelFinding         FindingKind = iota // where a value stands against target and city
	ChangeFinding                           // a tested move against the period before
	StreakFinding                           // three or more moves one way
	TurnFinding                             // a move against the earlier run
	OutlierFinding                          // far from all peers
	SidesFinding                            // management side good, public side not
	ConcentrationFinding                    // one matter, hall, hour, street, reason holds much of a count
	DrillFinding                            // the stage or reason behind the matter that leads a count
	NewFinding                              // a class of complaint about a matter that was not there before
	ContributionFinding                     // who moved the city's value, which matter moved a unit's
	CorrelationFinding                      // two indicators that go together over the units
	PocketFinding                           // one part of a unit far worse than the rest or than its like elsewhere
	SurgeFinding                            // complaints far more than before
)

// String is the kind's name for readers of `why`.
func (k FindingKind) String() string {
	return [...]string{"水平", "变化", "连续同向", "转折", "离群", "供需偏差", "集中", "穿透", "新增", "贡献", "相关", "局部", "突增"}[k]
}

// Finding is one thing worth saying about a unit, with the numbers it rests on.
type Finding struct {
	Kind       FindingKind
	Unit       string             // whom it is about
	Code       string             // indicator code, or "cube.column" of a count
	Other      string             // second code of a pair, or the contributing unit or matter
	Keys       []string           // dimension values of what it is concentrated in
	By         []string           // the dimensions of Keys
	Label      string             // Keys or Other for reading
	Better     int                // +1 good news, −1 bad news, 0 neither
	Salience   int                // the more the higher; comparable within a period
	Quantities []zhixiao.Quantity // the main one first
	Cases      []string           // numbers of complaints or visits that show it
	Reason     string             // why it was found, in words
}

// Findings is what is worth saying about a unit, most salient first. The order
// is the same for the same facts.
func (f *Facts) Findings(unit string) []Finding {
	u, ok := f.units[unit]
	if !ok {
		return nil
	}
	f.mu.Lock()
	once := f.mined[unit]
	if once == nil {
		once = sync.OnceValue(func() []Finding { return f.mine(u) })
		f.mined[unit] = once
	}
	f.mu.Unlock()
	return slices.Clone(once())
}

// Ahead mines what a report on the unit will ask for: its findings in the period
// before, then those of the period. It is meant for a goroutine beside the one
// that writes the report; what both come to at once is mined by one of them.
func (f *Facts) Ahead(unit string) {
	if before, ok := f.Before(); ok {
		before.Findings(unit)
	}
	f.Findings(unit)
}

func (f *Facts) mine(u zhixiao.Unit) []Finding {
	var out []Finding
	for _, ind := range f.in.Indicators.Indicators {
		out = append(out, f.levels(ind, u)...)
		out = append(out, f.moves(ind, u)...)
		out = append(out, f.outliers(ind, u)...)
		out = append(out, f.contributions(ind, u)...)
		out = append(out, f.pockets(ind, u)...)
	}
	out = append(out, f.sides(u)...)
	out = append(out, f.concentrations(u)...)
	out = append(out, f.lines(u, out)...)
	out = append(out, f.newcomers(u)...)
	out = append(out, f.surges(u)...)
	if u.Kind == zhixiao.City {
		out = append(out, f.correlations()...)
	}
	sort.SliceStable(out, func(i, j int) bool { return before(out[i], out[j]) })
	return slices.CompactFunc(out, same)
}

// same reports whether two neighbours say one thing: a drill-down may be reached
// from several indicators.
func same(a, b Finding) bool {
	return a.Kind == b.Kind && a.Code == b.Code && a.Other == b.Other && a.Label == b.Label &&
		slices.Equal(a.By, b.By) && slices.Equal(a.Keys, b.Keys)
}

func before(a, b Finding) bool {
	if a.Salience != b.Salience {
		return a.Salience > b.Salience
	}
	if a.Kind != b.Kind {
		return a.Kind < b.Kind
	}
	if a.Code != b.Code {
		return a.Code < b.Code
	}
	return slices.Compare(append([]string{a.Other}, a.Keys...), append([]string{b.Other}, b.Keys...)) < 0
}

// Saliences where findings of each kind begin. A red light stands above all; a
// light that is no worse than the city's says little about the unit itself.
const (
	saliencyRed     = 600
	saliencyShared  = 260
	saliencyYellow  = 300
	saliencyChange  = 280
	saliencyPocket  = 280
	saliencyTurn    = 280
	saliencyStreak  = 260
	saliencyOutlier = 320
	saliencySides   = 300
	saliencyTop     = 220
	saliencyPart    = 200
)

// hundredths is a value as a whole number of hundredths, bounded by limit.
func hundredths(v zhixiao.Decimal, limit int) int {
	r, err := v.Abs().Round(2)
	if err != nil || r.N > int64(limit) {
		return limit
	}
	return int(r.N)
}

// levels: red and yellow lights, and the best place of all.
func (f *Facts) levels(ind zhixiao.Indicator, u zhixiao.Unit) []Finding {
	v := f.Value(ind.Code, u.Code)
	c := f.now().card("", u.Code)
	if !v.Ok() || c == nil {
		return nil
	}
	out := Finding{Kind: LevelFinding, Unit: u.Code, Code: ind.Code, Quantities: []zhixiao.Quantity{v, f.Gap(ind.Code, u.Code)}}
	lost := 0
	if w := c.points[ind.Code]; w != nil {
		if p := f.lossOf(ind, u.Code, w); p.Ok() {
			lost = hundredths(p.Value, 800) / 4
			out.Quantities = append(out.Quantities, p)
		}
	}
	shared := f.shared(ind, u)
	switch f.Light(ind.Code, u.Code) {
	case Red:
		out.Better, out.Salience, out.Reason = -1, saliencyRed+lost, "达到或劣于红灯值"
		if shared {
			out.Salience, out.Reason = saliencyYellow+lost, "达到或劣于红灯值，但同类单位多数触红且本单位不劣于全市"
		}
	case Yellow:
		out.Better, out.Salience, out.Reason = -1, saliencyYellow+lost, "介于黄灯值与红灯值之间"
		if !f.worseThanCity(ind, u) {
			out.Salience = saliencyShared - 60 + lost
		}
	default:
		return f.extremes(ind, u, out)
	}
	return []Finding{out}
}

// extremes: alone on the first or the last place of at least five.
func (f *Facts) extremes(ind zhixiao.Indicator, u zhixiao.Unit, out Finding) []Finding {
	at, of, tied := f.placing(f.now(), ind.Code, u)
	if at == 0 || of < 5 || len(tied) > 0 || f.now().card("", u.Code).points[ind.Code] == nil {
		return nil
	}
	out.Salience = saliencyTop
	switch at {
	case 1:
		out.Better, out.Reason = 1, "在可比单位中单独居首位"
	case of:
		out.Better, out.Reason = -1, "在可比单位中单独居末位"
	default:
		return nil
	}
	return []Finding{out}
}

// worseThanCity reports whether a unit's published value is worse than the
// city's; always for the city itself.
func (f *Facts) worseThanCity(ind zhixiao.Indicator, u zhixiao.Unit) bool {
	g := f.Gap(ind.Code, u.Code)
	return u.Kind == zhixiao.City || !g.Ok() || g.Value.Sign()*int(ind.Direction) < 0
}

// shared reports whether a light says more about the city than about the unit:
// two in three comparable units of its kind are red, and it is no worse than the
// city.
func (f *Facts) shared(ind zhixiao.Indicator, u zhixiao.Unit) bool {
	if f.worseThanCity(ind, u) {
		return false
	}
	o := f.order(f.now(), ind.Code, u.Kind)
	red := 0
	for _, other := range o.units {
		if f.Light(ind.Code, other.Code) == Red {
			red++
		}
	}
	return red*3 >= len(o.units)*2
}

// moves: a tested change, a streak, or a turn.
func (f *Facts) moves(ind zhixiao.Indicator, u zhixiao.Unit) []Finding {
	var out []Finding
	ch := f.Change(ind.Code, u.Code)
	if ch.Tested && ch.Significant {
		m, b := f.now(), f.at(f.Prev())
		z := apart(m.measured(ind.Code, u.Code), b.measured(ind.Code, u.Code))
		z2, _ := z.Float64() // z² only orders findings, it is not published
		out = append(out, Finding{
			Kind: ChangeFinding, Unit: u.Code, Code: ind.Code, Better: ch.Better,
			Salience:   saliencyChange + f.weightBonus(ind, u.Kind) + min(int(z2), 120),
			Quantities: []zhixiao.Quantity{ch.Delta, f.Value(ind.Code, u.Code), ch.From},
			Reason:     "与上期相比差异显著（双侧5%水平）",
		})
	}
	return append(out, f.runs(ind, u)...)
}

// weightBonus lets weighty indicators speak first: 5 for each point.
func (f *Facts) weightBonus(ind zhixiao.Indicator, k zhixiao.UnitKind) int {
	w, _ := weighting{kind: k}.weight(ind).Float64()
	return int(5 * w)
}

// runs: the signs of the moves over the snapshots, newest last.
func (f *Facts) runs(ind zhixiao.Indicator, u zhixiao.Unit) []Finding {
	series := f.Series(ind.Code, u.Code)
	var signs []int
	for i := 1; i < len(series); i++ {
		if !series[i].Ok() || !series[i-1].Ok() {
			signs = nil
			continue
		}
		signs = append(signs, series[i].Value.Cmp(series[i-1].Value))
	}
	if len(signs) < 3 || signs[len(signs)-1] == 0 || ind.Direction == zhixiao.Observe {
		return nil
	}
	last := signs[len(signs)-1]
	run := runLength(signs, last)
	out := Finding{Unit: u.Code, Code: ind.Code, Better: last * int(ind.Direction), Quantities: reversed(series)}
	switch earlier := signs[:len(signs)-1]; {
	case run >= 3 && f.beyondNoise(ind, u, series[len(series)-1-run], series[len(series)-1]):
		out.Kind, out.Salience = StreakFinding, saliencyStreak+20*run+f.weightBonus(ind, u.Kind)
		out.Reason = "连续" + zhixiao.Int(int64(run)).String() + "期同向变化，且首末期差异显著"
	case run == 1 && runLength(earlier, -last) >= 2 && f.Change(ind.Code, u.Code).Significant:
		out.Kind, out.Salience = TurnFinding, saliencyTurn+f.weightBonus(ind, u.Kind)
		out.Reason = "此前连续反向变化，本期转折且差异显著"
	default:
		return nil
	}
	return []Finding{out}
}

// runLength is how many of the last signs equal sign.
func runLength(signs []int, sign int) int {
	n := 0
	for i := len(signs) - 1; i >= 0 && signs[i] == sign; i-- {
		n++
	}
	return n
}

func reversed(qs []zhixiao.Quantity) []zhixiao.Quantity {
	out := slices.Clone(qs)
	slices.Reverse(out)
	return out
}

// beyondNoise tests the two ends of a streak; a state of the register needs no
// test.
func (f *Facts) beyondNoise(ind zhixiao.Indicator, u zhixiao.Unit, first, last zhixiao.Quantity) bool {
	if f.census(ind.Code) {
		return true
	}
	_, _, period, _ := first.Key.Split()
	p, err := zhixiao.ParsePeriod(period)
	m := f.at(p)
	if err != nil || m == nil {
		return false
	}
	a, b := m.measured(ind.Code, u.Code), f.now().measured(ind.Code, u.Code)
	return a.testable() && b.testable() && differs(a, b) && last.Ok()
}

// pairs is what the management side says beside what the public says.
func pairs() [][2]string {
	return [][2]string{{"B101", "D103"}, {"C102", "D101"}, {"A104", "D104"}, {"C302", "D107"}, {"A203", "D105"}, {"D201", "D106"}}
}

// sides: the management side's value is well above the public's, and more so
// than in the city.
func (f *Facts) sides(u zhixiao.Unit) []Finding {
	var out []Finding
	for _, p := range pairs() {
		a, b := f.Value(p[0], u.Code), f.Value(p[1], u.Code)
		gap := f.Diff(a, b, "分")
		if !gap.Ok() || gap.Value.Cmp(zhixiao.Int(10)) < 0 {
			continue
		}
		city := f.Diff(f.Value(p[0], zhixiao.CityCode), f.Value(p[1], zhixiao.CityCode), "分")
		more := f.Diff(gap, city, "分")
		if u.Kind != zhixiao.City && (!more.Ok() || more.Value.Cmp(zhixiao.Int(2)) < 0) {
			continue
		}
		out = append(out, Finding{
			Kind: SidesFinding, Unit: u.Code, Code: p[0], Other: p[1], Better: -1,
			Salience:   saliencySides + hundredths(gap.Value, 3000)/50 + hundredths(more.Value, 2000)/20,
			Quantities: []zhixiao.Quantity{gap, a, b, city},
			Reason:     "管理侧与公众侧相差10分以上，且差距大于全市2分以上",
		})
	}
	return out
}

// lossOf is the points an indicator of effective weight w costs a unit.
func (f *Facts) lossOf(ind zhixiao.Indicator, unit string, w weightPoints) zhixiao.Quantity {
	return f.Keep(lossQuantity(f.now(), ind, unit, w))
}

// citing finds up to k complaints of a unit that show a class or a matter.
func (f *Facts) citing(unit string, by, keys []string, k int) []string {
	want := map[string]string{}
	for i, d := range by {
		want[d] = keys[i]
	}
	var out []string
	for _, c := range f.Complaints(unit, want["l2"]) {
		if matches(want["matter"], c.Matter) && matches(want["street"], c.Street) && matches(want["hall"], c.Hall) &&
			strings.HasPrefix(c.L2, want["l1"]) && len(out) < k {
			out = append(out, c.No)
		}
	}
	return out
}

func matches(want, got string) bool { return want == "" || want == got }
