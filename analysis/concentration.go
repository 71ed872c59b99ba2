package analysis

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"zhixiao"
)

// Query asks one column of one cube for a unit. Where keeps the rows whose
// dimension has the value ("a|b" keeps either, "!a" keeps all but a). By and Where may also use the
// pseudo-dimensions "region", "dept" and, where the cube has l2, "l1".
type Query struct {
	Cube, Column, Unit string
	By                 []string
	Where              map[string]string
	Limit              int // 0: all
}

// RatioQuery asks for Num ÷ Den × Scale of one cube, as a matter's or a hall's
// rate. Below MinN in the denominator it is SmallSample.
type RatioQuery struct {
	Cube, Num, Den, Unit string
	Where                map[string]string
	Scale                int64
	Label                string // unit of the result: "%"
	Places               uint8
	MinN                 int64
}

// picker reads one dimension of a row.
type picker func(*zhixiao.CubeRow) string

func (fd *feed) picker(dim string) picker {
	switch i := fd.cube.Dim(dim); {
	case i >= 0:
		return func(r *zhixiao.CubeRow) string { return r.Keys[i] }
	case dim == "region":
		return func(r *zhixiao.CubeRow) string { return r.Region }
	case dim == "dept":
		return func(r *zhixiao.CubeRow) string { return r.Dept }
	case dim == "l1" && fd.cube.Dim("l2") >= 0:
		l2 := fd.cube.Dim("l2")
		return func(r *zhixiao.CubeRow) string { return r.Keys[l2][:min(2, len(r.Keys[l2]))] }
	}
	return nil
}

// keep makes the row filter of a Where; nil with false when it names a dimension
// the cube has not.
func (fd *feed) keep(where map[string]string) (func(*zhixiao.CubeRow) bool, bool) {
	type test struct {
		get  picker
		want []string
		in   bool
	}
	var tests []test
	for _, dim := range sortedKeys(where) {
		get := fd.picker(dim)
		if get == nil {
			return nil, false
		}
		value, not := strings.CutPrefix(where[dim], "!")
		tests = append(tests, test{get, strings.Split(value, "|"), !not})
	}
	return func(r *zhixiao.CubeRow) bool {
		for _, t := range tests {
			if slices.Contains(t.want, t.get(r)) != t.in {
				return false
			}
		}
		return true
	}, true
}

// countKey is the key's name of a column under a Where.
func countKey(cube, columns string, where map[string]string) string {
	name := cube + "." + columns
	if len(where) == 0 {
		return name
	}
	var parts []string
	for _, d := range sortedKeys(where) {
		parts = append(parts, d+"="+safe(where[d]))
	}
	return name + "[" + strings.Join(parts, ";") + "]"
}

// safe keeps a dimension value from breaking a key.
func safe(s string) string {
	if !strings.ContainsAny(s, "@/") { // almost always; keys are made by the hundred thousand
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "@", "＠"), "/", "／")
}

// tally adds up a column over a unit's rows; ok is false when the cube, the
// column or a dimension is unknown.
func (m *moment) tally(cube, col, unit string, where map[string]string) (total int64, ok bool) {
	fd := m.feeds[cube]
	c := columnOf(fd, col)
	if !c.known() {
		return 0, false
	}
	if len(where) == 0 {
		return c.sum(unit), true
	}
	keep, ok := fd.keep(where)
	if !ok {
		return 0, false
	}
	for _, i := range fd.rows[unit] {
		if r := &fd.cube.Rows[i]; keep(r) {
			total += r.Sums[c.i]
		}
	}
	return total, true
}

// Count is the sum of a column over a unit's rows. A delivered cube without rows
// of the unit counts 0; a cube that was not delivered is NotProvided.
func (f *Facts) Count(q Query) zhixiao.Quantity { return f.count(f.now(), q) }

