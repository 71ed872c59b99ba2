package finding

import (
	"fmt"
	"slices"
	"testing"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/analysis/sample"
)

// A matter of R1 lies off from four standard errors on, and from three on where
// complaints of the same sort rose: reckoned here by hand from the pooled share of the
// same matter in the other regions.
func TestASubgroupLiesOffByFourStandardErrors(t *testing.T) {
	const cases, elsewhere, bad = 400, 8000, 160 // 98 in a hundred elsewhere
	z2 := func(inTime int64) float64 {
		rate := (elsewhere - bad + 0.5) / (elsewhere + 1.0)
		beyond := rate*cases - float64(inTime)
		return beyond * beyond / (rate * (1 - rate) * cases * (1 + float64(cases)/elsewhere))
	}
	found := func(inTime, complaintsBefore int64) bool {
		s, before := sample.Bare(sample.Quarter(3)), sample.Bare(sample.Quarter(2))
		sample.PutCase(s, "R1", "F1", "M1", inTime, cases, nil)
		sample.PutCase(s, "R1", "F1", "M2", 5000, 5000, nil) // without it R1 would be its matter
		sample.PutCase(s, "R2", "F1", "M1", elsewhere-bad, elsewhere, nil)
		for of, n := range map[*zhixiao.Snapshot]int64{s: 60, before: complaintsBefore} {
			of.Cubes["complaint"] = sample.Cube("complaint", []string{"l2", "matter", "street"}, []string{"cases"})
			sample.Put(of.Cubes["complaint"], "R1", "F1", []string{"0701", "M1", "甲街"}, n)
		}
		return find(Of(facts(t, before, s), "R1"), Subgroup, "B101") != nil
	}
	for _, tt := range []struct {
		name   string
		before int64 // complaints of the quarter before; 60 now
		from   float64
	}{
		{"by the rates alone", 60, 16},
		{"complaints rose beyond chance", 11, 9}, // 49² ≥ 16 × 71
		{"complaints rose by chance", 30, 16},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var last, first int64 = 0, cases
			for inTime := int64(340); inTime < 396; inTime++ {
				want := z2(inTime) >= tt.from
				if got := found(inTime, tt.before); got != want {
					t.Errorf("%d of %d in time, z² %.2f: found %t", inTime, cases, z2(inTime), got)
				}
				if want {
					last = inTime
				} else {
					first = min(first, inTime)
				}
			}
			if last != first-1 {
				t.Fatalf("found up to %d, not found from %d", last, first)
			}
		})
	}
}

// A subgroup holds five cases beyond the expected, however far its rate lies off.
func TestASubgroupHoldsFiveCasesBeyondTheExpected(t *testing.T) {
	found := func(late int64) bool {
		s := sample.Bare(sample.Quarter(3))
		sample.PutCase(s, "R1", "F1", "M1", 40-late, 40, nil)
		sample.PutCase(s, "R1", "F1", "M2", 5000, 5000, nil)
		sample.PutCase(s, "R2", "F1", "M1", 100000, 100000, nil)
		return find(Of(facts(t, s), "R1"), Subgroup, "B101") != nil
	}
	for late, want := range map[int64]bool{4: false, 5: false, 6: true} { // of forty, 0.0002 are expected: five late are 4.9998 beyond
		if got := found(late); got != want {
			t.Errorf("%d late: %t", late, got)
		}
	}
}

