package book

import (
	"maps"
	"slices"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/generators/prose"
)

// causeSlots count the hits by strength, section, rule and kind of unit.
func causeSlots() []entry {
	strength := func(name string, of int) func(*book) any {
		return func(b *book) any {
			return b.hits("causes.strength."+name, b.causes().of(func(x causeHit) bool { return x.strength == of }))
		}
	}
	return slices.Concat([]entry{
		{Name: "成因数", Type: prose.NumberType, Means: "成因规则命中次数", Of: func(b *book) any { return b.hits("causes", b.causes()) }},
		{Name: "规则数", Type: prose.NumberType, Means: "命中的规则条数，变体合并计数", Of: func(b *book) any { return b.report.Counted("causes.rules", len(b.causes().rules()), "") }},
		{Name: "弱证数", Type: prose.NumberType, Means: "仅为相关的命中次数", Of: strength("弱证数", 0)},
		{Name: "中证数", Type: prose.NumberType, Means: "有一类证据的命中次数", Of: strength("中证数", 1)},
		{Name: "强证数", Type: prose.NumberType, Means: "证据较充分的命中次数", Of: strength("强证数", 2)},
		{Name: "强证占", Type: prose.NumberType, Means: "证据较充分的命中占全部命中的比重", Of: func(b *book) any {
			strong := b.causes().of(func(x causeHit) bool { return x.strength == 2 })
			return b.facts.Percent(b.hits("causes.strength.强证数", strong), b.hits("causes", b.causes()))
		}},
		{Name: "两层占比", Type: prose.NumberType, Means: "命中最多的两个层面的合计占比", Of: func(b *book) any {
			return b.twoLayers(func(first, second layer) any {
				return b.facts.Percent(b.facts.Sum(b.layerHits(first), b.layerHits(second)), b.hits("causes", b.causes()))
			})
		}},
		{Name: "首层类", Type: prose.FlagType, Means: "命中最多的两个层面都不是队伍与管理为1", Of: func(b *book) any {
			return b.twoLayers(func(first, second layer) any { return prose.Flag(first.prefix != "队" && second.prefix != "队") })
		}},
	}, rankedLayerSlots("首层", "最多", func(first, _ layer) layer { return first }), rankedLayerSlots("次层", "次多", func(_, second layer) layer { return second }),
		kindCauseSlots(zhixiao.Region), kindCauseSlots(zhixiao.Domain), widestSlots(0, "最广", "最多"), widestSlots(1, "次广", "次多"))
}

func rankedLayerSlots(as, which string, of func(first, second layer) layer) []entry {
	return []entry{
		{Name: as, Type: prose.WordsType, Means: "命中" + which + "的层面", Of: func(b *book) any { return b.twoLayers(func(x, y layer) any { return of(x, y).name }) }},
		{Name: as + "数", Type: prose.NumberType, Means: "该层面的命中次数", Of: func(b *book) any {
			return b.twoLayers(func(x, y layer) any { return b.layerHits(of(x, y)) })
		}},
	}
}

// kindCauseSlots are how often the rules hold for a kind of unit, and in which section
// most.
func kindCauseSlots(kind zhixiao.UnitKind) []entry {
	as := kind.String()
	most := func(say func(l layer, n zhixiao.Quantity) any) func(*book) any {
		return func(b *book) any {
			own := b.causes().of(func(x causeHit) bool { return x.unit.Kind == kind })
			n := func(l layer) zhixiao.Quantity { return b.hits("causes."+l.prefix+"."+as, own.in(l.prefix)) }
			first := b.layersBy(n)[0]
			return say(first, n(first))
		}
	}
	return []entry{
		{Name: as + "命中", Type: prose.NumberType, Means: as + "问题的命中次数", Of: func(b *book) any {
			return b.hits("causes.of."+as, b.causes().of(func(x causeHit) bool { return x.unit.Kind == kind }))
		}},
		{Name: as + "首层", Type: prose.WordsType, Means: as + "问题命中最多的层面", Of: most(func(l layer, _ zhixiao.Quantity) any { return l.name })},
		{Name: as + "首层数", Type: prose.NumberType, Means: "该层面的命中次数", Of: most(func(_ layer, n zhixiao.Quantity) any { return n })},
	}
}

// widestSlots are the i-th of the rules by how many units they hold for.
func widestSlots(i int, as, which string) []entry {
	widest := nth(func(b *book) []string { return backwards(b.ordered(b.causes().rules(), b.unitsHit)) }, i)
	return []entry{
		{Name: as + "名", Type: prose.WordsType, Means: "涉及单位" + which + "的成因", Of: widest(func(b *book, rule string) any { return "“" + b.ruleTitle(rule) + "”" })},
		{Name: as + "单位数", Type: prose.NumberType, Means: "该成因涉及的单位个数", Of: widest(func(b *book, rule string) any { return b.unitsHit(rule) })},
	}
}

