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

// overall is chapter 2: the city, its regions, its domains.
func (b *book) overall() {
	b.fillRegions()
	b.fillDomains()
	b.Heading(1, "two", "全市总体态势")
	b.cityLevel()
	b.regionLay()
	b.domainLay()
}

func (b *book) cityLevel() {
	trend, heat := b.totalTrend(), b.dimensionHeat()
	series := b.table("表季度", b.seriesTable("全市总分与五维得分季度序列", append([]string{analysis.ScoreTotal}, prose.Dimensions()...)))
	b.Heading(2, "two.level", "总体水平")
	b.Heading(3, "two.total", "总分与等级")
	b.para("two.total.a", "Y211", "Y212", "Y213", "Y216")
	b.place(trend)
	b.para("two.total.b", "Y214", "Y215")
	b.place(series)
	b.Heading(3, "two.five", "五维结构")
	b.para("two.five.a", "Y221", "Y222", "Y223")
	b.place(heat)
	b.para("two.five.b", "Y227", "Y226", "Y224", "Y225")
	b.Heading(3, "two.quarters", "季度趋势")
	b.para("two.quarters.a", "Y231", "Y232", "Y233", "Y234")
}

func (b *book) regionLay() {
	bars, before, box := b.regionBars(), b.beforeAfter(), b.boxes()
	drawn := b.mapFigure("图地图", "total")
	list, lay := b.table("表区域", b.rankTable("17个区域得分、名次与变化", zhixiao.Region, b.Facts.Units(zhixiao.Region))), b.table("表均衡", b.balanceTable())
	b.Heading(2, "two.regions", "区域格局")
	b.Heading(3, "two.steps", "梯次")
	b.para("two.steps.a", "Y241", "Y242")
	b.place(bars)
	b.place(list)
	b.para("two.steps.b", "Y243", "Y244", "Y245")
	b.place(before)
	b.Heading(3, "two.groups", "功能区")
	b.para("two.groups.a", "Y251", "Y252", "Y253")
	b.place(drawn)
	b.Heading(3, "two.even", "均衡性")
	b.para("two.even.a", "Y261", "Y262", "Y265", "Y263")
	b.place(box)
	b.place(lay)
}

func (b *book) domainLay() {
	quadrant, groups := b.quadrantFigure(), b.groupChart()
	ranking := b.Facts.Ranking(analysis.ScoreTotal, zhixiao.Domain)
	const ends = 10
	list := b.table("表领域", b.rankTable("得分居前十位和后十位的领域", zhixiao.Domain, append(prose.FirstN(ranking, ends), prose.LastN(ranking, ends)...)))
	b.Heading(2, "two.domains", "领域格局")
	b.Heading(3, "two.places", "排名")
	b.para("two.places.a", "Y271", "Y272", "Y273", "Y274", "Y275")
	b.place(list)
	b.Heading(3, "two.quadrant", "四象限")
	b.para("two.quadrant.a", "Y281", "Y282", "Y283")
	b.place(quadrant)
	b.Heading(3, "two.trades", "行业组")
	b.para("two.trades.a", "Y291", "Y292", "Y293")
	b.place(groups)
}

// fillRegions sets which regions moved and why, and how the groups lie.
func (b *book) fillRegions() {
	b.fillMovers(zhixiao.Region, "区")
	b.Slots["区总分"], b.Slots["领总分"] = b.Facts.Value("total.region", b.Unit.Code), b.Facts.Value("total.domain", b.Unit.Code)
	b.Slots["口径差"] = b.Facts.Diff(b.Facts.Value("total.region", b.Unit.Code), b.Facts.Value("total.domain", b.Unit.Code), "")
	for slot, as := range map[string]string{"办件区一位": "办件区", "办件区二位": "办件区二", "办件区三位": "办件区三"} {
		if u, ok := b.unitNamed(as); ok {
			b.Slots[slot] = b.Facts.Rank(analysis.ScoreTotal, u.Code).Place
		}
	}
	b.regionGroups()
}

