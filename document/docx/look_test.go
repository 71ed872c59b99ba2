package docx_test

import (
	"math"
	"testing"

	"zhixiao/document"
	"zhixiao/document/docx"
)

func TestLookOfTheHouseShell(t *testing.T) {
	look, err := docx.ReadLook("report.docx", houseShell(t))
	if err != nil {
		t.Fatal(err)
	}
	near := func(what string, got, want float64) {
		if math.Abs(got-want) > 0.1 {
			t.Errorf("%s: got %v, want %v", what, got, want)
		}
	}
	near("width", look.Page.Width, 210)
	near("height", look.Page.Height, 297)
	near("type area", look.Page.Width-look.Page.Left-look.Page.Right, 156)
	near("type height", look.Page.Height-look.Page.Top-look.Page.Bottom, 225)
	near("grid", look.Page.LinePitchPt, 28.95)
	near("footer size", look.FooterSize, 14)
	near("footer place", look.FooterMM, 23.1)
	body := look.Styles[document.StyleBody]
	want := document.Style{Font: document.FangSong, EastAsia: "仿宋_GB2312", Size: 16, Justify: true, FirstLine: 2, LinePt: 28, LineExact: true}
	if body != want {
		t.Errorf("body: got %+v, want %+v", body, want)
	}
	h3 := look.Styles[document.StyleH3]
	if !h3.Bold || !h3.KeepNext || h3.OutlineLevel != 3 || h3.Font != document.FangSong {
		t.Errorf("heading 3: got %+v", h3)
	}
	if title := look.Styles[document.StyleTitle]; title.Align != document.Center || title.Font != document.BiaoSong || title.Size != 22 {
		t.Errorf("title: got %+v", title)
	}
	if len(look.Styles) != 20 {
		t.Errorf("got %d styles", len(look.Styles))
	}
}
