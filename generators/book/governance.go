package book

import (
	"slices"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/prose"
)

// governance is what was governed, and whether complaints fell.
func (b *book) governance() {
	b.heading(2, "four.governance", "主动治理成效")
	b.para("four.governance.a", "Y4F1", "Y4F2", "Y4F6")
	b.place("图治理", "表治理")
	b.para("four.governance.b", "Y4F3", "Y4F4", "Y4F5")
}

// governedSlots are how many tasks the ledger has and where most complaints went away.
func governedSlots() []entry {
	of := func(name, what, unit, means string, n func(governed) int) entry {
		return entry{Name: name, Type: prose.NumberType, Means: means, Of: func(b *book) any { return b.report.Counted(what, n(b.governed()), unit) }}
	}
	all := []entry{
		of("治理数", "governed", "个", "监测期内在办和新立的主动治理案例个数", func(g governed) int { return len(g.all) }),
		of("治理销", "governed.closed", "个", "其中销号的个数", func(g governed) int { return g.closed }),
		of("治理观", "governed.watched", "个", "其中观察期的个数", func(g governed) int { return g.watched }),
		of("治理办", "governed.open", "个", "其中整改中的个数", func(g governed) int { return len(g.open) }),
		of("治理部门数", "governed.depts", "个", "牵头单位个数", func(g governed) int { return len(g.leads) }),
		of("治理区数", "governed.regions", "个", "涉及区域个数", func(g governed) int { return len(g.regions) }),
		of("治理满", "governed.observed", "个", "治理前诉求十件以上且治理后满90日的案例个数", func(g governed) int { return len(g.observed) }),
		{Name: "未立项", Type: prose.FlagType, Means: "诉求首位的事项没有主动治理案例为1", Of: func(b *book) any {
			top, ok := b.found().First("诉求事项")
			return prose.Flag(ok && !slices.ContainsFunc(b.governed().all, func(g analysis.TaskRow) bool { return g.Matter == top.Keys[0] }))
		}},
	}
	return slices.Concat(all, fallenTaskSlots(0, "治理一", "最多"), fallenTaskSlots(1, "治理二", "次多"))
}

// fallenTaskSlots are the slots of the i-th of the tasks by how far complaints fell.
func fallenTaskSlots(i int, as, which string) []entry {
	fallen := nth(func(b *book) []analysis.TaskRow {
		return slices.DeleteFunc(slices.Clone(b.governed().observed), func(c analysis.TaskRow) bool { return c.Drop.Value.Sign() <= 0 })
	}, i)
	return []entry{
		{Name: as + "题", Type: prose.WordsType, Means: "诉求下降" + which + "的案例的名称", Of: fallen(func(_ *book, c analysis.TaskRow) any { return c.Title })},
		{Name: as + "号", Type: prose.WordsType, Means: "该案例的编号", Of: fallen(func(_ *book, c analysis.TaskRow) any { return c.No })},
		{Name: as + "前", Type: prose.NumberType, Means: "该案例治理前90日的件数", Of: fallen(func(_ *book, c analysis.TaskRow) any { return c.Found })},
		{Name: as + "后", Type: prose.NumberType, Means: "该案例治理后90日的件数", Of: fallen(func(_ *book, c analysis.TaskRow) any { return c.After })},
		{Name: as + "降", Type: prose.NumberType, Means: "该案例的下降率", Of: fallen(func(b *book, c analysis.TaskRow) any { return prose.Size(b.change(c)) })},
	}
}

// governed is the ledger tasks that were open at some time of the period, with the numbers of
// the ledger of the same cutoff.
type governed struct {
	all             []analysis.TaskRow
	closed, watched int
	open            []analysis.TaskRow // neither closed nor watched, the first due first
	observed        []analysis.TaskRow // with a before and an after, the greatest fall first
	waiting         []analysis.TaskRow // done, whose 90 days are not over
	over            []analysis.TaskRow // done, whose 90 days are over
	leads, regions  map[string]bool
}

