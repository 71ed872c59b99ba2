package generators

import (
	"maps"
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
)

// overall is chapter 2: the city, its regions, its domains.
func (b *book) overall() {
	b.fillRegions()
	b.fillDomains()
	b.heading(1, "two", "全市总体态势")
	b.cityLevel()
	b.regionLay()
	b.domainLay()
}

func (b *book) cityLevel() {
	trend, heat := b.totalTrend(), b.dimensionHeat()
	series := b.table("表季度", b.seriesTable("全市总分与五维得分季度序列", append([]string{analysis.ScoreTotal}, dimensions()...)))
	b.heading(2, "two.level", "总体水平")
	b.heading(3, "two.total", "总分与等级")
	b.para("two.total.a", "Y211", "Y212", "Y213", "Y216")
	b.place(trend)
	b.para("two.total.b", "Y214", "Y215")
	b.place(series)
	b.heading(3, "two.five", "五维结构")
	b.para("two.five.a", "Y221", "Y222", "Y223")
	b.place(heat)
	b.para("two.five.b", "Y227", "Y226", "Y224", "Y225")
	b.heading(3, "two.quarters", "季度趋势")
	b.para("two.quarters.a", "Y231", "Y232", "Y233", "Y234")
}

func (b *book) regionLay() {
	bars, before, box := b.regionBars(), b.beforeAfter(), b.boxes()
	drawn := b.mapFigure("图地图", "total")
	list, lay := b.table("表区域", b.rankTable("17个区域得分、名次与变化", zhixiao.Region, b.f.Units(zhixiao.Region))), b.table("表均衡", b.balanceTable())
	b.heading(2, "two.regions", "区域格局")
	b.heading(3, "two.steps", "梯次")
	b.para("two.steps.a", "Y241", "Y242")
	b.place(bars)
	b.place(list)
	b.para("two.steps.b", "Y243", "Y244", "Y245")
	b.place(before)
	b.heading(3, "two.groups", "功能区")
	b.para("two.groups.a", "Y251", "Y252", "Y253")
	b.place(drawn)
	b.heading(3, "two.even", "均衡性")
	b.para("two.even.a", "Y261", "Y262", "Y265", "Y263")
	b.place(box)
	b.place(lay)
}

func (b *book) domainLay() {
	quadrant, groups := b.quadrantFigure(), b.groupChart()
	ranking := b.f.Ranking(analysis.ScoreTotal, zhixiao.Domain)
	const ends = 10
	list := b.table("表领域", b.rankTable("得分居前十位和后十位的领域", zhixiao.Domain, append(firstN(ranking, ends), lastN(ranking, ends)...)))
	b.heading(2, "two.domains", "领域格局")
	b.heading(3, "two.places", "排名")
	b.para("two.places.a", "Y271", "Y272", "Y273", "Y274", "Y275")
	b.place(list)
	b.heading(3, "two.quadrant", "四象限")
	b.para("two.quadrant.a", "Y281", "Y282", "Y283")
	b.place(quadrant)
	b.heading(3, "two.trades", "行业组")
	b.para("two.trades.a", "Y291", "Y292", "Y293")
	b.place(groups)
}

// fillRegions sets which regions moved and why, and how the groups lie.
func (b *book) fillRegions() {
	b.fillMovers(zhixiao.Region, "区")
	b.slots["区总分"], b.slots["领总分"] = b.f.Value("total.region", b.u.Code), b.f.Value("total.domain", b.u.Code)
	b.slots["口径差"] = b.f.Diff(b.f.Value("total.region", b.u.Code), b.f.Value("total.domain", b.u.Code), "")
	for slot, as := range map[string]string{"办件区一位": "办件区", "办件区二位": "办件区二", "办件区三位": "办件区三"} {
		if u, ok := b.unitNamed(as); ok {
			b.slots[slot] = b.f.Rank(analysis.ScoreTotal, u.Code).Place
		}
	}
	b.regionGroups()
}

// unitNamed is the unit whose short name stands in a slot.
func (b *book) unitNamed(slot string) (zhixiao.Unit, bool) {
	name, _ := b.slots[slot].(string)
	for _, kind := range []zhixiao.UnitKind{zhixiao.Region, zhixiao.Domain} {
		for _, u := range b.f.Units(kind) {
			if u.Short == name {
				return u, true
			}
		}
	}
	return zhixiao.Unit{}, false
}