// layerSlots are what each section says of itself.
func layerSlots() []entry {
	var all []entry
	for _, l := range layers() {
		units := func(name, what string, kind zhixiao.UnitKind) entry {
			return entry{Name: l.prefix + name, Type: prose.NumberType, Means: l.name + "层面命中的" + kind.String() + "个数", Of: func(b *book) any {
				return b.report.Counted("causes."+l.prefix+what, b.causes().in(l.prefix).units(kind), "")
			}}
		}
		example := nth(func(b *book) []causeHit { return b.causes().in(l.prefix).example() }, 0)
		all = append(all,
			entry{Name: l.prefix + "数", Type: prose.NumberType, Means: l.name + "层面的命中次数", Of: func(b *book) any { return b.layerHits(l) }},
			entry{Name: l.prefix + "占", Type: prose.NumberType, Means: l.name + "层面的命中占比", Of: func(b *book) any { return b.facts.Percent(b.layerHits(l), b.hits("causes", b.causes())) }},
			units("区", ".regions", zhixiao.Region), units("领", ".domains", zhixiao.Domain),
			entry{Name: l.prefix + "例单位", Type: prose.WordsType, Means: l.name + "层面举例的单位", Of: example(func(_ *book, x causeHit) any { return x.unit.Name() })},
			entry{Name: l.prefix + "例", Type: prose.WordsType, Means: l.name + "层面举例的证据", Of: example(func(_ *book, x causeHit) any { return x.basis })},
		)
		for i, as := range []string{"首", "次"} {
			rule := nth(func(b *book) []string { return b.causes().in(l.prefix).rules() }, i)
			which := l.name + "层面命中" + []string{"最多", "次多"}[i] + "的成因"
			all = append(all,
				entry{Name: l.prefix + as + "名", Type: prose.WordsType, Means: which, Of: rule(func(b *book, rule string) any { return b.ruleTitle(rule) })},
				entry{Name: l.prefix + as + "数", Type: prose.NumberType, Means: which + "的次数", Of: rule(func(b *book, rule string) any {
					return b.hits("causes.rule."+rule, b.causes().in(l.prefix).named(rule))
				})},
			)
		}
	}
	return all
}

// hits counts hits under a name.
func (b *book) hits(what string, h causeHits) zhixiao.Quantity {
	return b.report.Counted(what, len(h), "")
}

func (b *book) layerHits(l layer) zhixiao.Quantity {
	return b.hits("causes."+l.prefix, b.causes().in(l.prefix))
}

// unitsHit is how many regions and domains a rule holds for.
func (b *book) unitsHit(rule string) zhixiao.Quantity {
	own := b.causes().named(rule)
	return b.report.Counted("causes.units."+rule, own.units(zhixiao.Region)+own.units(zhixiao.Domain), "个")
}

// layersBy is the sections in the order of a count, the greatest first; of those that
// tie, the later stands first.
func (b *book) layersBy(n func(layer) zhixiao.Quantity) []layer {
	order := layers()
	slices.SortStableFunc(order, func(x, y layer) int { return n(x).Value.Cmp(n(y).Value) })
	return backwards(order)
}

// twoLayers says what is to be said of the two sections with most hits.
func (b *book) twoLayers(say func(first, second layer) any) any {
	order := b.layersBy(b.layerHits)
	return say(order[0], order[1])
}

// causeMatrix is how often each section's rules hold for each kind of problem.
func (b *book) causeMatrix() document.Figure {
	c := document.Chart{Kind: document.HeatTableChart, Unit: "次"}
	counts := map[string]int{}
	for _, x := range b.causes() {
		counts[x.theme.Name]++
	}
	const most = 12
	themes := prose.FirstN(byCount(counts), most)
	for _, l := range layers() {
		c.Labels = append(c.Labels, l.name)
	}
	for _, theme := range themes {
		row := document.Series{Name: theme}
		for _, l := range layers() {
			row.Points = append(row.Points, b.hits("causes."+l.prefix+"."+theme, b.causes().in(l.prefix).of(func(x causeHit) bool { return x.theme.Name == theme })))
		}
		c.Series = append(c.Series, row)
	}
	return b.fig("问题类型与成因层面关联矩阵", c, "成因规则比对", "行为问题类型，列为成因层面，数为命中次数")
}

// causeTable is the rules hit, with how often, where and with what evidence.
func (b *book) causeTable() document.Table {
	t := document.Table{
		Caption: "成因规则命中与证据", Columns: prose.Columns("cllcccl", 0.8, 1.2, 2.6, 0.9, 1, 1, 2),
		Header: prose.Header("规则", "层面", "成因", "命中（次）", "证据充分（次）", "涉及单位（个）", "主要问题类型"),
		Note:   prose.Plain("命中为规则条件在单位突出问题上成立的次数；证据充分指规则所列的充分条件成立；命中的是成因假设，有待核实；同一编号的变体合并计数。"),
	}
	const most = 20
	for _, rule := range prose.FirstN(b.causes().rules(), most) {
		own := b.causes().named(rule)
		t.Rows = append(t.Rows, []document.Cell{
			prose.Words(rule), prose.Words(layerOf(rule).name), prose.Words(b.ruleTitle(rule)), prose.Value(b.hits("causes.rule."+rule, own)),
			prose.Value(b.hits("causes.strong."+rule, own.of(func(x causeHit) bool { return x.strength == 2 }))),
			prose.Value(b.unitsHit(rule)), prose.Words(own.themes()),
		})
	}
	return t
}

// themes lists the kinds of problems behind the hits.
func (h causeHits) themes() string {
	seen := map[string]bool{}
	for _, x := range h {
		seen[x.theme.Name] = true
	}
	return prose.Some(slices.Sorted(maps.Keys(seen)), 3)
}
