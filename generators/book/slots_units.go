package book

import (
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/prose"
)

// moverSlots are the units that rose and fell most, and by what.
func moverSlots() []entry {
	return slices.Concat(
		movedSlots(zhixiao.Region, 1, "升区", "区域"), movedSlots(zhixiao.Region, worseWay, "降区", "区域"),
		movedSlots(zhixiao.Domain, 1, "升领", "领域"), movedSlots(zhixiao.Domain, worseWay, "降领", "领域"),
	)
}

func movedSlots(kind zhixiao.UnitKind, way int, as, name string) []entry {
	word, what := "上升", "up."
	if way == worseWay {
		word, what = "下降", "down."
	}
	first := nth(func(b *book) []zhixiao.Unit { return b.moved(kind, way) }, 0)
	return []entry{
		{Name: as + "数", Type: prose.NumberType, Means: "总分较监测前" + word + "的" + name + "个数", Of: func(b *book) any { return b.report.Counted(what+kind.String(), len(b.moved(kind, way)), "") }},
		{Name: as + "列", Type: prose.WordsType, Means: "总分" + word + "最多的三个" + name + "及幅度", Of: func(b *book) any { return b.movedList(b.moved(kind, way), word) }},
		{Name: as + "一", Type: prose.WordsType, Means: "总分" + word + "最多的一个" + name, Of: first(func(_ *book, u zhixiao.Unit) any { return prose.NameOf(u) })},
		{Name: as + "一因", Type: prose.WordsType, Means: "该" + name + "单项得分" + word + "最多的两项指标及前后值", Of: first(func(b *book, u zhixiao.Unit) any {
			all := splitMoves(b.facts.Moves(u.Code, b.facts.Prev(), b.facts.Period()))
			if way == worseWay {
				return b.moveList(all.worse, 2)
			}
			return b.moveList(all.better, 2)
		})},
	}
}

// moved is the units of a kind whose total moved a way, the farthest first; those that
// are only listed are left out.
func (b *book) moved(kind zhixiao.UnitKind, way int) []zhixiao.Unit {
	order := slices.DeleteFunc(b.facts.Movers(analysis.ScoreTotal, kind), func(u zhixiao.Unit) bool {
		return u.Light || b.facts.Change(analysis.ScoreTotal, u.Code).Delta.Value.Sign() != way
	})
	if way == worseWay {
		return backwards(order)
	}
	return order
}

// movedList is the first three of units by how far they moved.
func (b *book) movedList(units []zhixiao.Unit, word string) []document.Inline {
	var items [][]document.Inline
	for _, u := range prose.FirstN(units, 3) {
		items = append(items, prose.Join(prose.Plain(prose.NameOf(u)+"（"+word), prose.Size(b.facts.Change(analysis.ScoreTotal, u.Code).Delta), prose.Plain("）")))
	}
	return prose.Listed(items)
}

