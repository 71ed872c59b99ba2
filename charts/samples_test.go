package charts

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"zhixiao"
	"zhixiao/document"
)

func testFonts(t testing.TB) document.Fonts {
	t.Helper()
	fonts := document.Fonts{}
	for _, r := range []document.FontRole{document.HeiTi, document.Fallback} {
		b, err := os.ReadFile(filepath.Join("..", "templates", "fonts", string(r)+".ttf"))
		if err != nil {
			t.Skipf("没有字体，跳过：%v", err)
		}
		fonts[r] = b
	}
	return fonts
}

func testDrawer(t testing.TB) *Drawer {
	t.Helper()
	d, err := New(testFonts(t))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func q(n int64, places uint8) zhixiao.Quantity {
	return zhixiao.Quantity{Value: zhixiao.Decimal{N: n, Places: places}}
}

func gap(why zhixiao.Absence) zhixiao.Quantity { return zhixiao.Absent("", "", why) }

func qs(places uint8, ns ...int64) []zhixiao.Quantity {
	out := make([]zhixiao.Quantity, len(ns))
	for i, n := range ns {
		out[i] = q(n, places)
	}
	return out
}

func districts() []string {
	return []string{"东城区", "西城区", "朝阳区", "海淀区", "丰台区", "石景山区", "门头沟区", "房山区", "通州区", "顺义区", "大兴区", "昌平区", "平谷区", "怀柔区", "密云区", "延庆区", "北京经济技术开发区"}
}

// wave is a fixed uneven sequence.
func wave(n int, base, span int64) []int64 {
	out := make([]int64, n)
	x := uint32(12345)
	for i := range out {
		x = x*1664525 + 1013904223
		out[i] = base + int64(x>>16)%span
	}
	return out
}

func domains48() []string {
	names := []string{"市场监管", "社会保险", "医疗保障", "不动产登记", "公安户政", "出入境", "交通运输", "税务", "民政", "教育", "卫生健康", "文化旅游", "生态环境", "城市管理", "住房公积金", "规划自然资源"}
	var out []string
	for i := range 48 {
		n := names[i%16]
		if i >= 16 {
			n += []string{"", "许可", "服务"}[i/16]
		}
		out = append(out, n)
	}
	return out
}

// samples is one specification of each kind, and the awkward ones.
func samples() map[string]document.Chart {
	ref := func(name string, n int64, p uint8) *document.Reference {
		v := q(n, p)
		v.Unit = "%"
		return &document.Reference{Name: name, Value: v}
	}
	src := "数据来源：政务服务评价系统；统计期 2026年7月1日至9月30日；n=1059。"
	d := districts()
	ranked := qs(2, 9968, 9951, 9947, 9930, 9921, 9910, 9899, 9876, 9860, 9844, 9821, 9800, 9788, 9760, 9711, 9650, 0)
	ranked[16] = zhixiao.Quantity{Missing: zhixiao.SmallSample, N: 12}
	margins := qs(2, wave(17, 30, 150)...)
	m := map[string]document.Chart{
		"column": {Kind: document.ColumnChart, Title: "2026年第三季度各区政务服务满意率", Labels: d, YTitle: "满意率", Unit: "%", N: "n=1059", Source: src, Highlight: "丰台区", Reference: ref("全市", 9832, 2),
			Series: []document.Series{{Name: "满意率", Points: ranked}}},
		"grouped": {Kind: document.GroupedColumnChart, Title: "各渠道主动评价率同比", Labels: []string{"政务服务大厅", "网上大厅", "移动端", "热线电话", "自助终端", "短信"}, YTitle: "主动评价率", Unit: "%", N: "n=80312", Source: src,
			Series: []document.Series{{Name: "2025年第三季度", Points: qs(1, 421, 337, 284, 559, 102, 88)}, {Name: "2026年第二季度", Points: qs(1, 455, 361, 301, 548, 133, 91)}, {Name: "2026年第三季度", Points: []zhixiao.Quantity{q(478, 1), q(402, 1), q(333, 1), q(561, 1), gap(zhixiao.NotProvided), q(97, 1)}}}},
		"ranking": {Kind: document.RankingBarChart, Title: "各区综合得分排名", Labels: d, XTitle: "综合得分", Unit: "分", N: "n=1059", Source: src, Highlight: "丰台区", Reference: ref("全市", 9832, 2),
			Series: []document.Series{{Name: "得分", Points: ranked, Margins: margins}}},
		"ranking48": {Kind: document.RankingBarChart, Title: "各领域差评整改率", Labels: domains48(), XTitle: "差评整改率", Unit: "%", Source: src, Highlight: "税务",
			Series: []document.Series{{Points: qs(1, wave(48, 700, 300)...)}}},
		"line": {Kind: document.LineChart, Title: "满意率近八个季度走势", Labels: []string{"2024Q4", "2025Q1", "2025Q2", "2025Q3", "2025Q4", "2026Q1", "2026Q2", "2026Q3"}, YTitle: "满意率", Unit: "%", N: "n=1059", Source: src, Reference: ref("目标", 980, 1),
			Series: []document.Series{{Name: "丰台区", Points: []zhixiao.Quantity{q(942, 1), q(948, 1), q(951, 1), gap(zhixiao.NotProvided), q(960, 1), q(958, 1), q(966, 1), q(971, 1)}}, {Name: "全市", Points: qs(1, 951, 953, 955, 959, 962, 964, 965, 968)}, {Name: "城六区平均", Points: qs(1, 946, 949, 957, 956, 961, 967, 969, 972)}}},
		"stacked": {Kind: document.StackedColumnChart, Title: "差评诉求办理情况", Labels: []string{"7月", "8月", "9月"}, YTitle: "件数", Unit: "件", N: "n=1381", Source: src,
			Series: []document.Series{{Name: "按期办结", Points: qs(0, 340, 388, 402)}, {Name: "超期办结", Points: qs(0, 41, 35, 28)}, {Name: "在办", Points: qs(0, 12, 19, 55)}, {Name: "退回", Points: []zhixiao.Quantity{q(23, 0), q(18, 0), gap(zhixiao.NotProvided)}}}},
		"radar": {Kind: document.RadarChart, Title: "一级指标得分", Labels: []string{"评价覆盖", "评价质量", "差评整改", "渠道建设", "服务便利度", "公众获得感与满意程度"}, YTitle: "得分", Unit: "分", Source: src,
			Series: []document.Series{{Name: "丰台区", Points: qs(1, 921, 884, 953, 871, 902, 896)}, {Name: "全市平均", Points: qs(1, 901, 893, 920, 890, 899, 905)}, {Name: "上期", Points: []zhixiao.Quantity{q(890, 1), q(870, 1), gap(zhixiao.NotProvided), q(860, 1), q(880, 1), q(885, 1)}}}},
		"quadrant": {Kind: document.QuadrantChart, Title: "管理侧得分与公众侧满意率四象限", Labels: domains48(), XTitle: "管理侧得分", YTitle: "公众侧满意率", Unit: "分", N: "n=1059", Source: src, Highlight: "税务",
			Cross:  &[2]document.Reference{*ref("全市", 850, 1), *ref("全市", 955, 1)},
			Series: []document.Series{{Name: "管理侧", Points: qs(1, wave(48, 750, 200)...)}, {Name: "公众侧", Points: append(qs(1, wave(50, 920, 70)[3:]...), gap(zhixiao.SmallSample))}}},
		"dumbbell": {Kind: document.DumbbellChart, Title: "管理侧与公众侧得分差", Labels: d, XTitle: "得分", Unit: "分", Source: src,
			Series: []document.Series{{Name: "管理侧", Points: qs(1, wave(17, 900, 80)...)}, {Name: "公众侧", Points: append(qs(1, wave(19, 880, 100)[3:]...), gap(zhixiao.SmallSample))}}},
		"heat":       heatSample(d, src),
		"pareto":     {Kind: document.ParetoChart, Title: "差评原因分布", Labels: []string{"办理时限长", "材料反复提交", "窗口态度", "系统故障", "政策解释不清", "排队时间长", "指南不准确", "其他"}, YTitle: "差评件数", Unit: "件", N: "n=412", Source: src, Series: []document.Series{{Name: "件数", Points: qs(0, 121, 88, 64, 47, 32, 24, 11, 25)}, {Name: "累计占比（%）", Points: qs(1, 294, 507, 663, 777, 854, 913, 939, 1000)}}},
		"waterfall":  {Kind: document.WaterfallChart, Title: "综合得分变动的构成", Labels: []string{"上期得分", "评价覆盖", "评价质量", "差评整改", "渠道建设", "本期得分"}, YTitle: "得分", Unit: "分", Source: src, Series: []document.Series{{Points: qs(2, 9214, 62, -31, 105, -8, 9342)}}},
		"pie":        {Kind: document.PieChart, Title: "评价渠道构成", Labels: []string{"政务服务大厅", "网上大厅", "移动端", "热线电话", "其他"}, YTitle: "占比", Unit: "%", N: "n=80312", Source: src, Series: []document.Series{{Points: withUnit("%", qs(1, 413, 268, 192, 91, 36))}}},
		"box":        {Kind: document.BoxPlotChart, Title: "各领域办理时长分布", Labels: d[:10], YTitle: "办理时长", Unit: "个工作日", Source: src, Series: boxSample(10)},
		"equal":      {Kind: document.ColumnChart, Title: "全部相等", Labels: []string{"甲", "乙", "丙"}, Series: []document.Series{{Points: qs(0, 5, 5, 5)}}},
		"zeros":      {Kind: document.ColumnChart, Title: "全部为零", Labels: []string{"甲", "乙", "丙"}, Series: []document.Series{{Points: qs(0, 0, 0, 0)}}},
		"negative":   {Kind: document.ColumnChart, Title: "较上期变化", Labels: d, YTitle: "变化", Unit: "百分点", Series: []document.Series{{Points: qs(2, wave(17, -150, 300)...)}}},
		"grouped17":  {Kind: document.GroupedColumnChart, Title: "各区三项评价率", Labels: d, YTitle: "评价率", Unit: "%", Series: []document.Series{{Name: "主动评价率", Points: qs(1, wave(17, 300, 500)...)}, {Name: "回访率", Points: qs(1, wave(17, 500, 500)...)}, {Name: "整改率", Points: qs(1, wave(17, 700, 300)...)}}},
		"absent":     {Kind: document.ColumnChart, Title: "全部缺数", Labels: []string{"甲", "乙"}, Series: []document.Series{{Points: []zhixiao.Quantity{gap(zhixiao.NotProvided), gap(zhixiao.Suppressed)}}}},
		"one":        {Kind: document.LineChart, Title: "只有一期", Labels: []string{"2026Q3"}, Unit: "%", Series: []document.Series{{Points: qs(1, 987)}}},
		"longlabels": {Kind: document.ColumnChart, Title: "名称特别长的政务服务事项在标题中也要能够完整地换行显示出来而不至于被裁切掉任何一个字", Labels: []string{"国有土地使用权及房屋所有权首次登记（商品房项目整体登记）", "个体工商户设立登记", "ETC", "社会保险费补缴、退费、转移接续"}, Unit: "件", Series: []document.Series{{Points: qs(0, 1234567, 45678, 910, 1)}}},
	}
	for name, c := range crowded(src) {
		m[name] = c
	}
	return m
}

// crowded has more labels than fit in comfort.
func crowded(src string) map[string]document.Chart {
	d48, d := domains48(), districts()
	periods := make([]string, 24)
	for i := range periods {
		periods[i] = fmt.Sprintf("%d年%d月", 2025+i/12, i%12+1)
	}
	heat := heatSample(d48, src)
	twelve := d[len(d)-12:]
	return map[string]document.Chart{
		"column48":   {Kind: document.ColumnChart, Title: "各领域差评率", Labels: d48, YTitle: "差评率", Unit: "‰", Source: src, Series: []document.Series{{Points: qs(2, wave(48, 10, 400)...)}}},
		"line24":     {Kind: document.LineChart, Title: "逐月满意率", Labels: periods, YTitle: "满意率", Unit: "%", Source: src, XTitle: "月份", Series: []document.Series{{Name: "丰台区", Points: qs(2, wave(24, 9500, 300)...)}, {Name: "全市", Points: qs(2, wave(27, 9600, 100)[3:]...)}}},
		"heat48":     heat,
		"dumbbell48": {Kind: document.DumbbellChart, Title: "管理侧与公众侧得分差", Labels: d48, XTitle: "得分", Unit: "分", Source: src, Series: []document.Series{{Name: "管理侧", Points: qs(1, wave(48, 900, 80)...)}, {Name: "公众侧", Points: qs(1, wave(51, 880, 100)[3:]...)}}},
		"stacked17":  {Kind: document.StackedColumnChart, Title: "各区诉求办理情况", Labels: d, Unit: "件", Source: src, Series: []document.Series{{Name: "按期办结", Points: qs(0, wave(17, 100, 900)...)}, {Name: "超期办结", Points: qs(0, wave(17, 10, 100)...)}, {Name: "在办", Points: qs(0, wave(17, 10, 300)...)}}},
		"radar12":    {Kind: document.RadarChart, Title: "十二项二级指标得分", Labels: twelve, Unit: "分", Series: []document.Series{{Name: "本区", Points: qs(1, wave(12, 700, 300)...)}, {Name: "全市", Points: qs(1, wave(15, 750, 200)[3:]...)}}},
		"slivers":    {Kind: document.PieChart, Title: "构成悬殊", Labels: []string{"满意", "基本满意", "一般", "不满意", "非常不满意"}, Unit: "%", Series: []document.Series{{Points: withUnit("%", qs(2, 9840, 120, 30, 10, 0))}}},
		"narrow":     {Kind: document.GroupedColumnChart, Title: "半幅小图", Labels: []string{"第一季度", "第二季度", "第三季度"}, Unit: "%", WidthMM: 70, HeightMM: 60, Source: src, Series: []document.Series{{Name: "本区", Points: qs(1, 955, 961, 970)}, {Name: "全市", Points: qs(1, 958, 962, 965)}}},
		"survey":     {Kind: document.GroupedColumnChart, Title: "丰台区问卷题组得分（误差线为95%置信区间）", Labels: []string{"总体满意度", "办事便利", "窗口服务", "网上服务", "评价体验", "差评回应", "政策知晓"}, YTitle: "得分", Unit: "分", N: "n=412", Source: src, Series: []document.Series{{Name: "丰台区", Points: qs(2, 9012, 8834, 9421, 8210, 8655, 7931, 8102), Margins: qs(2, wave(7, 100, 300)...)}, {Name: "全市", Points: qs(2, 8950, 8877, 9310, 8405, 8523, 8122, 8067)}}},
		"onegroup":   {Kind: document.GroupedColumnChart, Title: "全市问卷题组得分", Labels: []string{"总体满意度", "办事便利"}, Unit: "分", Series: []document.Series{{Name: "全市", Points: qs(2, 9012, 8834), Margins: qs(2, 100, 3000)}}},
		"linebars":   {Kind: document.LineChart, Title: "满意率及其区间", Labels: []string{"2026Q1", "2026Q2", "2026Q3"}, Unit: "%", Series: []document.Series{{Name: "丰台区", Points: qs(1, 955, 961, 970), Margins: qs(1, 8, 7, 9)}}},
		"falls":      {Kind: document.WaterfallChart, Title: "由负转正", Labels: []string{"上期变化", "评价覆盖", "差评整改", "本期变化"}, Unit: "分", Series: []document.Series{{Points: qs(1, -21, 52, -8, 23)}}},
	}
}

func withUnit(u string, ps []zhixiao.Quantity) []zhixiao.Quantity {
	for i := range ps {
		ps[i].Unit = u
	}
	return ps
}

func heatSample(rows []string, src string) document.Chart {
	c := document.Chart{Kind: document.HeatTableChart, Title: "各区一级指标得分热力表", Labels: []string{"评价覆盖", "评价质量", "差评整改", "渠道建设", "服务便利度", "公众满意度", "综合得分"}, Unit: "分", Source: src, N: "n=1059"}
	all := wave(7*len(rows), 700, 290)
	for i, r := range rows {
		ps := qs(1, all[i*7:i*7+7]...)
		if i == 4 {
			ps[2] = gap(zhixiao.NotApplicable)
		}
		c.Series = append(c.Series, document.Series{Name: r, Points: ps})
	}
	return c
}

func boxSample(n int) []document.Series {
	out := make([]document.Series, 5)
	for k, name := range []string{"最小值", "下四分位数", "中位数", "上四分位数", "最大值"} {
		out[k].Name = name
		for i, v := range wave(n, int64(10+k*30), 30) {
			_ = i
			out[k].Points = append(out[k].Points, q(v, 1))
		}
	}
	return out
}

// TestLook writes every sample as PNG to the folder in CHARTS_LOOK, to be
// looked at by a person.
func TestLook(t *testing.T) {
	dir := os.Getenv("CHARTS_LOOK")
	if dir == "" {
		t.Skip("CHARTS_LOOK未设，不输出图片")
	}
	d := testDrawer(t)
	for name, c := range samples() {
		s, err := d.layout(c)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		cv := newCanvas(s.w, s.h, s.faces, nil)
		s.render(cv)
		f, err := os.Create(filepath.Join(dir, fmt.Sprintf("%s.png", name)))
		if err != nil {
			t.Fatal(err)
		}
		if err := cv.Save(f); err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
