package proof_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/document/proof"
)

// num is a bound number of a unit's code.
func num(what, unit string, v zhixiao.Decimal, label string) document.Num {
	return document.Num{Q: zhixiao.Quantity{Key: zhixiao.Key(what + "@" + unit + "/2026Q3"), Value: v, Unit: label}}
}

func whole(what, unit string, n int64) document.Num { return num(what, unit, zhixiao.Int(n), "") }

// three districts whose values of B101 are 98, 99 and 97, and one more paragraph
// in the first; ranks are proved against them.
func three(extra ...document.Inline) []*document.Document {
	var docs []*document.Document
	for i, code := range []string{"110101", "110102", "110105"} {
		d := doc(code, []document.Inline{document.Text("按时办结率为"), num("B101", code, zhixiao.Int([]int64{98, 99, 97}[i]), "%"), document.Text("。")})
		d.Unit.Code = code
		docs = append(docs, d)
	}
	docs[0].Body = append(docs[0].Body, document.Heading{ID: "h", Level: 1, Text: []document.Inline{document.Text("总体情况")}}, document.Para{ID: "extra", Inlines: extra})
	return docs
}

func rank(unit string, n int64) document.Num {
	r := whole("B101.rank", unit, n)
	r.Q.N = 3
	return r
}

// structural are the rules of whole sets, which these small documents always break.
func without(findings []proof.Finding, ignored ...string) string {
	var kept []string
	for _, f := range findings {
		skip := false
		for _, i := range append(ignored, "独有实体不足", "雷同") {
			skip = skip || f.Rule == i
		}
		if !skip {
			kept = append(kept, f.Rule)
		}
	}
	return strings.Join(kept, " ")
}

func TestRanksAgreeWithValues(t *testing.T) {
	w := words
	w.Better = map[string]int{"B101": 1}
	for _, tt := range []struct {
		name string
		in   []document.Inline
		want string
	}{
		{"right place", []document.Inline{document.Text("居第"), rank("110101", 2), document.Text("位。")}, ""},
		{"wrong place", []document.Inline{document.Text("居第"), rank("110101", 3), document.Text("位。")}, "名次不符"},
		{"tied without a peer", []document.Inline{document.Text("并列第"), rank("110101", 2), document.Text("位。")}, "并列不符"},
		{"another unit's place", []document.Inline{document.Text("西城区居第"), rank("110102", 1), document.Text("位。")}, "别家名次"},
		{"a place that is no rank", []document.Inline{document.Text("居第"), whole("count.x", "110101", 2), document.Text("位。")}, "名次未绑定"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			found := proof.Read(three(tt.in...), w)
			if got := without(found); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			for _, f := range found {
				if f.Block == "extra" && f.Under != "一、总体情况" {
					t.Errorf("%s stands under %q", f.Rule, f.Under)
				}
			}
		})
	}
}

func TestATieMustBeTold(t *testing.T) {
	w := words
	w.Better = map[string]int{"B101": -1}
	docs := three(document.Text("居第"), rank("110101", 2), document.Text("位。"))
	docs[1].Body[0] = document.Para{ID: "pa", Inlines: []document.Inline{num("B101", "110102", zhixiao.Int(98), "%")}}
	if got := without(proof.Read(docs, w)); got != "并列不符" {
		t.Errorf("got %q", got)
	}
}

