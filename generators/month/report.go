package month

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/prose"
	"zhixiao/templates"
)

// The monthly report's length and how many obstacles and cases it tells of.
const (
	monthMin, monthTarget, monthMax = 1400, 1500, 1700
	monthLimit                      = 1660
	obstaclesTold                   = 3
	casesTold                       = 1
	mechanismsTold                  = 2
)

// obstacle is one 堵点 of the month with what was found about it.
type obstacle struct {
	share  analysis.Share
	family *templates.Obstacle
	slots  map[string]any
	found  prose.Drilled
	matter string // the matter with the most of it
	thin   bool   // no matter stands out: nothing is said or asked of one
}

// Below these a matter does not stand out in its class.
const (
	fewOfMatter = 6
	fewShare    = 3
	oneRegion   = 20 // in %: a region with so much of a class is told of by itself
	leadShare   = 15 // in %: a department with so much of a class leads, else the city's service bureau
)

// drills is the family's drills; those into the matter only when it stands out.
func (o *obstacle) drills() []templates.Drill {
	return slices.DeleteFunc(slices.Clone(o.family.Drills), func(d templates.Drill) bool { return o.thin && slices.Contains(d.Within, "事项") })
}

func (o *obstacle) rates() []templates.Rate {
	return slices.DeleteFunc(slices.Clone(o.family.Rates), func(d templates.Rate) bool { return o.thin && slices.Contains(d.Within, "事项") })
}

// Report is 办事堵点问题专项分析报告.
func Report(f *analysis.Facts, t *templates.Set, u zhixiao.Unit) (*document.Document, error) {
	v := volume{Report: prose.New(f, t, u, prose.Month, "month"), roster: roster{f, t}, groups: f.ComplaintGroups(complaintRules(f, t))}
	v.fillMonth()
	var told []*obstacle
	for _, s := range f.Obstacles(u.Code, obstaclesTold) {
		told = append(told, v.obstacle(s))
	}
	v.Heading(1, "overview", "本月总体情况")
	v.Para("overview.text", "YD01", "YD02", "YD03", "YD04", "YD05", "YD06", "YD07")
	v.Draft.Blocks = append(v.Draft.Blocks, v.channelTable("table.channels"), v.classChart("figure.classes"))
	v.Heading(1, "obstacles", "主要堵点分析")
	v.Para("obstacles.intro", "YD20")
	for i, o := range told {
		role := "obstacle." + zhixiao.Int(int64(i+1)).String()
		look := v.obstacleLook(o)
		v.Draft.Heading(3, role, v.First(o.family.Title, look))
		v.Draft.Paragraph(role+".facts", append(v.SayFor(look, "YD21", "YD22", "YD23", "YD24"), v.mechanism(o, look)...)...)
	}
	v.Draft.Blocks = append(v.Draft.Blocks, v.regionHeat("figure.regions", 100))
	v.examples(told)
	v.remedies(told)
	v.Heading(1, "followup", "上月问题办理进展")
	v.FillReach("complaint")
	v.Para("followup.text", "YD51", "YD52")
	v.Para("reach.text", "N08", "N09")

	doc := v.Document("month-report", "北京市办事堵点问题专项分析报告", document.Budget{Min: monthMin, Target: monthTarget, Max: monthMax})
	doc.TOC = false
	v.Draft.Fit(doc, monthLimit)
	return doc, v.Draft.Err()
}

// fillMonth sets the slots of the first and the last section.
func (v volume) fillMonth() {
	u := v.Unit.Code
	all := analysis.Query{Cube: "complaint", Column: "cases", Unit: u}
	cases := v.Facts.Count(all)
	maps.Copy(v.Slots, map[string]any{
		"单位": v.Unit.Name(), "期次": v.Facts.Period().Title(), "下期": v.Facts.Period().Next().Title(), "截至": zhixiao.ChineseDate(v.Facts.Cutoff()),
		"归集数": v.Facts.SourceRows("complaint", "件"), "件数": cases, "件次": v.Facts.Count(analysis.Query{Cube: "complaint", Column: "times", Unit: u}),
		"件数变": v.Growth(cases, v.Facts.PrevCount(all)),
		"渠道列": v.shares("source", 4), "一级列": v.shares("l1", 3), "区列": v.shares("region", 3),
	})
	v.Slots["优先列"] = prose.Present(
		prose.Tally{Name: "严重及以上问题", N: v.Facts.Count(analysis.Query{Cube: "complaint", Column: "severe", Unit: u})},
		prose.Tally{Name: "典型问题", N: v.count("typical.cases", "件", casesWhere(analysis.ComplaintGroup.IsTypical))},
	)
	if l1, _, moved, ok := v.Facts.ShiftedShare(u); ok {
		v.Slots["变类"], v.Slots["变点"] = v.Facts.Names().L1[l1], prose.Bare(moved)
	}
	if top := v.Facts.Ranking("E101", zhixiao.Region); len(top) > 0 {
		worst := prose.LastN(top, 1)[0]
		v.Slots["密区"], v.Slots["密值"], v.Slots["密市"] = worst.Short, v.Facts.Value("E101", worst.Code), v.Facts.Value("E101", u)
	}
	v.Ref("表渠道", "table.channels")
	v.Ref("图类别", "figure.classes")
	v.Ref("图区域", "figure.regions")
	v.fillLastMonth()
}

