package pdf_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/document/pdf"
)

var made = time.Date(2026, 10, 20, 8, 0, 0, 0, time.UTC)

// look has the numbers of docs/domain/format.md §1.
func look() document.Look {
	body := document.Style{Font: document.FangSong, Size: 16, FirstLine: 2, LinePt: 28.95, LineExact: true, Justify: true}
	with := func(s document.Style, change func(*document.Style)) document.Style { change(&s); return s }
	small := document.Style{Font: document.FangSong, Size: 10.5}
	return document.Look{
		Page:       document.Page{Width: 210, Height: 297, Top: 37, Bottom: 35, Left: 28, Right: 26, LinePitchPt: 28.95},
		FooterSize: 14, FooterMM: 23,
		Styles: map[document.StyleName]document.Style{
			document.StyleTitle:     {Font: document.BiaoSong, Size: 22, Align: document.Center, LinePt: 35},
			document.StyleSubtitle:  {Font: document.KaiTi, Size: 16, Align: document.Center, LinePt: 28.95},
			document.StyleH1:        with(body, func(s *document.Style) { s.Font, s.KeepNext, s.OutlineLevel = document.HeiTi, true, 1 }),
			document.StyleH2:        with(body, func(s *document.Style) { s.Font, s.KeepNext, s.OutlineLevel = document.KaiTi, true, 2 }),
			document.StyleH3:        with(body, func(s *document.Style) { s.KeepNext, s.Bold, s.OutlineLevel = true, true, 3 }),
			document.StyleH4:        with(body, func(s *document.Style) { s.KeepNext, s.OutlineLevel = true, 4 }),
			document.StyleBody:      body,
			document.StyleQuote:     with(body, func(s *document.Style) { s.Font = document.KaiTi }),
			document.StyleCaption:   {Font: document.HeiTi, Size: 12, Align: document.Center, LinePt: 22, KeepNext: true},
			document.StyleFigure:    {Font: document.HeiTi, Size: 12, Align: document.Center, LinePt: 22},
			document.StyleGraphic:   {Font: document.FangSong, Size: 16, Align: document.Center},
			document.StyleCell:      small,
			document.StyleSmall:     with(small, func(s *document.Style) { s.Size, s.LinePt, s.LineExact = 7.5, 9.5, true }),
			document.StyleSmallHead: with(small, func(s *document.Style) { s.Font, s.Size, s.LinePt, s.LineExact = document.HeiTi, 7.5, 9.5, true }),
			document.StyleCellHead:  with(small, func(s *document.Style) { s.Font = document.HeiTi }),
			document.StyleNote:      small,
			document.StyleSignoff:   with(body, func(s *document.Style) { s.Align, s.Justify, s.FirstLine = document.End, false, 0 }),
			document.StyleTOC1:      {Font: document.HeiTi, Size: 14, LinePt: 24},
			document.StyleTOC2:      {Font: document.FangSong, Size: 14, LinePt: 24},
			document.StyleTOC3:      {Font: document.FangSong, Size: 14, LinePt: 24},
		},
	}
}

func fonts(t testing.TB) document.Fonts {
	t.Helper()
	all := document.Fonts{}
	for _, role := range []document.FontRole{document.FangSong, document.HeiTi, document.KaiTi, document.BiaoSong, document.Fallback} {
		data, err := os.ReadFile(filepath.Join("..", "..", "templates", "fonts", string(role)+".ttf"))
		if err != nil {
			t.Fatal(err)
		}
		all[role] = data
	}
	return all
}

// pictures is one drawn picture for every graphic.
type pictures struct{ picture *document.Picture }

func (p pictures) Picture(context.Context, document.Graphic) (*document.Picture, error) {
	return p.picture, nil
}

func drawn(t testing.TB, width, height int) pictures {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			img.SetRGBA(x, y, color.RGBA{uint8(x * 255 / width), uint8(y * 255 / height), 160, 255})
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 92}); err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(b.Bytes())
	return pictures{&document.Picture{JPEG: b.Bytes(), Width: width, Height: height, SHA256: hex.EncodeToString(sum[:])}}
}