// regionSlots are how the groups of regions lie, and the two ways of weighing.
func regionSlots() []entry {
	placed := func(name, drill, which string) entry {
		return entry{Name: name, Type: prose.NumberType, Means: "办件" + which + "的区总分的名次", Of: func(b *book) any {
			if u, ok := b.unitNamed(drill); ok {
				return b.facts.Rank(analysis.ScoreTotal, u.Code).Place
			}
			return nil
		}}
	}
	ends := func(say func(b *book, best, worst string) any) func(*book) any {
		return func(b *book) any {
			names := b.groups(zhixiao.Region)
			if len(names) < 2 {
				return nil
			}
			return say(b, names[0], prose.LastN(names, 1)[0])
		}
	}
	weak := func(say func(b *book, dimension string, gap zhixiao.Quantity) any) func(*book) any {
		return ends(func(b *book, best, worst string) any {
			gap := func(code string) zhixiao.Quantity {
				return b.facts.Diff(b.facts.PeerMean(code, worst), b.facts.PeerMean(code, best), "")
			}
			for _, code := range b.ordered(prose.Dimensions(), gap) {
				return say(b, code, gap(code))
			}
			return nil
		})
	}
	inside := func(say func(b *book, first, last zhixiao.Unit) any) func(*book) any {
		return ends(func(b *book, _, worst string) any {
			own := slices.DeleteFunc(slices.Clone(b.facts.Ranking(analysis.ScoreTotal, zhixiao.Region)), func(u zhixiao.Unit) bool { return u.Group != worst })
			if len(own) < 2 {
				return nil
			}
			return say(b, own[0], prose.LastN(own, 1)[0])
		})
	}
	total := func(b *book, u zhixiao.Unit) zhixiao.Quantity { return b.facts.Value(analysis.ScoreTotal, u.Code) }
	return []entry{
		{Name: "区总分", Type: prose.NumberType, Means: "区域权重口径的全市总分", Of: func(b *book) any { return b.own("total.region") }},
		{Name: "领总分", Type: prose.NumberType, Means: "领域权重口径的全市总分", Of: func(b *book) any { return b.own("total.domain") }},
		{Name: "口径差", Type: prose.NumberType, Means: "区域权重口径减领域权重口径", Of: func(b *book) any { return b.facts.Diff(b.own("total.region"), b.own("total.domain"), "") }},
		placed("办件区一位", "办件区", "最多"), placed("办件区二位", "办件区二", "次多"), placed("办件区三位", "办件区三", "第三多"),
		{Name: "功能区列", Type: prose.WordsType, Means: "各功能区总分的平均，由高到低", Of: ends(func(b *book, _, _ string) any { return b.groupList(b.groups(zhixiao.Region)) })},
		{Name: "功能高", Type: prose.WordsType, Means: "总分平均最高的功能区", Of: ends(func(_ *book, best, _ string) any { return best })},
		{Name: "功能低", Type: prose.WordsType, Means: "总分平均最低的功能区", Of: ends(func(_ *book, _, worst string) any { return worst })},
		{Name: "功能差", Type: prose.NumberType, Means: "最高与最低功能区总分平均之差", Of: ends(func(b *book, best, worst string) any { return b.meanGap(best, worst) })},
		{Name: "功能低维", Type: prose.WordsType, Means: "最低功能区比最高功能区低得最多的一级指标", Of: weak(func(b *book, code string, _ zhixiao.Quantity) any { return b.facts.LevelName(code) })},
		{Name: "功能低维差", Type: prose.NumberType, Means: "最低功能区该一级指标的平均减最高功能区的平均", Of: weak(func(_ *book, _ string, gap zhixiao.Quantity) any { return gap })},
		{Name: "功能低首", Type: prose.WordsType, Means: "最低功能区中总分最高的区", Of: inside(func(_ *book, first, _ zhixiao.Unit) any { return prose.NameOf(first) })},
		{Name: "功能低首分", Type: prose.NumberType, Means: "该区的总分", Of: inside(func(b *book, first, _ zhixiao.Unit) any { return total(b, first) })},
		{Name: "功能低末", Type: prose.WordsType, Means: "最低功能区中总分最低的区", Of: inside(func(_ *book, _, last zhixiao.Unit) any { return prose.NameOf(last) })},
		{Name: "功能低末分", Type: prose.NumberType, Means: "该区的总分", Of: inside(func(b *book, _, last zhixiao.Unit) any { return total(b, last) })},
		{Name: "功能内差", Type: prose.NumberType, Means: "最低功能区中总分最高与最低的区之差", Of: inside(func(b *book, first, last zhixiao.Unit) any { return b.facts.Diff(total(b, first), total(b, last), "") })},
	}
}

// unitNamed is the unit whose short name stands in a slot.
func (b *book) unitNamed(slot string) (zhixiao.Unit, bool) {
	name := b.words(slot)
	for _, kind := range []zhixiao.UnitKind{zhixiao.Region, zhixiao.Domain} {
		for _, u := range b.facts.Units(kind) {
			if u.Short == name {
				return u, true
			}
		}
	}
	return zhixiao.Unit{}, false
}

// groups is the peer groups of a kind in the order of their mean, best first.
func (b *book) groups(kind zhixiao.UnitKind) []string {
	return b.kept.groups[kind].Of(func() []string {
		const fewest = 3 // of domains; the regions' groups are what they are
		var names []string
		members := map[string]int{}
		for _, u := range b.facts.Units(kind) {
			members[u.Group]++
		}
		for _, u := range b.facts.Units(kind) {
			if kind == zhixiao.Domain && members[u.Group] < fewest {
				continue
			}
			if !slices.Contains(names, u.Group) && b.facts.PeerMean(analysis.ScoreTotal, u.Group).Ok() {
				names = append(names, u.Group)
			}
		}
		return backwards(b.ordered(names, func(g string) zhixiao.Quantity { return b.facts.PeerMean(analysis.ScoreTotal, g) }))
	})
}

