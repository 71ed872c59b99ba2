package document_test

import (
	"slices"
	"testing"

	"zhixiao/document"
)

func TestUnvouchedNumbersAreThoseOfTheReviewersOwn(t *testing.T) {
	for _, tt := range []struct {
		name string
		diff document.Difference
		want []string
	}{
		{"edited: as compared", document.Difference{Kind: document.Edited, New: "率为12.34%", Unbound: []string{"12.34"}}, []string{"12.34"}},
		{"a date is no measured value", document.Difference{Kind: document.Edited, New: "请于2026年10月15日前报送", Unbound: []string{"2026", "10", "15"}}, nil},
		{"a date beside a number", document.Difference{Kind: document.Edited, New: "10月办结10件", Unbound: []string{"10", "10"}}, []string{"10"}},
		{"added: all of them", document.Difference{Kind: document.Added, New: "新增3个窗口，2027年1月启用"}, []string{"3"}},
		{"added without numbers", document.Difference{Kind: document.Added, New: "新增窗口"}, nil},
		{"removed", document.Difference{Kind: document.Removed, Old: "3件"}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.diff.Unvouched(); !slices.Equal(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestAPictureThatReviewersPutInIsKept(t *testing.T) {
	chart := document.Figure{ID: "f", Caption: "图题", Source: "来源", Alt: "图", Graphic: document.Chart{Title: "新数据"}}
	fresh := &document.Document{Body: []document.Block{chart}}
	base := document.Passages(fresh)
	for _, tt := range []struct {
		name, instead string
		kept          bool
	}{{"replaced", "0123456789abcdef", true}, {"left alone", "", false}} {
		t.Run(tt.name, func(t *testing.T) {
			mine := chart
			mine.Graphic = document.Image{Name: "a.jpg", Data: []byte("jpeg"), Instead: tt.instead}
			merged, how := document.Merge(base, &document.Document{Body: []document.Block{mine}}, fresh)
			_, kept := merged.Body[0].(document.Figure).Graphic.(document.Image)
			if kept != tt.kept || slices.Contains(how.Kept, "f#picture") != tt.kept || len(document.Replaced(merged)) > 0 != tt.kept {
				t.Errorf("kept %t, told %v", kept, how.Kept)
			}
		})
	}
}

func TestABoundNumberIsNotTakenOutOfAWordsDigits(t *testing.T) {
	was := document.Passage{Text: "12345解决率居第1位", Numbers: []document.Bound{{Key: "E103.rank@110102/2026Q3", Text: "1"}}}
	if lost, own := document.Altered(was, "12345解决率居第1位，请保持"); len(lost)+len(own) > 0 {
		t.Errorf("lost %v, own %v", lost, own)
	}
	if lost, own := document.Altered(was, "12345解决率居第2位"); len(lost) != 1 || !slices.Equal(own, []string{"2"}) {
		t.Errorf("lost %v, own %v", lost, own)
	}
}
