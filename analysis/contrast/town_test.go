package contrast

import (
	"fmt"
	"math"
	"math/rand/v2"
)

// town is a made city that shares no code with the engine: matters of departments, some
// of them handled in every region. In a flat town all rates are equal; units may differ
// for good (lasting) and move from quarter to quarter without a reason (shock).
type town struct {
	dice    *rand.Rand
	regions []float64 // shares of the business
	matters []townMatter
	lasting float64 // spread of lasting differences in log odds
	shock   float64 // spread of shifts by unit and quarter in log odds
	varied  float64 // spread of the matters' own difficulty in log odds
	plots   []plot
	moved   map[string]float64
}

type townMatter struct {
	dept, code string
	district   bool
	volume     float64 // cases in a quarter
	odds       float64
}

// plot moves the log odds of a cell, or its volume, in some quarters.
type plot struct {
	region, dept, matter string // "" for all
	odds, times          float64
	ago                  []int // quarters; nil is the one judged
}

func (p plot) touches(region string, m townMatter, ago int) bool {
	on := ago == 0
	if p.ago != nil {
		on = false
		for _, a := range p.ago {
			on = on || a == ago
		}
	}
	return on && (p.region == "" || p.region == region) && (p.dept == "" || p.dept == m.dept) && (p.matter == "" || p.matter == m.code)
}

func newTown(seed uint64) *town {
	w := &town{dice: rand.New(rand.NewPCG(seed, 1)), moved: map[string]float64{}}
	sum := 0.0
	for range 17 {
		v := math.Exp(0.7 * w.dice.NormFloat64())
		w.regions, sum = append(w.regions, v), sum+v
	}
	for i := range w.regions {
		w.regions[i] /= sum
	}
	for d := range 48 {
		size := 4000 * math.Exp(1.2*w.dice.NormFloat64())
		for m := range 8 {
			w.matters = append(w.matters, townMatter{
				dept: fmt.Sprintf("F%02d", d), code: fmt.Sprintf("M%02d%d", d, m), district: w.dice.Float64() < 0.6,
				volume: size * math.Exp(0.8*w.dice.NormFloat64()) / 8, odds: w.dice.NormFloat64(),
			})
		}
	}
	return w
}

// shift is a deviation in log odds, drawn once for a name.
func (w *town) shift(name string, spread float64) float64 {
	if spread == 0 {
		return 0
	}
	if _, ok := w.moved[name]; !ok {
		w.moved[name] = w.dice.NormFloat64()
	}
	return spread * w.moved[name]
}

// places are where a matter is handled, with their shares of it.
func (w *town) places(m townMatter) (names []string, shares []float64) {
	if !m.district {
		return []string{""}, []float64{1}
	}
	for r := range w.regions {
		names = append(names, fmt.Sprintf("R%02d", r))
	}
	return names, w.regions
}

// table counts five quarters of the town.
func (w *town) table() *Table {
	t := NewTable("region", "dept", "matter", "kind")
	for ago := Quarters - 1; ago >= 0; ago-- {
		for _, m := range w.matters {
			names, shares := w.places(m)
			for r, place := range names {
				odds := -2.2 + w.varied*m.odds + w.shift("dept"+m.dept, w.lasting) + w.shift("region"+place, w.lasting) +
					w.shift(fmt.Sprint("dept", m.dept, ago), w.shock) + w.shift(fmt.Sprint("region", place, ago), w.shock)
				volume := m.volume * shares[r]
				for _, p := range w.plots {
					if p.touches(place, m, ago) {
						odds += p.odds
						if p.times > 0 {
							volume *= p.times
						}
					}
				}
				n := poisson(w.dice, volume)
				t.Add(ago, []string{place, m.dept, m.code, "甲"}, binomial(w.dice, n, 1/(1+math.Exp(-odds))), float64(n))
			}
		}
	}
	return t
}

// cell is a chance matter in a chance place with at least so many cases a quarter.
func (w *town) cell(least float64) (region string, m townMatter) {
	for {
		m := w.matters[w.dice.IntN(len(w.matters))]
		names, shares := w.places(m)
		i := w.dice.IntN(len(names))
		if m.volume*shares[i] >= least {
			return names[i], m
		}
	}
}

func poisson(d *rand.Rand, mean float64) int {
	if mean > 50 {
		return max(0, int(mean+math.Sqrt(mean)*d.NormFloat64()+0.5))
	}
	n, p := 0, d.Float64()
	for limit := math.Exp(-mean); p > limit; n++ {
		p *= d.Float64()
	}
	return n
}

func binomial(d *rand.Rand, n int, p float64) float64 {
	x := 0
	for range n {
		if d.Float64() < p {
			x++
		}
	}
	return float64(x)
}

// returned is the share of cases sent back.
func returned() Measure {
	return Measure{ID: "returned", Family: "退回", Scopes: []Scope{
		{By: []string{"region"}, Strata: []string{"matter"}, Past: []string{"matter"}},
		{By: []string{"dept"}, Strata: []string{"kind"}, Past: []string{"matter"}, Alone: true},
		{By: []string{"dept", "matter"}, Strata: []string{"kind"}, Past: []string{"region"}, Alone: true},
		{By: []string{"region", "matter"}, Strata: []string{"matter"}, Past: []string{"matter"}},
	}}
}

// tell is the town's stories.
func (w *town) tell() []Story {
	t := w.table()
	return Tell([]*Asked{Ask(returned(), t)}, t.Surges("dept", "matter"))
}
