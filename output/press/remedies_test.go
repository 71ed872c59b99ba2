package press

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"zhixiao"
	"zhixiao/generators"
)

// TestRemedyRow: what is kept of a remedy is what is followed up.
func TestRemedyRow(t *testing.T) {
	want := generators.KeptRemedy{
		Unit: "110109", Lead: "甲局", With: "乙局", What: "修订指南", Deadline: "2026年11月3日", Output: "清单", Measure: "达到90%以上",
		Code: "B201", Target: zhixiao.Decimal{N: 975, Places: 1},
	}
	row := remedyRow(want, zhixiao.Period{Kind: zhixiao.Quarter, Year: 2026, N: 4})
	if row.Key != "B201@110109/2026Q4" {
		t.Errorf("key %s", row.Key)
	}
	row.Unit = want.Unit // the store sets it
	if diff := cmp.Diff(want, remedyFrom(row)); diff != "" {
		t.Error(diff)
	}
	row.Target = "一半"
	if got := remedyFrom(row); got.Code != "" {
		t.Errorf("a target that is no number has measure %s", got.Code)
	}
}
