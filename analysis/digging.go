package analysis

import (
	"slices"
	"strings"

	"zhixiao"
)

// dig is one question asked of every unit: does one key hold much of a count?
type dig struct {
	cube, column string
	by           []string
	where        map[string]string
	least        int64 // fewest counted under the key
	share        int64 // least share in %
	local        bool  // keys live in one place (street, hall): no city share to compare with
	deeper       *dig  // asked again within the matter found
}

// digs is what is asked. The numbers are the red flags of the indicators and of
// the rules for causes.
func digs() []dig {
	reason := &dig{cube: "correction", column: "times", by: []string{"reason"}, least: 10, share: 40}
	stage := &dig{cube: "stage", column: "days", by: []string{"stage"}, least: 10, share: 40}
	step := &dig{cube: "session", column: "sessions", by: []string{"step"}, where: map[string]string{"step": "!提交成功"}, least: 10, share: 30}
	return []dig{
		{cube: "complaint", column: "cases", by: []string{"l2"}, least: 20, share: 12},
		{cube: "complaint", column: "cases", by: []string{"matter"}, least: 10, share: 12},
		{cube: "complaint", column: "cases", by: []string{"l2", "matter"}, least: 10, share: 5},
		{cube: "complaint", column: "cases", by: []string{"street"}, least: 10, share: 25, local: true},
		{cube: "correction", column: "times", by: []string{"reason"}, least: 20, share: 30},
		{cube: "case", column: "corrected", by: []string{"matter"}, least: 20, share: 15, deeper: reason},
		{cube: "case", column: "repeat_subjects", by: []string{"matter"}, least: 10, share: 15, deeper: reason},
		{cube: "case", column: "overlong", by: []string{"matter"}, least: 5, share: 20, deeper: stage},
		{cube: "case", column: "overdue", by: []string{"matter"}, least: 10, share: 20},
		{cube: "stage", column: "days", by: []string{"stage"}, least: 20, share: 35},
		{cube: "ticket", column: "over30", by: []string{"hall"}, least: 20, share: 35, local: true},
		{cube: "ticket", column: "over30", by: []string{"hall", "weekday", "hour"}, least: 8, share: 8, local: true},
		{cube: "ticket", column: "over30", by: []string{"weekday", "hour"}, least: 10, share: 12},
		{cube: "evaluation", column: "bad", by: []string{"code"}, least: 5, share: 20},
		{cube: "evaluation", column: "bad", by: []string{"matter"}, least: 5, share: 20},
		{cube: "evaluation", column: "bad", by: []string{"window"}, least: 5, share: 15, local: true},
		{cube: "session", column: "sessions", by: []string{"step"}, where: map[string]string{"step": "!提交成功"}, least: 30, share: 30},
		{cube: "session", column: "sessions", by: []string{"error"}, where: map[string]string{"step": "!提交成功"}, least: 15, share: 20},
		{cube: "session", column: "sessions", by: []string{"matter"}, where: map[string]string{"step": "!提交成功"}, least: 30, share: 20, deeper: step},
	}
}

// concentrations asks every question of a unit.
func (f *Facts) concentrations(u zhixiao.Unit) []Finding {
	var out []Finding
	for _, d := range digs() {
		top, fd, ok := f.digOnce(u, d, ConcentrationFinding)
		if !ok {
			continue
		}
		out = append(out, fd)
		if d.deeper == nil {
			continue
		}
		within := *d.deeper
		within.where = map[string]string{"matter": top.Keys[0]}
		for k, v := range d.deeper.where {
			within.where[k] = v
		}
		if _, deep, ok := f.digOnce(u, within, DrillFinding); ok {
			deep.Other = top.Keys[0]
			deep.Label = top.Label + "·" + deep.Label
			out = append(out, deep)
		}
	}
	return out
}

// digOnce asks one question: the leading key, when it holds enough.
func (f *Facts) digOnce(u zhixiao.Unit, d dig, kind FindingKind) (Share, Finding, bool) {
	q := Query{Cube: d.cube, Column: d.column, Unit: u.Code, By: d.by, Where: d.where, Limit: 1}
	top := f.Top(q)
	if len(top) == 0 || !top[0].Part.Ok() || top[0].Count.Value.N < d.least || top[0].Part.Value.Cmp(zhixiao.Int(d.share)) < 0 {
		return Share{}, Finding{}, false
	}
	s := top[0]
	lift := 0
	if !d.local && u.Kind != zhixiao.City {
		lift = f.lift(q, s)
	}
	return s, Finding{
		Kind: kind, Unit: u.Code, Code: d.cube + "." + d.column, By: d.by, Keys: s.Keys, Label: s.Label, Better: -1,
		Salience:   saliencyTop + hundredths(s.Part.Value, 10000)/200 + lift + min(int(s.Count.Value.N), 80)/2,
		Quantities: []zhixiao.Quantity{s.Count, s.Part, s.Of},
		Cases:      f.evidence(u, d, s),
		Reason:     "居首位的一项占比达到或超过" + zhixiao.Int(d.share).String() + "%",
	}, true
}