// groupName is a peer group without the remark behind it.
func groupName(group string) string {
	name, _, _ := strings.Cut(group, "（")
	return name
}

// groupList is groups with their mean: 中心城区（88.12分）.
func (b *book) groupList(groups []string) []document.Inline {
	var items [][]document.Inline
	for _, g := range groups {
		items = append(items, prose.Join(prose.Plain(groupName(g)+"（"), prose.Number(b.facts.PeerMean(analysis.ScoreTotal, g)), prose.Plain("）")))
	}
	return prose.Listed(items)
}

// meanGap is the mean total of a group less that of another.
func (b *book) meanGap(of, less string) zhixiao.Quantity {
	return b.facts.Diff(b.facts.PeerMean(analysis.ScoreTotal, of), b.facts.PeerMean(analysis.ScoreTotal, less), "")
}

// domainSlots are where the two sides put the domains, and the groups of bodies.
func domainSlots() []entry {
	scored := func(name, drill, which string) entry {
		return entry{Name: name, Type: prose.NumberType, Means: "办件" + which + "的部门的总分", Of: func(b *book) any {
			if u, ok := b.unitNamed(drill); ok {
				return b.facts.Value(analysis.ScoreTotal, u.Code)
			}
			return nil
		}}
	}
	groups := func(say func(b *book, names []string) any) func(*book) any {
		return func(b *book) any {
			names := b.groups(zhixiao.Domain)
			if len(names) <= 3 {
				return nil
			}
			return say(b, names)
		}
	}
	return []entry{
		{Name: "双高数", Type: prose.NumberType, Means: "管理侧与公众侧都不低于全市的领域个数", Of: func(b *book) any { return b.report.Counted("both.high", len(b.sides().high), "") }},
		{Name: "双低数", Type: prose.NumberType, Means: "管理侧与公众侧都低于全市的领域个数", Of: func(b *book) any { return b.report.Counted("both.low", len(b.sides().low), "") }},
		{Name: "反错数", Type: prose.NumberType, Means: "管理侧低于全市而公众侧不低于全市的领域个数", Of: func(b *book) any { return b.report.Counted("turned", len(b.sides().turned), "") }},
		{Name: "双低列", Type: prose.WordsType, Means: "管理侧与公众侧都低于全市的领域，至多四个", Of: func(b *book) any { return prose.JoinNames(prose.FirstN(b.sides().low, 4)) }},
		{Name: "行业优列", Type: prose.WordsType, Means: "总分平均居前两位的机构类别及其平均", Of: groups(func(b *book, names []string) any { return b.groupList(prose.FirstN(names, 2)) })},
		{Name: "行业劣列", Type: prose.WordsType, Means: "总分平均居后两位的机构类别及其平均，最低的在前", Of: groups(func(b *book, names []string) any { return b.groupList(backwards(prose.LastN(names, 2))) })},
		{Name: "行业差", Type: prose.NumberType, Means: "最高与最低机构类别总分平均之差", Of: groups(func(b *book, names []string) any { return b.meanGap(names[0], prose.LastN(names, 1)[0]) })},
		scored("办部一分", "办件部门", "最多"), scored("办部二分", "办件部门二", "次多"), scored("办部三分", "办件部门三", "第三多"),
	}
}

// sides is the domains by where they stand in management and with the public; those with
// the first alone are prose's {错位列}.
type sides struct{ high, low, turned []zhixiao.Unit }

func (b *book) sides() sides {
	return b.kept.sides.Of(func() (s sides) {
		for _, u := range b.facts.Units(zhixiao.Domain) {
			x, y := b.facts.Gap("B", u.Code), b.facts.Gap("D", u.Code)
			if !x.Ok() || !y.Ok() {
				continue
			}
			switch {
			case x.Value.Sign() >= 0 && y.Value.Sign() >= 0:
				s.high = append(s.high, u)
			case x.Value.Sign() < 0 && y.Value.Sign() < 0:
				s.low = append(s.low, u)
			case x.Value.Sign() < 0:
				s.turned = append(s.turned, u)
			}
		}
		return s
	})
}