// shares is 12345热线3560件（占73.1%）、… of the first keys of a dimension.
func (v volume) shares(dim string, most int) []document.Inline {
	var out [][]document.Inline
	for _, s := range v.Facts.Top(analysis.Query{Cube: "complaint", Column: "cases", Unit: v.Unit.Code, By: []string{dim}, Limit: most}) {
		if s.Keys[0] == "" {
			continue
		}
		name := s.Label
		switch {
		case dim == "source":
			name = channelName(name)
		case dim == "l1":
			name = "“" + name + "”"
		}
		item := prose.Join(prose.Plain(name), prose.Number(s.Count))
		if dim != "region" {
			item = prose.Join(item, prose.Plain("（占"), prose.Number(s.Part), prose.Plain("）"))
		}
		out = append(out, item)
	}
	if len(out) == 0 {
		return nil
	}
	return prose.Listed(out)
}

// channelName is a channel as running text calls it.
func channelName(source string) string {
	switch source {
	case "12345":
		return "12345热线"
	case "好差评":
		return "“好差评”"
	case "办不成事":
		return "“办不成事”反映窗口"
	}
	return source
}

// fillLastMonth sets how last month's complaints and obstacles came along.
func (v volume) fillLastMonth() {
	total := v.Facts.Progressed("all", func(zhixiao.Progress) bool { return true })
	if total.Value.Sign() == 0 {
		return
	}
	closed := v.Facts.Progressed("closed", func(p zhixiao.Progress) bool { return p.Status == "办结" })
	v.Slots["上月件"], v.Slots["上月办结"] = total, closed
	v.Slots["上月未结"], v.Slots["上月办结率"] = v.Facts.Diff(total, closed, "件"), v.Facts.Percent(closed, total)
	before, ok := v.Facts.Before()
	if !ok {
		return
	}
	var told [][]document.Inline
	for _, s := range before.Obstacles(v.Unit.Code, obstaclesTold) {
		where := map[string]string{"l2": s.Keys[0]}
		q := analysis.Query{Cube: "complaint", Column: "cases", Unit: v.Unit.Code, Where: where}
		was, now := v.Facts.PrevCount(q), v.Facts.Count(q)
		if !was.Ok() || !now.Ok() {
			continue
		}
		way := "增至"
		switch now.Value.Cmp(was.Value) {
		case -1:
			way = "降至"
		case 0:
			way = "仍为"
		}
		if way == "仍为" {
			told = append(told, prose.Join(prose.Plain("“"+s.Label+"”"+way), prose.Number(now)))
			continue
		}
		told = append(told, prose.Join(prose.Plain("“"+s.Label+"”由"), prose.Number(was), prose.Plain(way), prose.Number(now)))
	}
	if len(told) > 0 {
		v.Slots["上月堵点列"] = prose.Listed(told)
	}
}

