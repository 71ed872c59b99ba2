package book

import (
	"slices"
	"time"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/prose"
)

// endedSlots are what became of the complaints of the tasks whose 90 days are over, and
// which closed task has most of them still.
func endedSlots() []entry {
	relapsed := nth(func(b *book) []analysis.TaskRow {
		return greatest(b.ended().relapsed, func(x, y analysis.TaskRow) int { return x.After.Value.Cmp(y.After.Value) })
	}, 0)
	return []entry{
		{Name: "满期数", Type: prose.NumberType, Means: "治理后满90日的案例个数，不论治理前件数", Of: func(b *book) any { return b.tasksOf("over", b.governed().over) }},
		{Name: "满期列", Type: prose.WordsType, Means: "满90日案例按治理前后同类诉求有无的构成", Of: func(b *book) any {
			e := b.ended()
			return prose.Present(prose.Tally{Name: "由有到无的", N: b.tasksOf("gone", e.gone)}, prose.Tally{Name: "前后均无的", N: b.tasksOf("never", e.never)},
				prose.Tally{Name: "治理后没有、治理前件数不详的", N: b.tasksOf("unknown", e.unknown)}, prose.Tally{Name: "治理后仍有的", N: b.tasksOf("still", e.still)})
		}},
		{Name: "销满数", Type: prose.NumberType, Means: "已销号且满90日的案例个数", Of: func(b *book) any { return b.tasksOf("closed.over", b.ended().closed) }},
		{Name: "销仍数", Type: prose.NumberType, Means: "已销号、满90日而仍有诉求的案例个数", Of: func(b *book) any { return b.tasksOf("closed.still", b.ended().relapsed) }},
		{Name: "复发题", Type: prose.WordsType, Means: "已销号而仍有诉求最多的案例的名称", Of: relapsed(func(_ *book, c analysis.TaskRow) any { return c.Title })},
		{Name: "复发号", Type: prose.WordsType, Means: "该案例的编号", Of: relapsed(func(_ *book, c analysis.TaskRow) any { return c.No })},
		{Name: "复发数", Type: prose.NumberType, Means: "该案例治理后90日的件数", Of: relapsed(func(_ *book, c analysis.TaskRow) any { return c.After })},
	}
}

// ended is the tasks whose 90 days are over, by what became of their complaints; of
// closed ones, all and those that have some still.
type ended struct{ gone, never, unknown, still, closed, relapsed []analysis.TaskRow }

func (b *book) ended() (e ended) {
	for _, c := range b.governed().over {
		still := c.After.Value.Sign() > 0
		if c.Status == zhixiao.TaskClosed {
			e.closed = append(e.closed, c)
			if still {
				e.relapsed = append(e.relapsed, c)
			}
		}
		switch {
		case still:
			e.still = append(e.still, c)
		case !c.Found.Ok():
			e.unknown = append(e.unknown, c)
		case c.Found.Value.Sign() > 0:
			e.gone = append(e.gone, c)
		default:
			e.never = append(e.never, c)
		}
	}
	return e
}

// tasksOf counts tasks by what the ledger found of each.
func (b *book) tasksOf(what string, list []analysis.TaskRow) zhixiao.Quantity {
	var from []zhixiao.Key
	for _, c := range list {
		from = append(from, c.After.Key)
	}
	return b.report.Counted("governed."+what, len(list), "个", from...)
}

// pendingSlots are which tasks cannot be judged yet, when they can be, and which are not
// done.
func pendingSlots() []entry {
	waiting := func(as, which string, compare func(x, y analysis.TaskRow) int) []entry {
		one := nth(func(b *book) []analysis.TaskRow { return greatest(b.governed().waiting, compare) }, 0)
		return []entry{
			{Name: as + "题", Type: prose.WordsType, Means: which + "满90日的案例的名称", Of: one(func(_ *book, c analysis.TaskRow) any { return c.Title })},
			{Name: as + "号", Type: prose.WordsType, Means: "该案例的编号", Of: one(func(_ *book, c analysis.TaskRow) any { return c.No })},
			{Name: as + "日", Type: prose.WordsType, Means: "该案例满90日的日期", Of: one(func(_ *book, c analysis.TaskRow) any { return zhixiao.ChineseDate(observedOn(c)) })},
		}
	}
	return slices.Concat([]entry{
		{Name: "待定数", Type: prose.FlagType, Means: "成效尚不能判断的案例个数：未满90日的和整改中的", Of: func(b *book) any { return len(b.governed().waiting) + len(b.governed().open) }},
		{Name: "待定列", Type: prose.WordsType, Means: "成效尚不能判断的案例的构成", Of: func(b *book) any {
			return prose.Present(prose.Tally{Name: "治理后未满90日的", N: b.waiting()}, prose.Tally{Name: "仍在整改的", N: b.report.Counted("governed.open", len(b.governed().open), "个")})
		}},
		{Name: "待满数", Type: prose.NumberType, Means: "治理后未满90日的案例个数", Of: func(b *book) any { return b.waiting() }},
		{Name: "未完逾", Type: prose.NumberType, Means: "整改中且超过完成时限的案例个数", Of: func(b *book) any {
			late := 0
			for _, c := range b.governed().open {
				if c.Late.Value.Sign() > 0 {
					late++
				}
			}
			return b.report.Counted("governed.late", late, "个")
		}},
		{Name: "未完列", Type: prose.WordsType, Means: "整改中的案例及牵头单位、完成时限，先到期的在前，至多五个", Of: func(b *book) any { return b.openList() }},
	}, waiting("待满首", "最先", func(x, y analysis.TaskRow) int { return y.Done.Compare(x.Done) }),
		waiting("待满末", "最后", func(x, y analysis.TaskRow) int { return x.Done.Compare(y.Done) }))
}

func (b *book) waiting() zhixiao.Quantity {
	return b.report.Counted("governed.waiting", len(b.governed().waiting), "个")
}

// observedOn is the day on which the effect of a task that is done is known.
func observedOn(c analysis.TaskRow) time.Time { return c.Done.AddDate(0, 0, zhixiao.ObservedDays) }

// openList is the tasks that are not done, the first due first, each with who leads it
// and until when.
func (b *book) openList() any {
	const told = 5
	var items [][]document.Inline
	for _, c := range b.governed().open {
		until := prose.Plain("，完成时限" + zhixiao.ChineseDate(c.Due))
		if c.Late.Value.Sign() > 0 {
			until = prose.Join(until, prose.Plain("，超期"), prose.Number(c.Late))
		}
		items = append(items, prose.Join(prose.Plain("“"+c.Title+"”（"+c.No+"，"+b.leadName(c)), until, prose.Plain("）")))
	}
	if len(items) == 0 {
		return nil
	}
	return prose.SomeListed(items, told)
}

// leadName is who leads a task, by its short name where it is a unit's code.
func (b *book) leadName(c analysis.TaskRow) string {
	if u, ok := b.facts.Unit(c.Lead); ok {
		return u.Short
	}
	return c.Lead
}