func writer(t testing.TB) *pdf.Writer {
	t.Helper()
	w, err := pdf.New(look(), fonts(t), drawn(t, 885, 500), made)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func words(s string) []document.Inline { return []document.Inline{document.Text(s)} }

func row(texts ...string) []document.Cell {
	cells := make([]document.Cell, len(texts))
	for i, s := range texts {
		cells[i].Inlines = words(s)
	}
	return cells
}

func quantity(n int64, places uint8, unit string) document.Num {
	return document.Num{Q: zhixiao.Quantity{Value: zhixiao.Decimal{N: n, Places: places}, Unit: unit}, WithUnit: true}
}

func kitchenSink() *document.Document {
	sentence := "三季度全区政务服务“好差评”系统共收到评价1059条，其中好评率为99.52%，较上季度提高0.35个百分点，居全市第3位；差评整改率100%，平均整改用时2.6个工作日，比规定时限缩短2.4个工作日。"
	ranks := document.Table{ID: "rank", Caption: "各区综合得分与排名", Unit: "分", Columns: []document.Column{{Width: 1, Align: document.Center}, {Width: 2}, {Width: 1, Align: document.End}, {Width: 3}},
		Header: [][]document.Cell{
			{{Inlines: words("位次"), RowSpan: 2}, {Inlines: words("单位"), RowSpan: 2}, {Inlines: words("得分与说明"), ColSpan: 2}},
			row("得分", "说明"),
		},
		Note: words("得分按四舍五入保留两位小数；样本量小于30的单位不参加排名。")}
	for i := range 48 {
		ranks.Rows = append(ranks.Rows, row(fmt.Sprint(i+1), fmt.Sprintf("示例第%d区", i+1), fmt.Sprintf("9%d.%02d", i%10, i), "较上季度基本持平，差评集中在办事等候时间较长、材料重复提交两类"))
	}
	wide := document.Table{ID: "wide", Caption: "分指标结果横表", Landscape: true, Columns: make([]document.Column, 10)}
	var head, line []string
	for i := range wide.Columns {
		wide.Columns[i] = document.Column{Width: 1, Align: document.Center}
		head, line = append(head, fmt.Sprintf("指标%d", i+1)), append(line, fmt.Sprintf("%d.5%%", 80+i))
	}
	wide.Header = [][]document.Cell{row(head...)}
	for range 5 {
		wide.Rows = append(wide.Rows, row(line...))
	}
	return &document.Document{
		Title: "朝阳区政务服务“好差评”质效监测季度分析报告", Subtitle: "（2026年第三季度）",
		Fields: map[string]string{"编制单位": "质效监测项目组", "编制日期": "2026年10月20日", "合同编号": "京政数合【2026】121号"},
		TOC:    true, Lists: true, Demo: true, Origin: "快照2026Q3",
		Body: []document.Block{
			document.Heading{ID: "abs", Level: 1, Text: words("摘要"), Plain: true},
			document.Para{ID: "abs1", Inlines: words(strings.Repeat(sentence, 2))},
			document.Heading{ID: "h1", Level: 1, Text: words("总体情况")},
			document.Para{ID: "p1", Inlines: []document.Inline{document.Text("本季度受理诉求"), quantity(1286, 0, "件"), document.Text("，办结率"), quantity(9952, 2, "%"), document.Text("（见"), document.Ref{Target: "fig"}, document.Text("、"), document.Ref{Target: "rank"}, document.Text("）。"), document.Text(sentence)}},
			document.Figure{ID: "fig", Caption: "好评率走势", Graphic: document.Chart{}, Source: "数据来源：政务服务评价系统；统计期2026年7月1日至9月30日；n=1059。", Alt: "逐月上升"},
			document.Heading{ID: "h11", Level: 2, Text: words("分单位结果")},
			document.Heading{ID: "h111", Level: 3, Text: words("排名情况")},
			document.Para{ID: "p2", Role: document.Lead, Inlines: []document.Inline{document.Strong("窗口服务总体平稳。"), document.Text(strings.Repeat(sentence, 3))}},
			ranks,
			document.Para{ID: "q", Role: document.Quote, Inlines: words("【典型案例】张女士反映，同一事项两次提交材料仍被退回。" + sentence)},
			document.List{ID: "l", Numbered: true, Items: [][]document.Inline{words("由区政务服务局牵头，10月底前完成窗口流程梳理。"), words("由各街道落实，12月底前完成人员培训。")}},
			document.Figure{ID: "fig2", Caption: "差评原因构成", Graphic: document.Chart{}, Source: "数据来源：政务服务评价系统。", Alt: "等候时间居首"},
			wide,
			document.Heading{ID: "h2", Level: 1, Text: words("下一步建议")},
			document.Para{ID: "p3", Inlines: words(strings.Repeat(sentence, 6) + "请朱镕、李堃同志审阅。")},
			document.Para{ID: "sign", Role: document.Signoff, Inlines: words("质效监测项目组")},
		},
		Appendix: []document.Block{
			document.Heading{ID: "a1", Level: 1, Text: words("指标口径")},
			document.Table{ID: "at", Caption: "指标一览", Columns: []document.Column{{Width: 1}, {Width: 3}}, Header: [][]document.Cell{row("指标", "口径")}, Rows: [][]document.Cell{
				{{Inlines: words("好评率"), RowSpan: 2}, {Inlines: words("好评数÷评价总数×100%")}}, row("含“非常满意”“满意”“基本满意”")}},
		},
	}
}
