package quarter

import (
	"strings"
	"testing"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/generators/prose"
	"zhixiao/generators/sample"
)

// An indicator that is defined otherwise than last quarter is said to be so, in
// the text and under the table, and no move of it is told.
func TestAChangedDefinitionIsTold(t *testing.T) {
	f, set := sample.SmallCityWith(t, func(snaps []*zhixiao.Snapshot) {
		snaps[0].Definitions = map[string]string{"B101": "old", "B104": "same"}
		snaps[1].Definitions = map[string]string{"B101": "new", "B104": "same"}
	})
	r := newReport(f, set, f.Units(zhixiao.Region)[0], "district.x", 0)
	if got := document.PlainText(prose.ChangePhrase(f, "B101", r.Unit.Code), nil); got != "口径自本期起调整，与上季度不可比" {
		t.Errorf("got %q", got)
	}
	note := document.PlainText(r.indicatorTable("table").Note, nil)
	if !strings.Contains(note, "自2026年第三季度起，按时办结率的口径有调整，与往期不可比") {
		t.Errorf("note: %s", note)
	}
	if got := document.PlainText(prose.ChangePhrase(f, "B104", r.Unit.Code), nil); strings.Contains(got, "口径") {
		t.Errorf("an indicator that stayed: %q", got)
	}
}
