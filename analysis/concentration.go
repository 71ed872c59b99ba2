package analysis

import (
	"fmt"
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
	Rest                 bool // of the city without the unit, instead of the unit
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

// Count is the sum of a column over a unit's rows. A delivered cube without rows
// of the unit counts 0; a cube that was not delivered is NotProvided.
func (f *Facts) Count(q Query) zhixiao.Quantity { return f.count(f.now(), q) }

// PrevCount is Count in the period before, NoBaseline without a snapshot of it.
func (f *Facts) PrevCount(q Query) zhixiao.Quantity {
	m := f.at(f.Prev())
	if m == nil {
		key := zhixiao.NewKey(countKey(q.Cube, q.Column, q.Where), q.Unit, f.Prev())
		return zhixiao.Absent(key, f.columnUnit(q.Cube, q.Column), zhixiao.NoBaseline)
	}
	return f.count(m, q)
}

func (f *Facts) count(m *snapshot, q Query) zhixiao.Quantity {
	out := zhixiao.Quantity{
		Key:    zhixiao.NewKey(countKey(q.Cube, q.Column, q.Where), q.Unit, m.snap.Period),
		Unit:   f.columnUnit(q.Cube, q.Column),
		Source: m.source(q.Cube), Rule: "按条件计数",
	}
	n, ok := m.tally(q.Cube, q.Column, q.Unit, q.Where)
	if !ok {
		out.Missing = zhixiao.NotProvided
	}
	out.Value = zhixiao.Int(n)
	return f.Keep(out)
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
	if q.Rest {
		q.Rest = false
		return restOf + q.name()
	}
	return countKey(q.Cube, fmt.Sprintf("%s~%s*%d,%d,%d,%s", q.Num, q.Den, max(q.Scale, 1), q.Places, q.MinN, safe(q.Label)), q.Where)
}

// restOf begins the name of a rate of the city without the unit.
const restOf = "rest:"

func (f *Facts) ratio(m *snapshot, q RatioQuery) zhixiao.Quantity {
	num, okNum := m.tally(q.Cube, q.Num, q.Unit, q.Where)
	den, okDen := m.tally(q.Cube, q.Den, q.Unit, q.Where)
	if q.Rest {
		cityNum, _ := m.tally(q.Cube, q.Num, zhixiao.CityCode, q.Where)
		cityDen, _ := m.tally(q.Cube, q.Den, zhixiao.CityCode, q.Where)
		num, den = cityNum-num, cityDen-den
	}
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
	return f.Keep(out)
}

// Group is one combination of keys with its count.
type Group struct {
	Keys []string // in the order of the query's By
	N    int64
}

// Groups is the groups of a query by count, ties by key, as Top has them, without
// their shares and not kept for Explain.
func (f *Facts) Groups(q Query) []Group { return f.now().groups(q) }

// Top is the groups of a query by count, ties by key, with their share of the
// whole and the cumulative share. Groups that count nothing, and rows that do
// not say their key, are in the whole but make no group.
func (f *Facts) Top(q Query) []Share {
	groups := f.now().groups(q)
	of := f.Count(Query{Cube: q.Cube, Column: q.Column, Unit: q.Unit, Where: q.Where})
	var out []Share
	cum := int64(0)
	for i, g := range groups {
		where := map[string]string{}
		for d, v := range q.Where {
			where[d] = v
		}
		for j, d := range q.By {
			where[d] = g.Keys[j] // narrower than any Where of the same dimension
		}
		count := f.Keep(zhixiao.Quantity{
			Key:   zhixiao.NewKey(countKey(q.Cube, q.Column, where), q.Unit, f.Period()),
			Value: zhixiao.Int(g.N), Unit: of.Unit, Source: of.Source, Rule: "按条件计数",
		})
		cum += g.N
		running := f.Keep(zhixiao.Quantity{
			Key: zhixiao.NewKey(fmt.Sprintf("%s.by.%s.first%d", countKey(q.Cube, q.Column, q.Where),
				strings.Join(q.By, "+"), i+1), q.Unit, f.Period()),
			Value: zhixiao.Int(cum), Unit: of.Unit, Source: of.Source, Rule: "由多到少累计",
		})
		out = append(out, Share{
			Keys: g.Keys, Label: f.label(q.By, g.Keys), Count: count, Of: of,
			Part: f.Percent(count, of), Cum: f.Percent(running, of),
		})
	}
	return out
}

// label is a group's keys for readers.
func (f *Facts) label(dims, keys []string) string {
	parts := make([]string, len(keys))
	for i, k := range keys {
		parts[i] = f.NameOf(dims[i], k)
	}
	return strings.Join(parts, "·")
}

// NameOf is a key of a dimension for readers: the name of a matter, a hall, a class,
// a unit; the key itself where it has none.
func (f *Facts) NameOf(dim, key string) string {
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

// columnUnit is the unit of measure of a cube's column.
func (f *Facts) columnUnit(cube, col string) string { return f.Column(cube, col).Unit }
