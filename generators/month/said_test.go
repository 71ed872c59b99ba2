package month

import (
	"strings"
	"testing"

	"zhixiao"
	"zhixiao/analysis"
)

// What is said of a complaint's link to its case rests on the rows: the way its matter
// was found says nothing of it, and of several the linked ones are counted.
func TestLinksAreSaidOnlyWhereTheRowsHoldThem(t *testing.T) {
	c := zhixiao.Complaint{Match: "exact"}
	for _, tt := range []struct {
		linked int64
		want   string // "" when no link may be said
	}{{0, ""}, {1, "1件已与办件记录关联"}, {3, "3件已与办件记录关联"}} {
		got := checked(c, analysis.ComplaintGroup{Lead: c, Cases: 5, Linked: tt.linked})
		if tt.want == "" && strings.Contains(got, "关联") || !strings.Contains(got, tt.want) {
			t.Errorf("%d linked: %q", tt.linked, got)
		}
	}
	if got := verified(analysis.ComplaintGroup{Lead: c}); strings.Contains(got, "关联") || !strings.Contains(got, "尚未人工复核") {
		t.Errorf("neither linked nor reviewed: %q", got)
	}
	c.Linked, c.Reviewed = true, true
	if got := verified(analysis.ComplaintGroup{Lead: c}); got != "该件已与办件过程记录关联，类别经人工复核" {
		t.Errorf("linked and reviewed: %q", got)
	}
}
