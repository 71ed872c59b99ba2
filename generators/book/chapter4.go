package book

import (
	"maps"
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/prose"
)

// blocks is chapter 4: complaints, the four classes of blocks, cases, governance.
func (b *book) blocks() {
	b.fillComplaints()
	b.fillClasses()
	b.fillMonths()
	b.Heading(1, "four", "办事堵点与典型案例")
	b.complaintView()
	b.fourClasses()
	b.examples()
	b.governance()
}

func (b *book) complaintView() {
	ways, matters, months := b.wayChart(), b.paretoChart("图诉求事项", "诉求居前的事项", "complaint", "cases", "matter", "件", "全口径诉求"), b.monthHeat()
	drawn, lay := b.mapFigure("图诉求图", "E101"), b.regionClassHeat()
	classes := b.table("表分类", b.classTable())
	b.Heading(2, "four.view", "诉求全景")
	b.Heading(3, "four.size", "规模结构")
	b.para("four.size.a", "Y4A1")
	b.place(ways)
	b.para("four.size.b", "Y4A2", "Y4A3")
	b.place(classes)
	b.para("four.size.c", "Y4A4")
	b.place(matters)
	b.Heading(3, "four.where", "时空")
	b.para("four.where.a", "Y4B1", "Y4B2")
	b.place(months)
	b.para("four.where.b", "Y4B3", "Y4B6", "Y4B4", "Y4B5")
	b.place(drawn)
	b.place(lay)
	b.Heading(3, "four.who", "人群")
	b.para("four.who.a", "Y4C1", "Y4C2")
}

func (b *book) fourClasses() {
	four := b.table("表四类", b.fourTable())
	b.Heading(2, "four.classes", "四类突出堵点")
	b.para("four.classes.intro", "Y4D0")
	b.place(four)
	for _, c := range []struct {
		role, title string
		ids         []string
	}{
		{"rules", "制度规范不健全", []string{"Y4D1", "Y4D2"}}, {"ease", "业务办理不便捷", []string{"Y4D3", "Y4D4", "Y4D9"}},
		{"phone", "咨询电话打不通", []string{"Y4D5", "Y4D6"}}, {"online", "网办平台不好用", []string{"Y4D7", "Y4D8"}},
	} {
		b.Heading(3, "four.class."+c.role, c.title)
		b.para("four.class."+c.role+".a", c.ids...)
	}
}

// fillComplaints counts the complaints by source and class.
func (b *book) fillComplaints() {
	all := b.Facts.Count(analysis.Query{Cube: "complaint", Column: "cases", Unit: b.Unit.Code})
	count := func(dim, key string) (n, part zhixiao.Quantity) {
		return b.share("complaint", "cases", map[string]string{dim: key}, all)
	}
	b.Slots["诉求件次"] = b.Facts.Count(analysis.Query{Cube: "complaint", Column: "times", Unit: b.Unit.Code})
	for slot, source := range map[string]string{"源热线": "12345", "源差评": "好差评", "源窗口": "办不成事"} {
		b.Slots[slot], b.Slots[slot+"占"] = count("source", source)
	}
	b.Slots["四类数"], b.Slots["四类占"] = count("l1", "01|02|03|04")
	for as, l1 := range map[string]string{"类一": "01", "类二": "02", "类三": "03", "类四": "04"} {
		b.Slots[as+"数"], b.Slots[as+"占"] = count("l1", l1)
	}
	for slot, l2 := range map[string]string{"特殊数": "0208", "通办数": "0206", "标准数": "0103", "前置数": "0102", "外加数": "0202", "指南不一致": "0502", "名义数": "0405"} {
		b.Slots[slot], _ = count("l2", l2)
	}
	b.Slots["前置部门数"] = b.Counted("before.depts", len(b.Facts.Top(analysis.Query{
		Cube: "complaint", Column: "cases", Unit: b.Unit.Code, By: []string{"dept"}, Where: map[string]string{"l2": "0102"},
	})), "个")
	if top := b.Facts.Top(analysis.Query{Cube: "complaint", Column: "cases", Unit: b.Unit.Code, By: []string{"l2"}, Limit: 3}); len(top) == 3 {
		b.Slots["诉求类三占比"] = top[2].Cum
	}
}

