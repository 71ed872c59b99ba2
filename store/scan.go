package store

import (
	"cmp"
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/jmoiron/sqlx"

	"zhixiao"
)

// plan is how one feed is measured.
type plan struct {
	feed    zhixiao.Feed
	from    string   // what is read: the feed's table as of the cutoff
	dims    []string // SQL of each of the feed's dimensions
	columns []string // of the cube
	totals  []string // SQL of each column; "=cube.tally" in a derived feed
	medians []string // histogram names
	values  []string // SQL of the values counted in each
	during  string   // WHERE of the period with args
	args    []any
	units   [2]string // SQL of region and dept
}

// plan lists a feed's columns: its tallies, then num, den and sq of its
// indicators in their order.
func (f *freezer) plan(ctx context.Context, q *sqlx.Conn, feed zhixiao.Feed) (plan, error) {
	p := plan{feed: feed}
	if feed.Table == "" {
		return p, p.list(f.set, derived{})
	}
	if err := f.unitColumns(ctx, q, &p); err != nil {
		return p, err
	}
	p.during, p.args = f.during(feed.Table, feed.Date)
	in, err := languageOf(f.set, feed.Table)
	if err == nil {
		err = p.list(f.set, in)
	}
	if err == nil && feed.Where != "" {
		var where string
		where, err = in.condition(feed.Where)
		p.during += " AND " + where
	}
	if err != nil {
		return p, f.uncountable(p, err)
	}
	p.from, err = f.asOf(ctx, q, feed.Table)
	return p, err
}

// derived is the language of a feed without a table, whose columns are tallies of
// other cubes.
type derived struct{ plainSQL }

func (derived) total(expr string) (string, error) { return expr, nil }

// list translates what the set says of the feed.
func (p *plan) list(set *zhixiao.IndicatorSet, in language) error {
	var faults []error
	add := func(name, expr string) {
		total, err := in.total(expr)
		faults = append(faults, err)
		p.columns, p.totals = append(p.columns, name), append(p.totals, total)
	}
	for _, d := range p.feed.Dims {
		dim, err := in.dimension(d.Expr)
		faults = append(faults, err)
		p.dims = append(p.dims, dim)
	}
	for _, t := range p.feed.Tallies {
		add(t.Name, t.Expr)
	}
	for _, i := range set.Indicators {
		if i.Feed != p.feed.Name {
			continue
		}
		if i.Formula == zhixiao.MedianFormula {
			values, err := in.values(i)
			faults = append(faults, err)
			p.medians, p.values = append(p.medians, i.Code), append(p.values, values)
		} else {
			add(i.Code+".num", i.Num)
		}
		add(i.Code+".den", i.Den)
		if i.Squares != "" {
			add(i.Code+".sq", i.Squares)
		}
	}
	return errors.Join(faults...)
}

// uncountable says that a feed cannot be counted.
func (f *freezer) uncountable(p plan, err error) error {
	return f.s.inTable(p.feed.Table, 0, fmt.Errorf("数据源%s无法统计: %w", p.feed.Name, err), "检查 indicators.yaml 中该数据源和指标的写法")
}

// unitColumns finds out whether the table knows regions and departments.
func (f *freezer) unitColumns(ctx context.Context, q *sqlx.Conn, p *plan) error {
	var names []string
	if err := sqlx.SelectContext(ctx, q, &names, "SELECT name FROM pragma_table_info(?)", p.feed.Table); err != nil {
		return err
	}
	if len(names) == 0 {
		return f.s.inTable(p.feed.Table, 0, fmt.Errorf("数据源%s所指的表不存在", p.feed.Name), "检查 indicators.yaml 的 feeds")
	}
	for i, name := range []string{"region", "dept"} {
		p.units[i] = "''"
		if slices.Contains(names, name) {
			p.units[i] = name
		}
	}
	return nil
}

// query groups the feed's table once. Equal expressions are summed once; at says
// which result column a cube column is.
func (p plan) query() (text string, at []int) {
	group := append(slices.Clone(p.units[:]), p.dims...)
	selected, seen := slices.Clone(group), map[string]int{}
	for _, t := range p.totals {
		if _, done := seen[t]; !done {
			seen[t] = len(selected)
			selected = append(selected, t)
		}
		at = append(at, seen[t])
	}
	selected = append(selected, p.values...)
	var numbers []string
	for i := range group {
		numbers = append(numbers, strconv.Itoa(i+1))
	}
	by := strings.Join(numbers, ",")
	return "SELECT " + strings.Join(selected, ",") + " FROM " + p.from + " WHERE " + p.during + " GROUP BY " + by + " ORDER BY " + by, at
}

// scan measures one feed.
func (f *freezer) scan(ctx context.Context, q *sqlx.Conn, p plan) (*zhixiao.Cube, error) {
	text, at := p.query()
	c := p.cube()
	fill := filler{plan: p, cube: c, at: at, met: map[string]string{}}
	err := each(ctx, q, text, p.args, func(cells []driver.Value) error {
		if err := fill.add(cells); err != nil {
			return f.s.inTable(p.feed.Table, 0, fmt.Errorf("数据源%s：%w", p.feed.Name, err), "检查写法和数据类型")
		}
		return nil
	})
	var known *zhixiao.Problem
	if err != nil && ctx.Err() == nil && !errors.As(err, &known) {
		err = f.uncountable(p, err)
	}
	return c, err
}

