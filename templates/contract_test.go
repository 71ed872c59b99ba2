package templates

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

func TestContractDueDays(t *testing.T) {
	set, err := Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, d := range set.Contract.Duties {
		for _, p := range d.Periods {
			got[d.ID+" "+p.String()] = d.DueOn(set.Contract, set.Calendar, p).Format(time.DateOnly)
		}
	}
	for duty, due := range map[string]string{
		"month-list 2026-08":      "2026-09-07",
		"month-list 2026-09":      "2026-10-13", // behind the holiday, the Saturday worked instead counts
		"quarter-district 2026Q3": "2026-10-27",
		"quarter-general 2027Q2":  "2027-06-22", // counted from the end of the term
		"interim 2026-interim":    "2026-12-31",
		"month-report 2027-05":    "2027-06-07",
		"quarter-district 2026Q4": "2027-01-22",
		"final 2027-final":        "2027-06-30",
	} {
		if got[duty] != due {
			t.Errorf("%s is due on %q, want %s", duty, got[duty], due)
		}
	}
	if _, tooEarly := got["month-list 2026-07"]; tooEarly {
		t.Error("July 2026 lies before the term")
	}
}

func TestContractFaults(t *testing.T) {
	files := fstest.MapFS{contractFile: {Data: []byte(`contract: {no: a, short: b, title: c, total: "1", from: 2026-08-01, to: 2027-05-31, penalty_rate: "0.1", penalty_limit: 30}
quotas:
  - {id: visit, name: 暗访, unit: 次, target: 0, table: visit, date: date}
duties:
  - {id: visit, name: 清单, codes: [QD], every: year}
`)}}
	_, err := loadContract(files)
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{"配额visit缺少", "every为\"year\"", "\"visit\"为空或重复"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("error lacks %q: %v", want, err)
		}
	}
}
