package sample

import (
	"strings"

	"zhixiao"
	"zhixiao/document"
)

// Book is a book of n chapters, each of about ten pages: text of all levels,
// figures, tables upright and turned, lists, an appendix, and everything that
// stands before the body.
func Book(n int) *document.Document {
	d := &document.Document{
		Job: "book", Kind: "book", Title: "政务服务“好差评”质效监测评价中期分析报告", Subtitle: "（2026年）", Demo: true,
		Unit:    zhixiao.Unit{Code: "110000", Kind: zhixiao.City, Full: "全市"},
		Numbers: document.BookNumbers, TOC: true, Lists: true, Fields: fields(), Sign: []string{"项目负责人", "编　写", "审　核", "审　定"},
		Body: []document.Block{
			document.Heading{ID: "summary", Level: 1, Plain: true, Text: words("摘　要")},
			document.Para{ID: "summary.1", Inlines: words(prose(3))},
		},
		Appendix: []document.Block{
			document.Heading{ID: "a1", Level: 1, Text: words("指标说明")},
			table("a1.t", "指标一览", 40, false),
			document.Heading{ID: "a2", Level: 1, Text: words("方法与显著性")},
			document.Para{ID: "a2.p", Inlines: words(prose(6))},
			figure("a2.f", "抽样误差示意"),
		},
	}
	for i := range n {
		d.Body = append(d.Body, chapter(zhixiao.Int(int64(i+1)).String())...)
	}
	return d
}

func chapter(n string) []document.Block {
	id := func(role string) document.ID { return document.ID("c" + n + "." + role) }
	blocks := []document.Block{document.Heading{ID: id("h"), Level: 1, Text: words("监测结果之" + n)}}
	for i, part := range []string{"总体态势", "区域格局", "领域格局", "小结"} {
		p := string(rune('a' + i))
		blocks = append(blocks,
			document.Heading{ID: id(p), Level: 2, Text: words(part + "（" + n + "）")},
			document.Para{ID: id(p + ".1"), Inlines: append(words(prose(4)+"见"), document.Ref{Target: id(p + ".t")}, document.Text("和"), document.Ref{Target: id(p + ".f")}, document.Text("。"))},
			table(id(p+".t"), part+"分项结果之"+n, 12, i == 2),
			document.Heading{ID: id(p + ".s"), Level: 3, Text: words(part + "的变化（" + n + "）")},
			document.Para{ID: id(p + ".2"), Role: document.Lead, Inlines: append([]document.Inline{document.Strong("变化的来源。")}, words(prose(5))...)},
			figure(id(p+".f"), part+"走势之"+n),
			document.List{ID: id(p + ".l"), Numbered: true, Items: [][]document.Inline{words(prose(1)), words(prose(1))}},
		)
	}
	return blocks
}

// prose is n sentences that say nothing of anybody.
func prose(n int) string {
	return strings.Repeat("监测期内各项指标总体平稳，承诺、过程与体验三个环节的得分差距较上一季度收窄，个别事项的办理时限仍有压缩空间，须结合诉求和问卷继续核对。", n)
}

func table(id document.ID, caption string, rows int, turned bool) document.Table {
	t := document.Table{ID: id, Caption: caption, Unit: "分", Landscape: turned, Columns: []document.Column{{Width: 3}, {Width: 1, Align: document.End}, {Width: 1, Align: document.End}},
		Header: [][]document.Cell{{{Inlines: words("指标")}, {Inlines: words("本期")}, {Inlines: words("上期")}}}}
	for i := range rows {
		value := func(n int) document.Cell {
			return document.Cell{Inlines: []document.Inline{document.Num{Q: zhixiao.Quantity{Value: zhixiao.Decimal{N: int64(n), Places: 1}}}}}
		}
		t.Rows = append(t.Rows, []document.Cell{{Inlines: words("第" + zhixiao.Int(int64(i+1)).String() + "项指标")}, value(900 + i), value(890 + i)})
	}
	return t
}

func figure(id document.ID, caption string) document.Figure {
	var points []zhixiao.Quantity
	for i := range 4 {
		points = append(points, zhixiao.Quantity{Value: zhixiao.Decimal{N: int64(880 + 7*i), Places: 1}, Unit: "分"})
	}
	return document.Figure{ID: id, Caption: caption, Source: "数据来源：演示数据；n=1059。", Alt: caption + "：逐季上升",
		Graphic: document.Chart{Kind: document.LineChart, Title: caption, Labels: []string{"2025Q4", "2026Q1", "2026Q2", "2026Q3"}, Unit: "分",
			Series: []document.Series{{Name: "全市", Points: points}}}}
}
