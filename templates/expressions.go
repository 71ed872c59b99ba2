package templates

import (
	"strings"

	"zhixiao"
	"zhixiao/counting"
)

// expressions checks what indicators.yaml counts against the tables: every unknown
// table, column and function and every slip of the language is told with its place.
func (c *check) expressions(raw *rawSet) {
	tables := map[string]counting.Table{} // by feed, of those whose table is known
	for i := range raw.Feeds {
		if t, ok := c.feedTable(&raw.Feeds[i].V); ok {
			tables[raw.Feeds[i].V.Name.text] = t
		}
	}
	for i := range raw.Indicators {
		r := &raw.Indicators[i].V
		t, ok := tables[r.Feed]
		if !ok {
			continue
		}
		if r.Formula == "median" {
			_, faults := t.Median(r.Num.text)
			c.counting(r.Num, faults)
		} else {
			c.sum(t, r.Num)
		}
		c.sum(t, r.Den)
		if r.Squares.text != "" {
			c.sum(t, r.Squares)
		}
	}
}

// feedTable checks a feed; ok is false where it has no table, or one that is unknown.
func (c *check) feedTable(r *rawFeed) (t counting.Table, ok bool) {
	if r.Table.text == "" {
		return t, false
	}
	if t, ok = c.table(r.Table); !ok {
		return t, false
	}
	if r.Date.text != "" {
		c.day(t, r.Date)
	} else if _, states := t.Column("valid_from"); !states {
		c.fault(r.Table.at, "用 date 写明按哪一列日期归入期间："+strings.Join(t.Days(), "、"), "数据源%s没有date，数据表%s又没有生效、失效日期", r.Name.text, t.Name)
	}
	if r.Where.text != "" {
		_, faults := t.Condition(r.Where.text)
		c.counting(r.Where, faults)
	}
	for _, d := range r.Dims {
		_, faults := t.Dimension(d.text)
		c.counting(d.placed, faults)
	}
	for _, n := range r.Tallies {
		c.sum(t, n.placed)
	}
	return t, true
}

// table finds the table that p names.
func (c *check) table(p placed) (counting.Table, bool) {
	t, ok := counting.Find(p.text)
	if !ok {
		way := "可用的数据表：" + strings.Join(counting.Names(), "、")
		if near, found := zhixiao.Nearest(p.text, counting.Names()); found {
			way = "是否指 " + near
		}
		c.fault(p.at, way, "没有数据表%q", p.text)
	}
	return t, ok
}

// day proves that p names a column of days.
func (c *check) day(t counting.Table, p placed) {
	column, known := t.Column(p.text)
	if known && column.Kind == counting.Day {
		return
	}
	way := "该表的日期列：" + strings.Join(t.Days(), "、")
	if near, found := zhixiao.Nearest(p.text, t.Days()); found {
		way = "是否指 " + near
	}
	c.fault(p.at, way, "数据表%s没有日期列%q", t.Name, p.text)
}

// sum checks counts and sums. What refers to another feed, and what is missing, was
// looked at with the references.
func (c *check) sum(t counting.Table, p placed) {
	if p.text == "" || strings.HasPrefix(p.text, "=") {
		return
	}
	_, faults := t.Sum(p.text)
	c.counting(p, faults)
}

// counting tells the faults of an expression with their places in the file.
func (c *check) counting(p placed, faults []counting.Fault) {
	for _, f := range faults {
		c.fault(p.letter(f.At), f.Way, "%w", f.Err)
	}
}

// quota checks what a quota counts against its table.
func (c *check) quota(r *rawQuota) {
	t, ok := c.table(r.Table)
	if !ok {
		return
	}
	c.day(t, r.Date)
	for _, p := range []placed{r.Where, r.Unjudged} {
		if p.text != "" {
			_, faults := t.Condition(p.text)
			c.counting(p, faults)
		}
	}
	if r.Distinct.text != "" {
		_, faults := t.Dimension(r.Distinct.text)
		c.counting(r.Distinct, faults)
	}
}
