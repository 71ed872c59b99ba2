package fulfilment

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"zhixiao"
	"zhixiao/analysis/contract"
	"zhixiao/document"
	"zhixiao/document/textdump"
)

func day(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return t
}

// term is a contract of 100 days with a quota and two duties, one of them routine.
func term() zhixiao.Contract {
	september := zhixiao.Period{Kind: zhixiao.Month, Year: 2026, N: 9}
	return zhixiao.Contract{
		No: "HT-1", Total: zhixiao.Int(2160000), PenaltyRate: zhixiao.Decimal{N: 1, Places: 1}, PenaltyLimit: 30, From: day("2026-08-01"), To: day("2026-11-08"),
		Quotas: []zhixiao.Quota{{ID: "visit", Name: "暗访", Unit: "次", Target: 200, Table: "visit", Date: "date"}, {ID: "interview", Name: "访谈", Unit: "次", Target: 100, Table: "interview", Date: "date"}},
		Duties: []zhixiao.Duty{
			{ID: "list", Name: "清单", Every: zhixiao.Month, Within: 5, Copies: 2, Periods: []zhixiao.Period{september}},
			{ID: "day", Name: "日汇总", Every: zhixiao.Day, Within: 1, Copies: 1, Periods: []zhixiao.Period{{Kind: zhixiao.Day, Year: 2026, N: day("2026-09-21").YearDay()}}},
		},
	}
}

// said is the paper on a day with so many visits and interviews, and what lies of the
// month's list.
func said(t *testing.T, on string, visits, interviews int64, list contract.Deliverables) string {
	t.Helper()
	c, at := term(), day(on)
	d := Document(Fulfilled{
		Contract: c, On: at,
		Quotas:      contract.Fulfil(c, map[string]zhixiao.Counted{"visit": {Done: visits}, "interview": {Done: interviews}}, at),
		Obligations: contract.Obligations(c, zhixiao.Calendar{}, at, func(zhixiao.Duty, zhixiao.Period) contract.Deliverables { return list }),
		Evidence:    func(contract.Owed) string { return "2026-09/清单" },
	})
	var b bytes.Buffer
	if err := (textdump.Writer{}).Write(context.Background(), &b, d); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// The paper says what is behind, what is late and what is late beyond the contract's
// limit, each from its first day on: the list is due on 7 October and the limit is thirty days.
func TestWhatIsBehindAndWhatIsLateIsSaid(t *testing.T) {
	for _, tt := range []struct {
		name, on           string
		visits, interviews int64
		list               contract.Deliverables
		want, not          []string
	}{
		{"on pace", "2026-09-19", 100, 50, contract.Deliverables{}, []string{"各项配额均不落后于时间进度", "截至统计日没有逾期成果"}, []string{"明显落后", "略落后", "已逾期"}},
		{"one a little behind", "2026-09-19", 88, 50, contract.Deliverables{}, []string{"略落后于时间进度的有暗访。"}, []string{"明显落后", "均不落后"}},
		{"one far behind, one a little", "2026-09-19", 78, 44, contract.Deliverables{}, []string{"明显落后于时间进度的有暗访。", "略落后于时间进度的有访谈。"}, []string{"均不落后"}},
		{"on the day it is due", "2026-10-07", 200, 100, contract.Deliverables{}, []string{"截至统计日没有逾期成果"}, []string{"已逾期的有"}},
		{"a day later", "2026-10-08", 200, 100, contract.Deliverables{}, []string{"已逾期的有2026年9月清单。"}, []string{"没有逾期成果", "容许日数", "日汇总。"}},
		{"thirty days later", "2026-11-06", 200, 100, contract.Deliverables{}, []string{"已逾期的有2026年9月清单。"}, []string{"容许日数"}},
		{"thirty-one days later", "2026-11-07", 200, 100, contract.Deliverables{}, []string{"逾期超过合同容许日数的有2026年9月清单，须立即处置。"}, []string{"已逾期的有", "没有逾期成果"}},
		{"handed over without approvals", "2026-10-08", 200, 100, contract.Deliverables{Handed: []contract.HandOver{{Day: day("2026-10-07"), Proven: 1, Reason: "先行送交"}}},
			[]string{"已交付而没有全部审定记录的有2026年9月清单，原因见表。", "未经审定交付的原因：先行送交；2026-09/清单", "没有逾期成果"}, nil},
		{"handed over with all approvals", "2026-10-08", 200, 100, contract.Deliverables{Handed: []contract.HandOver{{Day: day("2026-10-07"), Proven: 2}}}, []string{"2026-10-07"}, []string{"没有全部审定记录", "补交或更正："}},
		{"handed over twice", "2026-10-20", 200, 100, contract.Deliverables{Handed: []contract.HandOver{{Day: day("2026-10-07"), Proven: 2}, {Day: day("2026-10-10"), Proven: 2, Note: "更正"}, {Day: day("2026-10-12"), Proven: 2}}},
			[]string{"2026-10-07；补交或更正：2026-10-10（更正）、2026-10-12"}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			text := said(t, tt.on, tt.visits, tt.interviews, tt.list)
			for _, w := range tt.want {
				if !strings.Contains(text, w) {
					t.Errorf("without %q:\n%s", w, text)
				}
			}
			for _, w := range tt.not {
				if strings.Contains(text, w) {
					t.Errorf("with %q:\n%s", w, text)
				}
			}
		})
	}
}

// Of a quota that counts judged rows only, what lies there besides is said.
func TestWhatIsNotJudgedIsSaid(t *testing.T) {
	for _, tt := range []struct {
		done, unjudged int64
		want           string
	}{
		{0, 0, "标注尚无记录。"}, {0, 2, "标注尚无经人工复核的，2"}, {3, 0, "标注只计经人工复核的，复核情况以导入数据所注为准。"}, {3, 2, "另有2"},
	} {
		q := func(n int64) zhixiao.Quantity { return zhixiao.Quantity{Value: zhixiao.Int(n), Unit: "件"} }
		text := document.PlainText(Judged([]contract.Progress{
			{Quota: zhixiao.Quota{Name: "标注"}, Done: q(tt.done), Unjudged: q(tt.unjudged)},
			{Quota: zhixiao.Quota{Name: "暗访"}, Done: q(1), Unjudged: zhixiao.Quantity{Missing: zhixiao.NotApplicable}},
		}), nil)
		if !strings.Contains(text, tt.want) || strings.Contains(text, "暗访") {
			t.Errorf("%d judged, %d not: %s", tt.done, tt.unjudged, text)
		}
	}
}