// channelTable is 表1: first-level classes by channel.
func (v volume) channelTable(role string) document.Table {
	t := document.Table{ID: v.Draft.ID(role), Caption: "本月诉求渠道与一级类别分布", Unit: "件",
		Note: prose.Plain("按去重口径计；较上月为件数增减；占比以全部有效诉求为分母。")}
	head, widths, kinds := []string{"问题类别（一级）"}, []float64{2.4}, "l"
	sources := v.Facts.Top(analysis.Query{Cube: "complaint", Column: "cases", Unit: v.Unit.Code, By: []string{"source"}})
	for _, s := range sources {
		head, widths, kinds = append(head, s.Label), append(widths, 1.1), kinds+"c"
	}
	t.Header = prose.Header(append(head, "合计", "占比（%）", "较上月")...)
	t.Columns = prose.Columns(kinds+"ccc", append(widths, 1, 1.1, 1)...)
	row := func(name string, where map[string]string) []document.Cell {
		cells := []document.Cell{prose.Words(name)}
		for _, s := range sources {
			in := map[string]string{"source": s.Keys[0]}
			maps.Copy(in, where)
			cells = append(cells, prose.Value(v.Facts.Count(analysis.Query{Cube: "complaint", Column: "cases", Unit: v.Unit.Code, Where: in})))
		}
		q := analysis.Query{Cube: "complaint", Column: "cases", Unit: v.Unit.Code, Where: where}
		now, all := v.Facts.Count(q), v.Facts.Count(analysis.Query{Cube: "complaint", Column: "cases", Unit: v.Unit.Code})
		return append(cells, prose.Value(now), prose.Value(v.Facts.Percent(now, all)), prose.Signed(v.Facts.Diff(now, v.Facts.PrevCount(q), "件")))
	}
	for _, code := range slices.Sorted(maps.Keys(v.Facts.Names().L1)) {
		if code < "99" {
			t.Rows = append(t.Rows, row(v.Facts.Names().L1[code], map[string]string{"l1": code}))
		}
	}
	t.Rows = append(t.Rows, row("合计", nil))
	t.Sums = columnSums(t.Rows, 1, len(sources)+1)
	return t
}

// columnSums states that the last row adds up the others in the columns from
// first to last.
func columnSums(rows [][]document.Cell, first, last int) []document.Sum {
	var sums []document.Sum
	for col := first; col <= last; col++ {
		var s document.Sum
		for i := range rows {
			at := document.CellAt{Row: i, Index: col}
			s.Parts = append(s.Parts, s.Total)
			s.Total = at
		}
		s.Parts = s.Parts[1:]
		sums = append(sums, s)
	}
	return sums
}

// classChart is 图1: classes this month and last.
func (v volume) classChart(role string) document.Figure {
	var labels []string
	var now, before []zhixiao.Quantity
	for _, s := range v.Facts.Top(analysis.Query{Cube: "complaint", Column: "cases", Unit: v.Unit.Code, By: []string{"l1"}}) {
		labels, now = append(labels, s.Label), append(now, s.Count)
		before = append(before, v.Facts.PrevCount(analysis.Query{Cube: "complaint", Column: "cases", Unit: v.Unit.Code, Where: map[string]string{"l1": s.Keys[0]}}))
	}
	series := []document.Series{{Name: "本月", Points: now}}
	if slices.ContainsFunc(before, zhixiao.Quantity.Ok) {
		series = append(series, document.Series{Name: "上月", Points: before})
	}
	return v.Figure(role, "诉求一级类别件数与上月对照", document.Chart{
		Kind: document.GroupedColumnChart, Title: "诉求一级类别件数", Labels: labels, YTitle: "件数", Series: series, Unit: "件",
	}, "全口径诉求", "件数最多的类别是"+strings.Join(prose.FirstN(labels, 1), ""))
}

// regionHeat is 图2: regions by first-level class, so many millimetres high, or as
// high as it needs for 0.
func (v volume) regionHeat(role string, height float64) document.Figure {
	classes := v.Facts.Top(analysis.Query{Cube: "complaint", Column: "cases", Unit: v.Unit.Code, By: []string{"l1"}})
	var labels []string
	for _, c := range classes {
		labels = append(labels, c.Label)
	}
	var series []document.Series
	for _, u := range v.Facts.Units(zhixiao.Region) {
		s := document.Series{Name: u.Short}
		for _, c := range classes {
			s.Points = append(s.Points, v.Facts.Count(analysis.Query{Cube: "complaint", Column: "cases", Unit: u.Code, Where: map[string]string{"l1": c.Keys[0]}}))
		}
		series = append(series, s)
	}
	return v.Figure(role, "17个区域诉求一级类别件数", document.Chart{
		Kind: document.HeatTableChart, Title: "17个区域诉求一级类别件数", Labels: labels, Series: series, Unit: "件", HeightMM: height,
	}, "全口径诉求", "颜色越深件数越多")
}

