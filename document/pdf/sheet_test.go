package pdf_test

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"zhixiao/document"
)

// heavyDay is 日汇总 on a day when everything happens: three surges, five grave
// problems with long names.
func heavyDay() *document.Document {
	words := func(s string) []document.Inline { return []document.Inline{document.Text(s)} }
	para := func(id document.ID, text string) document.Para { return document.Para{ID: id, Inlines: words(text)} }
	cells := func(texts ...string) []document.Cell {
		row := make([]document.Cell, len(texts))
		for i, s := range texts {
			row[i].Inlines = words(s)
		}
		return row
	}
	table := document.Table{
		ID: "t", Caption: "严重及以上问题", Small: true, Note: words("仅列程度最重的5件，其余见当日清单。"),
		Columns: []document.Column{{Width: 2}, {Width: 1.1}, {Width: 1.6}, {Width: 2}, {Width: 1.7}, {Width: 0.8}},
		Header:  [][]document.Cell{cells("问题编号", "区域", "事项", "问题类别", "责任单位", "程度")},
	}
	for range 5 {
		table.Rows = append(table.Rows, cells("GZ-202609-110111-0078", "石景山区", "地方资产管理公司经营备案", "要求指南以外的材料或条件", "市规划和自然资源委员会", "5重大"))
	}
	surge := "居住证申领“进度与结果查不到”12件（前8周平均3.5件）"
	return &document.Document{
		Job: "day", Kind: "day-report", Title: "政务服务诉求日汇总", Subtitle: "（2026年9月15日）", Sheet: true, Demo: true, Origin: "快照2026-09-15.v1；模板0123abcd；指标体系0123abcd；质效1.0",
		Fields: map[string]string{"内部标识": "内部资料　注意保存", "数据标识": "数据冻结日：2026年9月15日", "报告标题": "政务服务诉求日汇总", "副标题": "（2026年9月15日）",
			"编制单位": "政务服务“好差评”质效监测评价项目组", "编制日期": "2026年9月16日", "版本": "V0.1（初稿）"},
		Body: []document.Block{
			document.Heading{ID: "h1", Level: 1, Text: words("收件情况")},
			para("p1", "2026年9月15日（星期二），全口径渠道收到1251件，剔除重复件和非政务服务类135件，有效1116件，较前一日减少123件，下降9.6%。"+
				"从渠道看，12345热线751件（占67.3%）、“好差评”236件（占21.1%）、“办不成事”反映窗口129件（占11.6%）；按问题性质，“咨询电话打不通”238件（占21.3%）、“业务办理不便捷”236件（占21.1%）、“网办平台不好用”235件（占21.1%）居前；从区域看，石景山区116件、门头沟区114件、昌平区114件较多。"+
				"反映居前的事项为失业保险金申领17件、食品经营许可新办15件、烟草专卖零售许可停业14件、企业投资项目备案13件、地方资产管理公司备案13件。"),
			document.Heading{ID: "h2", Level: 1, Text: words("提醒事项与标注进度")},
			para("p2", "严重及以上问题132件，已即时推送责任单位，程度最重的列入表1。突增提醒："+surge+"、"+surge+"、"+surge+"，超过前8周同日均值加3倍标准差，请责任单位核实原因。"+
				"近30日诉求中，待核实1198件；“好差评”超过7日、“办不成事”超过10个工作日仍未办结的1153件，请承办单位说明。"),
			para("p3", "监测年度以来累计标注48216件，完成年度50000件目标的96.4%，时间进度95.1%；其中经人工复核12306件，占25.5%。"),
			table,
		},
	}
}

func TestAHeavyDayGoesOnOnePage(t *testing.T) {
	_, printer := press(t, "sheet.docx")
	d := heavyDay()
	if err := document.Check(d); err != nil {
		t.Fatal(err)
	}
	layout, err := printer.Layout(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	if layout.Pages() != 1 {
		t.Errorf("%d pages, want 1", layout.Pages())
	}
	var b bytes.Buffer
	if err := layout.Print(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	keepAs(t, "day.pdf", b.Bytes())
	text := layout.Text(0)
	at := 0
	for _, want := range []string{"内部资料　注意保存｜演示数据　数据冻结日：2026年9月15日", d.Title, d.Subtitle, "质效监测评价项目组｜2026年9月16日", "一、收件情况", "表1", "V0.1（初稿）｜" + d.Origin, "— 1 —", "演示数据"} {
		i := strings.Index(text[at:], want)
		if i < 0 {
			t.Fatalf("%q is not on the page, or too early:\n%s", want, text)
		}
		at += i
	}
}

func TestPaperNeedsLinesAboveTheBody(t *testing.T) {
	_, printer := press(t, "report.docx")
	if _, err := printer.Layout(context.Background(), heavyDay()); err == nil || !strings.Contains(err.Error(), "sheet.docx") {
		t.Errorf("got %v", err)
	}
}