// unitNamed is the unit whose short name stands in a slot.
func (b *book) unitNamed(slot string) (zhixiao.Unit, bool) {
	name, _ := b.Slots[slot].(string)
	for _, kind := range []zhixiao.UnitKind{zhixiao.Region, zhixiao.Domain} {
		for _, u := range b.Facts.Units(kind) {
			if u.Short == name {
				return u, true
			}
		}
	}
	return zhixiao.Unit{}, false
}

// fillMovers sets the units of a kind that rose and fell most, and by what.
func (b *book) fillMovers(kind zhixiao.UnitKind, prefix string) {
	order := slices.DeleteFunc(b.Facts.Movers(analysis.ScoreTotal, kind), func(u zhixiao.Unit) bool { return u.Light })
	up := slices.DeleteFunc(slices.Clone(order), func(u zhixiao.Unit) bool { return b.Facts.Change(analysis.ScoreTotal, u.Code).Delta.Value.Sign() <= 0 })
	down := backwards(slices.DeleteFunc(order, func(u zhixiao.Unit) bool { return b.Facts.Change(analysis.ScoreTotal, u.Code).Delta.Value.Sign() >= 0 }))
	b.Slots["升"+prefix+"数"], b.Slots["降"+prefix+"数"] = b.Counted("up."+kind.String(), len(up), ""), b.Counted("down."+kind.String(), len(down), "")
	item := func(u zhixiao.Unit, word string) []document.Inline {
		return prose.Join(prose.Plain(prose.NameOf(u)+"（"+word), prose.Size(b.Facts.Change(analysis.ScoreTotal, u.Code).Delta), prose.Plain("）"))
	}
	var ups, downs [][]document.Inline
	for _, u := range prose.FirstN(up, 3) {
		ups = append(ups, item(u, "上升"))
	}
	for _, u := range prose.FirstN(down, 3) {
		downs = append(downs, item(u, "下降"))
	}
	b.Slots["升"+prefix+"列"], b.Slots["降"+prefix+"列"] = prose.Listed(ups), prose.Listed(downs)
	if len(up) > 0 {
		better, _ := split(b.Facts.Moves(up[0].Code, b.Facts.Prev(), b.Facts.Period()))
		b.Slots["升"+prefix+"一"] = prose.NameOf(up[0])
		b.Slots["升"+prefix+"一因"] = b.moveList(better, 2)
	}
	if len(down) > 0 {
		_, worse := split(b.Facts.Moves(down[0].Code, b.Facts.Prev(), b.Facts.Period()))
		b.Slots["降"+prefix+"一"] = prose.NameOf(down[0])
		b.Slots["降"+prefix+"一因"] = b.moveList(worse, 2)
	}
}

// groups is the peer groups of a kind in the order of their mean, best first.
func (b *book) groups(kind zhixiao.UnitKind) []string {
	const fewest = 3 // of domains; the regions' groups are what they are
	var names []string
	members := map[string]int{}
	for _, u := range b.Facts.Units(kind) {
		members[u.Group]++
	}
	for _, u := range b.Facts.Units(kind) {
		if kind == zhixiao.Domain && members[u.Group] < fewest {
			continue
		}
		if !slices.Contains(names, u.Group) && b.Facts.PeerMean(analysis.ScoreTotal, u.Group).Ok() {
			names = append(names, u.Group)
		}
	}
	return backwards(b.ordered(names, func(g string) zhixiao.Quantity { return b.Facts.PeerMean(analysis.ScoreTotal, g) }))
}

// groupName is a peer group without the remark behind it.
func groupName(group string) string {
	name, _, _ := strings.Cut(group, "（")
	return name
}

func (b *book) groupItem(group string) []document.Inline {
	return prose.Join(prose.Plain(groupName(group)+"（"), prose.Number(b.Facts.PeerMean(analysis.ScoreTotal, group)), prose.Plain("）"))
}

