package document_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"zhixiao"
	"zhixiao/document"
)

func said(id, text string) document.Block { return para(document.ID(id), document.Text(text)) }

func tree(blocks ...document.Block) *document.Document { return &document.Document{Body: blocks} }

// grid is a table of plain cells: rows by "|", cells by ",".
func gridOf(id, rows string) document.Table {
	t := document.Table{ID: document.ID(id), Caption: "表", Columns: []document.Column{{Width: 1}, {Width: 1}}}
	for _, row := range strings.Split(rows, "|") {
		var line []document.Cell
		for _, c := range strings.Split(row, ",") {
			line = append(line, document.Cell{Inlines: []document.Inline{document.Text(c)}})
		}
		t.Rows = append(t.Rows, line)
	}
	return t
}

// told is a document in one line: id=text;… with ‖ before the appendix.
func told(d *document.Document) string {
	var out []string
	n := document.Number(d)
	for i, blocks := range [][]document.Block{d.Body, d.Appendix} {
		if i == 1 && len(blocks) > 0 {
			out = append(out, "‖")
		}
		for _, b := range blocks {
			var texts []string
			document.EachInlines(b, func(in []document.Inline) {
				if s := document.PlainText(in, n); s != "" {
					texts = append(texts, s)
				}
			})
			out = append(out, string(b.BlockID())+"="+strings.Join(texts, ","))
		}
	}
	return strings.Join(out, ";")
}

func TestMergeByParagraph(t *testing.T) {
	p := said
	base := func() *document.Document { return tree(p("a", "甲"), p("b", "乙"), p("c", "丙"), p("d", "丁")) }
	for _, tt := range []struct {
		name            string
		reviewed, fresh *document.Document
		want            string
		conflicts       int
	}{
		{"nothing changed", base(), base(), "a=甲;b=乙;c=丙;d=丁", 0},
		{"untouched follows the data", base(), tree(p("a", "甲2"), p("b", "乙"), p("c", "丙"), p("d", "丁")), "a=甲2;b=乙;c=丙;d=丁", 0},
		{"edited, data same", tree(p("a", "甲改"), p("b", "乙"), p("c", "丙"), p("d", "丁")), base(), "a=甲改;b=乙;c=丙;d=丁", 0},
		{"both changed", tree(p("a", "甲改"), p("b", "乙"), p("c", "丙"), p("d", "丁")), tree(p("a", "甲2"), p("b", "乙2"), p("c", "丙"), p("d", "丁")), "a=甲改;b=乙2;c=丙;d=丁", 1},
		{"both changed alike", tree(p("a", "甲2"), p("b", "乙"), p("c", "丙"), p("d", "丁")), tree(p("a", "甲2"), p("b", "乙"), p("c", "丙"), p("d", "丁")), "a=甲2;b=乙;c=丙;d=丁", 0},
		{"only blanks differ", tree(p("a", " 甲 "), p("b", "乙"), p("c", "丙"), p("d", "丁")), tree(p("a", "甲2"), p("b", "乙"), p("c", "丙"), p("d", "丁")), "a=甲2;b=乙;c=丙;d=丁", 0},
		{"deleted stays deleted", tree(p("a", "甲"), p("c", "丙"), p("d", "丁")), base(), "a=甲;c=丙;d=丁", 0},
		{"deleted, data changed", tree(p("a", "甲"), p("c", "丙"), p("d", "丁")), tree(p("a", "甲"), p("b", "乙2"), p("c", "丙"), p("d", "丁")), "a=甲;c=丙;d=丁", 1},
		{"added stays after its predecessor", tree(p("a", "甲"), p("b", "乙"), p("b.added.1", "新一"), p("b.added.2", "新二"), p("c", "丙"), p("d", "丁")), tree(p("a", "甲"), p("b", "乙"), p("n", "插"), p("c", "丙"), p("d", "丁")), "a=甲;b=乙;b.added.1=新一;b.added.2=新二;n=插;c=丙;d=丁", 0},
		{"added where the predecessor is gone", tree(p("a", "甲"), p("b", "乙"), p("b.added.1", "新"), p("c", "丙"), p("d", "丁")), tree(p("a", "甲"), p("c", "丙"), p("d", "丁")), "a=甲;b.added.1=新;c=丙;d=丁", 0},
		{"added at the start", tree(p("start.added.1", "新"), p("a", "甲"), p("b", "乙"), p("c", "丙"), p("d", "丁")), base(), "start.added.1=新;a=甲;b=乙;c=丙;d=丁", 0},
		{"moved stays moved", tree(p("b", "乙"), p("c", "丙"), p("d", "丁"), p("a", "甲")), tree(p("a", "甲2"), p("b", "乙"), p("c", "丙"), p("d", "丁")), "b=乙;c=丙;d=丁;a=甲2", 0},
		{"no longer generated, untouched", base(), tree(p("a", "甲"), p("c", "丙"), p("d", "丁")), "a=甲;c=丙;d=丁", 0},
		{"no longer generated, edited", tree(p("a", "甲"), p("b", "乙改"), p("c", "丙"), p("d", "丁")), tree(p("a", "甲"), p("c", "丙"), p("d", "丁")), "a=甲;b=乙改;c=丙;d=丁", 1},
		{"generated anew", base(), tree(p("z", "始"), p("a", "甲"), p("b", "乙"), p("c", "丙"), p("d", "丁")), "z=始;a=甲;b=乙;c=丙;d=丁", 0},
		{"page breaks are not read back", base(), tree(p("a", "甲"), document.PageBreak{ID: "x"}, p("b", "乙"), p("c", "丙"), p("d", "丁")), "a=甲;x=;b=乙;c=丙;d=丁", 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, how := document.Merge(document.Passages(base()), tt.reviewed, tt.fresh)
			if told(got) != tt.want {
				t.Errorf("got %s, want %s", told(got), tt.want)
			}
			if len(how.Conflicts) != tt.conflicts {
				t.Errorf("got conflicts %+v, want %d", how.Conflicts, tt.conflicts)
			}
		})
	}
}

