package finding

import (
	"fmt"
	"slices"
	"testing"

	"zhixiao/analysis/sample"
)

// One key of a count is a finding from the share and the number on that the red flags
// of the indicators and the rules for causes name, and not below. The numbers stand
// here once more on purpose: they were agreed, and a change of one is a change of
// every report.
func TestConcentrationsBeginAtTheirShareAndNumber(t *testing.T) {
	failed := map[string]string{"step": "上传附件"} // of sessions that did not submit
	for _, tt := range []struct {
		cube, column string
		by           []string
		share, least int64
		where        map[string]string
	}{
		{"complaint", "cases", []string{"l2"}, 12, 20, nil},
		{"complaint", "cases", []string{"matter"}, 12, 10, nil},
		{"complaint", "cases", []string{"l2", "matter"}, 5, 10, nil},
		{"complaint", "cases", []string{"street"}, 25, 10, nil},
		{"correction", "times", []string{"reason"}, 30, 20, nil},
		{"case", "corrected", []string{"matter"}, 15, 20, nil},
		{"case", "repeat_subjects", []string{"matter"}, 15, 10, nil},
		{"case", "overlong", []string{"matter"}, 20, 5, nil},
		{"case", "overdue", []string{"matter"}, 20, 10, nil},
		{"stage", "days", []string{"stage"}, 35, 20, nil},
		{"ticket", "over30", []string{"hall"}, 35, 20, nil},
		{"ticket", "over30", []string{"hall", "weekday", "hour"}, 8, 8, nil},
		{"ticket", "over30", []string{"weekday", "hour"}, 12, 10, nil},
		{"evaluation", "bad", []string{"code"}, 20, 5, nil},
		{"evaluation", "bad", []string{"matter"}, 20, 5, nil},
		{"evaluation", "bad", []string{"window"}, 15, 5, nil},
		{"session", "sessions", []string{"step"}, 30, 30, map[string]string{}},
		{"session", "sessions", []string{"error"}, 20, 15, failed},
		{"session", "sessions", []string{"matter"}, 20, 30, failed},
	} {
		t.Run(fmt.Sprint(tt.cube, ".", tt.column, tt.by), func(t *testing.T) {
			// found reports whether first cases of a key among all of many keys are one.
			found := func(first, all int64) bool {
				s := sample.OnTime(sample.Quarter(3), 9900, 9900)
				dims := slices.Clone(tt.by)
				for dim := range tt.where {
					dims = append(dims, dim)
				}
				columns := []string{tt.column}
				if c := s.Cubes[tt.cube]; c != nil { // its indicators are measured, of nothing
					columns = append(columns, slices.DeleteFunc(c.Columns, func(name string) bool { return name == tt.column })...)
				}
				c := sample.Cube(tt.cube, dims, columns)
				if tt.cube == "case" {
					c.Histograms = map[string][]map[int64]int64{"B103": {}}
				}
				s.Cubes[tt.cube] = c
				put := func(i int, n int64) {
					var keys []string
					for _, dim := range dims {
						if v, ok := tt.where[dim]; ok {
							keys = append(keys, v)
						} else {
							keys = append(keys, fmt.Sprintf("%s%d", dim, i))
						}
					}
					sample.Put(c, "R1", "F1", keys, append([]int64{n}, make([]int64, len(columns)-1)...)...)
					if tt.cube == "case" {
						c.Histograms["B103"] = append(c.Histograms["B103"], nil)
					}
				}
				put(0, first)
				for i, left := 1, all-first; left > 0; i++ {
					n := min(left, max(1, first*2/3))
					put(i, n)
					left -= n
				}
				mined := Of(facts(t, s), "R1")
				return slices.ContainsFunc(mined, func(x Finding) bool {
					return x.Kind == Concentration && x.Code == tt.cube+"."+tt.column && slices.Equal(x.By, tt.by)
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
