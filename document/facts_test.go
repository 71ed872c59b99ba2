package document_test

import (
	"slices"
	"testing"

	"zhixiao"
	"zhixiao/document"
)

func fact(key string, n int64, unit string) document.Num {
	return document.Num{Q: zhixiao.Quantity{Key: zhixiao.Key(key), Value: zhixiao.Int(n), Unit: unit}}
}

// Every key is listed with what is printed and with its place as a reader counts
// it; said again alike it is listed once, said otherwise it is listed again.
func TestFactsSayWhatIsPrintedWhere(t *testing.T) {
	told := document.Told{Key: "task.state[ZL-1]@110000/2026-10-31", Text: "整改中"}
	d := &document.Document{
		Body: []document.Block{
			document.Heading{ID: "h1", Level: 1, Text: []document.Inline{document.Text("总体情况")}},
			document.Heading{ID: "h2", Level: 2, Text: []document.Inline{document.Text("诉求")}},
			document.Para{ID: "p1", Inlines: []document.Inline{document.Text("共"), fact("a@1/2026Q3", 5, "件")}},
			document.Para{ID: "p2", Inlines: []document.Inline{document.Text("下降"), document.Num{Q: zhixiao.Quantity{Key: "d@1/2026Q3", Value: zhixiao.Int(-3)}, Form: document.Magnitude}, fact("a@1/2026Q3", 5, "件")}},
			document.List{ID: "l", Items: [][]document.Inline{{document.Text("无")}, {fact("a@1/2026Q3", 6, "件")}}},
			document.Table{ID: "t", Caption: "任务", Columns: make([]document.Column, 2), Rows: [][]document.Cell{
				{{Inlines: []document.Inline{document.Text("甲")}}, {Inlines: []document.Inline{told}}},
				{{Inlines: []document.Inline{document.Text("乙")}}, {Inlines: []document.Inline{document.Num{Q: zhixiao.Absent("b@1/2026Q3", "%", zhixiao.NotProvided)}}}},
			}},
			document.Figure{ID: "f", Caption: "图", Graphic: document.Chart{Series: []document.Series{{Points: []zhixiao.Quantity{{Key: "c@1/2026Q3", Value: zhixiao.Int(7)}}}}}},
		},
	}
	want := []document.Fact{
		{Key: "a@1/2026Q3", Text: "5", Unit: "件", Block: "p1", Place: "一（一）第1段"},
		{Key: "d@1/2026Q3", Text: "-3", Block: "p2", Place: "一（一）第2段"},
		{Key: "a@1/2026Q3", Text: "6", Unit: "件", Block: "l", Place: "一（一）第3段第2项"},
		{Key: told.Key, Text: "整改中", Block: "t", Place: "表1第1行"},
		{Key: "b@1/2026Q3", Text: "—", Unit: "%", Block: "t", Place: "表1第2行"},
		{Key: "c@1/2026Q3", Text: "7", Block: "f", Place: "图1"},
	}
	if got := document.Facts(d); !slices.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
	if text := document.InlineText(told, nil); text != "整改中" {
		t.Errorf("told reads %q", text)
	}
}
