package generators

import (
	"testing"

	"zhixiao"
	"zhixiao/analysis/finding"
)

// The whole's rate that a part's is compared with is not said again two sentences on;
// where the part is compared with its like elsewhere, the whole's has not been said.
func TestTheWholeIsSaidOnceBesideItsPart(t *testing.T) {
	f, set := smallCity(t)
	city, _ := f.Unit(zhixiao.CityCode)
	r := newReport(f, set, city, "general")
	for name, tt := range map[string]struct {
		elsewhere any
		told      bool
	}{"beside the whole": {nil, true}, "beside its like": {zhixiao.Quantity{}, false}} {
		p := &problem{theme: &set.Rules.Themes[0], focus: &finding.Finding{Code: "D101"}, said: map[string]bool{}, slots: map[string]any{"焦点": "发票领用", "焦点余": tt.elsewhere}}
		p.markWhole()
		if v, known := r.problemLook(p)("D101全"); !known || (v == nil) != tt.told {
			t.Errorf("%s: D101全 is %v", name, v)
		}
	}
	p := &problem{said: map[string]bool{}, slots: map[string]any{}}
	if p.markWhole(); len(p.said) > 0 {
		t.Errorf("without a part %v is said", p.said)
	}
}