// obstacle finds out about one class.
func (v volume) obstacle(s analysis.Share) *obstacle {
	l2 := s.Keys[0]
	family, ok := v.Templates.Obstacles.Of(l2)
	o := &obstacle{share: s, family: family, slots: map[string]any{}}
	if !ok {
		v.Draft.Fault(fmt.Errorf("类别%s没有对应的堵点写法", l2))
		o.family = &templates.Obstacle{}
	}
	where := map[string]string{"l2": l2}
	drills := blockDrills()
	for i := range drills {
		drills[i].Where = where
	}
	o.found = v.DrillDown(drills, nil)
	first, ok := o.found.First("事项")
	o.thin = !ok || first.Count.Value.Cmp(zhixiao.Int(fewOfMatter)) < 0 || first.Part.Value.Cmp(zhixiao.Int(fewShare)) < 0
	o.found = v.DrillDown(append(drills, o.drills()...), o.rates())
	in := func(c zhixiao.Complaint) bool { return c.L2 == l2 }
	there, name := in, l2
	if first, ok := o.found.First("区"); ok && first.Part.Value.Cmp(zhixiao.Int(oneRegion)) >= 0 {
		there, name = func(c zhixiao.Complaint) bool { return in(c) && c.Region == first.Keys[0] }, l2+" "+first.Keys[0]
	}
	q := analysis.Query{Cube: "complaint", Column: "cases", Unit: v.Unit.Code, Where: where}
	day, peak := v.Facts.PeakDay(v.Unit.Code, name, there)
	by := func(dim string) analysis.Query { q := q; q.By = []string{dim}; return q }
	class := prose.Join(prose.Plain("“"+s.Label+"”本月反映"), prose.Number(s.Count), prose.Plain("，占全部诉求的"), prose.Number(s.Part),
		prose.Plain("，在各二级类中居第"), prose.Bare(v.Facts.Place(analysis.Query{Cube: "complaint", Column: "cases", Unit: v.Unit.Code, By: []string{"l2"}}, l2)), prose.Plain("位"))
	maps.Copy(o.slots, map[string]any{
		"类": s.Label, "类码": l2, "类数": s.Count, "类占比": s.Part, "类件句": class, "类变": v.Growth(s.Count, v.Facts.PrevCount(q)),
		"类事项数": v.Facts.Distinct(by("matter"), "个事项"), "类区数": v.Facts.Distinct(by("region"), "个区域"),
		"类办结天": v.Facts.ClosingDays(v.Unit.Code, l2, in), "全办结天": v.Facts.ClosingDays(v.Unit.Code, "all", func(zhixiao.Complaint) bool { return true }),
		"厅主管": prose.CityService, "增": increase(s.Count, v.Facts.PrevCount(q)), "峰日": prose.MonthDay(day), "峰数": peak, "峰高": v.isPeak(peak, s.Count),
	})
	v.matterSlots(o, q)
	v.slotRates(o)
	if first, ok := o.found.First("等候大厅"); ok {
		if top := v.Facts.Top(analysis.Query{Cube: "ticket", Column: "tickets", Unit: v.Unit.Code, By: []string{"region"}, Where: map[string]string{"hall": first.Keys[0]}, Limit: 1}); len(top) > 0 {
			region, _ := v.Facts.Unit(top[0].Keys[0])
			o.slots["厅主管"] = prose.ServiceOf(region)
		}
	}
	return o
}

// matterSlots says where the matter with the most of a class stood last month and
// in how many regions, and which department answers for it; for the whole class
// when no matter stands out.
func (v volume) matterSlots(o *obstacle, q analysis.Query) {
	o.slots["散"], o.slots["宜事项"] = 0, "相关事项"
	l2 := q.Where["l2"]
	if o.thin {
		o.slots["散"] = 1
		o.slots["部门"] = prose.CityService
		q.By, q.Limit = []string{"dept"}, 1
		if top := v.Facts.Top(q); len(top) > 0 && top[0].Part.Value.Cmp(zhixiao.Int(leadShare)) >= 0 {
			o.slots["部门"] = v.roster.deptName(top[0].Keys[0])
		}
		return
	}
	first, _ := o.found.First("事项")
	o.matter = first.Keys[0]
	o.slots["宜事项"] = o.found.Name("事项")
	m := analysis.Query{Cube: q.Cube, Column: q.Column, Unit: q.Unit, Where: map[string]string{"l2": l2, "matter": o.matter}}
	o.slots["事项前数"] = v.Facts.PrevCount(m)
	m.By = []string{"region"}
	o.slots["事项区数"] = v.Facts.Distinct(m, "个")
	if top := v.Facts.Top(m); len(top) > 0 {
		o.slots["事项区"] = top[0].Label
	}
	o.slots["部门"] = v.roster.deptName(v.DeptOf("complaint", "cases", "matter", o.matter, ""))
}

// slotRates sets the time of day at which the fewest calls are answered, when it
// lies below the whole day.
func (v volume) slotRates(o *obstacle) {
	rate := func(where map[string]string) zhixiao.Quantity {
		return v.Facts.Ratio(analysis.RatioQuery{Cube: "call", Num: "answered", Den: "calls", Unit: v.Unit.Code, Where: where, Scale: 100, Label: "%", Places: 2, MinN: 30})
	}
	whole := rate(nil)
	for _, s := range v.Facts.Top(analysis.Query{Cube: "call", Column: "calls", Unit: v.Unit.Code, By: []string{"slot"}}) {
		q := rate(map[string]string{"slot": s.Keys[0]})
		lowest, _ := o.slots["低接率"].(zhixiao.Quantity)
		if q.Ok() && whole.Ok() && q.Value.Cmp(whole.Value) < 0 && (!lowest.Ok() || o.slots["低接时段"] == nil || q.Value.Cmp(lowest.Value) < 0) {
			o.slots["低接时段"], o.slots["低接率"] = s.Label, q
		}
	}
}

