package finding

import (
	"slices"
	"testing"

	"zhixiao/analysis"
	"zhixiao/analysis/sample"
)

// subgroupFacts has R1 doing matter M1 badly, R2 and R3 doing it well.
func subgroupFacts(t *testing.T, inTime int64) *analysis.Facts {
	s := sample.Bare(sample.Quarter(3))
	for _, region := range []string{"R1", "R2", "R3"} {
		m1 := int64(398)
		if region == "R1" {
			m1 = inTime
		}
		sample.PutCase(s, region, "F1", "M1", m1, 400, nil)
		sample.PutCase(s, region, "F1", "M2", 3960, 4000, nil)
	}
	return facts(t, s)
}

func TestSubgroupsAreMeasuredByTheirLikeElsewhere(t *testing.T) {
	x := find(Of(subgroupFacts(t, 320), "R1"), Subgroup, "B101")
	if x == nil || !slices.Equal(x.Keys, []string{"M1"}) || x.By[0] != "matter" {
		t.Fatalf("got %+v", x)
	}
	var got []string
	for _, q := range x.Quantities {
		got = append(got, q.String())
	}
	// here, the unit, in time, cases, the matter in the rest of the city
	if want := []string{"80.00%", "97.27%", "320件", "400件", "99.50%"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if x := find(Of(subgroupFacts(t, 396), "R1"), Subgroup, "B101"); x != nil {
		t.Errorf("99.0 against 99.5 is noise: %+v", x)
	}
	// In the domain, region R1 is behind its own matters elsewhere.
	if x := find(Of(subgroupFacts(t, 320), "F1"), Subgroup, "B101"); x == nil {
		t.Error("the domain has no pocket")
	}
}
