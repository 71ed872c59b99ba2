package analysis

import (
	"testing"

	"zhixiao"
	"zhixiao/analysis/sample"
)

// Of equal quarters the earliest is called the lowest and the highest; what is usual
// are the steps before the last one, of which the largest is kept.
func TestATrendNamesTheFirstOfEqualsAndTheUsualStep(t *testing.T) {
	for _, tt := range []struct {
		name                string
		rates               []int64 // in 10,000
		low, high           int     // quarters
		step, usual, change string
		better              int
	}{
		{"turns between two levels", []int64{9000, 9500, 9000, 9500}, 1, 2, "5.00", "5.00", "5.00", 1},
		{"a last step that is unusual", []int64{9000, 9100, 9000, 9900}, 1, 4, "9.00", "1.00", "9.00", 1},
		{"a larger fall before", []int64{9900, 9500, 9600, 9550}, 2, 1, "-0.50", "-4.00", "-3.50", -1},
		{"level at the end", []int64{9500, 9600, 9500, 9500}, 1, 2, "0.00", "1.00", "0.00", 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var snaps []*zhixiao.Snapshot
			for i, n := range tt.rates {
				snaps = append(snaps, sample.OnTime(sample.Quarter(i+1), n, 9700))
			}
			f := facts(t, snaps...)
			got := f.Trend("B101", "R1", f.Quarters())
			if got.LowAt != sample.Quarter(tt.low) || got.HighAt != sample.Quarter(tt.high) {
				t.Errorf("lowest %s, highest %s; want the %d. and the %d. quarter", got.LowAt, got.HighAt, tt.low, tt.high)
			}
			if got.Step.Value.String() != tt.step || got.Usual.Value.String() != tt.usual || got.Delta.Value.String() != tt.change || got.Better != tt.better {
				t.Errorf("step %s, usual %s, change %s, better %d; want %s, %s, %s, %d", got.Step.Value, got.Usual.Value, got.Delta.Value, got.Better, tt.step, tt.usual, tt.change, tt.better)
			}
		})
	}
}

// One value has no change, two have no usual step, none has nothing.
func TestATrendOfFewValues(t *testing.T) {
	f := facts(t, sample.OnTime(sample.Quarter(1), 9000), sample.OnTime(sample.Quarter(2), 9500))
	for n, ok := range []struct{ first, delta, usual bool }{{}, {first: true}, {first: true, delta: true}} {
		got := f.Trend("B101", "R1", f.Quarters()[:n])
		if got.First.Ok() != ok.first || got.Last.Ok() != ok.first || got.Delta.Ok() != ok.delta || got.Step.Ok() != ok.delta || got.Usual.Ok() != ok.usual {
			t.Errorf("%d values: %+v", n, got)
		}
	}
}

// Strengths stand by place; of equal places the one farther from what is usual comes
// first, then the heavier one, then by code, and no weakness is among them.
func TestStrengthsStandByPlaceThenByDistance(t *testing.T) {
	ties := 0
	for seed := range uint64(40) {
		f := facts(t, sample.Random(seed, sample.Quarter(3)))
		for _, unit := range []string{"R1", "R2", "R3", "R4"} {
			all := f.Strengths(unit, 99)
			place := func(l Loss) int64 {
				at, _, _ := f.placing(f.now(), l.Indicator.Code, f.units[unit])
				return at
			}
			for i, l := range all {
				if place(l) == 0 || !l.Gap.Ok() || l.Gap.Value.Sign()*f.better(l.Indicator.Code) <= 0 || l.Light >= Yellow {
					t.Errorf("%s of %s is no strength: %+v", l.Indicator.Code, unit, l)
				}
				if i == 0 {
					continue
				}
				before := all[i-1]
				far := f.deviations(before.Indicator.Code, unit).Cmp(f.deviations(l.Indicator.Code, unit))
				if place(before) > place(l) || place(before) == place(l) && far < 0 {
					t.Errorf("seed %d, %s: %s stands before %s", seed, unit, before.Indicator.Code, l.Indicator.Code)
				}
				if place(before) == place(l) && far > 0 {
					ties++
				}
			}
			if n := len(all); n > 0 && (len(f.Strengths(unit, n-1)) != n-1 || len(f.Strengths(unit, 0)) != 0 || len(f.Strengths(unit, -1)) != 0) {
				t.Errorf("%s: as many as are asked for", unit)
			}
		}
	}
	if ties < 10 {
		t.Errorf("only %d equal places: the sample tells nothing", ties)
	}
}
