package generators

import (
	"strings"
	"testing"
	"time"

	"zhixiao"
)

func at(t *testing.T, text string) time.Time {
	t.Helper()
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		t.Fatal(err)
	}
	return day
}

// endsOn is a source for every table that has days, with its last; others end on
// rest.
func endsOn(t *testing.T, rest string, own map[string]string) []zhixiao.Source {
	var out []zhixiao.Source
	for _, s := range feedReaches() {
		day := rest
		if own[s.table] != "" {
			day = own[s.table]
		}
		out = append(out, zhixiao.Source{Table: s.table, Rows: 9, Last: at(t, day)})
	}
	return out
}

// A paper says where its data end: of all of them, of a source that broke off, and
// under each picture. Days off are no gap, and waves are none.
func TestPapersSayWhereTheDataEnd(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: every paper of many cities")
	}
	interim := zhixiao.Period{Kind: zhixiao.Interim, Year: 2026}
	whole := "2026年7月1日至10月31日"
	for _, tt := range []struct {
		name       string
		rest       string
		own        map[string]string
		span, cite string // of the paper; under a picture of the questionnaire
		early, all any
	}{
		{"the last day is a Saturday", "2026-10-30", nil, whole, whole, nil, nil},
		{"nothing is known of older snapshots", "", nil, whole, whole, nil, nil},
		{"a wave ended four working days before", "2026-10-31", map[string]string{"visit": "2026-10-26"}, whole, whole, nil, nil},
		{"tickets broke off", "2026-10-30", map[string]string{"ticket": "2026-09-15"}, whole, whole, "现场取号止于2026年9月15日", nil},
		{"tickets broke off by a working day", "2026-10-30", map[string]string{"ticket": "2026-10-29"}, whole, whole, "现场取号止于2026年10月29日", nil},
		{"the questionnaire broke off", "2026-10-30", map[string]string{"survey": "2026-09-11"}, whole, "2026年7月1日至2026年9月11日", "公众问卷止于2026年9月11日", nil},
		{"everything ends before the cutoff", "2026-10-15", nil, "2026年7月1日至2026年10月15日", "2026年7月1日至2026年10月15日", nil, "2026年10月15日"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f, set := bookCityWith(t, func(s *zhixiao.Snapshot) {
				if tt.rest != "" {
					s.Sources = endsOn(t, tt.rest, tt.own)
				}
			}, q2026(2), q2026(3), interim)
			city, _ := f.Unit(zhixiao.CityCode)
			r := newReport(f, set, city, "x")
			if r.span() != tt.span || !strings.HasSuffix(r.source("公众问卷"), "统计期"+tt.cite) {
				t.Errorf("span %s, %s", r.span(), r.source("公众问卷"))
			}
			if r.slots["早停列"] != tt.early || r.slots["实止"] != tt.all && tt.all != nil {
				t.Errorf("broken off: %v, all: %v", r.slots["早停列"], r.slots["实止"])
			}
			d, err := Interim(f, set, city)
			if err != nil {
				t.Fatal(err)
			}
			text := dump(t, d)
			if told, _ := tt.early.(string); (told != "") != strings.Contains(text, "止于") || !strings.Contains(text, told) {
				t.Errorf("the interim report does not say %q", told)
			}
			if tt.span != whole && strings.Contains(text, "统计期"+whole) {
				t.Error("the interim report reaches beyond its data")
			}
		})
	}
}

// One case, two papers of one cutoff: the same state and the same counts.
func TestLedgerAndInterimTellTheSameOfEveryCase(t *testing.T) {
	day := func(text string) time.Time { return at(t, text) }
	step := func(on, status string) zhixiao.Step { return zhixiao.Step{Date: day(on), Status: status} }
	list := []zhixiao.Governance{
		{No: "ZL-2026-001", Title: "甲", Lead: "F23", L2: "0207", Matter: "M0001", Status: "已销号", Opened: day("2026-04-01"), Due: day("2026-07-31"), Done: day("2026-07-31"), Regions: []string{"110101"},
			Steps: []zhixiao.Step{step("2026-04-01", "立项"), step("2026-07-31", "治理完成"), step("2026-10-31", "销号")}, Window: map[string]int64{"12345": 20, "好差评": 6}, WindowAll: 900, WindowBefore: 20, WindowAfter: 11, Before: 1628, After: 581},
		{No: "ZL-2026-002", Title: "乙", Lead: "F23", L2: "0301", Matter: "M0002", Status: "整改中", Opened: day("2026-09-01"), Due: day("2026-11-30"), Regions: []string{"110101"},
			Window: map[string]int64{"12345": 91}, WindowAll: 900, WindowAfter: -1, Before: 2115, After: -1},
		{No: "ZL-2026-003", Title: "丙", Lead: "F23", L2: "0301", Matter: "M0001", Status: "观察期", Opened: day("2026-05-01"), Due: day("2026-08-31"), Done: day("2026-08-31"), Regions: []string{"110102"},
			Window: map[string]int64{"12345": 4}, WindowAll: 900, WindowAfter: -1},
	}
	change := func(s *zhixiao.Snapshot) { s.Governance = list }
	interim := zhixiao.Period{Kind: zhixiao.Interim, Year: 2026}
	f, set := bookCityWith(t, change, q2026(2), q2026(3), interim)
	city, _ := f.Unit(zhixiao.CityCode)
	d, err := Interim(f, set, city)
	if err != nil {
		t.Fatal(err)
	}
	text := dump(t, d)
	monthly, set := smallCityWith(t, func(snaps []*zhixiao.Snapshot) {
		for i, s := range snaps {
			s.Period = zhixiao.Period{Kind: zhixiao.Month, Year: 2026, N: 9 + i}
			s.ID, s.Cutoff, s.Governance = s.Period.String()+".v1", s.Period.End(), list
		}
	})
	l, err := GovernanceLedger(monthly, set, monthly.Units(zhixiao.City)[0])
	if err != nil {
		t.Fatal(err)
	}
	ledger := dump(t, l)
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
