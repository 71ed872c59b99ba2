package proof

import (
	"fmt"
	"regexp"
	"strings"

	"zhixiao"
	"zhixiao/document"
)

var (
	upward   = regexp.MustCompile(patterns.Of("upward"))
	downward = regexp.MustCompile(patterns.Of("downward"))
)

// directions wants the word before a size without sign to say what the sign was.
func (r *reader) directions(id document.ID, in []document.Inline) {
	for i, part := range in {
		n, ok := part.(document.Num)
		if !ok || n.Form != document.Magnitude || !n.Q.Ok() {
			continue
		}
		before := textBefore(in, i)
		up, down := upward.MatchString(before), downward.MatchString(before)
		if up && !down && n.Q.Value.Sign() < 0 || down && !up && n.Q.Value.Sign() > 0 {
			r.tell(id, Block, "升降不符", fmt.Sprintf("%s（%s为%s）", around(before, len(before), 0), n.Q.Key, n.Q.Value))
		}
	}
}

// differences finds differences that are not the difference of the two published
// values they were made from.
func differences(docs []*document.Document, b *book) []Finding {
	var found []Finding
	for _, d := range docs {
		seen := map[zhixiao.Key]bool{}
		eachNum(d, func(id document.ID, _ []document.Inline, _ int, n document.Num) {
			what, _, _, ok := n.Q.Key.Split()
			if !ok || !n.Q.Ok() || len(n.Q.From) != 2 || seen[n.Q.Key] || !isDifference(what) {
				return
			}
			seen[n.Q.Key] = true
			x, y := b.values[n.Q.From[0]], b.values[n.Q.From[1]]
			if x.Ok() && y.Ok() && x.Key != "" && y.Key != "" && x.Value.Sub(y.Value).Cmp(n.Q.Value) != 0 {
				found = append(found, finding(d, id, Block, "差值不符", fmt.Sprintf("%s：写为%s，%s−%s应为%s", n.Q.Key, n.Q.Value, x.Value, y.Value, x.Value.Sub(y.Value))))
			}
		})
	}
	return found
}

func isDifference(what string) bool {
	for _, end := range []string{".gap", ".change", ".yoy", ".moved"} {
		if strings.HasSuffix(what, end) {
			return true
		}
	}
	return false
}

var (
	bareNumber = regexp.MustCompile(`^[+-]?\d+(?:\.\d+)?[%％]?$`)
	countUnit  = regexp.MustCompile(patterns.Of("unit of counts"))
	totalRow   = regexp.MustCompile(patterns.Of("row of totals"))
	explained  = regexp.MustCompile(patterns.Of("explained"))
	ordered    = regexp.MustCompile(patterns.Of("ordered"))
)

// table proofs what only tables have: bound cells, totals, order, numbering.
func (r *reader) table(t document.Table) {
	r.numbered(t)
	if t.Long != nil {
		return // the rest looks back and forth over the rows; a long list is never in memory whole
	}
	r.rankedRows(t)
	r.boundCells(t)
	r.descending(t)
}

// head is the text over column i.
func (r *reader) head(t document.Table, i int) string {
	if len(t.Header) == 0 || i >= len(t.Header[len(t.Header)-1]) {
		return ""
	}
	return document.PlainText(t.Header[len(t.Header)-1][i].Inlines, r.numbers)
}

// cellNum is the one quantity of a cell.
func cellNum(c document.Cell) (zhixiao.Quantity, bool) {
	var q zhixiao.Quantity
	n := 0
	for _, in := range c.Inlines {
		if x, ok := in.(document.Num); ok {
			q, n = x.Q, n+1
		}
	}
	return q, n == 1
}

// boundCells finds numbers written as text in a column of quantities.
func (r *reader) boundCells(t document.Table) {
	bound := map[int]bool{}
	for _, row := range t.Rows {
		for i, c := range row {
			if _, ok := cellNum(c); ok {
				bound[i] = true
			}
		}
	}
	for n, row := range t.Rows {
		for i, c := range row {
			if text := document.PlainText(c.Inlines, r.numbers); bound[i] && len(row) == len(t.Columns) {
				if _, ok := cellNum(c); !ok && bareNumber.MatchString(text) {
					r.tell(t.ID, Block, "表内数字未绑定", fmt.Sprintf("第%d行“%s”列：%s", n+1, r.head(t, i), text))
				}
			}
		}
	}
}

