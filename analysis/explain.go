package analysis

import (
	"strconv"
	"strings"

	"zhixiao"
)

// Explain is the quantity of a key: any that these facts can compute, and any
// that was handed out. ok is false for a key that means nothing here.
func (f *Facts) Explain(key zhixiao.Key) (zhixiao.Quantity, bool) {
	f.mu.Lock()
	q, ok := f.quantities[key]
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
	if f.isCode(what) {
		return f.value(m, what, unit), true
	}
	g := f.asOf(m)
	for _, read := range []func(what, unit string) (zhixiao.Quantity, bool){
		g.explainCount, g.explainRatio, g.explainDerived, g.explainMade, g.explainSpread,
	} {
		// What is read back must have the very key asked for.
		if q, ok := read(what, unit); ok && q.Key == key {
			return q, true
		}
	}
	return zhixiao.Quantity{}, false
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

// explainMade makes again what is made of a code's values.
func (f *Facts) explainMade(what, unit string) (zhixiao.Quantity, bool) {
	dot := strings.LastIndexByte(what, '.')
	if dot < 0 || !f.isCode(what[:dot]) {
		return zhixiao.Quantity{}, false
	}
	code := what[:dot]
	switch what[dot+1:] {
	case "rank":
		return f.Rank(code, unit).Place, true
	case "of":
		return f.Rank(code, unit).Of, true
	case "moved":
		return f.Rank(code, unit).Moved, true
	case "change":
		return f.Change(code, unit).Delta, true
	case "yoy":
		return f.YearChange(code, unit).Delta, true
	case "gap":
		return f.Gap(code, unit), true
	case "margin":
		return f.Margin(code, unit), true
	case "peers":
		return f.PeerMedian(code, unit), true
	case "loss":
		for _, l := range f.Scored(unit) {
			if l.Indicator.Code == code {
				return l.Points, true
			}
		}
	}
	return zhixiao.Quantity{}, false
}

// asOf is the facts as they stood at snapshot m.
func (f *Facts) asOf(m *snapshot) *Facts {
	if m == f.now() {
		return f
	}
	g := &Facts{in: f.in, units: f.units, byKind: f.byKind, byCode: f.byCode, memo: newMemo()}
	for _, x := range f.snapshots {
		g.snapshots = append(g.snapshots, x)
		if x == m {
			break
		}
	}
	return g
}

// splitWhere reads NAME[dim=value;…].
func splitWhere(what string) (name string, where map[string]string) {
	name, rest, found := strings.Cut(what, "[")
	if !found {
		return name, nil
	}
	where = map[string]string{}
	for _, part := range strings.Split(strings.TrimSuffix(rest, "]"), ";") {
		dim, value, _ := strings.Cut(part, "=")
		where[dim] = value
	}
	return name, where
}

// explainCount reads CUBE.COLUMN[dim=value;…] back into a count.
func (f *Facts) explainCount(what, unit string) (zhixiao.Quantity, bool) {
	name, where := splitWhere(what)
	cube, col, ok := strings.Cut(name, ".")
	if !ok || !columnOf(f.now().feeds[cube], col).known() {
		return zhixiao.Quantity{}, false
	}
	q := f.count(f.now(), Query{Cube: cube, Column: col, Unit: unit, Where: where})
	return q, q.Ok()
}

// explainRatio reads CUBE.NUM~DEN*SCALE,PLACES,MINN,LABEL[dim=value;…].
func (f *Facts) explainRatio(what, unit string) (zhixiao.Quantity, bool) {
	what, others := strings.CutPrefix(what, restOf)
	name, where := splitWhere(what)
	columns, how, ok := strings.Cut(name, "*")
	cube, rest, ok2 := strings.Cut(columns, ".")
	num, den, ok3 := strings.Cut(rest, "~")
	numbers := strings.SplitN(how, ",", 4)
	if !ok || !ok2 || !ok3 || len(numbers) != 4 {
		return zhixiao.Quantity{}, false
	}
	scale, err1 := strconv.ParseInt(numbers[0], 10, 64)
	places, err2 := strconv.ParseUint(numbers[1], 10, 8)
	least, err3 := strconv.ParseInt(numbers[2], 10, 64)
	if err1 != nil || err2 != nil || err3 != nil {
		return zhixiao.Quantity{}, false
	}
	return f.ratio(f.now(), RatioQuery{
		Cube: cube, Num: num, Den: den, Unit: unit, Where: where,
		Scale: scale, Label: strings.ReplaceAll(numbers[3], "／", "/"), Places: uint8(places), MinN: least, Rest: others,
	}), true
}

// explainDerived reads diff(a,b), part(a,b), sum(…), growth(a,b) and wan(a), where a and
// b are names of this unit and period, or WHAT#UNIT#PERIOD.
func (f *Facts) explainDerived(what, unit string) (zhixiao.Quantity, bool) {
	verb, rest, ok := strings.Cut(what, "(")
	if !ok || !strings.HasSuffix(rest, ")") {
		return zhixiao.Quantity{}, false
	}
	var qs []zhixiao.Quantity
	for _, arg := range arguments(strings.TrimSuffix(rest, ")")) {
		key := zhixiao.NewKey(arg, unit, f.Period())
		if p := strings.Split(arg, "#"); len(p) >= 3 && !strings.HasSuffix(arg, ")") {
			n := len(p)
			key = zhixiao.Key(strings.Join(p[:n-2], "#") + "@" + p[n-2] + "/" + p[n-1])
		}
		q, ok := f.Explain(key)
		if !ok {
			return zhixiao.Quantity{}, false
		}
		qs = append(qs, q)
	}
	verb, label, _ := strings.Cut(verb, ":")
	switch {
	case verb == "diff" && len(qs) == 2:
		return f.Diff(qs[0], qs[1], strings.ReplaceAll(label, "／", "/")), true
	case verb == "part" && len(qs) == 2:
		return f.Percent(qs[0], qs[1]), true
	case verb == "growth" && len(qs) == 2:
		return f.GrowthRate(qs[0], qs[1]), true
	case verb == "wan" && len(qs) == 1:
		return f.InTenThousands(qs[0]), true
	case verb == "sum" && len(qs) > 0:
		return f.Sum(qs...), true
	}
	return zhixiao.Quantity{}, false
}

// arguments splits at the commas outside all brackets and outside the numbers of
// a ratio's name.
func arguments(s string) []string {
	var out []string
	depth, start, inRatio := 0, 0, 0
	for i, r := range s {
		switch {
		case r == '(' || r == '[':
			depth++
		case r == ')' || r == ']':
			depth--
		case r == '*' && depth == 0:
			inRatio = 3
		case r == ',' && depth == 0 && inRatio > 0:
			inRatio--
		case r == ',' && depth == 0:
			out = append(out, s[start:i])
			start = i + 1
		}
	}
	return append(out, s[start:])
}

// explainSpread makes again what is said of a whole kind or group: ranges,
// deviations, means, lights, grades, correlations and running totals.
func (f *Facts) explainSpread(what, unit string) (zhixiao.Quantity, bool) {
	kinds := map[string]zhixiao.UnitKind{"区域": zhixiao.Region, "领域": zhixiao.Domain}
	if name, where := splitWhere(what); strings.HasSuffix(name, ".part") {
		for dim, key := range where {
			split := f.Contributions(strings.TrimSuffix(name, ".part"), unit, dim)
			if key == "" {
				return split.Unsaid, true
			}
			for _, p := range split.Parts {
				if p.Key == key {
					return p.Points, true
				}
			}
		}
	}
	if name, where := splitWhere(what); strings.HasSuffix(name, ".mix") {
		for dim := range where {
			return f.Contributions(strings.TrimSuffix(name, ".mix"), unit, dim).Mix, true
		}
	}
	if query, _, ok := strings.Cut(what, ".by."); ok {
		return f.explainRunning(what, query, unit)
	}
	parts := strings.Split(what, ".")
	if len(parts) != 3 {
		if inner, kind, ok := strings.Cut(what, ")."); ok && strings.HasPrefix(inner, "spearman(") {
			a, b, _ := strings.Cut(strings.TrimPrefix(inner, "spearman("), ",")
			return f.Correlation(a, b, kinds[kind]), true
		}
		return zhixiao.Quantity{}, false
	}
	switch code, last := parts[0], parts[2]; parts[1] {
	case "range":
		return f.Spread(code, kinds[last]).Range, true
	case "sd":
		return f.Spread(code, kinds[last]).StdDev, true
	case "mean":
		return f.PeerMean(code, last), true
	case "lit":
		for i, name := range lightNames() {
			if name == last {
				return f.Lit(code, Light(i)), true
			}
		}
	}
	if parts[0] == "grade" {
		q, ok := f.GradeCounts(kinds[parts[1]])[parts[2]]
		return q, ok
	}
	return zhixiao.Quantity{}, false
}

// explainRunning reads QUERY.by.DIM+DIM.firstN: the total of the N largest.
func (f *Facts) explainRunning(what, query, unit string) (zhixiao.Quantity, bool) {
	name, where := splitWhere(query)
	cube, col, ok := strings.Cut(name, ".")
	dims, first, ok2 := strings.Cut(what[len(query)+len(".by."):], ".first")
	n, err := strconv.Atoi(first)
	if !ok || !ok2 || err != nil {
		return zhixiao.Quantity{}, false
	}
	f.Top(Query{Cube: cube, Column: col, Unit: unit, By: strings.Split(dims, "+"), Where: where, Limit: n})
	f.mu.Lock()
	defer f.mu.Unlock()
	q, ok := f.quantities[zhixiao.NewKey(what, unit, f.Period())]
	return q, ok
}
