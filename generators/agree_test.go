package generators

import (
	"slices"
	"strings"
	"testing"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/generators/book"
	"zhixiao/generators/month"
	"zhixiao/generators/sample"
)

// interimOf is the interim report of a world with one task.
func interimOf(t *testing.T, told zhixiao.LedgerTask) *document.Document {
	t.Helper()
	f, set := sample.BookCityWith(t, func(s *zhixiao.Snapshot) { s.Governance = []zhixiao.LedgerTask{told} }, sample.Q2026(2), sample.Q2026(3), zhixiao.Period{Kind: zhixiao.Interim, Year: 2026})
	city, _ := f.Unit(zhixiao.CityCode)
	interim, err := book.Interim(f, set, city)
	if err != nil {
		t.Fatal(err)
	}
	return interim
}

// ledgerOf is the ledger of October, of the interim report's cutoff.
func ledgerOf(t *testing.T, booked zhixiao.LedgerTask) *document.Document {
	t.Helper()
	monthly, set := sample.SmallCityWith(t, func(snaps []*zhixiao.Snapshot) {
		for i, s := range snaps {
			s.Period = zhixiao.Period{Kind: zhixiao.Month, Year: 2026, N: 9 + i}
			s.ID, s.Cutoff, s.Governance = s.Period.String()+".v1", s.Period.End(), []zhixiao.LedgerTask{booked}
		}
	})
	ledger, err := month.Ledger(monthly, set, monthly.Units(zhixiao.City)[0])
	if err != nil {
		t.Fatal(err)
	}
	return ledger
}

// denied are the keys that both documents print, and those of them that they
// print otherwise.
func denied(a, b *document.Document) (shared int, keys []string) {
	said := map[zhixiao.Key]string{}
	for _, f := range document.Facts(a) {
		said[f.Key] = f.Text
	}
	for _, f := range document.Facts(b) {
		if was, both := said[f.Key]; both {
			if shared++; was != f.Text {
				keys = append(keys, string(f.Key)+" "+was+" "+f.Text)
			}
		}
	}
	slices.Sort(keys)
	return shared, keys
}

// A ledger task is one object in the interim report and in the ledger of the same cutoff,
// although their periods differ: title, state and complaints have one key in both,
// and what one of them says otherwise is found. At another cutoff it may be told
// otherwise.
func TestALedgerTaskHasOneKeyInEveryPaper(t *testing.T) {
	c := zhixiao.LedgerTask{No: "ZL-2026-001", Title: "甲", Lead: "F23", L2: "0207", Matter: "M0001", Status: "已销号", Opened: sample.At(t, "2026-04-01"), Due: sample.At(t, "2026-07-31"), Done: sample.At(t, "2026-07-31"),
		Regions: []string{"110101"}, Window: map[string]int64{"12345": 20, "好差评": 6}, WindowAll: 900, WindowBefore: 20, WindowAfter: 11}
	interim, ledger := interimOf(t, c), ledgerOf(t, c)
	if shared, keys := denied(interim, ledger); shared < 4 || len(keys) > 0 {
		t.Errorf("%d shared, denied %v", shared, keys)
	}
	other := c
	other.Title, other.Status, other.Window, other.WindowAfter = "乙", "整改中", map[string]int64{"12345": 805}, 1
	ledger = ledgerOf(t, other)
	_, keys := denied(interim, ledger)
	want := []string{
		"ledger.after[ZL-2026-001]@110000/2026-10-31 11 1", "ledger.found[ZL-2026-001]@110000/2026-10-31 26 805",
		"ledger.state[ZL-2026-001]@110000/2026-10-31 已销号 整改中", "ledger.title[ZL-2026-001]@110000/2026-10-31 甲 乙",
	}
	if got := strings.Join(keys, "\n"); got != strings.Join(want, "\n") {
		t.Errorf("got\n%s", got)
	}
	for _, f := range document.Facts(ledger) {
		if strings.HasPrefix(string(f.Key), "ledger.") && !strings.HasSuffix(string(f.Key), "/2026-10-31") {
			t.Errorf("%s would be compared with another cutoff", f.Key)
		}
	}
}