// evidence is the complaints that show a concentration of complaints.
func (f *Facts) evidence(u zhixiao.Unit, d dig, s Share) []string {
	if d.cube != "complaint" {
		return nil
	}
	return f.citing(u.Code, d.by, s.Keys, 3)
}

// lift is how much larger the key's share is here than in the city: 0 to 150.
func (f *Facts) lift(q Query, s Share) int {
	groups, total := f.cityGroups(q)
	if total == 0 || s.Of.Value.N == 0 {
		return 0
	}
	city := groups[strings.Join(s.Keys, "\x00")].n
	// In tenths of a percent; orders findings only.
	here := int(s.Count.Value.N * 1000 / s.Of.Value.N)
	there := int(city * 1000 / total)
	return max(0, min(here-there, 450)/3)
}

// cityGroups is the city's groups of a query and their whole, made once.
func (f *Facts) cityGroups(q Query) (map[string]group, int64) {
	q.Unit, q.Limit = zhixiao.CityCode, 0
	name := countKey(q.Cube, q.Column, q.Where) + "|" + strings.Join(q.By, "+")
	f.mu.Lock()
	found, ok := f.cities[name]
	f.mu.Unlock()
	if !ok {
		found = map[string]group{}
		for _, g := range f.now().groups(q) {
			found[strings.Join(g.keys, "\x00")] = g
		}
		f.mu.Lock()
		f.cities[name] = found
		f.mu.Unlock()
	}
	total, _ := f.now().tally(q.Cube, q.Column, q.Unit, q.Where)
	return found, total
}

// lines: a telephone line, or a time of day, answered 15 points less often than
// the unit's telephones together, unless it was found already.
func (f *Facts) lines(u zhixiao.Unit, found []Finding) []Finding {
	fd := f.now().feeds["call"]
	if fd == nil || u.Kind == zhixiao.City {
		return nil
	}
	all := f.Ratio(callRate(u.Code, nil))
	var out []Finding
	for _, dim := range []string{"line", "slot"} {
		worst, ok := f.worstLine(fd, u, dim)
		below := f.Diff(all, worst.rate, "")
		known := slices.ContainsFunc(found, func(x Finding) bool {
			return x.Kind == PocketFinding && x.Code == "C302" && x.Keys[0] == worst.key
		})
		if !ok || known || !below.Ok() || below.Value.Cmp(zhixiao.Int(15)) < 0 {
			continue
		}
		out = append(out, Finding{
			Kind: ConcentrationFinding, Unit: u.Code, Code: "C302", By: []string{dim}, Keys: []string{worst.key},
			Label: f.name(dim, worst.key), Better: -1,
			Salience:   saliencyTop + 60 + hundredths(below.Value, 6000)/50,
			Quantities: []zhixiao.Quantity{worst.rate, all, below},
			Reason:     "接通率低于本单位总体15个百分点以上",
		})
	}
	return out
}

// callRate is C302 of a part of the calls.
func callRate(unit string, where map[string]string) RatioQuery {
	return RatioQuery{Cube: "call", Num: "C302.num", Den: "C302.den", Unit: unit, Where: where, Scale: 100, Label: "%", Places: 2, MinN: 10}
}

type worstRate struct {
	key  string
	rate zhixiao.Quantity
}

func (f *Facts) worstLine(fd *feed, u zhixiao.Unit, dim string) (worstRate, bool) {
	num, den := columnOf(fd, "C302.num"), columnOf(fd, "C302.den")
	get := fd.picker(dim)
	if !num.known() || !den.known() || get == nil {
		return worstRate{}, false
	}
	var worst worstRate
	for _, g := range fd.pairsBy(u.Code, get, num.i, den.i) {
		if g.den < 10 {
			continue
		}
		rate := f.Ratio(callRate(u.Code, map[string]string{dim: g.key}))
		if worst.key == "" || rate.Value.Cmp(worst.rate.Value) < 0 {
			worst = worstRate{g.key, rate}
		}
	}
	return worst, worst.key != ""
}

// newcomers: a class of complaint about a matter counted ten times or more, that
// was counted at most twice in the period before.
func (f *Facts) newcomers(u zhixiao.Unit) []Finding {
	if f.at(f.Prev()) == nil {
		return nil
	}
	q := Query{Cube: "complaint", Column: "cases", Unit: u.Code, By: []string{"l2", "matter"}, Limit: 10}
	var out []Finding
	for _, s := range f.Top(q) {
		where := map[string]string{"l2": s.Keys[0], "matter": s.Keys[1]}
		was := f.PrevCount(Query{Cube: q.Cube, Column: q.Column, Unit: u.Code, Where: where})
		if s.Count.Value.N < 10 || !was.Ok() || was.Value.N > 2 {
			continue
		}
		out = append(out, Finding{
			Kind: NewFinding, Unit: u.Code, Code: "complaint.cases", By: q.By, Keys: s.Keys, Label: s.Label, Better: -1,
			Salience:   saliencyPocket + min(int(s.Count.Value.N), 100) + 40, // as a surge: it is one from nothing
			Quantities: []zhixiao.Quantity{s.Count, was, s.Part},
			Cases:      f.citing(u.Code, q.By, s.Keys, 3),
			Reason:     "本期10件以上，上期不超过2件",
		})
	}
	return out
}