// totals wants the rows above a row 合计 to add up to it in every column of
// counts, unless the note explains why they do not.
func (r *reader) totals(t document.Table) {
	note := document.PlainText(t.Note, r.numbers)
	for n, row := range t.Rows {
		if len(row) == 0 || !totalRow.MatchString(document.PlainText(row[0].Inlines, r.numbers)) || len(row) != len(t.Columns) {
			continue
		}
		for i := range row {
			total, ok := cellNum(row[i])
			if !ok || !total.Ok() || !countUnit.MatchString(total.Unit+r.head(t, i)+t.Unit) || strings.Contains(r.head(t, i), "%") {
				continue
			}
			sum, parts := zhixiao.Decimal{}, 0
			for _, above := range t.Rows[:n] {
				if len(above) != len(row) {
					continue
				}
				if q, ok := cellNum(above[i]); ok && q.Ok() {
					sum, parts = sum.Add(q.Value), parts+1
				}
			}
			if parts > 0 && sum.Cmp(total.Value) != 0 && !explained.MatchString(note) {
				r.tell(t.ID, Block, "合计不符", fmt.Sprintf("“%s”列分项之和%s，合计%s，注中未说明差额", r.head(t, i), sum, total.Value))
			}
		}
	}
}

// shares wants a column of shares to make 100 %, or its note to say why it does
// not; more than 100 % is never right.
func (r *reader) shares(t document.Table) {
	note := document.PlainText(t.Note, r.numbers)
	for i := range t.Columns {
		if !strings.HasPrefix(r.head(t, i), "占比") {
			continue
		}
		sum, rows := zhixiao.Decimal{}, int64(0)
		for _, row := range t.Rows {
			if len(row) != len(t.Columns) || totalRow.MatchString(document.PlainText(row[0].Inlines, r.numbers)) {
				continue
			}
			if q, ok := cellNum(row[i]); ok && q.Ok() {
				sum, rows = sum.Add(q.Value), rows+1
			}
		}
		// Each rounded share may be half a last digit off.
		slack := zhixiao.Decimal{N: rows, Places: sum.Places}
		hundred := zhixiao.Int(100)
		switch {
		case rows == 0:
		case sum.Cmp(hundred.Add(slack)) > 0 && !explained.MatchString(note):
			r.tell(t.ID, Block, "占比超百", fmt.Sprintf("“%s”列合计%s%%", r.head(t, i), sum))
		case sum.Cmp(hundred.Sub(slack)) < 0 && !explained.MatchString(note):
			r.tell(t.ID, Block, "占比不足百", fmt.Sprintf("“%s”列合计%s%%，注中未说明", r.head(t, i), sum))
		}
	}
}

// descending wants a table that is called a ranking to be in the order of its
// first count or share.
func (r *reader) descending(t document.Table) {
	if !ordered.MatchString(t.Caption) || r.head(t, 0) != "序号" {
		return
	}
	column := -1
	for i := range t.Columns {
		if column < 0 && len(t.Rows) > 0 && i < len(t.Rows[0]) {
			if _, ok := cellNum(t.Rows[0][i]); ok {
				column = i
			}
		}
	}
	if column < 0 {
		return
	}
	var last zhixiao.Quantity
	for n, row := range t.Rows {
		if len(row) != len(t.Columns) {
			continue
		}
		q, ok := cellNum(row[column])
		if !ok || !q.Ok() {
			continue
		}
		if last.Ok() && last.Key != "" && q.Value.Cmp(last.Value) > 0 {
			r.tell(t.ID, Block, "表序不符", fmt.Sprintf("第%d行“%s”列%s大于上一行的%s", n+1, r.head(t, column), q.Value, last.Value))
			return
		}
		last = q
	}
}

// numbered wants a column 序号 to count on by one.
func (r *reader) numbered(t document.Table) {
	if r.head(t, 0) != "序号" {
		return
	}
	last := int64(-1)
	for row := range t.EachRow() {
		if len(row) != len(t.Columns) {
			continue
		}
		d, err := zhixiao.ParseDecimal(document.PlainText(row[0].Inlines, r.numbers))
		if err != nil {
			continue
		}
		if last >= 0 && d.N != last+1 {
			r.tell(t.ID, Block, "序号不连续", fmt.Sprintf("序号%s在%d之后", d, last))
			return
		}
		last = d.N
	}
}