// regionGroups sets the groups of regions, the weakest dimension of the last and
// how far its own members lie apart.
func (b *book) regionGroups() {
	names := b.groups(zhixiao.Region)
	if len(names) < 2 {
		return
	}
	var items [][]document.Inline
	for _, g := range names {
		items = append(items, b.groupItem(g))
	}
	best, worst := names[0], prose.LastN(names, 1)[0]
	mean := func(code, g string) zhixiao.Quantity { return b.Facts.PeerMean(code, g) }
	gap := func(code string) zhixiao.Quantity { return b.Facts.Diff(mean(code, worst), mean(code, best), "") }
	weak := b.ordered(prose.Dimensions(), gap)
	maps.Copy(b.Slots, map[string]any{
		"功能区列": prose.Listed(items), "功能高": best, "功能低": worst,
		"功能差": b.Facts.Diff(mean(analysis.ScoreTotal, best), mean(analysis.ScoreTotal, worst), ""),
	})
	if len(weak) > 0 {
		b.Slots["功能低维"], b.Slots["功能低维差"] = b.Facts.LevelName(weak[0]), gap(weak[0])
	}
	var own []zhixiao.Unit
	for _, u := range b.Facts.Ranking(analysis.ScoreTotal, zhixiao.Region) {
		if u.Group == worst {
			own = append(own, u)
		}
	}
	if len(own) > 1 {
		first, last := own[0], prose.LastN(own, 1)[0]
		a, z := b.Facts.Value(analysis.ScoreTotal, first.Code), b.Facts.Value(analysis.ScoreTotal, last.Code)
		maps.Copy(b.Slots, map[string]any{"功能低首": prose.NameOf(first), "功能低首分": a, "功能低末": prose.NameOf(last), "功能低末分": z, "功能内差": b.Facts.Diff(a, z, "")})
	}
}

// fillDomains sets which domains moved, where the two sides put them, and the
// groups of bodies.
func (b *book) fillDomains() {
	b.fillMovers(zhixiao.Domain, "领")
	var high, low, turned []zhixiao.Unit
	for _, u := range b.Facts.Units(zhixiao.Domain) {
		x, y := b.Facts.Gap("B", u.Code), b.Facts.Gap("D", u.Code)
		if !x.Ok() || !y.Ok() {
			continue
		}
		switch {
		case x.Value.Sign() >= 0 && y.Value.Sign() >= 0:
			high = append(high, u)
		case x.Value.Sign() < 0 && y.Value.Sign() < 0:
			low = append(low, u)
		case x.Value.Sign() < 0:
			turned = append(turned, u)
		}
	}
	b.Slots["双高数"], b.Slots["双低数"], b.Slots["反错数"] = b.Counted("both.high", len(high), ""), b.Counted("both.low", len(low), ""), b.Counted("turned", len(turned), "")
	b.Slots["双低列"] = prose.JoinNames(prose.FirstN(low, 4))
	names := b.groups(zhixiao.Domain)
	if len(names) > 3 {
		best, worst := names[0], prose.LastN(names, 1)[0]
		b.Slots["行业优列"] = prose.Listed([][]document.Inline{b.groupItem(best), b.groupItem(names[1])})
		worse := backwards(prose.LastN(names, 2))
		b.Slots["行业劣列"] = prose.Listed([][]document.Inline{b.groupItem(worse[0]), b.groupItem(worse[1])})
		b.Slots["行业差"] = b.Facts.Diff(b.Facts.PeerMean(analysis.ScoreTotal, best), b.Facts.PeerMean(analysis.ScoreTotal, worst), "")
	}
	for slot, as := range map[string]string{"办部一分": "办件部门", "办部二分": "办件部门二", "办部三分": "办件部门三"} {
		if u, ok := b.unitNamed(as); ok {
			b.Slots[slot] = b.Facts.Value(analysis.ScoreTotal, u.Code)
		}
	}
}
