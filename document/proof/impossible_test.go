package proof_test

import (
	"slices"
	"strings"
	"testing"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/document/proof"
)

func paper(inlines ...document.Inline) *document.Document {
	d := doc("110101", inlines)
	d.Unit.Code = "110101"
	return d
}

func text(s string) document.Inline { return document.Text(s) }

// ratio is a share with what it was counted from.
func ratio(what string, value zhixiao.Decimal, part, of int64) document.Num {
	n := num(what, "110101", value, "%")
	n.Q.Num, n.Q.Den = zhixiao.Int(part), zhixiao.Int(of)
	return n
}

func at(n document.Num, unit string) document.Num {
	what, _, period, _ := n.Q.Key.Split()
	n.Q.Key = zhixiao.Key(what + "@" + unit + "/" + period)
	return n
}

func cases(what string, n int64) document.Num { return num(what, "110101", zhixiao.Int(n), "件") }

func made(verb string, value int64, of ...document.Num) document.Num {
	q := cases(verb, value)
	for _, n := range of {
		q.Q.From = append(q.Q.From, n.Q.Key)
	}
	return q
}

// What cannot be is told whatever the data say; what only looks odd is not.
func TestImpossibleNumbers(t *testing.T) {
	all, a, b := cases("complaint.cases", 100), cases("complaint.cases[l2=0101]", 60), cases("complaint.cases[l2=0102]", 40)
	for _, tt := range []struct {
		name string
		in   []document.Inline
		want string
	}{
		{"a fall that is a rise", []document.Inline{text("由"), cases("x", 805), text("降至"), cases("y", 2115), text("。")}, "升降不符"},
		{"a fall that is none", []document.Inline{text("由"), cases("x", 26), text("件减少到"), cases("y", 26), text("。")}, "升降不符"},
		{"a rise that is a fall", []document.Inline{text("由"), cases("x", 9), text("件上升至"), cases("y", 8), text("。")}, "升降不符"},
		{"a true fall", []document.Inline{text("由"), cases("x", 2115), text("件降至"), cases("y", 805), text("。")}, ""},
		{"a change without direction", []document.Inline{text("由"), cases("x", 8), text("件变为"), cases("y", 9), text("。")}, ""},
		{"two numbers of two sentences", []document.Inline{text("共"), cases("x", 8), text("件。逾期降至"), cases("y", 9), text("。")}, ""},
		{"over 100 %", []document.Inline{ratio("part(a,b)", zhixiao.Int(107), 0, 0)}, "数值不可能"},
		{"more in part than there are", []document.Inline{ratio("B101", zhixiao.Int(0), 45, 44)}, "数值不可能"},
		{"growth of more than 100 %", []document.Inline{ratio("growth(a,b)", zhixiao.Int(250), 0, 0)}, ""},
		{"a quota more than met", []document.Inline{ratio("quota.visit.part", zhixiao.Int(104), 156, 150)}, ""},
		{"fewer than none", []document.Inline{cases("complaint.cases", -1)}, "数值不可能"},
		{"a change below nought", []document.Inline{num("B101.change", "110101", zhixiao.Int(-3), "百分点"), cases("diff(a,b)", -3)}, ""},
		{"over 100 points", []document.Inline{num("total", "110101", zhixiao.Int(101), "分")}, "数值不可能"},
		{"the fourth of three", []document.Inline{rank("110101", 4)}, "数值不可能"},
		{"the last of three", []document.Inline{rank("110101", 3)}, ""},
		{"parts that fill the whole", []document.Inline{all, a, b}, ""},
		{"parts over the whole", []document.Inline{all, a, b, cases("complaint.cases[l2=0103]", 1)}, "部分大于整体"},
		{"a part over the whole", []document.Inline{all, cases("complaint.cases[l2=0101;region=1]", 61), a}, "部分大于整体"},
		{"the same cases by two dimensions", []document.Inline{all, a, b, cases("complaint.cases[l1=01]", 100), cases("complaint.cases[l1=01;l2=0101]", 60), cases("complaint.cases[l1=01;month=2026-07]", 90)}, ""},
		{"values and their union", []document.Inline{all, a, b, cases("complaint.cases[l2=0101|0102]", 100)}, ""},
		{"a union over the whole", []document.Inline{all, cases("complaint.cases[l2=0101|0102]", 101)}, "部分大于整体"},
		{"parts of two wholes", []document.Inline{all, a, b, cases("complaint.cases[region=1]", 100)}, ""},
		{"parts without their whole", []document.Inline{a, b}, ""},
		{"districts over the city", []document.Inline{at(all, zhixiao.CityCode), a, all, at(all, "110102")}, "部分大于整体"},
		{"districts and domains of one city", []document.Inline{at(all, zhixiao.CityCode), all, at(all, "F23")}, ""},
		{"a sum that does not add up", []document.Inline{a, b, made("sum(a,b)", 101, a, b)}, "数值不可能"},
		{"a sum that does", []document.Inline{a, b, made("sum(a,b)", 100, a, b)}, ""},
		{"a sum of what is not printed", []document.Inline{a, made("sum(a,b)", 7, a, b)}, ""},
		{"a difference that is another", []document.Inline{all, a, made("diff(a,b)", 41, all, a)}, "数值不可能"},
		{"a difference", []document.Inline{all, a, made("diff(a,b)", 40, all, a)}, ""},
	} {
		var got []string
		for _, f := range proof.Impossible(paper(tt.in...)) {
			if f.Level != proof.Block || f.Block == "" || f.Text == "" {
				t.Errorf("%s: %+v", tt.name, f)
			}
			got = append(got, f.Rule)
		}
		if s := strings.Join(slices.Compact(got), " "); s != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, s, tt.want)
		}
	}
}

// A total that is no sum of its rows is found without any list of words.
func TestImpossibleTotals(t *testing.T) {
	row := func(name string, n int64) []document.Cell {
		return []document.Cell{{Inlines: []document.Inline{document.Text(name)}}, {Inlines: []document.Inline{cases("x"+name, n)}}}
	}
	d := paper(text("见表。"))
	d.Body = append(d.Body, document.Table{ID: "t", Caption: "件数", Unit: "件", Columns: make([]document.Column, 2),
		Header: [][]document.Cell{{{Inlines: []document.Inline{document.Text("类别")}}, {Inlines: []document.Inline{document.Text("件数（件）")}}}},
		Rows:   [][]document.Cell{row("甲", 3), row("乙", 4), row("合计", 8)}})
	found := proof.Impossible(d)
	if len(found) != 1 || found[0].Rule != "合计不符" || found[0].Block != "t" {
		t.Errorf("%+v", found)
	}
}