// fillMovers sets the units of a kind that rose and fell most, and by what.
func (b *book) fillMovers(kind zhixiao.UnitKind, prefix string) {
	order := slices.DeleteFunc(b.f.Movers(analysis.ScoreTotal, kind), func(u zhixiao.Unit) bool { return u.Light })
	up := slices.DeleteFunc(slices.Clone(order), func(u zhixiao.Unit) bool { return b.f.Change(analysis.ScoreTotal, u.Code).Delta.Value.Sign() <= 0 })
	down := backwards(slices.DeleteFunc(order, func(u zhixiao.Unit) bool { return b.f.Change(analysis.ScoreTotal, u.Code).Delta.Value.Sign() >= 0 }))
	b.slots["升"+prefix+"数"], b.slots["降"+prefix+"数"] = b.counted("up."+kind.String(), len(up), ""), b.counted("down."+kind.String(), len(down), "")
	item := func(u zhixiao.Unit, word string) []document.Inline {
		return join(plain(nameOf(u)+"（"+word), size(b.f.Change(analysis.ScoreTotal, u.Code).Delta), plain("）"))
	}
	var ups, downs [][]document.Inline
	for _, u := range firstN(up, 3) {
		ups = append(ups, item(u, "上升"))
	}
	for _, u := range firstN(down, 3) {
		downs = append(downs, item(u, "下降"))
	}
	b.slots["升"+prefix+"列"], b.slots["降"+prefix+"列"] = listed(ups), listed(downs)
	if len(up) > 0 {
		better, _ := split(b.f.Moves(up[0].Code, b.f.Prev(), b.f.Period()))
		b.slots["升"+prefix+"一"] = nameOf(up[0])
		b.slots["升"+prefix+"一因"] = b.moveList(better, 2)
	}
	if len(down) > 0 {
		_, worse := split(b.f.Moves(down[0].Code, b.f.Prev(), b.f.Period()))
		b.slots["降"+prefix+"一"] = nameOf(down[0])
		b.slots["降"+prefix+"一因"] = b.moveList(worse, 2)
	}
}

// groups is the peer groups of a kind in the order of their mean, best first.
func (b *book) groups(kind zhixiao.UnitKind) []string {
	const fewest = 3 // of domains; the regions' groups are what they are
	var names []string
	members := map[string]int{}
	for _, u := range b.f.Units(kind) {
		members[u.Group]++
	}
	for _, u := range b.f.Units(kind) {
		if kind == zhixiao.Domain && members[u.Group] < fewest {
			continue
		}
		if !slices.Contains(names, u.Group) && b.f.PeerMean(analysis.ScoreTotal, u.Group).Ok() {
			names = append(names, u.Group)
		}
	}
	return backwards(b.ordered(names, func(g string) zhixiao.Quantity { return b.f.PeerMean(analysis.ScoreTotal, g) }))
}

// groupName is a peer group without the remark behind it.
func groupName(group string) string {
	name, _, _ := strings.Cut(group, "（")
	return name
}

func (b *book) groupItem(group string) []document.Inline {
	return join(plain(groupName(group)+"（"), number(b.f.PeerMean(analysis.ScoreTotal, group)), plain("）"))
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
	best, worst := names[0], lastN(names, 1)[0]
	mean := func(code, g string) zhixiao.Quantity { return b.f.PeerMean(code, g) }
	gap := func(code string) zhixiao.Quantity { return b.f.Diff(mean(code, worst), mean(code, best), "") }
	weak := b.ordered(dimensions(), gap)
	maps.Copy(b.slots, map[string]any{
		"功能区列": listed(items), "功能高": best, "功能低": worst,
		"功能差": b.f.Diff(mean(analysis.ScoreTotal, best), mean(analysis.ScoreTotal, worst), ""),
	})
	if len(weak) > 0 {
		b.slots["功能低维"], b.slots["功能低维差"] = b.f.LevelName(weak[0]), gap(weak[0])
	}
	var own []zhixiao.Unit
	for _, u := range b.f.Ranking(analysis.ScoreTotal, zhixiao.Region) {
		if u.Group == worst {
			own = append(own, u)
		}
	}
	if len(own) > 1 {
		first, last := own[0], lastN(own, 1)[0]
		a, z := b.f.Value(analysis.ScoreTotal, first.Code), b.f.Value(analysis.ScoreTotal, last.Code)
		maps.Copy(b.slots, map[string]any{"功能低首": nameOf(first), "功能低首分": a, "功能低末": nameOf(last), "功能低末分": z, "功能内差": b.f.Diff(a, z, "")})
	}
}

// fillDomains sets which domains moved, where the two sides put them, and the
// groups of bodies.
func (b *book) fillDomains() {
	b.fillMovers(zhixiao.Domain, "领")
	var high, low, turned []zhixiao.Unit
	for _, u := range b.f.Units(zhixiao.Domain) {
		x, y := b.f.Gap("B", u.Code), b.f.Gap("D", u.Code)
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
	b.slots["双高数"], b.slots["双低数"], b.slots["反错数"] = b.counted("both.high", len(high), ""), b.counted("both.low", len(low), ""), b.counted("turned", len(turned), "")
	b.slots["双低列"] = joinNames(firstN(low, 4))
	names := b.groups(zhixiao.Domain)
	if len(names) > 3 {
		best, worst := names[0], lastN(names, 1)[0]
		b.slots["行业优列"] = listed([][]document.Inline{b.groupItem(best), b.groupItem(names[1])})
		worse := backwards(lastN(names, 2))
		b.slots["行业劣列"] = listed([][]document.Inline{b.groupItem(worse[0]), b.groupItem(worse[1])})
		b.slots["行业差"] = b.f.Diff(b.f.PeerMean(analysis.ScoreTotal, best), b.f.PeerMean(analysis.ScoreTotal, worst), "")
	}
	for slot, as := range map[string]string{"办部一分": "办件部门", "办部二分": "办件部门二", "办部三分": "办件部门三"} {
		if u, ok := b.unitNamed(as); ok {
			b.slots[slot] = b.f.Value(analysis.ScoreTotal, u.Code)
		}
	}
}
