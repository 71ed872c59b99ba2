package generators

import (
	"slices"
	"time"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
)

// fillPending sets how the governed cases ended of which that is known, and which
// cannot be judged yet and when they can be.
func (b *book) fillPending(all []analysis.LedgerCase) {
	var over, waiting, open []analysis.LedgerCase
	for _, c := range all {
		done := c.Status == zhixiao.CaseClosed || c.Status == zhixiao.CaseWatched
		switch {
		case !done:
			open = append(open, c)
		case c.After.Ok():
			over = append(over, c)
		case observedOn(c).After(b.f.Cutoff()):
			waiting = append(waiting, c)
		}
	}
	b.fillEnded(over)
	b.fillWaiting(waiting)
	b.fillOpen(open)
	b.slots["待定数"] = len(waiting) + len(open)
	b.slots["待定列"] = present(count{"治理后未满90日的", b.slots["待满数"].(zhixiao.Quantity)}, count{"仍在整改的", b.slots["治理办"].(zhixiao.Quantity)})
}

// observedOn is the day on which the effect of a case that is done is known.
func observedOn(c analysis.LedgerCase) time.Time { return c.Done.AddDate(0, 0, zhixiao.ObservedDays) }

// fillEnded sets what became of the complaints of the cases whose 90 days are over,
// and which closed case has most of them still.
func (b *book) fillEnded(over []analysis.LedgerCase) {
	var gone, never, unknown, still, closed, relapsed []analysis.LedgerCase
	for _, c := range over {
		if c.Status == zhixiao.CaseClosed {
			closed = append(closed, c)
		}
		switch {
		case c.After.Value.Sign() > 0:
			still = append(still, c)
			if c.Status == zhixiao.CaseClosed {
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
	of := func(what string, list []analysis.LedgerCase) zhixiao.Quantity {
		var from []zhixiao.Key
		for _, c := range list {
			from = append(from, c.After.Key)
		}
		return b.counted("governed."+what, len(list), "个", from...)
	}
	b.slots["满期数"] = of("over", over)
	b.slots["满期列"] = present(count{"由有到无的", of("gone", gone)}, count{"前后均无的", of("never", never)},
		count{"治理后没有、治理前件数不详的", of("unknown", unknown)}, count{"治理后仍有的", of("still", still)})
	b.slots["销满数"], b.slots["销仍数"] = of("closed.over", closed), of("closed.still", relapsed)
	if len(relapsed) > 0 {
		most := slices.MaxFunc(relapsed, func(x, y analysis.LedgerCase) int { return x.After.Value.Cmp(y.After.Value) })
		b.slots["复发题"], b.slots["复发号"], b.slots["复发数"] = most.Title, most.No, most.After
	}
}

// fillWaiting sets between which days the cases that are done can be judged.
func (b *book) fillWaiting(waiting []analysis.LedgerCase) {
	b.slots["待满数"] = b.counted("governed.waiting", len(waiting), "个")
	if len(waiting) == 0 {
		return
	}
	done := func(x, y analysis.LedgerCase) int { return x.Done.Compare(y.Done) }
	for as, c := range map[string]analysis.LedgerCase{"待满首": slices.MinFunc(waiting, done), "待满末": slices.MaxFunc(waiting, done)} {
		b.slots[as+"题"], b.slots[as+"号"], b.slots[as+"日"] = c.Title, c.No, zhixiao.ChineseDate(observedOn(c))
	}
}

// fillOpen lists the cases that are not done, the first due first, each with who
// leads it and until when.
func (b *book) fillOpen(open []analysis.LedgerCase) {
	const told = 5
	slices.SortStableFunc(open, func(x, y analysis.LedgerCase) int { return x.Due.Compare(y.Due) })
	late := 0
	var items [][]document.Inline
	for _, c := range open {
		until := plain("，完成时限" + zhixiao.ChineseDate(c.Due))
		if c.Late.Value.Sign() > 0 {
			late++
			until = join(until, plain("，超期"), number(c.Late))
		}
		items = append(items, join(plain("“"+c.Title+"”（"+c.No+"，"+b.leadName(c)), until, plain("）")))
	}
	b.slots["未完逾"] = b.counted("governed.late", late, "个")
	if len(items) > 0 {
		b.slots["未完列"] = someListed(items, told)
	}
}

// leadName is who leads a case, by its short name where it is a unit's code.
func (b *book) leadName(c analysis.LedgerCase) string {
	if u, ok := b.f.Unit(c.Lead); ok {
		return u.Short
	}
	return c.Lead
}