func TestDifferencesAndDirections(t *testing.T) {
	gap := func(n int64, form document.NumForm) document.Num {
		q := zhixiao.Quantity{Key: "B101.gap@110101/2026Q3", Value: zhixiao.Int(n), Unit: "百分点", From: []zhixiao.Key{"B101@110101/2026Q3", "B101@110102/2026Q3"}}
		return document.Num{Q: q, Form: form}
	}
	for _, tt := range []struct {
		name string
		in   []document.Inline
		want string
	}{
		{"right", []document.Inline{document.Text("低于全市平均水平"), gap(-1, document.Magnitude), document.Text("个百分点。")}, ""},
		{"wrong difference", []document.Inline{document.Text("低于全市平均水平"), gap(-2, document.Magnitude), document.Text("个百分点。")}, "差值不符"},
		{"wrong direction", []document.Inline{document.Text("高于全市平均水平"), gap(-1, document.Magnitude), document.Text("个百分点。")}, "升降不符"},
		{"wrong word for a rise", []document.Inline{document.Text("较上季度下降"), whole("x.change", "110101", 3), document.Text("分。")}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := without(proof.Read(three(tt.in...), words)); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
	fell := whole("x.change", "110101", 3)
	fell.Form = document.Magnitude
	if got := without(proof.Read(three(document.Text("较上季度下降"), fell, document.Text("分。")), words)); got != "升降不符" {
		t.Errorf("a rise told as a fall: got %q", got)
	}
}

// tableOf makes a table from a header and rows; ints become bound counts, strings
// stay text.
func tableOf(caption, note string, head []string, rows ...[]any) document.Table {
	t := document.Table{ID: "t", Caption: caption}
	row := func(cells []any, strong bool) []document.Cell {
		var out []document.Cell
		for _, c := range cells {
			switch c := c.(type) {
			case string:
				out = append(out, document.Cell{Inlines: []document.Inline{document.Text(c)}, Strong: strong})
			case int:
				out = append(out, document.Cell{Inlines: []document.Inline{num(fmt.Sprintf("n%d", len(t.Rows)*10+len(out)), "110101", zhixiao.Int(int64(c)), "件")}})
			case document.Num:
				out = append(out, document.Cell{Inlines: []document.Inline{c}})
			}
		}
		return out
	}
	var names []any
	for _, h := range head {
		names = append(names, h)
		t.Columns = append(t.Columns, document.Column{Width: 1})
	}
	t.Header = [][]document.Cell{row(names, true)}
	for _, r := range rows {
		t.Rows = append(t.Rows, row(r, false))
	}
	if note != "" {
		t.Note = []document.Inline{document.Text(note)}
	}
	return t
}

func TestTables(t *testing.T) {
	w := words
	w.Better = map[string]int{"B101": 1}
	value := func(unit string, n int64) document.Num { return whole("B101", unit, n) }
	for _, tt := range []struct {
		name  string
		table document.Table
		want  string
	}{
		{"sound", tableOf("诉求居前三类", "占比仅列前三类。", []string{"序号", "类别", "件数（件）", "占比（%）"}, []any{"1", "甲", 9, 45}, []any{"2", "乙", 6, 30}), ""},
		{"not in order", tableOf("诉求居前三类", "占比仅列前三类。", []string{"序号", "类别", "件数（件）", "占比（%）"}, []any{"1", "甲", 6, 30}, []any{"2", "乙", 9, 45}), "表序不符"},
		{"a number left out", tableOf("诉求", "", []string{"序号", "类别", "件数（件）"}, []any{"1", "甲", 9}, []any{"3", "乙", 6}), "序号不连续"},
		{"total", tableOf("诉求", "", []string{"区域", "件数（件）"}, []any{"甲", 9}, []any{"乙", 6}, []any{"合计", 15}), ""},
		{"wrong total", tableOf("诉求", "", []string{"区域", "件数（件）"}, []any{"甲", 9}, []any{"乙", 6}, []any{"合计", 16}), "合计不符"},
		{"explained total", tableOf("诉求", "跨区诉求重复计数，分项之和不等于合计。", []string{"区域", "件数（件）"}, []any{"甲", 9}, []any{"乙", 6}, []any{"合计", 14}), ""},
		{"more than a whole", tableOf("诉求", "", []string{"类别", "占比（%）"}, []any{"甲", 70}, []any{"乙", 40}), "占比超百"},
		{"less than a whole", tableOf("诉求", "", []string{"类别", "占比（%）"}, []any{"甲", 30}, []any{"乙", 40}), "占比不足百"},
		{"typed number", tableOf("诉求", "", []string{"区域", "件数（件）"}, []any{"甲", 9}, []any{"乙", "6"}), "表内数字未绑定"},
		{"ranks in order", tableOf("得分", "", []string{"单位", "值", "名次"}, []any{"甲", value("110101", 98), rank("110101", 2)}, []any{"乙", value("110102", 99), rank("110102", 1)}), ""},
		{"ranks against values", tableOf("得分", "", []string{"单位", "值", "名次"}, []any{"甲", value("110101", 98), rank("110101", 1)}, []any{"乙", value("110102", 99), rank("110102", 2)}), "表内名次不符"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := doc("总报告")
			d.Unit = zhixiao.Unit{Kind: zhixiao.City, Code: zhixiao.CityCode}
			d.Kind = "quarter-general"
			d.Body = []document.Block{document.Para{ID: "p", Inlines: []document.Inline{document.Text("见"), document.Ref{Target: "t"}, document.Text("。")}}, tt.table}
			if got := without(proof.Read([]*document.Document{d}, w)); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestRemediesHaveFiveParts(t *testing.T) {
	goal := num("B201.target", zhixiao.CityCode, zhixiao.Int(90), "%")
	for _, tt := range []struct {
		name string
		in   []document.Inline
		want string
	}{
		{"complete", []document.Inline{document.Text("建议由区市场监管局会同区政务服务局，于2026年11月11日前公布审查要点，形成合格样张，并以首次受理通过率达到"), goal, document.Text("以上作为验收标准。")}, ""},
		{"without support", []document.Inline{document.Text("建议由区市场监管局于2026年11月11日前公布审查要点，形成合格样张，并以首次受理通过率达到"), goal, document.Text("以上作为验收标准。")}, ""},
		{"no lead", []document.Inline{document.Text("应于2026年11月11日前公布审查要点，形成合格样张，并以首次受理通过率达到"), goal, document.Text("以上作为验收标准。")}, "缺牵头单位"},
		{"no deadline", []document.Inline{document.Text("建议由区市场监管局尽快公布审查要点，形成合格样张，并以首次受理通过率达到"), goal, document.Text("以上作为验收标准。")}, "缺完成时限"},
		{"no action", []document.Inline{document.Text("建议由区市场监管局于2026年11月11日前研究此事，形成合格样张，并以首次受理通过率达到"), goal, document.Text("以上作为验收标准。")}, "缺措施"},
		{"no output", []document.Inline{document.Text("建议由区市场监管局于2026年11月11日前公布审查要点，并以首次受理通过率达到"), goal, document.Text("以上作为验收标准。")}, "缺产出"},
		{"no measure", []document.Inline{document.Text("建议由区市场监管局于2026年11月11日前公布审查要点，形成合格样张。")}, "缺成效判据"},
		{"a measure without target", []document.Inline{document.Text("建议由区市场监管局于2026年11月11日前公布审查要点，形成合格样张，并以首次受理通过率提高为准。")}, "缺成效判据"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := doc("朝阳区")
			d.Body = []document.Block{document.Para{ID: "district.110105.advice.correction", Inlines: tt.in}}
			found := proof.Read([]*document.Document{d}, words)
			got := ""
			for _, f := range found {
				if f.Rule == "建议缺要素" {
					got, _, _ = strings.Cut(f.Text, "：")
				}
			}
			if got != tt.want || tt.want != "" && proof.Blocks(found) == 0 {
				t.Errorf("got %v, want %q", found, tt.want)
			}
		})
	}
}

func TestCausesHaveEvidence(t *testing.T) {
	for _, tt := range []struct {
		name string
		in   []document.Inline
		want string
	}{
		{"a number", []document.Inline{document.Text("退回集中于一项材料，占"), num("x", "110105", zhixiao.Int(62), "%"), document.Text("。")}, ""},
		{"a case", []document.Inline{document.Text("访员当场被要求另附材料（TY-202608-R07-03）。")}, ""},
		{"nothing", []document.Inline{document.Text("退回偏多，反映审查要点未向申请人明示。")}, "成因无证据"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := doc("朝阳区")
			d.Body = []document.Block{document.Para{ID: "district.110105.cause.correction", Inlines: tt.in}}
			if got := rules(proof.Read([]*document.Document{d}, words)); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestEnumerations(t *testing.T) {
	for _, tt := range []struct {
		name  string
		paras []string
		want  string
	}{
		{"over paragraphs", []string{"一是指南不全。", "二是口径不一。"}, ""},
		{"one is missing", []string{"一是指南不全；三是口径不一。"}, "序号不连续"},
		{"alone", []string{"一是指南不全。"}, "只有一项"},
		{"no first", []string{"二是口径不一。"}, "序号不连续"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var paras [][]document.Inline
			for _, p := range tt.paras {
				paras = append(paras, []document.Inline{document.Text(p)})
			}
			if got := rules(proof.Read([]*document.Document{doc("朝阳区", paras...)}, words)); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestFigures(t *testing.T) {
	q := func(key string, n int64) zhixiao.Quantity {
		return zhixiao.Quantity{Key: zhixiao.Key(key), Value: zhixiao.Int(n), Unit: "%"}
	}
	chart := func(kind document.ChartKind, points ...zhixiao.Quantity) document.Chart {
		return document.Chart{Kind: kind, Labels: []string{"甲", "乙", "丙"}[:len(points)], Series: []document.Series{{Name: "占比", Points: points}}}
	}
	for _, tt := range []struct {
		name  string
		chart document.Chart
		ref   bool
		want  string
	}{
		{"sound", chart(document.PieChart, q("a@x/2026Q3", 60), q("b@x/2026Q3", 40)), true, ""},
		{"no story", chart(document.ColumnChart, q("", 60)), true, "图中数字未绑定"},
		{"more than a whole", chart(document.PieChart, q("a@x/2026Q3", 70), q("b@x/2026Q3", 50)), true, "占比超百"},
		{"rising Pareto", chart(document.ParetoChart, q("a@x/2026Q3", 40), q("b@x/2026Q3", 60)), true, "图序不符"},
		{"nobody looks", chart(document.ColumnChart, q("a@x/2026Q3", 60)), false, "图表未引用"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := doc("朝阳区")
			in := []document.Inline{document.Text("构成见图。")}
			if tt.ref {
				in = []document.Inline{document.Text("构成见"), document.Ref{Target: "f"}, document.Text("。")}
			}
			d.Body = []document.Block{document.Para{ID: "p", Inlines: in}, document.Figure{ID: "f", Caption: "构成", Source: "诉求库", Alt: "构成", Graphic: tt.chart}}
			if got := rules(proof.Read([]*document.Document{d}, words)); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestAChartAgreesWithTheText(t *testing.T) {
	d := doc("朝阳区", []document.Inline{document.Text("按时办结率为"), whole("B101", "110105", 98), document.Text("，见"), document.Ref{Target: "f"}, document.Text("。")})
	point := whole("B101", "110105", 97).Q
	d.Body = append(d.Body, document.Figure{ID: "f", Caption: "图", Source: "办件库", Alt: "图",
		Graphic: document.Chart{Kind: document.ColumnChart, Labels: []string{"甲"}, Series: []document.Series{{Name: "值", Points: []zhixiao.Quantity{point}}}}})
	if got := rules(proof.Read([]*document.Document{d}, words)); got != "数字不一致" {
		t.Errorf("got %q", got)
	}
}

func TestProblemsCausesAndRemediesMakeAChain(t *testing.T) {
	goal := num("B201.target", zhixiao.CityCode, zhixiao.Int(90), "%")
	problem := []document.Inline{document.Text("食品经营许可变更补正退回集中在平面图，首次受理通过率偏低，为"), num("B201", "110105", zhixiao.Int(71), "%"), document.Text("。")}
	cause := []document.Inline{document.Text("审查要点没有写入样表，退回理由六成相同，占"), num("x", "110105", zhixiao.Int(62), "%"), document.Text("。")}
	remedies := []document.Inline{document.Text("建议由区市场监管局于2026年11月11日前公布审查要点，形成合格样张，并以首次受理通过率达到"), goal, document.Text("以上作为验收标准。")}
	para := func(role string, in []document.Inline) document.Block {
		return document.Para{ID: document.ID("district.110105." + role), Inlines: in}
	}
	for _, tt := range []struct {
		name string
		body []document.Block
		want string
	}{
		{"whole", []document.Block{para("problem.a.facts", problem), para("cause.a", cause), para("advice.a", remedies)}, ""},
		{"no cause", []document.Block{para("problem.a.facts", problem), para("problem.b.facts", problem), para("cause.a", cause), para("advice.a", remedies), para("advice.b", remedies)}, "问题链断裂"},
		{"no remedy", []document.Block{para("problem.a.facts", problem), para("problem.b.facts", problem), para("cause.a", cause), para("cause.b", cause), para("advice.a", remedies)}, "问题链断裂"},
		{"the problem once more", []document.Block{para("problem.a.facts", problem), para("cause.a", problem), para("advice.a", remedies)}, "成因即现象"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := doc("朝阳区")
			d.Body = tt.body
			if got := rules(proof.Read([]*document.Document{d}, words)); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestARedLightIsWrittenDown(t *testing.T) {
	table := tableOf("核心指标", "", []string{"指标", "本季度", "预警"}, []any{"按时办结率", 98, "绿"}, []any{"超长办件率", 3, "红"})
	for text, want := range map[string]string{"超长办件率触及红线，见": "", "各项平稳，见": "触红未写"} {
		d := doc("朝阳区")
		d.Body = []document.Block{document.Para{ID: "p", Inlines: []document.Inline{document.Text(text), document.Ref{Target: "t"}, document.Text("。")}}, table}
		if got := rules(proof.Read([]*document.Document{d}, words)); got != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}

func TestLongListsAreReadRowByRow(t *testing.T) {
	for _, tt := range []struct {
		name string
		rows [][]any
		want string
	}{
		{"sound", [][]any{{"1", "窗口让补材料，来回三趟。"}, {"2", "电话无人接听。"}}, ""},
		{"a telephone number", [][]any{{"1", "请回电13800138000。"}, {"2", "电话无人接听。"}}, "个人信息未脱敏"},
		{"a row left out", [][]any{{"1", "甲"}, {"3", "乙"}}, "序号不连续"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			table := tableOf("公众侧问题清单", "", []string{"序号", "描述"}, tt.rows...)
			table.Long, table.Rows = slices.Values(table.Rows), nil
			d := doc("朝阳区")
			d.Body = []document.Block{document.Para{ID: "p", Inlines: []document.Inline{document.Text("见"), document.Ref{Target: "t"}, document.Text("。")}}, table}
			if got := rules(proof.Read([]*document.Document{d}, words)); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