func TestMergeByCell(t *testing.T) {
	const base = "甲,1|乙,2|丙,3"
	for _, tt := range []struct {
		name, reviewed, fresh, want string
		conflicts                   int
	}{
		{"edited cell, other cells follow", "甲,1|乙,2改|丙,3", "甲,9|乙,2|丙,3", "甲,9,乙,2改,丙,3", 0},
		{"both changed one cell", "甲,1|乙,2改|丙,3", "甲,1|乙,7|丙,3", "甲,1,乙,2改,丙,3", 1},
		{"emptied cell", "甲,1|乙,|丙,3", base, "甲,1,乙,—,丙,3", 0},
		{"row found again by its first cell", "甲,1|乙,2改|丙,3", "丙,3|乙,2|丁,4|甲,1", "丙,3,乙,2改,丁,4,甲,1", 0},
		{"row gone", "甲,1|乙,2改|丙,3", "甲,1|丙,3", "甲,1,丙,3", 1},
		{"row added by the reviewer", "甲,1|乙,2|新,0|丙,3", base, "甲,1,乙,2,新,0,丙,3", 0},
		{"row added, data changed", "甲,1|乙,2|新,0|丙,3", "甲,5|乙,2|丙,3", "甲,5,乙,2,新,0,丙,3", 0},
		{"row deleted, data changed", "甲,1|丙,3", "甲,5|乙,7|丙,3", "甲,5,丙,3", 0},
		{"row added, edited cell changed too", "甲,1改|乙,2|新,0|丙,3", "甲,5|乙,2|丙,3|丁,4", "甲,1改,乙,2,新,0,丙,3", 2},
		{"untouched", base, "甲,5|丁,2", "甲,5,丁,2", 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, how := document.Merge(document.Passages(tree(gridOf("t", base))), tree(gridOf("t", tt.reviewed)), tree(gridOf("t", tt.fresh)))
			if want := "t=" + tt.want; told(got) != want {
				t.Errorf("got %s, want %s", told(got), want)
			}
			if len(how.Conflicts) != tt.conflicts {
				t.Errorf("got conflicts %+v, want %d", how.Conflicts, tt.conflicts)
			}
		})
	}
}

func TestDeletedNoteStaysDeletedAndCellsFollow(t *testing.T) {
	with := func(rows, note string) document.Table {
		tab := gridOf("t", rows)
		if note != "" {
			tab.Note = []document.Inline{document.Text(note)}
		}
		return tab
	}
	got, how := document.Merge(document.Passages(tree(with("甲,1", "按合计计算"))), tree(with("甲,1", "")), tree(with("甲,2", "按合计计算")))
	if told(got) != "t=甲,2" || len(how.Kept) != 1 || how.Kept[0] != "t#note" {
		t.Errorf("got %s, kept %v", told(got), how.Kept)
	}
}

func TestMergeLeavesItsSourcesAlone(t *testing.T) {
	base, fresh, reviewed := tree(gridOf("t", "甲,1")), tree(gridOf("t", "甲,1")), tree(gridOf("t", "甲,9"))
	document.Merge(document.Passages(base), reviewed, fresh)
	if diff := cmp.Diff(told(base), told(fresh)); diff != "" {
		t.Error(diff)
	}
}

