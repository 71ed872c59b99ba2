package analysis

import (
	"testing"

	"zhixiao"
	"zhixiao/analysis/sample"
)

// FuzzExplain: no key, however broken, may panic; what is explained has the key
// that was asked for.
func FuzzExplain(f *testing.F) {
	for _, s := range []string{
		"B101@R1/2026Q3", "diff(diff(B101,D101),sum(B101))@R1/2026Q3", "case.applied[matter=M1;x]@R1/2026Q3", ".by.first@R1/2026Q3",
		"case.B101.num~B101.den*100,2,30,%[matter=M1]@R1/2026Q3", "spearman(B101,D101).区域@110000/2026Q3", "complaint.cases.by.l2.first2@R1/2026Q3",
		"B101.part[region=R1]@110000/2026Q3", "B101.lit.red@110000/2026Q3", "total.region.gap@R1/2026Q2", "diff(B101#R2#2026Q2,)@R1/2026Q3",
	} {
		f.Add(s)
	}
	known := facts(f, sample.Random(1, sample.Quarter(2)), sample.Random(2, sample.Quarter(3)))
	f.Fuzz(func(t *testing.T, s string) {
		if q, ok := known.Explain(zhixiao.Key(s)); ok && q.Key != zhixiao.Key(s) {
			t.Errorf("asked for %q, got %q", s, q.Key)
		}
	})
}