func (b *book) governed() governed {
	return b.kept.governed.Of(func() governed {
		g := governed{leads: map[string]bool{}, regions: map[string]bool{}}
		for _, c := range b.facts.Ledger() {
			if c.Due.Before(b.facts.Period().Start()) {
				continue
			}
			g.all = append(g.all, c)
			g.leads[c.Lead] = true
			for _, r := range c.Regions {
				g.regions[r] = true
			}
			b.sort(&g, c)
		}
		slices.SortStableFunc(g.open, func(x, y analysis.TaskRow) int { return x.Due.Compare(y.Due) })
		g.observed = slices.DeleteFunc(slices.Clone(g.all), func(c analysis.TaskRow) bool { return !b.change(c).Ok() })
		slices.SortStableFunc(g.observed, func(x, y analysis.TaskRow) int { return b.change(x).Value.Cmp(b.change(y).Value) })
		return g
	})
}

// sort puts a task to those of its state, and of what is known of its effect.
func (b *book) sort(g *governed, c analysis.TaskRow) {
	switch c.Status {
	case zhixiao.TaskClosed:
		g.closed++
	case zhixiao.TaskWatched:
		g.watched++
	default:
		g.open = append(g.open, c)
		return
	}
	switch {
	case c.After.Ok():
		g.over = append(g.over, c)
	case observedOn(c).After(b.facts.Cutoff()):
		g.waiting = append(g.waiting, c)
	}
}

// change is by how many percent a task's complaints changed; absent while its 90
// days are not over, and on few complaints.
func (b *book) change(c analysis.TaskRow) zhixiao.Quantity {
	return b.facts.GrowthRate(c.After, c.Found)
}

// governanceChart is the complaints before and after for the observed tasks.
func (b *book) governanceChart() document.Figure {
	const most = 12
	c := document.Chart{Kind: document.DumbbellChart, XTitle: "同类诉求", Unit: "件"}
	var before, after []zhixiao.Quantity
	for _, g := range prose.FirstN(b.governed().observed, most) {
		c.Labels = append(c.Labels, g.Title)
		before, after = append(before, g.Found), append(after, g.After)
	}
	c.Series = []document.Series{{Name: "治理前90日", Points: before}, {Name: "治理后90日", Points: after}}
	return b.fig("主动治理前后同类诉求对照", c, "主动治理台账", "按下降率由大到小排列")
}

// governanceTable is the ledger tasks with their state and their effect.
func (b *book) governanceTable() document.Table {
	t := document.Table{
		Caption: "主动治理案例进展与成效", Columns: prose.Columns("lllccccc", 1.6, 2.6, 1.5, 0.9, 1.2, 0.9, 0.9, 1),
		Header: prose.Header("编号", "案例", "牵头单位", "涉及区域（个）", "状态", "治理前（件）", "治理后（件）", "变化（%）"),
		Note:   prose.Plain("状态为数据截止日的状态；治理前为立项前90日、治理后为治理完成后90日的同一事项、同一二级类诉求，与同期主动治理台账一致；“—”为治理后未满90日，治理前不足十件的不计算变化；变化受季节和业务量影响，不宜全部归因于治理措施。"),
	}
	for _, g := range b.governed().all {
		change := prose.Words("—") // unobserved, or on few complaints
		if q := b.change(g); q.Ok() {
			change = prose.Signed(q)
		}
		t.Rows = append(t.Rows, []document.Cell{
			prose.Words(g.No), prose.ToldCell(zhixiao.ObjectKey("ledger.title", g.No, b.facts.Cutoff()), g.Title), prose.Words(b.leadName(g)), prose.Value(b.report.Counted("governance.regions."+g.No, len(g.Regions), "个")), prose.ToldCell(zhixiao.ObjectKey("ledger.state", g.No, b.facts.Cutoff()), g.Status), prose.Value(g.Found), prose.Value(g.After), change,
		})
	}
	return t
}