// PrevCount is Count in the period before, NoBaseline without a snapshot of it.
func (f *Facts) PrevCount(q Query) zhixiao.Quantity {
	m := f.at(f.Prev())
	if m == nil {
		key := zhixiao.NewKey(countKey(q.Cube, q.Column, q.Where), q.Unit, f.Prev())
		return zhixiao.Absent(key, columnUnit(q.Cube, q.Column), zhixiao.NoBaseline)
	}
	return f.count(m, q)
}

func (f *Facts) count(m *moment, q Query) zhixiao.Quantity {
	out := zhixiao.Quantity{
		Key:    zhixiao.NewKey(countKey(q.Cube, q.Column, q.Where), q.Unit, m.snap.Period),
		Unit:   columnUnit(q.Cube, q.Column),
		Source: m.source(q.Cube), Rule: "按条件计数",
	}
	n, ok := m.tally(q.Cube, q.Column, q.Unit, q.Where)
	if !ok {
		out.Missing = zhixiao.NotProvided
	}
	out.Value = zhixiao.Int(n)
	return f.remember(out)
}

// Ratio is a rate over a unit's rows, rounded once.
func (f *Facts) Ratio(q RatioQuery) zhixiao.Quantity { return f.ratio(f.now(), q) }

// PrevRatio is Ratio in the period before, NoBaseline without a snapshot of it.
func (f *Facts) PrevRatio(q RatioQuery) zhixiao.Quantity {
	m := f.at(f.Prev())
	if m == nil {
		return zhixiao.Absent(zhixiao.NewKey(q.name(), q.Unit, f.Prev()), q.Label, zhixiao.NoBaseline)
	}
	return f.ratio(m, q)
}

func (q RatioQuery) name() string {
	return countKey(q.Cube, fmt.Sprintf("%s~%s*%d,%d,%d,%s", q.Num, q.Den, max(q.Scale, 1), q.Places, q.MinN, safe(q.Label)), q.Where)
}

func (f *Facts) ratio(m *moment, q RatioQuery) zhixiao.Quantity {
	num, okNum := m.tally(q.Cube, q.Num, q.Unit, q.Where)
	den, okDen := m.tally(q.Cube, q.Den, q.Unit, q.Where)
	out := zhixiao.Quantity{
		Key: zhixiao.NewKey(q.name(), q.Unit, m.snap.Period), Unit: q.Label,
		Num: zhixiao.Int(num), Den: zhixiao.Int(den), N: den, Source: m.source(q.Cube), Rule: q.Num + "÷" + q.Den,
	}
	switch {
	case !okNum || !okDen:
		out.Missing = zhixiao.NotProvided
	case den <= 0 || den < q.MinN:
		out.Missing = zhixiao.SmallSample
	default:
		v, err := zhixiao.Ratio(out.Num, out.Den, max(q.Scale, 1), q.Places)
		if err != nil {
			out.Missing = zhixiao.NotProvided
		}
		out.Value = v
	}
	return f.remember(out)
}

// group is one combination of keys with its count.
type group struct {
	keys []string
	n    int64
}

// Top is the groups of a query by count, ties by key, with their share of the
// whole and the cumulative share. Groups that count nothing, and rows that do
// not say their key, are in the whole but make no group.
func (f *Facts) Top(q Query) []Share {
	groups := f.now().groups(q)
	of := f.Count(Query{Cube: q.Cube, Column: q.Column, Unit: q.Unit, Where: q.Where})
	if q.Limit > 0 && len(groups) > q.Limit {
		groups = groups[:q.Limit]
	}
	var out []Share
	cum := int64(0)
	for i, g := range groups {
		where := map[string]string{}
		for d, v := range q.Where {
			where[d] = v
		}
		for j, d := range q.By {
			where[d] = g.keys[j] // narrower than any Where of the same dimension
		}
		count := f.remember(zhixiao.Quantity{
			Key:   zhixiao.NewKey(countKey(q.Cube, q.Column, where), q.Unit, f.Period()),
			Value: zhixiao.Int(g.n), Unit: of.Unit, Source: of.Source, Rule: "按条件计数",
		})
		cum += g.n
		running := f.remember(zhixiao.Quantity{
			Key: zhixiao.NewKey(fmt.Sprintf("%s.by.%s.first%d", countKey(q.Cube, q.Column, q.Where),
				strings.Join(q.By, "+"), i+1), q.Unit, f.Period()),
			Value: zhixiao.Int(cum), Unit: of.Unit, Source: of.Source, Rule: "由多到少累计",
		})
		out = append(out, Share{
			Keys: g.keys, Label: f.label(q.By, g.keys), Count: count, Of: of,
			Part: f.Percent(count, of), Cum: f.Percent(running, of),
		})
	}
	return out
}

