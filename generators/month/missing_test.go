package month

import (
	"strings"
	"testing"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/sample"
	"zhixiao/templates"
)

// A unit about which nobody complained hands in a list that says so; a month of
// which no complaint was imported makes no list.
func TestListsOfNothing(t *testing.T) {
	f, set := sample.SmallPeriodOf(t, sample.Month(), func(c zhixiao.Complaint) bool { return c.Region != "110102" })
	quiet := f.Units(zhixiao.Region)[1]
	d, err := List(f, set, quiet)
	if err != nil {
		t.Fatal(err)
	}
	if err := document.Check(d); err != nil {
		t.Error(err)
	}
	if text := sample.Said(d); !strings.Contains(text, quiet.Name()+"没有应列入公众侧问题清单的诉求，本册为零报告") {
		t.Errorf("got %s", text)
	}
	var rows []string
	for row := range listed(t, d).EachRow() {
		for _, c := range row {
			rows = append(rows, document.PlainText(c.Inlines, nil))
		}
	}
	if len(rows) != 20 || rows[8] != "本月没有应列入清单的问题（零报告）" {
		t.Errorf("rows %q", rows)
	}

	f, set = sample.SmallPeriodOf(t, sample.Month(), func(zhixiao.Complaint) bool { return false })
	if _, err := List(f, set, quiet); err == nil || !strings.Contains(err.Error(), "不能据此作零报告") {
		t.Errorf("got %v", err)
	}
}

func TestLedgerAndTrialsOfNothing(t *testing.T) {
	empty := func(change func(*zhixiao.Snapshot)) (*analysis.Facts, *templates.Set) {
		f, set := sample.SmallPeriod(t, sample.Month())
		change(f.Snapshot())
		return f, set
	}
	f, set := empty(func(s *zhixiao.Snapshot) { s.Governance = nil })
	d, err := Ledger(f, set, f.Units(zhixiao.City)[0])
	if err != nil || document.Check(d) != nil || !strings.Contains(sample.Said(d), "主动治理尚未立项") {
		t.Errorf("ledger: %v", err)
	}
	f, set = empty(func(s *zhixiao.Snapshot) {
		s.Visits = nil
		for i := range s.Trials {
			s.Trials[i].Item, s.Trials[i].L2 = "", ""
		}
	})
	d, err = Trial(f, set, f.Units(zhixiao.City)[0])
	if err != nil || document.Check(d) != nil || !strings.Contains(sample.Said(d), "没有发现问题，清单为零报告") {
		t.Errorf("trials without problems: %v", err)
	}
	f, set = empty(func(s *zhixiao.Snapshot) { s.Visits, s.Trials = nil, nil })
	if _, err = Trial(f, set, f.Units(zhixiao.City)[0]); err == nil || !strings.Contains(err.Error(), "没有体验式调查记录") {
		t.Errorf("no trials: %v", err)
	}
}