// rate is 按时办结率99.52%。 as generated,见表1。 behind it.
func rate(id string, value int64) document.Block {
	return para(document.ID(id), document.Text("按时办结率"), document.Num{Q: zhixiao.Quantity{Key: "B101@110105/2026Q3", Value: zhixiao.Decimal{N: value, Places: 2}, Unit: "%"}, WithUnit: true}, document.Text("，见"), document.Ref{Target: "t"}, document.Text("。"))
}

func TestMergedTextKeepsItsNumbersAndReferencesBound(t *testing.T) {
	generated := tree(rate("p", 9952), gridOf("t", "甲,1"))
	reviewed := tree(said("p", "全区按时办结率高达99.52%，详见表1。"), gridOf("t", "甲,1"))
	// A table in front makes 表1 表2; the sense is the same, so there is no conflict.
	fresh := tree(gridOf("n", "新,1"), rate("p", 9952), gridOf("t", "甲,1"))
	got, how := document.Merge(document.Passages(generated), reviewed, fresh)
	if want := "n=新,1;p=全区按时办结率高达99.52%，详见表2。;t=甲,1"; told(got) != want || len(how.Conflicts) > 0 {
		t.Errorf("got %s with %+v", told(got), how.Conflicts)
	}
	if q := document.Quantities(got); len(q) != 1 || q[0].Key != "B101@110105/2026Q3" {
		t.Errorf("the number is no longer bound: %+v", q)
	}
	if got.Budget != (document.Budget{}) || len(how.Kept) != 1 {
		t.Errorf("got budget %v, kept %v", got.Budget, how.Kept)
	}
}

func TestReferenceToADeletedTableIsReported(t *testing.T) {
	generated := tree(rate("p", 9952), gridOf("t", "甲,1"))
	got, how := document.Merge(document.Passages(generated), tree(said("p", "按时办结率99.52%，见表1。")), generated)
	if want := "p=按时办结率99.52%，见表1。"; told(got) != want || len(how.Conflicts) != 1 || !strings.Contains(how.Conflicts[0].Why, "表1已被审核人删除") {
		t.Errorf("got %s with %+v", told(got), how.Conflicts)
	}
	if err := document.Check(got); err != nil {
		t.Error(err)
	}
}

func TestParagraphTypedIntoAListIsAnItem(t *testing.T) {
	list := func(items ...string) document.List {
		l := document.List{ID: "l", Numbered: true}
		for _, s := range items {
			l.Items = append(l.Items, []document.Inline{document.Text(s)})
		}
		return l
	}
	base := tree(list("一", "二"), said("p", "甲"))
	reviewed := tree(list("一"), said("l.added.1", "新"), list("二"), said("p", "甲"))
	got, _ := document.Merge(document.Passages(base), reviewed, base)
	if want := "l=一,新,二;p=甲"; told(got) != want {
		t.Errorf("got %s, want %s", told(got), want)
	}
}

func TestTwoParagraphsOfOneNameBothStay(t *testing.T) {
	base := tree(said("a", "甲"))
	got, _ := document.Merge(document.Passages(base), tree(said("a", "甲"), said("a.added.1", "新"), said("a.added.1", "旧")), base)
	if want := "a=甲;a.added.1=新;a.added.1.x2=旧"; told(got) != want {
		t.Errorf("got %s, want %s", told(got), want)
	}
}

func TestAddedToTheAppendixStaysThere(t *testing.T) {
	base := &document.Document{Body: []document.Block{said("a", "甲")}, Appendix: []document.Block{said("x", "附")}}
	reviewed := &document.Document{Body: base.Body, Appendix: []document.Block{said("x", "附"), said("x.added.1", "新")}}
	got, _ := document.Merge(document.Passages(base), reviewed, base)
	if want := "a=甲;‖;x=附;x.added.1=新"; told(got) != want {
		t.Errorf("got %s, want %s", told(got), want)
	}
}

func TestAlteredNumbersAreNamed(t *testing.T) {
	old := document.Passages(tree(rate("p", 9952), gridOf("t", "甲,1")))[0]
	for text, want := range map[string]string{
		"按时办结率99.52%，见表1。":       "[] []",
		"按时办结率达到99.52%（见表1）。":    "[] []",
		"按时办结率99.53%，见表1。":       "[99.52%] [99.53]",
		"按时办结率199.52%，见表1。":      "[99.52%] [199.52]",
		"按时办结率接近百分之百，见表1。":       "[99.52%] []",
		"按时办结率99.52%，比上年高3，见表1。": "[] [3]",
		"按时办结率９９.５２%，见表1。":       "[] []",
	} {
		altered, unbound := document.Altered(old, text)
		var keys []string
		for _, a := range altered {
			keys = append(keys, a.Text)
		}
		if got := fmt.Sprint(keys, unbound); got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
}
