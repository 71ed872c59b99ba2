package book

import (
	"slices"
	"time"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/prose"
)

// fillPending sets how the ledger tasks ended of which that is known, and which
// cannot be judged yet and when they can be.
func (b *book) fillPending(all []analysis.TaskRow) {
	var over, waiting, open []analysis.TaskRow
	for _, c := range all {
		done := c.Status == zhixiao.TaskClosed || c.Status == zhixiao.TaskWatched
		switch {
		case !done:
			open = append(open, c)
		case c.After.Ok():
			over = append(over, c)
		case observedOn(c).After(b.Facts.Cutoff()):
			waiting = append(waiting, c)
		}
	}
	b.fillEnded(over)
	b.fillWaiting(waiting)
	b.fillOpen(open)
	b.Slots["待定数"] = len(waiting) + len(open)
	b.Slots["待定列"] = prose.Present(prose.Tally{Name: "治理后未满90日的", N: b.Slots["待满数"].(zhixiao.Quantity)}, prose.Tally{Name: "仍在整改的", N: b.Slots["治理办"].(zhixiao.Quantity)})
}

// observedOn is the day on which the effect of a task that is done is known.
func observedOn(c analysis.TaskRow) time.Time { return c.Done.AddDate(0, 0, zhixiao.ObservedDays) }

// fillEnded sets what became of the complaints of the tasks whose 90 days are over,
// and which closed task has most of them still.
func (b *book) fillEnded(over []analysis.TaskRow) {
	var gone, never, unknown, still, closed, relapsed []analysis.TaskRow
	for _, c := range over {
		if c.Status == zhixiao.TaskClosed {
			closed = append(closed, c)
		}
		switch {
		case c.After.Value.Sign() > 0:
			still = append(still, c)
			if c.Status == zhixiao.TaskClosed {
				relapsed = append(relapsed, c)
			}
		case !c.Found.Ok():
			unknown = append(unknown, c)
		case c.Found.Value.Sign() > 0:
			gone = append(gone, c)
		default:
			never = append(never, c)
		}
	}
	of := func(what string, list []analysis.TaskRow) zhixiao.Quantity {
		var from []zhixiao.Key
		for _, c := range list {
			from = append(from, c.After.Key)
		}
		return b.Counted("governed."+what, len(list), "个", from...)
	}
	b.Slots["满期数"] = of("over", over)
	b.Slots["满期列"] = prose.Present(prose.Tally{Name: "由有到无的", N: of("gone", gone)}, prose.Tally{Name: "前后均无的", N: of("never", never)},
		prose.Tally{Name: "治理后没有、治理前件数不详的", N: of("unknown", unknown)}, prose.Tally{Name: "治理后仍有的", N: of("still", still)})
	b.Slots["销满数"], b.Slots["销仍数"] = of("closed.over", closed), of("closed.still", relapsed)
	if len(relapsed) > 0 {
		most := slices.MaxFunc(relapsed, func(x, y analysis.TaskRow) int { return x.After.Value.Cmp(y.After.Value) })
		b.Slots["复发题"], b.Slots["复发号"], b.Slots["复发数"] = most.Title, most.No, most.After
	}
}

// fillWaiting sets between which days the tasks that are done can be judged.
func (b *book) fillWaiting(waiting []analysis.TaskRow) {
	b.Slots["待满数"] = b.Counted("governed.waiting", len(waiting), "个")
	if len(waiting) == 0 {
		return
	}
	done := func(x, y analysis.TaskRow) int { return x.Done.Compare(y.Done) }
	for as, c := range map[string]analysis.TaskRow{"待满首": slices.MinFunc(waiting, done), "待满末": slices.MaxFunc(waiting, done)} {
		b.Slots[as+"题"], b.Slots[as+"号"], b.Slots[as+"日"] = c.Title, c.No, zhixiao.ChineseDate(observedOn(c))
	}
}

// fillOpen lists the tasks that are not done, the first due first, each with who
// leads it and until when.
func (b *book) fillOpen(open []analysis.TaskRow) {
	const told = 5
	slices.SortStableFunc(open, func(x, y analysis.TaskRow) int { return x.Due.Compare(y.Due) })
	late := 0
	var items [][]document.Inline
	for _, c := range open {
		until := prose.Plain("，完成时限" + zhixiao.ChineseDate(c.Due))
		if c.Late.Value.Sign() > 0 {
			late++
			until = prose.Join(until, prose.Plain("，超期"), prose.Number(c.Late))
		}
		items = append(items, prose.Join(prose.Plain("“"+c.Title+"”（"+c.No+"，"+b.leadName(c)), until, prose.Plain("）")))
	}
	b.Slots["未完逾"] = b.Counted("governed.late", late, "个")
	if len(items) > 0 {
		b.Slots["未完列"] = prose.SomeListed(items, told)
	}
}

// leadName is who leads a task, by its short name where it is a unit's code.
func (b *book) leadName(c analysis.TaskRow) string {
	if u, ok := b.Facts.Unit(c.Lead); ok {
		return u.Short
	}
	return c.Lead
}
