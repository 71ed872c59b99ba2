package prose

import (
	"testing"

	"zhixiao"
	"zhixiao/analysis/finding"
	"zhixiao/generators/sample"
)

// The whole's rate that a part's is compared with is not said again two sentences on;
// where the part is compared with its like elsewhere, the whole's has not been said.
func TestTheWholeIsSaidOnceBesideItsPart(t *testing.T) {
	f, set := sample.SmallCity(t)
	city, _ := f.Unit(zhixiao.CityCode)
	r := New(f, set, city, City, "general")
	for name, tt := range map[string]struct {
		elsewhere any
		told      bool
	}{"beside the whole": {nil, true}, "beside its like": {zhixiao.Quantity{}, false}} {
		p := &Problem{Theme: &set.Rules.Themes[0], Focus: &finding.Finding{Code: "D101"}, Said: map[string]bool{}, Slots: map[string]any{"焦点": "发票领用", "焦点余": tt.elsewhere}}
		p.markWhole()
		if v, known := r.ProblemLook(p)("D101全"); !known || (v == nil) != tt.told {
			t.Errorf("%s: D101全 is %v", name, v)
		}
	}
	p := &Problem{Said: map[string]bool{}, Slots: map[string]any{}}
	if p.markWhole(); len(p.Said) > 0 {
		t.Errorf("without a part %v is said", p.Said)
	}
}
