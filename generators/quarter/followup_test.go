package quarter

import (
	"strings"
	"testing"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/generators/prose"
	"zhixiao/generators/sample"
)

// TestFollowUp: what the ledger says is followed up, not what the report would
// have derived, and a remedy without a comparable measure is not judged.
func TestFollowUp(t *testing.T) {
	f, set := sample.SmallCity(t)
	u := f.Units(zhixiao.Region)[0]
	now := f.Value("B101", u.Code)
	if !now.Ok() {
		t.Fatal("the small city has no B101")
	}
	past := []prose.KeptRemedy{
		{Unit: u.Code, Lead: "甲局", With: "乙局", What: "修订指南", Code: "B101", Target: now.Value},
		{Unit: u.Code, Lead: "甲局", With: "乙局", What: "公布清单", Code: "没有的指标"},
	}
	r := newReport(f, set, u, "test", 0)
	r.past = past
	if x := r.followed(); len(x) != 2 || x[0].progress != reached || x[1].progress != unjudged {
		t.Fatalf("judged %v", x)
	}
	ask := func(name string) any {
		v, _ := r.Look(name)
		return v
	}
	for name, want := range map[string]int64{"建议数": 2, "未判数": 1} {
		if q, _ := ask(name).(zhixiao.Quantity); q.Value.Cmp(zhixiao.Int(want)) != 0 {
			t.Errorf("%s is %v, want %d", name, ask(name), want)
		}
	}
	if got := document.PlainText(ask("进展分布").([]document.Inline), nil); got != "达到目标1项" {
		t.Errorf("shares are %q: what did not happen is not said", got)
	}
	if table, ok := r.remedyFollowTable("t"); !ok || len(table.Rows) != 2 {
		t.Errorf("table of %d rows", len(table.Rows))
	}
}

// TestFollowUpWithoutValues: when nothing can be judged the report says so once.
func TestFollowUpWithoutValues(t *testing.T) {
	f, set := sample.SmallCity(t)
	u := f.Units(zhixiao.Region)[0]
	r := newReport(f, set, u, "test", 0)
	r.past = []prose.KeptRemedy{{Unit: u.Code, Lead: "甲局", What: "公布清单", Code: "没有的指标"}}
	shares, _ := r.Look("进展分布")
	if got := document.PlainText(shares.([]document.Inline), nil); !strings.Contains(got, "暂不判断") {
		t.Errorf("shares are %q", got)
	}
	if n, _ := r.Look("未判数"); n != nil {
		t.Error("what is not judged is told twice")
	}
}

// TestOutcome: a measure that only drifted to the better is told apart from one that
// did not, and neither is said to have been started or not.
func TestOutcome(t *testing.T) {
	f, set := sample.SmallCity(t)
	r := newReport(f, set, f.Units(zhixiao.Region)[0], "test", 0)
	for _, ind := range f.Indicators() {
		c := f.Change(ind.Code, r.Unit.Code)
		if !c.Delta.Ok() || ind.Direction == zhixiao.Observe {
			continue
		}
		beyond := ind.Target.Add(zhixiao.Int(int64(ind.Direction) * 1000)) // nobody reaches it
		want := still
		switch {
		case c.Better > 0 && !prose.Level(c.Delta) && (!c.Tested || c.Significant):
			want = nearer
		case c.Better > 0:
			want = slight
		}
		if got := r.follow(prose.KeptRemedy{Code: ind.Code, Target: beyond}).progress; got != want {
			t.Errorf("%s: %s, want %s", ind.Code, got, want)
		}
	}
	for p := unjudged; p <= reached; p++ {
		for _, word := range []string{"启动", "落实", "成效"} {
			if strings.Contains(p.String()+p.ofAll(), word) {
				t.Errorf("%s, %s: the measure does not tell %s", p, p.ofAll(), word)
			}
		}
	}
	a, b := followed{progress: slight}, followed{progress: slight}
	if got := document.PlainText(movements([]followed{a, b}), nil); strings.Contains(got, "（") {
		t.Errorf("%q repeats what was said of all", got)
	}
	b.progress = nearer
	if got := document.PlainText(movements([]followed{a, b}), nil); !strings.Contains(got, "（略有改善）") || !strings.Contains(got, "（明显改善）") {
		t.Errorf("%q does not tell apart", got)
	}
}
