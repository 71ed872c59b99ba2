package document_test

import (
	"strings"
	"testing"

	"zhixiao"
	"zhixiao/document"
)

func num(n int64) document.Num {
	return document.Num{Q: zhixiao.Quantity{Value: zhixiao.Int(n), Unit: "件"}}
}

func cells(in ...document.Inline) []document.Cell {
	row := make([]document.Cell, len(in))
	for i, x := range in {
		row[i].Inlines = []document.Inline{x}
	}
	return row
}

func para(id document.ID, in ...document.Inline) document.Para {
	return document.Para{ID: id, Inlines: in}
}

func TestCountWordsByWordsRule(t *testing.T) {
	for text, want := range map[string]int{
		"按时办结率99.52%，居第3位。": 12,
		"":                  0,
		"abc def":           2,
		"A4纸2张":             4,
		"“好差评”":             5,
		"2026年第三季度（7月1日至9月30日）": 17,
		"——":     2,
		"n=1059": 1,
	} {
		if got := document.CountWords(text); got != want {
			t.Errorf("%q: got %d, want %d", text, got, want)
		}
	}
}

func TestNumbersOfAReportAndABook(t *testing.T) {
	body := []document.Block{
		document.Heading{ID: "p", Level: 1, Plain: true}, document.Heading{ID: "h1", Level: 1},
		document.Table{ID: "t1"}, document.Heading{ID: "h11", Level: 2}, document.Heading{ID: "h111", Level: 3},
		document.Heading{ID: "h1111", Level: 4}, document.Figure{ID: "f1"}, document.Heading{ID: "h2", Level: 1},
		document.Heading{ID: "h21", Level: 2}, document.Table{ID: "t2"},
	}
	appendix := []document.Block{document.Heading{ID: "a1", Level: 1}, document.Table{ID: "at"}, document.Figure{ID: "af"}}
	for _, tt := range []struct {
		scheme document.Numbering
		want   string
	}{
		{document.ReportNumbers, "|一、|（一）|1.|（1）|二、|（一）|附1　|表1|表2|图1|附表1|图A-1"},
		{document.BookNumbers, "|第一章　|（一）|1.|（1）|第二章　|（一）|附录1　|表1-1|表2-1|图1-1|附表1|图A-1"},
	} {
		n := document.Number(&document.Document{Numbers: tt.scheme, Body: body, Appendix: appendix})
		var got []string
		for _, id := range []document.ID{"p", "h1", "h11", "h111", "h1111", "h2", "h21", "a1"} {
			got = append(got, n.Heading(id))
		}
		for _, id := range []document.ID{"t1", "t2", "f1", "at", "af"} {
			got = append(got, n.Label(id))
		}
		if s := strings.Join(got, "|"); s != tt.want {
			t.Errorf("scheme %d: got %s, want %s", tt.scheme, s, tt.want)
		}
	}
	for n, want := range map[int]string{1: "一", 10: "十", 12: "十二", 20: "二十", 48: "四十八", 100: "100"} {
		if got := document.ChineseNumeral(n); got != want {
			t.Errorf("%d: got %s, want %s", n, got, want)
		}
	}
}

func TestCheckNamesEveryFault(t *testing.T) {
	columns := []document.Column{{Width: 1}, {Width: 1}}
	for _, tt := range []struct {
		name string
		body []document.Block
		want string
	}{
		{"repeated id", []document.Block{para("a", document.Text("甲")), para("a", document.Text("乙"))}, "段落标识重复"},
		{"bad id", []document.Block{para("第一段", document.Text("甲"))}, "不合规则"},
		{"dangling reference", []document.Block{para("a", document.Ref{Target: "none"})}, "不存在"},
		{"level", []document.Block{document.Heading{ID: "h", Level: 5, Text: []document.Inline{document.Text("甲")}}}, "标题级别5"},
		{"ragged table", []document.Block{document.Table{ID: "t", Caption: "表", Columns: columns, Rows: [][]document.Cell{cells(num(1))}}}, "第1行有1列"},
		{"span below the end", []document.Block{document.Table{ID: "t", Caption: "表", Columns: columns,
			Rows: [][]document.Cell{{{Inlines: []document.Inline{num(1)}, RowSpan: 2}, {Inlines: []document.Inline{num(2)}}}}}}, "超出最后一行"},
		{"empty cell", []document.Block{document.Table{ID: "t", Caption: "表", Columns: columns, Rows: [][]document.Cell{cells(num(1), document.Text(""))}}}, "空白单元格"},
		{"wrong sum", []document.Block{document.Table{ID: "t", Caption: "表", Columns: columns, Rows: [][]document.Cell{cells(num(1), num(2)), cells(num(3), num(5))},
			Sums: []document.Sum{{Total: document.CellAt{Row: 1, Index: 1}, Parts: []document.CellAt{{Row: 0, Index: 1}, {Row: 1, Index: 0}, {Row: 0, Index: 0}}}}}}, "不等于合计5"},
		{"control character", []document.Block{para("a", document.Text("甲\n乙"))}, "控制字符U+000A"},
		{"figure without source", []document.Block{document.Figure{ID: "f", Caption: "图", Alt: "升", Graphic: document.Chart{}}}, "图缺数据来源"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			err := document.Check(&document.Document{Body: tt.body})
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %q in it", err, tt.want)
			}
		})
	}
}

func TestCheckPassesASoundTree(t *testing.T) {
	d := &document.Document{
		Budget: document.Budget{Min: 5, Target: 8, Max: 40},
		Body: []document.Block{
			document.Heading{ID: "h", Level: 1, Text: []document.Inline{document.Text("总体情况")}},
			para("p", document.Text("诉求"), num(6), document.Text("件，见"), document.Ref{Target: "t"}, document.Text("。")),
			document.Table{ID: "t", Caption: "构成", Columns: []document.Column{{Width: 1}, {Width: 1}},
				Rows: [][]document.Cell{
					{{Inlines: []document.Inline{document.Text("甲")}, RowSpan: 2}, {Inlines: []document.Inline{num(2)}}},
					{{Inlines: []document.Inline{num(4)}}},
					cells(document.Text("合计"), num(6)),
				},
				Sums: []document.Sum{{Total: document.CellAt{Row: 2, Index: 1}, Parts: []document.CellAt{{Row: 0, Index: 1}, {Row: 1, Index: 0}}}}},
		},
	}
	if err := document.Check(d); err != nil {
		t.Error(err)
	}
	if got := len(document.Quantities(d)); got != 4 {
		t.Errorf("quantities: got %d, want 4", got)
	}
	d.Budget.Min = 1000
	if err := document.Check(d); err == nil {
		t.Error("a text below its budget must be a fault")
	}
}

func TestNumForms(t *testing.T) {
	q := zhixiao.Quantity{Value: zhixiao.Decimal{N: -35, Places: 2}, Unit: "个百分点"}
	for _, tt := range []struct {
		n    document.Num
		want string
	}{
		{document.Num{Q: q}, "-0.35"},
		{document.Num{Q: q, WithUnit: true, Form: document.Magnitude}, "0.35个百分点"},
		{document.Num{Q: q, Form: document.Signed}, "-0.35"},
		{document.Num{Q: zhixiao.Quantity{Missing: zhixiao.NotProvided, Unit: "%"}, WithUnit: true}, "—"},
		{document.Num{Q: zhixiao.Quantity{Missing: zhixiao.SmallSample, N: 12}}, "样本不足（n=12）"},
	} {
		if got := tt.n.Text(); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}
