package generators

import (
	"strings"
	"testing"
	"time"

	"zhixiao"
	"zhixiao/generators/book"
	"zhixiao/generators/month"
	"zhixiao/generators/sample"
)

// One case, two papers of one cutoff: the same state and the same counts.
func TestLedgerAndInterimTellTheSameOfEveryTask(t *testing.T) {
	day := func(text string) time.Time { return sample.At(t, text) }
	step := func(on, status string) zhixiao.Step { return zhixiao.Step{Date: day(on), Status: status} }
	list := []zhixiao.LedgerTask{
		{No: "ZL-2026-001", Title: "甲", Lead: "F23", L2: "0207", Matter: "M0001", Status: "已销号", Opened: day("2026-04-01"), Due: day("2026-07-31"), Done: day("2026-07-31"), Regions: []string{"110101"},
			Steps: []zhixiao.Step{step("2026-04-01", "立项"), step("2026-07-31", "治理完成"), step("2026-10-31", "销号")}, Window: map[string]int64{"12345": 20, "好差评": 6}, WindowAll: 900, WindowBefore: 20, WindowAfter: 11, Before: 1628, After: 581},
		{No: "ZL-2026-002", Title: "乙", Lead: "F23", L2: "0301", Matter: "M0002", Status: "整改中", Opened: day("2026-09-01"), Due: day("2026-11-30"), Regions: []string{"110101"},
			Window: map[string]int64{"12345": 91}, WindowAll: 900, WindowAfter: -1, Before: 2115, After: -1},
		{No: "ZL-2026-003", Title: "丙", Lead: "F23", L2: "0301", Matter: "M0001", Status: "观察期", Opened: day("2026-05-01"), Due: day("2026-08-31"), Done: day("2026-08-31"), Regions: []string{"110102"},
			Window: map[string]int64{"12345": 4}, WindowAll: 900, WindowAfter: -1},
	}
	change := func(s *zhixiao.Snapshot) { s.Governance = list }
	interim := zhixiao.Period{Kind: zhixiao.Interim, Year: 2026}
	f, set := sample.BookCityWith(t, change, sample.Q2026(2), sample.Q2026(3), interim)
	city, _ := f.Unit(zhixiao.CityCode)
	d, err := book.Interim(f, set, city)
	if err != nil {
		t.Fatal(err)
	}
	text := sample.Dump(t, d)
	monthly, set := sample.SmallCityWith(t, func(snaps []*zhixiao.Snapshot) {
		for i, s := range snaps {
			s.Period = zhixiao.Period{Kind: zhixiao.Month, Year: 2026, N: 9 + i}
			s.ID, s.Cutoff, s.Governance = s.Period.String()+".v1", s.Period.End(), list
		}
	})
	l, err := month.Ledger(monthly, set, monthly.Units(zhixiao.City)[0])
	if err != nil {
		t.Fatal(err)
	}
	ledger := sample.Dump(t, l)
	for no, want := range map[string][]string{"ZL-2026-001": {"已销号", "26", "11"}, "ZL-2026-002": {"整改中", "91", "—"}, "ZL-2026-003": {"观察期", "4", "—"}} {
		book := caseRows(text, no)
		if len(book) != 1 || len(book[0]) < 8 || strings.Join(book[0][4:7], " ") != strings.Join(want, " ") {
			t.Errorf("the interim report tells of %s %v, want %v", no, book, want)
		}
		rows := caseRows(ledger, no)
		if len(rows) != 6 {
			t.Fatalf("the ledger has %d rows of %s", len(rows), no)
		}
		if got := []string{rows[4][2], rows[5][2], rows[5][3]}; strings.Join(got, " ") != strings.Join(want, " ") {
			t.Errorf("the ledger tells of %s %v, want %v", no, got, want)
		}
	}
	for _, claim := range []string{"1628", "581", "2115"} {
		if strings.Contains(text, claim+"件") || strings.Contains(text, "｜"+claim+"｜") {
			t.Errorf("the claim %s is printed", claim)
		}
	}
	if !strings.Contains(text, "由26件降至11件，下降57.7%") {
		t.Error("the fall of the first case is not told")
	}
}

// caseRows is the cells of the table rows that are about a case, from its number on.
func caseRows(text, no string) [][]string {
	var out [][]string
	for line := range strings.Lines(text) {
		if _, rest, is := strings.Cut(strings.TrimSpace(line), "｜"+no+"｜"); is && strings.HasPrefix(line, "｜") {
			out = append(out, append([]string{no}, strings.Split(rest, "｜")...))
		}
	}
	return out
}
