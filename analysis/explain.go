package analysis

import (
	"strings"

	"zhixiao"
)

// Explain is the quantity of a key: any that these facts can compute, and any
// that was handed out. ok is false for a key that means nothing here.
func (f *Facts) Explain(key zhixiao.Key) (zhixiao.Quantity, bool) {
	f.mu.Lock()
	q, ok := f.told[key]
	f.mu.Unlock()
	if ok {
		return q, true
	}
	what, unit, period, ok := key.Split()
	if !ok {
		return zhixiao.Quantity{}, false
	}
	p, err := zhixiao.ParsePeriod(period)
	if err != nil {
		return zhixiao.Quantity{}, false
	}
	m := f.at(p)
	if _, known := f.units[unit]; m == nil || !known {
		return zhixiao.Quantity{}, false
	}
	if q, ok := f.explainCount(m, what, unit); ok {
		return q, true
	}
	if f.isCode(what) {
		return f.value(m, what, unit), true
	}
	q, ok = f.explainMade(m, what, unit)
	return q, ok && q.Key == key
}

// isCode reports whether what is an indicator or a score.
func (f *Facts) isCode(what string) bool {
	if _, ok := f.byCode[what]; ok {
		return true
	}
	if rest, ok := strings.CutPrefix(what, "score."); ok {
		_, ok = f.byCode[rest]
		return ok
	}
	base := strings.TrimSuffix(strings.TrimSuffix(what, ".region"), ".domain")
	return base == ScoreTotal || f.in.Indicators.Levels[base] != ""
}

// explainMade makes again what is made of a code's values, in any period.
func (f *Facts) explainMade(m *moment, what, unit string) (zhixiao.Quantity, bool) {
	dot := strings.LastIndexByte(what, '.')
	if dot < 0 || !f.isCode(what[:dot]) {
		return zhixiao.Quantity{}, false
	}
	g := f.asOf(m)
	code := what[:dot]
	switch what[dot+1:] {
	case "rank":
		return g.Rank(code, unit).Place, true
	case "of":
		return g.Rank(code, unit).Of, true
	case "moved":
		return g.Rank(code, unit).Moved, true
	case "change":
		return g.Change(code, unit).Delta, true
	case "yoy":
		return g.YearChange(code, unit).Delta, true
	case "gap":
		return g.Gap(code, unit), true
	case "margin":
		return g.Margin(code, unit), true
	case "loss":
		for _, l := range g.scored(unit) {
			if l.Indicator.Code == code {
				return l.Points, true
			}
		}
	}
	return zhixiao.Quantity{}, false
}

// asOf is the facts as they stood at moment m.
func (f *Facts) asOf(m *moment) *Facts {
	if m == f.now() {
		return f
	}
	g := &Facts{in: f.in, units: f.units, byKind: f.byKind, byCode: f.byCode, memo: newMemo()}
	for _, x := range f.moments {
		g.moments = append(g.moments, x)
		if x == m {
			break
		}
	}
	return g
}

// explainCount reads CUBE.COLUMN[dim=value;…] back into a count.
func (f *Facts) explainCount(m *moment, what, unit string) (zhixiao.Quantity, bool) {
	name, rest, hasWhere := strings.Cut(what, "[")
	cube, col, ok := strings.Cut(name, ".")
	if !ok || !columnOf(m.feeds[cube], col).known() {
		return zhixiao.Quantity{}, false
	}
	where := map[string]string{}
	if hasWhere {
		for _, part := range strings.Split(strings.TrimSuffix(rest, "]"), ";") {
			dim, value, _ := strings.Cut(part, "=")
			where[dim] = value
		}
	}
	q := f.count(m, Query{Cube: cube, Column: col, Unit: unit, Where: where})
	return q, q.Ok()
}
