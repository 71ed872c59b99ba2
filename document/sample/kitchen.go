package sample

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"iter"
	"slices"

	"zhixiao"
	"zhixiao/document"
)

// Kitchen is the kitchen sink: a document that holds every kind of block and inline
// there is, so that a writer that cannot print one of them is found out. Every
// figure of it can be drawn. It passes document.Check.
func Kitchen() *document.Document {
	period, _ := zhixiao.ParsePeriod("2026Q3")
	return &document.Document{
		Job: "quarter-district-110105-2026Q3", Kind: "quarter-district", Period: period,
		Unit:  zhixiao.Unit{Code: "110105", Kind: zhixiao.Region, Short: "朝阳区", Full: "朝阳区"},
		Title: "朝阳区政务服务质效监测评价报告", Subtitle: "（2026年第三季度）", TOC: true, Lists: true, Demo: true, Origin: "快照2026Q3第1版",
		Fields: fields(),
		Body: []document.Block{
			document.Heading{ID: "h0", Level: 1, Plain: true, Text: words("摘　要")},
			document.Para{ID: "p0", Inlines: []document.Inline{
				document.Text("按时办结率"), number(9952, 2, "%"), document.Text("，见"), document.Ref{Target: "t1"}, document.Text("和"), document.Ref{Target: "f1"},
				document.Text("。特殊字符：& < > \" '，“好差评”。"), document.Told{Key: "state@110105/2026Q3", Text: "整改中"}, document.Text("。"),
			}},
			document.Heading{ID: "h1", Level: 1, Text: words("总体情况")},
			document.Heading{ID: "h2", Level: 2, Text: words("承诺环节")},
			document.Para{ID: "lead", Role: document.Lead, Inlines: []document.Inline{document.Strong("承诺时限压缩明显。"), document.Text("平均承诺时限"), number(45, 1, "个工作日"), document.Text("。")}},
			spanned(),
			document.Heading{ID: "h3", Level: 3, Text: words("典型问题")},
			document.Heading{ID: "h4", Level: 4, Text: words("等候时间长")},
			document.List{ID: "list", Numbered: true, Items: [][]document.Inline{words("补齐材料清单；"), words("压减环节。")}},
			document.List{ID: "plain", Items: [][]document.Inline{words("不编号的一项。")}},
			document.Para{ID: "case", Role: document.Quote, Inlines: words("张女士反映，窗口要求重复提交材料。")},
			figure("f1", "办结率趋势"),
			document.PageBreak{ID: "pb"},
			document.Figure{ID: "f2", Caption: "现场照片", Graphic: document.Image{Name: "a.jpg", Data: photograph()}, Source: "数据来源：暗访。", Alt: "窗口", WidthMM: 80},
			document.Figure{ID: "f3", Caption: "各区综合得分示意图", Graphic: twoTiles(), Source: "数据来源：监测数据。", Alt: "颜色越深得分越高"},
			document.Para{ID: "sign", Role: document.Signoff, Inlines: words("2026年10月20日")},
		},
		Appendix: []document.Block{
			document.Heading{ID: "app", Level: 1, Text: words("指标一览表")},
			document.Table{ID: "t2", Caption: "全部指标", Landscape: true, Columns: []document.Column{{Width: 1}, {Width: 1}}, Header: [][]document.Cell{texts("编码", "名称")}, Rows: [][]document.Cell{texts("B101", "按时办结率")}},
			document.Para{ID: "appnote", Role: document.Note, Inlines: words("注：口径见方案。")},
			document.Table{ID: "t3", Caption: "问题清单", Columns: []document.Column{{Width: 1, Align: document.Center}, {Width: 4}}, Header: [][]document.Cell{texts("序号", "问题")}, Long: threeRows(), Small: true, Landscape: true, A3: true},
			document.Table{ID: "card", Plain: true, Columns: []document.Column{{Width: 1}}, Rows: [][]document.Cell{texts("审核人")}},
		},
	}
}

func number(n int64, places uint8, unit string) document.Num {
	return document.Num{Q: zhixiao.Quantity{Value: zhixiao.Decimal{N: n, Places: places}, Unit: unit}, WithUnit: true}
}

func texts(all ...string) []document.Cell {
	row := make([]document.Cell, len(all))
	for i, s := range all {
		row[i].Inlines = words(s)
	}
	return row
}

// spanned is a table with cells that reach over columns and rows.
func spanned() document.Table {
	return document.Table{ID: "t1", Caption: "主要指标", Unit: "件", Columns: []document.Column{{Width: 2}, {Width: 1, Align: document.End}, {Width: 1, Align: document.Center}},
		Header: [][]document.Cell{{{Inlines: words("指标"), RowSpan: 2}, {Inlines: words("数值"), ColSpan: 2}}, texts("本期", "上期")},
		Rows:   [][]document.Cell{{{Inlines: words("受理"), RowSpan: 2}, {Inlines: words("10")}, {Inlines: words("—")}}, texts("12", "11"), {{Inlines: words("合计"), Strong: true}, {Inlines: words("22"), ColSpan: 2}}},
		Note:   words("“—”表示数据未提供。")}
}

func threeRows() iter.Seq[[]document.Cell] {
	return slices.Values([][]document.Cell{texts("1", "电话占线。"), texts("2", "样表缺项。"), texts("3", "系统退件。")})
}

// photograph is a small JPEG, the same every time.
func photograph() []byte {
	img := image.NewGray(image.Rect(0, 0, 120, 80))
	for i := range img.Pix {
		img.Pix[i] = uint8(i % 251)
	}
	img.Set(3, 3, color.White)
	var b bytes.Buffer
	_ = jpeg.Encode(&b, img, nil) // a buffer takes everything
	return b.Bytes()
}

// twoTiles is a map of two units.
func twoTiles() *document.Map {
	tile := func(x float64, class, unit int) document.Polygon {
		return document.Polygon{Outer: []document.Point{{X: x, Y: 0}, {X: x + 20, Y: 0}, {X: x + 20, Y: 20}, {X: x, Y: 20}}, Class: class, Unit: unit}
	}
	unit := func(code, name string, n int64) document.MapUnit {
		q := zhixiao.Quantity{Key: zhixiao.NewKey("total", code, zhixiao.Period{}), Value: zhixiao.Decimal{N: n, Places: 1}, Unit: "分"}
		return document.MapUnit{Unit: zhixiao.Unit{Code: code, Short: name, Full: name, Kind: zhixiao.Region}, Value: q, All: []zhixiao.Quantity{q}}
	}
	return &document.Map{
		Title: "各区综合得分示意图（非行政区域界线）", Theme: "total", Unit: "分", Fields: []string{"total综合得分"},
		Units:   []document.MapUnit{unit("110101", "东城区", 881), unit("110102", "西城区", 902)},
		Classes: []document.Class{{From: zhixiao.Int(80), To: zhixiao.Int(90), Label: "80～90", Count: 1, Grey: 220}, {From: zhixiao.Int(90), To: zhixiao.Int(100), Label: "90～100", Count: 1, Grey: 120}},
		Layers: []document.Layer{{Name: "专题-填色", Polygons: []document.Polygon{tile(0, 0, 0), tile(22, 1, 1)}},
			{Name: "注记-区名", Texts: []document.MapText{{At: document.Point{X: 10, Y: 10}, Text: "东城区", Height: 4, Unit: 0}, {At: document.Point{X: 32, Y: 10}, Text: "西城区", Height: 4, Unit: 1}}}},
	}
}
