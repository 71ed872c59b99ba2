package analysis

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"zhixiao"
)

// ComplaintRules is how complaints are judged (templates/rules/lists.yaml; the rules
// are those of docs/domain/taxonomy.md §4).
type ComplaintRules struct {
	Duty func(zhixiao.Complaint) string // the body that answers for a complaint

	Least, MatterLeast, MatterShare, Growth, GrowthLeast, TopLeast int64
	Months, Top, Regions                                           int
	Red, Weak                                                      []string
	People                                                         int64
	Enough                                                         int
}

// ComplaintGroup is the complaints of one region and department about one matter and
// class: one row of a list (归并). It is the same in every volume.
type ComplaintGroup struct {
	Lead     zhixiao.Complaint // typical before others, grave before slight, then the earliest
	Duty     string
	Others   []string // numbers of the rest
	Cases    int64    // 件
	Times    int64    // 件次
	Open     int64    // 件 not yet closed at the cutoff
	Severity int      // the gravest
	Frequent []string // rules H1–H5 that hold
	Typical  []string // rules T1–T6 that hold; empty when they make nothing typical
	Flagged  bool     // a labeller marked one of them as typical
	Before   string   // number of the same problem last month, ""
	Visits   []string // evidence of covert visits that saw the same in the same hall
	Linked   int64    // 件 whose case is in 办件库
}

// IsFrequent reports 高频.
func (g ComplaintGroup) IsFrequent() bool { return len(g.Frequent) > 0 }

// IsTypical reports 典型.
func (g ComplaintGroup) IsTypical() bool { return g.Flagged || len(g.Typical) > 0 }

// ComplaintGroups is the city's complaints merged and judged, by the number of their
// lead. Only days, weeks and months have every complaint (Snapshot.Complaints).
func (f *Facts) ComplaintGroups(rules ComplaintRules) []ComplaintGroup {
	now := f.now().snap.Complaints
	var before [][]zhixiao.Complaint // last period first
	for p, i := f.Prev(), 1; i < rules.Months; p, i = p.Prev(), i+1 {
		m := f.at(p)
		if m == nil || len(m.snap.Complaints) == 0 {
			break
		}
		before = append(before, m.snap.Complaints)
	}
	j := newJudge(rules, now, before)
	seen := f.seenByVisitors()
	groups := map[problemKey]*ComplaintGroup{}
	for _, c := range now {
		k := keyOf(c)
		g := groups[k]
		if g == nil {
			g = &ComplaintGroup{Lead: c, Duty: rules.Duty(c)}
			groups[k] = g
		} else if leads(c, g.Lead) {
			g.Others = append(g.Others, g.Lead.No)
			g.Lead = c
		} else {
			g.Others = append(g.Others, c.No)
		}
		g.Cases++
		g.Times += max(c.Times, 1)
		if c.Status != "办结" {
			g.Open++
		}
		if c.Linked {
			g.Linked++
		}
		g.Severity = max(g.Severity, c.Severity)
		g.Flagged = g.Flagged || c.Typical
		g.Visits = append(g.Visits, seen[hallClass{c.Hall, c.L2}]...)
		j.typical(g, c, len(g.Visits) > 0)
	}
	var out []ComplaintGroup
	for k, g := range groups {
		slices.Sort(g.Others)
		slices.Sort(g.Visits)
		g.Visits = slices.Compact(g.Visits)
		g.Before = j.last[k]
		j.judge(g)
		out = append(out, *g)
	}
	slices.SortFunc(out, func(a, b ComplaintGroup) int { return cmp.Compare(a.Lead.No, b.Lead.No) })
	return out
}

type problemKey struct{ region, dept, matter, l2 string }

func keyOf(c zhixiao.Complaint) problemKey {
	return problemKey{c.Region, c.Dept, c.Matter, c.L2}
}

type hallClass struct{ hall, l2 string }

// seenByVisitors is the evidence of covert visits by hall and class.
func (f *Facts) seenByVisitors() map[hallClass][]string {
	seen := map[hallClass][]string{}
	for _, v := range f.now().snap.Visits {
		for _, x := range v.Findings {
			if v.Hall != "" && x.Evidence != "" {
				k := hallClass{v.Hall, x.L2}
				seen[k] = append(seen[k], x.Evidence)
			}
		}
	}
	return seen
}