// increase is 1 when now is more than before, 0 otherwise.
func increase(now, before zhixiao.Quantity) int {
	if now.Ok() && before.Ok() && now.Value.Cmp(before.Value) > 0 {
		return 1
	}
	return 0
}

// isPeak reports whether one day holds a tenth of the month or more.
func (v volume) isPeak(day, month zhixiao.Quantity) int {
	if share := v.Facts.Percent(day, month); share.Ok() && share.Value.Cmp(zhixiao.Int(10)) >= 0 {
		return 1
	}
	return 0
}

func (x roster) deptName(code string) string {
	if u, ok := x.f.Unit(code); ok && u.Kind == zhixiao.Domain {
		return u.Short
	}
	return prose.CityService
}

// obstacleLook gives an obstacle's own slots before the report's.
func (v volume) obstacleLook(o *obstacle) templates.Lookup {
	return func(name string) (any, bool) {
		if q, ok := o.slots[name]; ok {
			return q, true
		}
		if q, ok := o.found.Look(name); ok {
			return q, true
		}
		return v.Look(name)
	}
}

// mechanism is what the management side shows of an obstacle; of sentences with
// one ID the first that holds.
func (v volume) mechanism(o *obstacle, look templates.Lookup) []prose.Sentence {
	var out []prose.Sentence
	said := map[string]bool{}
	for i := range o.family.Mechanism {
		m := &o.family.Mechanism[i]
		if said[m.ID] || len(out) == mechanismsTold {
			continue
		}
		in, ok, err := m.Say(look, v.Turn)
		v.Draft.Fault(err)
		if ok {
			said[m.ID], out = true, append(out, prose.Sentence{Inlines: in, Prio: m.Prio})
		}
	}
	return out
}

// remedies writes a cause and a remedy for each obstacle.
func (v volume) remedies(told []*obstacle) {
	v.Heading(1, "advice", "成因与建议")
	var wide [][]document.Inline
	var keys []zhixiao.Key
	for i, o := range told {
		look := v.obstacleLook(o)
		o.slots["成因"] = v.First(o.family.Cause, look)
		lead, with, action, output := o.family.Remedy.Parts()
		for name, part := range map[string]*templates.Sentence{"建议牵头": lead, "建议配合": with, "建议措施": action, "建议产出": output} {
			in, _, err := part.Say(look, v.Turn)
			v.Draft.Fault(err)
			o.slots[name] = in
		}
		if document.PlainText(o.slots["建议牵头"].([]document.Inline), nil) == document.PlainText(o.slots["建议配合"].([]document.Inline), nil) {
			o.slots["建议配合"] = prose.Plain(v.Others())
		}
		o.slots["建议时限"] = zhixiao.ChineseDate(v.Templates.Calendar.After(v.Facts.Cutoff(), o.family.Remedy.Days))
		v.Draft.Paragraph("advice."+zhixiao.Int(int64(i+1)).String(),
			append([]prose.Sentence{{Inlines: []document.Inline{document.Strong(prose.Ordinal(i))}}}, v.SayFor(look, "YD41")...)...)
		if slices.ContainsFunc(v.groups, func(g analysis.ComplaintGroup) bool {
			return g.Lead.L2 == o.share.Keys[0] && g.Lead.Matter == o.matter && slices.Contains(g.Frequent, "H5")
		}) {
			wide = append(wide, prose.Plain(v.MatterName(o.matter)+"“"+o.share.Label+"”"))
			keys = append(keys, o.share.Count.Key)
		}
	}
	v.Slots["治理数"] = v.Counted("governed", len(wide), "项", keys...)
	if len(wide) > 0 {
		v.Slots["治理列"] = prose.Listed(wide)
	}
	v.Para("governed.text", "YD42")
}

// blockDrills are the concentrations of every block, whatever its family asks besides.
func blockDrills() []templates.Drill {
	return []templates.Drill{
		{As: "事项", Cube: "complaint", Column: "cases", By: "matter", Least: 2},
		{As: "区", Cube: "complaint", Column: "cases", By: "region", Least: 2, Skip: []string{""}},
	}
}