// Behind a matter that lies off, and behind one that holds much of a count, one stage,
// reason or step is named from its share and number on.
func TestWhatLiesBehindAMatterBeginsAtItsShareAndNumber(t *testing.T) {
	type asked struct {
		name, cube, column, dim string
		share, least            int64
		lies                    func(s *zhixiao.Snapshot) // makes M1 stand out
	}
	role := map[string]string{"stage": "stage", "correction": "correction", "session": "session"}
	off := func(s *zhixiao.Snapshot) {
		sample.PutCase(s, "R1", "F1", "M1", 320, 400, nil)
		sample.PutCase(s, "R1", "F1", "M2", 3960, 4000, nil)
		sample.PutCase(s, "R2", "F1", "M1", 3980, 4000, nil)
	}
	counted := func(column string) func(s *zhixiao.Snapshot) {
		return func(s *zhixiao.Snapshot) {
			c := sample.Cube("case", []string{"matter"}, []string{"applied", "finished", "B101.num", "B101.den", column})
			c.Histograms = map[string][]map[int64]int64{"B103": {nil}}
			s.Cubes["case"] = c
			sample.Put(c, "R1", "F1", []string{"M1"}, 0, 0, 0, 0, 100)
		}
	}
	for _, tt := range []asked{
		{"stage of a subgroup", "stage", "days", "stage", 30, 10, off},
		{"reason of a subgroup", "correction", "times", "reason", 25, 10, off},
		{"step of a subgroup", "session", "sessions", "step", 30, 10, off},
		{"stage of what is overlong", "stage", "days", "stage", 40, 10, counted("overlong")},
		{"reason of what is returned", "correction", "times", "reason", 40, 10, counted("corrected")},
		{"reason of who comes again", "correction", "times", "reason", 40, 10, counted("repeat_subjects")},
	} {
		t.Run(tt.name, func(t *testing.T) {
			found := func(first, all int64) bool {
				set := sample.Set()
				set.Roles.Indicators["B101"] = zhixiao.Role{Behind: role[tt.cube]}
				s := sample.Bare(sample.Quarter(3))
				tt.lies(s)
				c := sample.Cube(tt.cube, []string{"matter", tt.dim}, []string{tt.column})
				s.Cubes[tt.cube] = c
				sample.Put(c, "R1", "F1", []string{"M1", "甲"}, first)
				for i, left := 1, all-first; left > 0; i++ { // the others are each smaller
					n := min(left, max(1, first*2/3))
					sample.Put(c, "R1", "F1", []string{"M1", fmt.Sprint("乙", i)}, n)
					left -= n
				}
				f, err := analysis.New(analysis.Input{Units: sample.Units(), Indicators: set, Snapshots: []*zhixiao.Snapshot{s}})
				if err != nil {
					t.Fatal(err)
				}
				return slices.ContainsFunc(Of(f, "R1"), func(x Finding) bool {
					return x.Kind == Drill && x.Code == tt.cube+"."+tt.column && x.Other == "M1" && x.Keys[0] == "甲"
				})
			}
			if n := 10 * tt.share; !found(n, 1000) || found(n-1, 1000) {
				t.Errorf("%d of a thousand: %t, one less: %t", n, found(n, 1000), found(n-1, 1000))
			}
			if n := tt.least; !found(n, 2*n) || found(n-1, 2*(n-1)) {
				t.Errorf("%d: %t, one less: %t", n, found(n, 2*n), found(n-1, 2*(n-1)))
			}
		})
	}
}

// A combination is new when it was counted twice at most and is counted ten times; a
// surge begins at twenty, at half as many again and at four standard errors.
func TestComplaintsThatAreNewOrRise(t *testing.T) {
	for _, tt := range []struct {
		was, now         int64
		newcomer, surges bool
	}{
		{2, 9, false, false}, {2, 10, true, false}, {3, 10, false, false},
		{0, 19, true, false}, {0, 20, true, true}, // 20² ≥ 16 × 20
		{64, 118, false, true}, {64, 117, false, false}, // 54² = 2916 ≥ 16 × 182 = 2912, 53² = 2809 < 2896
		{1000, 1499, false, false}, {1000, 1500, false, true},
	} {
		made := func(p zhixiao.Period, n int64) *zhixiao.Snapshot {
			s := sample.Bare(p)
			s.Cubes["complaint"] = sample.Cube("complaint", []string{"l2", "matter"}, []string{"cases"})
			sample.Put(s.Cubes["complaint"], "R1", "F1", []string{"0402", "M1"}, n)
			return s
		}
		mined := Of(facts(t, made(sample.Quarter(2), tt.was), made(sample.Quarter(3), tt.now)), "R1")
		if got := find(mined, Newcomer, "complaint.cases") != nil; got != tt.newcomer {
			t.Errorf("%d, then %d: newcomer %t", tt.was, tt.now, got)
		}
		if got := find(mined, Surge, "complaint.cases") != nil; got != tt.surges {
			t.Errorf("%d, then %d: surge %t", tt.was, tt.now, got)
		}
	}
}
