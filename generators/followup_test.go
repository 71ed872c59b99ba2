package generators

import (
	"testing"

	"zhixiao"
)

// TestFollowUp: what the ledger says is followed up, not what the report would
// have derived, and a recommendation without a comparable measure is not judged.
func TestFollowUp(t *testing.T) {
	f, set := smallCity(t)
	u := f.Units(zhixiao.Region)[0]
	now := f.Value("B101", u.Code)
	if !now.Ok() {
		t.Fatal("the small city has no B101")
	}
	past := []Recommendation{
		{Unit: u.Code, Lead: "甲局", With: "乙局", What: "修订指南", Code: "B101", Target: now.Value},
		{Unit: u.Code, Lead: "甲局", With: "乙局", What: "公布清单", Code: "没有的指标"},
	}
	r := newReport(f, set, u, "test")
	r.followUp(past)
	if len(r.past) != 2 || r.past[0].progress != reached || r.past[1].progress != unjudged {
		t.Fatalf("judged %v", r.past)
	}
	for name, want := range map[string]int64{"建议数": 2, "达标数": 1, "未判数": 1} {
		if q, _ := r.slots[name].(zhixiao.Quantity); q.Value.Cmp(zhixiao.Int(want)) != 0 {
			t.Errorf("%s is %v, want %d", name, r.slots[name], want)
		}
	}
	if table, ok := r.adviceFollowTable("t"); !ok || len(table.Rows) != 2 {
		t.Errorf("table of %d rows", len(table.Rows))
	}
}

// TestRecorded: every quarterly report says what it recommends, in five parts
// with a measure that can be followed up.
func TestRecorded(t *testing.T) {
	f, set := smallCity(t)
	for _, k := range Catalogue() {
		if k.Follow == nil {
			continue
		}
		d, made, err := k.Make(f, set, k.Units(f)[0], nil)
		if err != nil {
			t.Fatal(err)
		}
		if len(made) == 0 {
			t.Errorf("%s recommends nothing", k.Name)
		}
		for _, rec := range made {
			if rec.Lead == "" || rec.With == "" || rec.What == "" || rec.Deadline == "" || rec.Output == "" || rec.Measure == "" || rec.Code == "" {
				t.Errorf("%s: %+v misses a part", d.Title, rec)
			}
		}
	}
}
