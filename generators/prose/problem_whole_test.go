package prose

import (
	"testing"

	"zhixiao"
	"zhixiao/analysis/finding"
	"zhixiao/generators/sample"
	"zhixiao/templates"
)

// The whole's rate that a part's is compared with is not said again two sentences on;
// where the part is compared with its like elsewhere, the whole's has not been said.
func TestTheWholeIsSaidOnceBesideItsPart(t *testing.T) {
	f, set := sample.SmallCity(t)
	district := f.Units(zhixiao.Region)[0]
	r := New(f, set, district, Unit, "district")
	for name, tt := range map[string]struct {
		elsewhere zhixiao.Quantity
		beside    bool
	}{"beside the whole": {zhixiao.Quantity{Missing: zhixiao.SmallSample}, true}, "beside its like": {zhixiao.Quantity{}, false}} {
		x := &finding.Finding{Kind: finding.Subgroup, Code: "D101", By: []string{"matter"}, Keys: []string{"M"}, Label: "发票领用", Quantities: make([]zhixiao.Quantity, 5)}
		x.Quantities[4] = tt.elsewhere
		p := r.problem(0, Candidate{Theme: &templates.Theme{}, focus: x})
		if p.besideTheWhole() != tt.beside {
			t.Errorf("%s: %t", name, p.besideTheWhole())
		}
		if v, known := p.look(false, map[string]bool{"D101": true})("D101全"); !known || v != nil {
			t.Errorf("%s: said again: %v", name, v)
		}
		if v, known := p.Look("D101全"); !known || v == nil {
			t.Errorf("%s: never said: %v", name, v)
		}
	}
	if p := r.problem(0, Candidate{Theme: &templates.Theme{}}); p.besideTheWhole() {
		t.Error("without a part the whole stands beside one")
	}
}