// fillClasses compares the four classes of the contract.
func (b *book) fillClasses() {
	four := b.ordered([]string{"类一", "类二", "类三", "类四"}, func(as string) zhixiao.Quantity { q, _ := b.Slots[as+"数"].(zhixiao.Quantity); return q })
	if len(four) == 0 {
		return
	}
	b.Slots["类二首"], b.Slots["类一位"] = 0, "不是最多"
	if prose.LastN(four, 1)[0] == "类二" {
		b.Slots["类二首"] = 1
	}
	if four[0] == "类一" {
		b.Slots["类一位"] = "最少"
	}
	if code, ok := b.found.First("类二事项"); ok {
		b.Slots["类二退回"] = b.Facts.Count(analysis.Query{Cube: "correction", Column: "times", Unit: b.Unit.Code, Where: map[string]string{"matter": code.Keys[0]}})
	}
	if m, ok := b.found.First("类四月"); ok {
		b.Slots["峰四月"], b.Slots["峰四数"] = monthShort(m.Keys[0]), m.Count
	}
	b.regionClasses()
}

// monthShort is 2026-08 as 8月.
func monthShort(key string) string {
	p, err := zhixiao.ParsePeriod(key)
	if err != nil {
		return key
	}
	_, month, _ := strings.Cut(p.Title(), "年")
	return month
}

// regionClasses says in which regions a class weighs much more than in the city.
func (b *book) regionClasses() {
	type lean struct {
		region zhixiao.Unit
		class  analysis.Share
		part   zhixiao.Quantity
		by     zhixiao.Quantity
	}
	var all []lean
	classes := b.Facts.Top(analysis.Query{Cube: "complaint", Column: "cases", Unit: b.Unit.Code, By: []string{"l1"}})
	for _, u := range b.Facts.Units(zhixiao.Region) {
		whole := b.Facts.Count(analysis.Query{Cube: "complaint", Column: "cases", Unit: u.Code})
		for _, c := range classes {
			n := b.Facts.Count(analysis.Query{Cube: "complaint", Column: "cases", Unit: u.Code, Where: map[string]string{"l1": c.Keys[0]}})
			part := b.Facts.Percent(n, whole)
			if by := b.Facts.Diff(part, c.Part, ""); by.Ok() && whole.Value.Cmp(zhixiao.Int(100)) >= 0 {
				all = append(all, lean{u, c, part, by})
			}
		}
	}
	slices.SortStableFunc(all, func(x, y lean) int { return y.by.Value.Cmp(x.by.Value) })
	var items [][]document.Inline
	seen := map[string]bool{}
	for _, l := range all {
		if seen[l.region.Code] || len(items) == 3 {
			continue
		}
		seen[l.region.Code] = true
		items = append(items, prose.Join(prose.Plain(l.region.Short+"“"+l.class.Label+"”占"), prose.Number(l.part), prose.Plain("，高于全市"), prose.Size(l.by)))
	}
	b.Slots["区类句"] = prose.Semicolons(items)
}

// fillMonths lists the months' complaints and the classes that moved most from
// the first month to the last.
func (b *book) fillMonths() {
	months := b.months()
	if len(months) < 2 {
		return
	}
	first, last := months[0], prose.LastN(months, 1)[0]
	var items [][]document.Inline
	peak := first
	for _, m := range months {
		items = append(items, prose.Join(prose.Plain(monthShort(m.Keys[0])), prose.Number(m.Count)))
		if m.Count.Value.Cmp(peak.Count.Value) > 0 {
			peak = m
		}
	}
	b.Slots["月度列"], b.Slots["峰月"] = prose.Listed(items), monthShort(peak.Keys[0])
	in := func(l1, month string) zhixiao.Quantity {
		return b.Facts.Count(analysis.Query{Cube: "complaint", Column: "cases", Unit: b.Unit.Code, Where: map[string]string{"l1": l1, "month": month}})
	}
	move := func(l1 string) zhixiao.Quantity {
		return b.Facts.Diff(in(l1, last.Keys[0]), in(l1, first.Keys[0]), "")
	}
	classes := b.ordered(slices.Sorted(maps.Keys(b.Facts.Names().L1)), move)
	for prefix, l1 := range map[string]string{"月升": prose.LastN(classes, 1)[0], "月降": classes[0]} {
		up := move(l1).Value.Sign() > 0
		if up != (prefix == "月升") {
			continue // every class moved the same way
		}
		b.Slots[prefix+"类"] = "“" + b.Facts.Names().L1[l1] + "”"
		b.Slots[prefix+"初"], b.Slots[prefix+"末"] = in(l1, first.Keys[0]), in(l1, last.Keys[0])
	}
}

// months is the complaints by month in the order of time.
func (b *book) months() []analysis.Share {
	months := b.Facts.Top(analysis.Query{Cube: "complaint", Column: "cases", Unit: b.Unit.Code, By: []string{"month"}})
	slices.SortFunc(months, func(x, y analysis.Share) int { return strings.Compare(x.Keys[0], y.Keys[0]) })
	return months
}

