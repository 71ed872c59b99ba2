package book

import (
	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/prose"
)

func (b *book) wayChart() document.Figure {
	var labels []string
	var points []zhixiao.Quantity
	for _, s := range b.top("complaint", "cases", "source", 0, nil) {
		name := map[string]string{"12345": "12345热线", "好差评": "差评", "办不成事": "“办不成事”反映窗口"}[s.Keys[0]]
		labels, points = append(labels, name), append(points, s.Count)
	}
	return b.fig("诉求来源渠道构成", document.Chart{
		Kind: document.PieChart, Labels: labels, Unit: "件", Series: []document.Series{{Name: "件数", Points: points}},
	}, "全口径诉求", "各渠道诉求件数占比")
}

func (b *book) monthHeat() document.Figure {
	fig, ok := b.report.MonthChart("months")
	c, _ := fig.Graphic.(document.Chart)
	if !ok {
		c = document.Chart{}
	}
	return b.fig("诉求一级类别分月件数", c, "全口径诉求", "一级类别各月件数对照")
}

// regionClassHeat is the shares of the classes in each region's complaints.
func (b *book) regionClassHeat() document.Figure {
	c := document.Chart{Kind: document.HeatTableChart, Unit: "%"}
	classes := b.top("complaint", "cases", "l1", 0, nil)
	for _, s := range classes {
		c.Labels = append(c.Labels, s.Label)
	}
	for _, u := range b.facts.Units(zhixiao.Region) {
		row := document.Series{Name: u.Short}
		whole := b.facts.Count(analysis.Query{Cube: "complaint", Column: "cases", Unit: u.Code})
		for _, s := range classes {
			n := b.facts.Count(analysis.Query{Cube: "complaint", Column: "cases", Unit: u.Code, Where: map[string]string{"l1": s.Keys[0]}})
			row.Points = append(row.Points, b.facts.Percent(n, whole))
		}
		c.Series = append(c.Series, row)
	}
	return b.fig("各区域诉求的类别构成", c, "全口径诉求", "各区诉求在九个类别中的占比")
}

// classTable is the second-level classes with most complaints.
func (b *book) classTable() document.Table {
	t := document.Table{
		Caption: "诉求居前二十位的问题类别", Columns: prose.Columns("cllcccl", 0.6, 1.6, 2, 0.9, 0.9, 0.9, 2),
		Header: prose.Header("序号", "一级类别", "二级类别", "件数（件）", "件次", "占比（%）", "最集中事项"),
		Note:   prose.Plain("件数为去重口径，件次为全部反映次数；占比以全部政务服务类诉求为分母，仅列前二十类，合计不等于100%。"),
	}
	for i, s := range b.top("complaint", "cases", "l2", 20, nil) {
		where := map[string]string{"l2": s.Keys[0]}
		t.Rows = append(t.Rows, []document.Cell{
			prose.Words(zhixiao.Int(int64(i + 1)).String()), prose.Words(b.facts.Names().L1[s.Keys[0][:2]]), prose.Words(s.Label), prose.Value(s.Count),
			prose.Value(b.count("complaint", "times", where)), prose.Value(s.Part), prose.Words(b.mostIn("complaint", "cases", "matter", where)),
		})
	}
	return t
}

// fourTable puts the four classes of the contract beside one another.
func (b *book) fourTable() document.Table {
	t := document.Table{
		Caption: "四类突出堵点对照", Columns: prose.Columns("lcclllc", 1.4, 0.9, 0.9, 1.7, 1.7, 1.1, 1.5),
		Header: prose.Header("类别", "件数（件）", "占比（%）", "首位细类", "首位事项", "首位区域", "对应指标"),
		Note:   prose.Plain("占比以全部政务服务类诉求为分母；仅列合同约定的四类，合计不等于100%；对应指标为监测期全市公布值。"),
	}
	for _, c := range fourClasses() {
		n := b.complaints(map[string]string{"l1": c.l1})
		first := func(part string) document.Cell { return prose.Words(prose.OrDash(b.words(c.as + part))) }
		t.Rows = append(t.Rows, []document.Cell{
			prose.Words(b.facts.Names().L1[c.l1]), prose.Value(n), prose.Value(b.facts.Percent(n, b.complaints(nil))), first("细"), first("事项"), first("区"),
			prose.Cell(prose.Join(prose.Plain(b.report.CodeName(c.code)), prose.Number(b.own(c.code)))),
		})
	}
	return t
}
