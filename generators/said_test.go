package generators

import (
	"strings"
	"testing"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
)

// A value at or beyond the red line is told by the published decimals and by the side
// on which the line lies.
func TestBeyondRedSaysTheSide(t *testing.T) {
	at := func(s string, places uint8) zhixiao.Decimal {
		v, err := zhixiao.ParseDecimal(s)
		if err != nil {
			t.Fatal(err)
		}
		v.Places = places
		return v
	}
	for _, tt := range []struct {
		name, value, red string
		way              zhixiao.Direction
		want             string
	}{
		{"below where more is better", "19.99", "20", zhixiao.Higher, "低于20%的红色预警线"},
		{"on the line", "20.00", "20", zhixiao.Higher, "处于20%的红色预警线上"},
		{"above where less is better", "8.01", "8", zhixiao.Lower, "高于8%的红色预警线"},
		{"on the line where less is better", "8.00", "8", zhixiao.Lower, "处于8%的红色预警线上"},
		{"on the good side", "20.01", "20", zhixiao.Higher, ""},
		{"on the good side where less is better", "7.99", "8", zhixiao.Lower, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			ind := zhixiao.Indicator{Code: "X", Unit: "%", Direction: tt.way, HasLights: true, Red: at(tt.red, 0)}
			v := zhixiao.Quantity{Key: "x@y/z", Value: at(tt.value, 2), Unit: "%"}
			if got := document.PlainText(beyondRed(ind, v), nil); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// What is said of a complaint's link to its case rests on the rows: the way its matter
// was found says nothing of it, and of several the linked ones are counted.
func TestLinksAreSaidOnlyWhereTheRowsHoldThem(t *testing.T) {
	c := zhixiao.Complaint{Match: "exact"}
	for _, tt := range []struct {
		linked int64
		want   string // "" when no link may be said
	}{{0, ""}, {1, "1件已与办件记录关联"}, {3, "3件已与办件记录关联"}} {
		got := checked(c, analysis.CaseGroup{Lead: c, Cases: 5, Linked: tt.linked})
		if tt.want == "" && strings.Contains(got, "关联") || !strings.Contains(got, tt.want) {
			t.Errorf("%d linked: %q", tt.linked, got)
		}
	}
	var v volume
	if got := v.verified(c, analysis.CaseGroup{}); strings.Contains(got, "关联") || !strings.Contains(got, "尚未人工复核") {
		t.Errorf("neither linked nor reviewed: %q", got)
	}
	c.Linked, c.Reviewed = true, true
	if got := v.verified(c, analysis.CaseGroup{}); got != "该件已与办件过程记录关联，类别经人工复核" {
		t.Errorf("linked and reviewed: %q", got)
	}
}