// leads reports whether a speaks for its group rather than b.
func leads(a, b zhixiao.Complaint) bool {
	switch {
	case a.Typical != b.Typical:
		return a.Typical
	case a.Severity != b.Severity:
		return a.Severity > b.Severity
	case !a.Date.Equal(b.Date):
		return a.Date.Before(b.Date)
	}
	return a.No < b.No
}

type dutyClass struct{ duty, l2 string }
type matterClass struct{ matter, l2 string }
type dutyMatter struct{ duty, matter, l2 string }

// judge holds the counts that the rules for 高频 and 典型 ask for.
type judge struct {
	rules   ComplaintRules
	duty    map[string]int64
	class   map[dutyClass]int64
	matter  map[dutyMatter]int64
	regions map[matterClass]map[string]bool
	earlier []map[dutyClass]int64 // last period first
	p75     map[string]int64      // of a body's classes last period
	last    map[problemKey]string // the same problem last period
	closed  map[problemKey]bool   // and it was closed then
	tops    []map[dutyClass]bool  // a body's first classes: this period, last period …
}

func newJudge(rules ComplaintRules, now []zhixiao.Complaint, before [][]zhixiao.Complaint) *judge {
	j := &judge{rules: rules, duty: map[string]int64{}, matter: map[dutyMatter]int64{},
		regions: map[matterClass]map[string]bool{}, p75: map[string]int64{}, last: map[problemKey]string{}, closed: map[problemKey]bool{}}
	j.class = j.classes(now)
	j.tops = append(j.tops, j.firstClasses(j.class))
	for _, c := range now {
		d := rules.Duty(c)
		j.duty[d]++
		j.matter[dutyMatter{d, c.Matter, c.L2}]++
		k := matterClass{c.Matter, c.L2}
		if c.Region != "" {
			if j.regions[k] == nil {
				j.regions[k] = map[string]bool{}
			}
			j.regions[k][c.Region] = true
		}
	}
	for _, list := range before {
		counts := j.classes(list)
		j.earlier = append(j.earlier, counts)
		j.tops = append(j.tops, j.firstClasses(counts))
	}
	if len(before) > 0 {
		j.lastPeriod(before[0])
	}
	return j
}

func (j *judge) classes(list []zhixiao.Complaint) map[dutyClass]int64 {
	counts := map[dutyClass]int64{}
	for _, c := range list {
		counts[dutyClass{j.rules.Duty(c), c.L2}]++
	}
	return counts
}

// firstClasses is the classes among each body's first, ties by code.
func (j *judge) firstClasses(counts map[dutyClass]int64) map[dutyClass]bool {
	byDuty := map[string][]dutyClass{}
	for k := range counts {
		byDuty[k.duty] = append(byDuty[k.duty], k)
	}
	out := map[dutyClass]bool{}
	for _, list := range byDuty {
		slices.SortFunc(list, func(a, b dutyClass) int {
			return cmp.Or(cmp.Compare(counts[b], counts[a]), strings.Compare(a.l2, b.l2))
		})
		for _, k := range list[:min(j.rules.Top, len(list))] {
			out[k] = counts[k] >= j.rules.TopLeast
		}
	}
	return out
}

// lastPeriod keeps the 75th percentile (nearest rank) of each body's classes and
// the numbers of last period's problems.
func (j *judge) lastPeriod(list []zhixiao.Complaint) {
	byDuty := map[string][]int64{}
	for k, n := range j.earlier[0] {
		byDuty[k.duty] = append(byDuty[k.duty], n)
	}
	for d, counts := range byDuty {
		slices.Sort(counts)
		j.p75[d] = counts[(3*len(counts)+3)/4-1]
	}
	for _, c := range list {
		k := keyOf(c)
		if j.last[k] == "" || c.No < j.last[k] {
			j.last[k] = c.No
		}
		j.closed[k] = j.closed[k] || c.Status == "办结"
	}
}

