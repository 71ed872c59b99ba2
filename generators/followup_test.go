package generators

import (
	"strings"
	"testing"

	"zhixiao"
	"zhixiao/document"
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
	if got := document.PlainText(r.slots["进展分布"].([]document.Inline), nil); got != "达到目标1项" {
		t.Errorf("shares are %q: what did not happen is not said", got)
	}
	if table, ok := r.adviceFollowTable("t"); !ok || len(table.Rows) != 2 {
		t.Errorf("table of %d rows", len(table.Rows))
	}
}

// TestFollowUpWithoutValues: when nothing can be judged the report says so once.
func TestFollowUpWithoutValues(t *testing.T) {
	f, set := smallCity(t)
	u := f.Units(zhixiao.Region)[0]
	r := newReport(f, set, u, "test")
	r.followUp([]Recommendation{{Unit: u.Code, Lead: "甲局", What: "公布清单", Code: "没有的指标"}})
	if got := document.PlainText(r.slots["进展分布"].([]document.Inline), nil); !strings.Contains(got, "暂不判断") {
		t.Errorf("shares are %q", got)
	}
	if _, told := r.slots["未判数"]; told {
		t.Error("what is not judged is told twice")
	}
}

// TestOutcome: a measure that only drifted to the better is not called a failure.
func TestOutcome(t *testing.T) {
	for want, x := range map[string]followed{
		"达到目标": {progress: reached, better: true}, "明显改善": {progress: nearer, better: true},
		"变化不明显": {progress: still, better: true}, "未见改善": {progress: still},
	} {
		if got := x.outcome(); got != want {
			t.Errorf("%+v is %s, want %s", x.progress, got, want)
		}
	}
	a, b := followed{progress: still}, followed{progress: still, better: true}
	if got := document.PlainText(movements([]followed{a, b}), nil); strings.Contains(got, "（") {
		t.Errorf("%q repeats what was said of all", got)
	}
	b.progress = nearer
	if got := document.PlainText(movements([]followed{a, b}), nil); !strings.Contains(got, "（未见改善）") || !strings.Contains(got, "（明显改善）") {
		t.Errorf("%q does not tell apart", got)
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