// filler adds rows to a cube. The rows' slices are cut from larger ones and equal
// texts are kept once: a cube of 30,000 rows has some hundred texts.
type filler struct {
	plan
	cube  *zhixiao.Cube
	at    []int // which cell each column's sum is in
	texts []string
	sums  []int64
	met   map[string]string
}

// once is text as it was met first.
func (f *filler) once(text string) string {
	if first, ok := f.met[text]; ok {
		return first
	}
	f.met[text] = text
	return text
}

// cut takes n values from the front of pile, which is renewed when it runs out.
func cut[T any](pile *[]T, n int) []T {
	if len(*pile) < n {
		*pile = make([]T, 200*n)
	}
	piece := (*pile)[:n:n]
	*pile = (*pile)[n:]
	return piece
}

// add adds a result row: texts of the units and dims, sums, lists of values.
func (f *filler) add(cells []driver.Value) error {
	texts := cut(&f.texts, 2+len(f.feed.Dims))
	for i := range texts {
		switch x := cells[i].(type) {
		case string:
			texts[i] = f.once(x)
		case int64:
			texts[i] = f.once(strconv.FormatInt(x, 10))
		default:
			return fmt.Errorf("第%d个维度的值%v不是文本或整数", i+1, x)
		}
	}
	r := zhixiao.CubeRow{Region: texts[0], Dept: texts[1], Keys: texts[2:], Sums: cut(&f.sums, len(f.at))}
	for i, from := range f.at {
		n, whole := cells[from].(int64)
		if !whole {
			return fmt.Errorf("%s的合计%v不是整数", f.columns[i], cells[from])
		}
		r.Sums[i] = n
	}
	f.cube.Rows = append(f.cube.Rows, r)
	for i, name := range f.medians {
		list, _ := cells[len(cells)-len(f.medians)+i].(string)
		counts, err := count(list)
		if err != nil {
			return fmt.Errorf("指标%s的取值: %w", name, err)
		}
		f.cube.Histograms[name] = append(f.cube.Histograms[name], counts)
	}
	return nil
}

// cube is p's cube without rows.
func (p plan) cube() *zhixiao.Cube {
	c := &zhixiao.Cube{Feed: p.feed.Name, Columns: p.columns}
	for _, d := range p.feed.Dims {
		c.Dims = append(c.Dims, d.Name)
	}
	if len(p.medians) > 0 {
		c.Histograms = map[string][]map[int64]int64{}
		for _, m := range p.medians {
			c.Histograms[m] = nil
		}
	}
	return c
}

// count counts the values of a list with commas.
func count(list string) (map[int64]int64, error) {
	counts := map[int64]int64{}
	for list != "" {
		v, rest, _ := strings.Cut(list, ",")
		n, err := strconv.ParseInt(v, 10, 64)
		if err != nil {
			return nil, fmt.Errorf("%q不是整数", v)
		}
		counts[n]++
		list = rest
	}
	return counts, nil
}

// derive makes the cube of a feed without a table from the tallies of others,
// summed over the dims both have. templates has checked the references.
func (f *freezer) derive(p plan) *zhixiao.Cube {
	c := p.cube()
	cells := map[string]*zhixiao.CubeRow{}
	for col, expr := range p.totals {
		feed, tally, _ := strings.Cut(strings.TrimPrefix(expr, "="), ".")
		from := f.snap.Cubes[feed]
		if from == nil {
			continue
		}
		at, dims := from.Column(tally), make([]int, len(c.Dims))
		for i, d := range c.Dims {
			dims[i] = from.Dim(d)
		}
		for _, r := range from.Rows {
			if r.Sums[at] != 0 {
				cellOf(cells, r, dims, len(p.totals)).Sums[col] += r.Sums[at]
			}
		}
	}
	for _, r := range cells {
		c.Rows = append(c.Rows, *r)
	}
	slices.SortFunc(c.Rows, func(a, b zhixiao.CubeRow) int {
		return cmp.Or(strings.Compare(a.Region, b.Region), strings.Compare(a.Dept, b.Dept), slices.Compare(a.Keys, b.Keys))
	})
	return c
}

// cellOf is the cell that r falls into when only dims are kept.
func cellOf(cells map[string]*zhixiao.CubeRow, r zhixiao.CubeRow, dims []int, width int) *zhixiao.CubeRow {
	keys := make([]string, len(dims))
	for i, d := range dims {
		if d >= 0 {
			keys[i] = r.Keys[d]
		}
	}
	id := r.Region + "\t" + r.Dept + "\t" + strings.Join(keys, "\t")
	if cells[id] == nil {
		cells[id] = &zhixiao.CubeRow{Region: r.Region, Dept: r.Dept, Keys: keys, Sums: make([]int64, width)}
	}
	return cells[id]
}