func (m *moment) groups(q Query) []group {
	fd := m.feeds[q.Cube]
	c := columnOf(fd, q.Column)
	if !c.known() {
		return nil
	}
	keep, ok := fd.keep(q.Where)
	var get []picker
	for _, d := range q.By {
		p := fd.picker(d)
		ok = ok && p != nil
		get = append(get, p)
	}
	if !ok {
		return nil
	}
	found := map[string]*group{}
	for _, i := range fd.rows[q.Unit] {
		r := &fd.cube.Rows[i]
		if r.Sums[c.i] == 0 || !keep(r) {
			continue
		}
		if g := groupOf(found, get, r); g != nil {
			g.n += r.Sums[c.i]
		}
	}
	out := make([]group, 0, len(found))
	for _, g := range found {
		if g.n > 0 {
			out = append(out, *g)
		}
	}
	sort.Slice(out, func(i, j int) bool {
		if out[i].n != out[j].n {
			return out[i].n > out[j].n
		}
		return slices.Compare(out[i].keys, out[j].keys) < 0
	})
	return out
}

// groupOf finds or makes a row's group; nil when the row does not say its key.
func groupOf(found map[string]*group, get []picker, r *zhixiao.CubeRow) *group {
	var first string
	if len(get) == 1 { // the common case, without an allocation per row
		if first = get[0](r); first == "" {
			return nil
		}
		if g := found[first]; g != nil {
			return g
		}
	}
	keys := make([]string, len(get))
	for i, p := range get {
		if keys[i] = p(r); keys[i] == "" {
			return nil
		}
	}
	id := strings.Join(keys, "\x00")
	g := found[id]
	if g == nil {
		g = &group{keys: keys}
		found[id] = g
	}
	return g
}

// label is a group's keys for readers.
func (f *Facts) label(dims, keys []string) string {
	parts := make([]string, len(keys))
	for i, k := range keys {
		parts[i] = f.name(dims[i], k)
	}
	return strings.Join(parts, "·")
}

func (f *Facts) name(dim, key string) string {
	n := f.in.Names
	names := map[string]map[string]string{
		"matter": n.Matters, "hall": n.Halls, "line": n.Lines, "l2": n.L2, "l1": n.L1, "code": n.Codes,
	}[dim]
	if s := names[key]; s != "" {
		return s
	}
	if dim == "region" || dim == "dept" {
		if u, ok := f.units[key]; ok {
			return u.Short
		}
	}
	return key
}

// columnUnit is the unit of a cube's column.
func columnUnit(cube, col string) string {
	switch cube + "." + col {
	case "case.handle_days", "stage.days", "matter.promise_days":
		return "个工作日"
	case "ticket.wait_min":
		return "分钟"
	case "ticket.windows_open":
		return "个"
	case "complaint.times":
		return "件次"
	case "visit.score", "interview.score":
		return "分"
	case "visit.visits":
		return "次"
	}
	switch cube {
	case "matter":
		return "项"
	case "ticket":
		return "人次"
	case "consult", "evaluation", "guide_rating":
		return "条"
	case "call":
		return "次"
	case "guide_check":
		return "个"
	case "session", "correction":
		return "次"
	case "survey":
		return "份"
	case "interview":
		return "个"
	case "visit":
		return "条"
	case "governance_task", "inspection_item":
		return "项"
	}
	return "件"
}