func (b *book) wayChart() document.Figure {
	var labels []string
	var points []zhixiao.Quantity
	for _, s := range b.Facts.Top(analysis.Query{Cube: "complaint", Column: "cases", Unit: b.Unit.Code, By: []string{"source"}}) {
		name := map[string]string{"12345": "12345热线", "好差评": "差评", "办不成事": "“办不成事”反映窗口"}[s.Keys[0]]
		labels, points = append(labels, name), append(points, s.Count)
	}
	return b.fig("图渠道", "诉求来源渠道构成", document.Chart{
		Kind: document.PieChart, Labels: labels, Unit: "件", Series: []document.Series{{Name: "件数", Points: points}},
	}, "全口径诉求", "各渠道诉求件数占比")
}

func (b *book) monthHeat() document.Figure {
	fig, ok := b.MonthChart("months")
	c, _ := fig.Graphic.(document.Chart)
	if !ok {
		c = document.Chart{}
	}
	return b.fig("图月度", "诉求一级类别分月件数", c, "全口径诉求", "一级类别各月件数对照")
}

// regionClassHeat is the shares of the classes in each region's complaints.
func (b *book) regionClassHeat() document.Figure {
	c := document.Chart{Kind: document.HeatTableChart, Unit: "%"}
	classes := b.Facts.Top(analysis.Query{Cube: "complaint", Column: "cases", Unit: b.Unit.Code, By: []string{"l1"}})
	for _, s := range classes {
		c.Labels = append(c.Labels, s.Label)
	}
	for _, u := range b.Facts.Units(zhixiao.Region) {
		row := document.Series{Name: u.Short}
		whole := b.Facts.Count(analysis.Query{Cube: "complaint", Column: "cases", Unit: u.Code})
		for _, s := range classes {
			n := b.Facts.Count(analysis.Query{Cube: "complaint", Column: "cases", Unit: u.Code, Where: map[string]string{"l1": s.Keys[0]}})
			row.Points = append(row.Points, b.Facts.Percent(n, whole))
		}
		c.Series = append(c.Series, row)
	}
	return b.fig("图区类", "各区域诉求的类别构成", c, "全口径诉求", "各区诉求在九个类别中的占比")
}

// classTable is the second-level classes with most complaints.
func (b *book) classTable() document.Table {
	t := document.Table{
		Caption: "诉求居前二十位的问题类别", Columns: prose.Columns("cllcccl", 0.6, 1.6, 2, 0.9, 0.9, 0.9, 2),
		Header: prose.Header("序号", "一级类别", "二级类别", "件数（件）", "件次", "占比（%）", "最集中事项"),
		Note:   prose.Plain("件数为去重口径，件次为全部反映次数；占比以全部政务服务类诉求为分母，仅列前二十类，合计不等于100%。"),
	}
	for i, s := range b.Facts.Top(analysis.Query{Cube: "complaint", Column: "cases", Unit: b.Unit.Code, By: []string{"l2"}, Limit: 20}) {
		where := map[string]string{"l2": s.Keys[0]}
		t.Rows = append(t.Rows, []document.Cell{
			prose.Words(zhixiao.Int(int64(i + 1)).String()), prose.Words(b.Facts.Names().L1[s.Keys[0][:2]]), prose.Words(s.Label), prose.Value(s.Count),
			prose.Value(b.Facts.Count(analysis.Query{Cube: "complaint", Column: "times", Unit: b.Unit.Code, Where: where})), prose.Value(s.Part), prose.Words(b.mostIn("complaint", "cases", "matter", where)),
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
	for _, c := range []struct{ as, l1, code string }{{"类一", "01", "A103"}, {"类二", "02", "B202"}, {"类三", "03", "C302"}, {"类四", "04", "C301"}} {
		n, okN := b.Slots[c.as+"数"].(zhixiao.Quantity)
		part, okP := b.Slots[c.as+"占"].(zhixiao.Quantity)
		if !okN || !okP {
			continue
		}
		t.Rows = append(t.Rows, []document.Cell{
			prose.Words(b.Facts.Names().L1[c.l1]), prose.Value(n), prose.Value(part), prose.Words(b.slotText(c.as + "细")), prose.Words(b.slotText(c.as + "事项")), prose.Words(b.slotText(c.as + "区")),
			prose.Cell(prose.Join(prose.Plain(b.CodeName(c.code)), prose.Number(b.Facts.Value(c.code, b.Unit.Code)))),
		})
	}
	return t
}

func (b *book) slotText(name string) string {
	s, _ := b.Slots[name].(string)
	return prose.OrDash(s)
}