// judge sets the rules of 高频 that hold for a group, and settles those of 典型.
func (j *judge) judge(g *ComplaintGroup) {
	r, c := j.rules, g.Lead
	class := dutyClass{g.Duty, c.L2}
	n := j.class[class]
	hit := func(rule string, holds bool) {
		if holds {
			g.Frequent = append(g.Frequent, rule)
		}
	}
	hit("H1", n >= max(r.Least, j.p75[g.Duty]))
	m := j.matter[dutyMatter{g.Duty, c.Matter, c.L2}]
	hit("H2", m >= r.MatterLeast && m*100 >= r.MatterShare*j.duty[g.Duty])
	if len(j.earlier) > 0 {
		was := j.earlier[0][class]
		hit("H3", was > 0 && n-was >= r.GrowthLeast && (n-was)*100 >= r.Growth*was)
	}
	hit("H4", len(j.tops) >= r.Months && !slices.ContainsFunc(j.tops, func(top map[dutyClass]bool) bool { return !top[class] }))
	common := len(j.regions[matterClass{c.Matter, c.L2}]) >= r.Regions
	hit("H5", common)

	if common {
		j.mark(g, "T4")
	}
	if j.closed[keyOf(c)] {
		j.mark(g, "T5")
	}
	slices.Sort(g.Typical)
	byItself := slices.Contains(g.Typical, "T1") || slices.Contains(g.Typical, "T2")
	if !byItself && !g.Flagged && len(g.Typical) < r.Enough {
		g.Typical = nil
	}
}

// typical notes the rules of 典型 that one complaint fulfils.
func (j *judge) typical(g *ComplaintGroup, c zhixiao.Complaint, seen bool) {
	if slices.Contains(j.rules.Red, c.L2) {
		j.mark(g, "T1")
	}
	if c.Times >= j.rules.People {
		j.mark(g, "T2")
	}
	if c.Linked || seen {
		j.mark(g, "T3")
	}
	if slices.Contains(j.rules.Weak, c.L2) {
		j.mark(g, "T6")
	}
}

func (j *judge) mark(g *ComplaintGroup, rule string) {
	if !slices.Contains(g.Typical, rule) {
		g.Typical = append(g.Typical, rule)
	}
}

// CountGroups counts what count gives for each group of a unit's list, as a
// quantity that Explain finds. what names it in the key.
func (f *Facts) CountGroups(unit, what, in string, groups []ComplaintGroup, count func(ComplaintGroup) int64) zhixiao.Quantity {
	n := int64(0)
	for _, g := range groups {
		n += count(g)
	}
	return f.Keep(zhixiao.Quantity{
		Key: zhixiao.NewKey("list."+what, unit, f.Period()), Value: zhixiao.Int(n), Unit: in,
		Source: "快照" + f.now().snap.ID + " complaints", Rule: "按清单逐条计数",
	})
}

// CountComplaints counts the period's complaints of a unit of which keep holds, as a
// quantity that Explain finds. what names it in the key.
func (f *Facts) CountComplaints(unit, what string, keep func(zhixiao.Complaint) bool) zhixiao.Quantity {
	n := int64(0)
	for _, c := range f.now().snap.Complaints {
		if (unit == zhixiao.CityCode || c.Region == unit || c.Dept == unit) && keep(c) {
			n++
		}
	}
	return f.Keep(zhixiao.Quantity{
		Key: zhixiao.NewKey("list."+what, unit, f.Period()), Value: zhixiao.Int(n), Unit: "件",
		Source: "快照" + f.now().snap.ID + " complaints", Rule: "按清单逐条计数",
	})
}

// Labelling is how many complaints were labelled since the monitoring year began,
// and how many of them a person confirmed; days only.
func (f *Facts) Labelling() (rows, reviewed zhixiao.Quantity) {
	l := f.now().snap.Labelled
	number := func(what string, n int64) zhixiao.Quantity {
		return f.Keep(zhixiao.Quantity{
			Key: zhixiao.NewKey("labelled."+what, zhixiao.CityCode, f.Period()), Value: zhixiao.Int(n), Unit: "件",
			Source: "快照" + f.now().snap.ID + " labelled", Rule: "监测年度以来计数",
		})
	}
	return number("rows", l.Rows), number("reviewed", l.Reviewed)
}

// DaysElapsed is the share of the days from first to last that are over at the
// cutoff, in %.
func (f *Facts) DaysElapsed(first, last time.Time) zhixiao.Quantity {
	days := func(what string, to time.Time) zhixiao.Quantity {
		n := max(0, int64(to.Sub(first)/(24*time.Hour))+1)
		return f.Keep(zhixiao.Quantity{Key: zhixiao.NewKey("days."+what, zhixiao.CityCode, f.Period()), Value: zhixiao.Int(n), Unit: "天", Rule: "自" + first.Format(time.DateOnly) + "起的天数"})
	}
	over := f.Cutoff()
	if over.After(last) {
		over = last
	}
	return f.Percent(days("over", over), days("all", last))
}
