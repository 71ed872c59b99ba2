package prose

import (
	"testing"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/templates"
)

func TestFewBad(t *testing.T) {
	rate := func(num, den int64) zhixiao.Quantity {
		return zhixiao.Quantity{Num: zhixiao.Int(num), Den: zhixiao.Int(den)}
	}
	higher := zhixiao.Indicator{Code: "B101", Direction: zhixiao.Higher, Formula: zhixiao.RatioFormula}
	lower := zhixiao.Indicator{Code: "B104", Direction: zhixiao.Lower, Formula: zhixiao.RatioFormula}
	for _, tt := range []struct {
		name string
		ind  zhixiao.Indicator
		role zhixiao.Role
		q    zhixiao.Quantity
		want bool
	}{
		{"four late of many", higher, zhixiao.Role{}, rate(996, 1000), true},
		{"five late", higher, zhixiao.Role{}, rate(995, 1000), false},
		{"four overlong", lower, zhixiao.Role{}, rate(4, 1000), true},
		{"five overlong", lower, zhixiao.Role{}, rate(5, 1000), false},
		{"nine bad ratings", lower, zhixiao.Role{Ratings: true}, rate(9, 1000), true},
		{"ten bad ratings", lower, zhixiao.Role{Ratings: true}, rate(10, 1000), false},
		{"no counts", higher, zhixiao.Role{}, zhixiao.Quantity{}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := fewBad(tt.ind, tt.role, tt.q); got != tt.want {
				t.Errorf("got %t, want %t", got, tt.want)
			}
		})
	}
}

func TestOneQuiet(t *testing.T) {
	with := func(l analysis.Light) Candidate { return Candidate{Loss: analysis.Loss{Light: l}} }
	got := oneQuiet([]Candidate{with(analysis.Green), with(analysis.Yellow), with(analysis.Green), with(analysis.Red)})
	if len(got) != 3 || got[0].Loss.Light != analysis.Green || got[1].Loss.Light != analysis.Yellow || got[2].Loss.Light != analysis.Red {
		t.Errorf("kept %v", got)
	}
}

func TestWorsening(t *testing.T) {
	lower := zhixiao.Indicator{Direction: zhixiao.Lower}
	series := func(newestFirst ...int64) (out []zhixiao.Quantity) {
		for _, n := range newestFirst {
			out = append(out, zhixiao.Quantity{Value: zhixiao.Int(n)})
		}
		return out
	}
	for _, tt := range []struct {
		name   string
		values []zhixiao.Quantity
		want   int
	}{
		{"three steps up", series(9, 7, 5, 4), 3},
		{"two and then better", series(9, 7, 5, 8), 2},
		{"better now", series(3, 7, 5), 0},
		{"level stops it", series(9, 7, 7), 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := worsening(lower, tt.values); got != tt.want {
				t.Errorf("got %d, want %d", got, tt.want)
			}
		})
	}
}

func TestOneProblemOfGivingUp(t *testing.T) {
	online := Candidate{Theme: &templates.Theme{ID: "online"}, Loss: analysis.Loss{Indicator: zhixiao.Indicator{Code: "D105"}}}
	unused := Candidate{Theme: &templates.Theme{ID: "nominal"}, Loss: analysis.Loss{Role: zhixiao.Role{Uptake: true}}}
	nominal := Candidate{Theme: &templates.Theme{ID: "nominal"}, Loss: analysis.Loss{Indicator: zhixiao.Indicator{Code: "B302"}}}
	r := &Report{}
	if got := r.Merged([]Candidate{online, unused}); len(got) != 1 {
		t.Errorf("%d problems of people who give up online, want 1", len(got))
	}
	if got := r.Merged([]Candidate{online, nominal}); len(got) != 2 {
		t.Errorf("%d problems, want 2: to come in spite of applying online is another matter", len(got))
	}
}

func TestUnbracketed(t *testing.T) {
	if got := unbracketed("甲办公室（乙局）"); got != "甲办公室、乙局" {
		t.Errorf("got %q", got)
	}
}
