package document_test

import (
	"slices"
	"strings"
	"testing"

	"zhixiao"
	"zhixiao/document"
)

func boundReport(code string) *document.Document {
	text := func(s string) []document.Inline { return []document.Inline{document.Text(s)} }
	row := [][]document.Cell{{{Inlines: append(text("见"), document.Ref{Target: "t"})}}}
	return &document.Document{
		Kind: "district", Unit: zhixiao.Unit{Code: code}, Title: code + "报告", Subtitle: "（季度）", Demo: code == "2", Budget: document.Budget{Min: 9999, Max: 9999},
		Body: []document.Block{
			document.Heading{ID: "h", Level: 1, Text: text("总体")},
			document.Para{ID: "p", Inlines: append(text("见"), document.Ref{Target: "t"}, document.Text("、"), document.Ref{Target: "a.t"})},
			document.Table{ID: "t", Caption: "表", Columns: []document.Column{{Width: 1}}, Rows: row},
		},
		Appendix: []document.Block{
			document.Heading{ID: "a", Level: 1, Text: text("附表")},
			document.Table{ID: "a.t", Caption: "全表", Columns: []document.Column{{Width: 1}}, Long: slices.Values(row)},
		},
	}
}

func TestAppendicesOfABookAreCountedThrough(t *testing.T) {
	table := func(id document.ID) document.Block {
		return document.Table{ID: id, Caption: "表", Columns: []document.Column{{Width: 1}}}
	}
	heading := func(id document.ID) document.Block { return document.Heading{ID: id, Level: 1} }
	n := document.Number(&document.Document{
		Numbers:  document.BookNumbers,
		Body:     []document.Block{heading("c1"), table("t1"), heading("c2"), table("t2")},
		Appendix: []document.Block{heading("a1"), table("t3"), heading("a2"), table("t4")},
	})
	got := []string{n.Label("t1"), n.Label("t2"), n.Label("t3"), n.Label("t4"), n.Heading("a2")}
	if want := []string{"表1-1", "表2-1", "附表1", "附表2", "附录2　"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestVolumeKeepsTheNumbersOfItsReports(t *testing.T) {
	reports := []*document.Document{boundReport("1"), boundReport("2")}
	v := document.Bind(document.Document{Title: "合订本", Lists: true}, reports)
	if err := document.Check(v); err != nil {
		t.Fatal(err)
	}
	if !v.TOC || v.Lists || !v.Demo || !v.Volume() {
		t.Errorf("got TOC %v, lists %v, demo %v, volume %v", v.TOC, v.Lists, v.Demo, v.Volume())
	}
	n := document.Number(v)
	var got []string
	v.Blocks(func(b document.Block) {
		document.EachInlines(b, func(in []document.Inline) {
			if s := document.PlainText(in, n); s != "" {
				got = append(got, n.Heading(b.BlockID())+s)
			}
		})
	})
	want := "1报告（季度）|一、总体|见表1、附表1|见表1|附1　附表|见表1|2报告（季度）|一、总体|见表1、附表1|见表1|附1　附表|见表1"
	if s := strings.Join(got, "|"); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
	if p := reports[0].Body[1].(document.Para); p.Inlines[1] != (document.Ref{Target: "t"}) {
		t.Error("the report itself was changed")
	}
}
