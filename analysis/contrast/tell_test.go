package contrast

import (
	"math"
	"testing"
)

// worlds is how many towns are made of each kind.
const worlds = 10

// kinds counts stories by kind.
func kinds(all []Story) (n [Busier + 1]int) {
	for _, s := range all {
		n[s.Kind]++
	}
	return n
}

// In a town where every rate is equal nothing is told: of ten towns one may have a false
// story.
func TestNothingIsToldOfAFlatTown(t *testing.T) {
	told := 0
	for seed := range uint64(worlds) {
		told += len(newTown(seed + 1).tell())
	}
	if told > 1 {
		t.Errorf("%d stories of %d flat towns", told, worlds)
	}
}

// What moves from quarter to quarter without a reason is no news, as far as the quarters
// before show how much moves so.
func TestShocksAreNoNews(t *testing.T) {
	news := 0
	for seed := range uint64(worlds) {
		w := newTown(seed + 1)
		w.shock = 0.1
		news += kinds(w.tell())[Worse]
	}
	if news > 3*worlds/2 {
		t.Errorf("%d news of %d towns with shocks", news, worlds)
	}
}

// Where units differ but nothing is new there is no news, and what is told as lasting is
// truly worse: its place's true rate lies above the others'.
func TestSteadyTownsHaveNoNews(t *testing.T) {
	news, lasting, wrong := 0, 0, 0
	for seed := range uint64(worlds) {
		w := newTown(seed + 1)
		w.lasting = 0.3
		for _, s := range w.tell() {
			switch s.Kind {
			case Worse:
				news++
			case Standing:
				lasting++
				if w.truly(s.Place) <= 0 {
					wrong++
				}
			}
		}
	}
	t.Logf("%d news, %d lasting of which %d are not worse, in %d towns", news, lasting, wrong, worlds)
	if news > 1 || lasting < worlds || wrong*20 > lasting {
		t.Errorf("%d news, %d lasting of which %d are not worse", news, lasting, wrong)
	}
}

// truly is by how much a place is worse for good, in log odds over the spread.
func (w *town) truly(p Place) (by float64) {
	if p.Region != "" {
		by += w.shift("region"+p.Region, 1)
	}
	if p.Dept != "" {
		by += w.shift("dept"+p.Dept, 1)
	}
	for _, m := range w.matters {
		if m.code == p.Matter && !m.district {
			by += w.shift("region", 1)
		}
	}
	return by
}

// A matter that gets four times as bad in one place is told once, there and nowhere else.
func TestAPlotIsToldOnceWhereItIs(t *testing.T) {
	planted, found, twice, extra := 0, 0, 0, 0
	for seed := range uint64(worlds) {
		w := newTown(seed + 1)
		w.varied = 0.5
		for range 10 {
			region, m := w.cell(150)
			w.plots = append(w.plots, plot{region: region, matter: m.code, odds: math.Log(4)})
		}
		seen := map[int]int{}
		for _, s := range w.tell() {
			if s.Kind != Worse {
				continue
			}
			at := -1
			for i, p := range w.plots {
				if s.Place.Matter == p.matter && overlaps(s.Place.Region, p.region) {
					at = i
				}
			}
			if at < 0 {
				extra++
			}
			seen[at]++
		}
		for i := range w.plots {
			planted++
			if seen[i] > 0 {
				found++
			}
			if seen[i] > 1 {
				twice++
			}
		}
	}
	t.Logf("%d planted, %d told, %d of them twice, %d that are none", planted, found, twice, extra)
	if found*100 < planted*95 || twice*20 > found || extra*10 > found {
		t.Errorf("%d planted, %d told, %d of them twice, %d that are none", planted, found, twice, extra)
	}
}

// More business at the same rate is a surge and no fault; a bad matter that grows is a
// change of the mix of its department, not a worse department.
func TestVolumeAndMixAreToldAsSuch(t *testing.T) {
	w := newTown(7)
	_, m := w.cell(900)
	w.plots = []plot{{matter: m.code, times: 4}}
	n := kinds(w.tell())
	if n[Worse] != 0 || n[Busier] == 0 {
		t.Errorf("volume alone: %v", n)
	}
	w = newTown(7)
	always := []int{0, 1, 2, 3, 4}
	w.plots = []plot{{matter: m.code, odds: 2, ago: always}, {matter: m.code, times: 4}}
	n = kinds(w.tell())
	if n[Worse] != 0 || n[Mix] == 0 {
		t.Errorf("a bad matter grew: %v", n)
	}
}

// What was as bad a year before is a season, what gets better is told as that.
func TestSeasonsAndImprovementsAreToldAsSuch(t *testing.T) {
	w := newTown(9)
	region, m := w.cell(300)
	w.plots = []plot{{region: region, matter: m.code, odds: 1.4, ago: []int{0, 4}}}
	if n := kinds(w.tell()); n[Worse] != 0 || n[Seasonal] != 1 {
		t.Errorf("a season: %v", n)
	}
	w = newTown(9)
	w.plots = []plot{{region: region, matter: m.code, odds: -1.6}}
	if n := kinds(w.tell()); n[Worse] != 0 || n[Improved] != 1 {
		t.Errorf("an improvement: %v", n)
	}
}

// A quarter without predecessors has no news, and what lasts is still told.
func TestWithoutAPastThereIsNoNews(t *testing.T) {
	w := newTown(3)
	region, m := w.cell(300)
	w.plots = []plot{{region: region, matter: m.code, odds: 1.6}}
	full := w.table()
	first := NewTable(full.Dims...)
	for _, r := range full.rows {
		var keys []string
		for d := range full.Dims {
			keys = append(keys, full.word[d][r.keys[d]])
		}
		first.Add(0, keys, r.x[0], r.n[0])
	}
	n := kinds(Tell([]*Asked{Ask(returned(), first)}, first.Surges("matter")))
	if n[Worse]+n[Mix]+n[Seasonal]+n[Improved]+n[Busier] != 0 || n[Standing] != 1 {
		t.Errorf("without a past: %v", n)
	}
}

// BenchmarkAsk asks and tells a town of some 3,000 cells.
func BenchmarkAsk(b *testing.B) {
	t := newTown(1).table()
	for b.Loop() {
		Tell([]*Asked{Ask(returned(), t)}, t.Surges("dept", "matter"))
	}
}
